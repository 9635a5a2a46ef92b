#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

typedef enum
{
  CRM_EXPORT_CSV,
  CRM_EXPORT_VCARD,
  CRM_EXPORT_JSON,
} CrmExportFormat;

gboolean crm_export_collect (CrmStore *store, const char *type_name, GArray *ids, GError **error);
gboolean crm_export (CrmStore *store, const char *type_name, GArray *ids, CrmExportFormat format, GOutputStream *stream, GCancellable *cancellable, GError **error);

G_END_DECLS
