#pragma once

#include "crm-connection.h"
#include "crm-record.h"

G_BEGIN_DECLS

/* Records to rows and back, by their declaration alone. */

gboolean   crm_record_table_insert (CrmConnection *connection, CrmRecord *record, GError **error);
gboolean   crm_record_table_update (CrmConnection *connection, CrmRecord *record, GError **error);
CrmRecord *crm_record_table_load (CrmConnection *connection, gint64 id, GError **error);
gint64     crm_record_table_find_uid (CrmConnection *connection, const CrmRecordType *type, const char *uid);
gint64     crm_record_table_find_exactly (CrmConnection *connection, const CrmRecordType *type, const char *uid);
gboolean   crm_record_table_set_created_at (CrmConnection *connection, gint64 id, gint64 created_at, GError **error);
gint64     crm_record_table_get_last_sequence (CrmConnection *connection, const CrmRecordType *type);
gboolean   crm_record_table_check (CrmConnection *connection, const CrmRecordType *type, GError **error);

G_END_DECLS
