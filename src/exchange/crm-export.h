#pragma once

#include "crm-progress.h"
#include "crm-reading.h"

G_BEGIN_DECLS

typedef enum
{
  CRM_EXPORT_CSV,
  CRM_EXPORT_VCARD,
  CRM_EXPORT_JSON,
} CrmExportFormat;

gboolean crm_export_collect (CrmReading *reading, const char *type_name, const CrmQuery *query, GArray *ids, GError **error);
gboolean crm_export (CrmReading *reading, const char *type_name, GArray *ids, CrmExportFormat format, GOutputStream *stream, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
