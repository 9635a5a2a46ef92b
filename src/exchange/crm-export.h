#pragma once

#include "crm-progress.h"
#include "crm-reading.h"

G_BEGIN_DECLS

typedef enum
{
  CRM_EXPORT_CSV,
  CRM_EXPORT_VCARD,
  CRM_EXPORT_JSON,
  CRM_EXPORT_ICAL,
} CrmExportFormat;

/* Headings of the columns that every CSV file of ours has, the first and the last. */
#define CRM_EXPORT_UID "uid"
#define CRM_EXPORT_CREATED_AT "created_at"

gboolean crm_export_has_column (const CrmField *field);

gboolean crm_export_collect (CrmReading *reading, const char *type_name, const CrmQuery *query, GArray *ids, GError **error);
gboolean crm_export (CrmReading *reading, const char *type_name, GArray *ids, CrmExportFormat format, GOutputStream *stream, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
