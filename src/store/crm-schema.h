#pragma once

#include "crm-collator.h"
#include "crm-connection.h"

G_BEGIN_DECLS

/* How the words of a search are cut: of all indexes alike. */
#define CRM_SEARCH_TOKENIZER "tokenize = 'unicode61 remove_diacritics 0'"

/* "CRMF": the application id in the header of every Customers file. */
#define CRM_APPLICATION_ID 0x43524d46

int      crm_schema_get_version (void);
gboolean crm_schema_create (CrmConnection *connection, GError **error);
gboolean crm_schema_check (CrmConnection *connection, int *version, GError **error);
gboolean crm_schema_check_current (CrmConnection *connection, int version, GError **error);
gboolean crm_schema_migrate (CrmConnection *connection, GError **error);
gboolean crm_schema_ensure_derived (CrmConnection *connection, GError **error);
char    *crm_schema_dup_search_table (const char *name);

char        *crm_meta_get (CrmConnection *connection, const char *name);
CrmCollator *crm_meta_new_collator (CrmConnection *connection);
gboolean     crm_meta_set (CrmConnection *connection, const char *name, const char *value, GError **error);

G_END_DECLS
