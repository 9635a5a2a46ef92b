#pragma once

#include "crm-culture.h"
#include "crm-progress.h"
#include "crm-resolver.h"
#include "crm-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What every command of crmctl is given, and how it speaks. */

typedef struct
{
  char       *path;    /* (owned): the customer file */
  gboolean    json;    /* print one JSON document instead of lines for people */
  CrmStore   *store;   /* (owned) (nullable): open once a command asked for it */
  char       *country; /* (owned) (nullable): ISO 3166, the business's */
  CrmCulture  culture;
  CrmResolver resolver;
} CrmCli;

typedef struct
{
  const char *name;
  const char *usage; /* what follows the name */
  const char *about; /* one line; translatable */
  gboolean (*run) (CrmCli *cli, int argc, char *argv[], GError **error);
} CrmCliCommand;

extern const CrmCliCommand crm_cli_file_commands[];
extern const CrmCliCommand crm_cli_record_commands[];
extern const CrmCliCommand crm_cli_query_commands[];
extern const CrmCliCommand crm_cli_duplicate_commands[];
extern const CrmCliCommand crm_cli_lead_commands[];
extern const CrmCliCommand crm_cli_history_commands[];
extern const CrmCliCommand crm_cli_exchange_commands[];
extern const CrmCliCommand crm_cli_sales_commands[];
extern const CrmCliCommand crm_cli_service_commands[];
extern const CrmCliCommand crm_cli_report_commands[];
extern const CrmCliCommand crm_cli_privacy_commands[];
extern const CrmCliCommand crm_cli_sync_commands[];

gboolean             crm_cli_open (CrmCli *cli, GError **error);
gboolean             crm_cli_parse (CrmCli *cli, int *argc, char ***argv, const GOptionEntry *entries, GError **error);
gboolean             crm_cli_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
CrmRecord           *crm_cli_find (CrmCli *cli, const char *uid, GError **error);
const CrmRecordType *crm_cli_find_type (const char *name, GError **error);
CrmQuery            *crm_cli_new_view_query (CrmCli *cli, const CrmRecordType *type, const char *name, GError **error);
gboolean             crm_cli_read_passphrase (const char *path, char **passphrase, GError **error);
void                 crm_cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void                 crm_cli_print_json (JsonNode *node);
void                 crm_cli_print_object (JsonObject *object);
CrmProgressFunc      crm_cli_get_progress (void);
void                 crm_cli_end_progress (void);
void                 crm_cli_print_done (CrmCli *cli, CrmRecord *record);

G_END_DECLS
