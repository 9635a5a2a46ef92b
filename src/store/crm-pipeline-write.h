#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* A pipeline and its stages are one thing to people: they are saved, and refused, together. */

gboolean crm_pipeline_save (CrmTransaction *transaction, GPtrArray *records, GArray *removed, GError **error);
gboolean crm_pipeline_drop_unused (CrmTransaction *transaction, GError **error);
void     crm_pipeline_save_async (CrmStore *store, const char *title, GPtrArray *records, GArray *removed, GAsyncReadyCallback callback, gpointer user_data);
void     crm_pipeline_delete_async (CrmStore *store, const char *title, gint64 pipeline, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
