#pragma once

#include "crm-export.h"
#include "crm-store.h"

G_BEGIN_DECLS

gboolean crm_export_file_write (const char *path, const char *type_name, const CrmQuery *query, CrmExportFormat format, GFile *file, const char *passphrase, GCancellable *cancellable, GError **error);
void     crm_export_file_write_async (CrmStore *store, const char *type_name, const CrmQuery *query, CrmExportFormat format, GFile *file, const char *passphrase, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_export_file_write_finish (GAsyncResult *result, guint *n_records, GError **error);

G_END_DECLS
