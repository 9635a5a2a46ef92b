#pragma once

#include "crm-export.h"

G_BEGIN_DECLS

gboolean crm_export_file_write (CrmStore *store, const char *type_name, CrmExportFormat format, GFile *file, guint *n_records, GError **error);

G_END_DECLS
