#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* Two records that are one become one: a change like any other, and undone like any other. */

char    *crm_merge_dup_title (CrmRecord *kept, CrmRecord *other);
gboolean crm_merge_check (CrmRecord *kept, CrmRecord *other, GError **error);
gboolean crm_merge_records (CrmTransaction *transaction, gint64 kept, gint64 other, guint64 from_other, GCancellable *cancellable, GError **error);

gboolean crm_store_merge (CrmStore *self, gint64 kept, gint64 other, guint64 from_other, GError **error);
void     crm_store_merge_async (CrmStore *self, gint64 kept, gint64 other, guint64 from_other, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

gboolean crm_merge_redirect (CrmTransaction *transaction, gint64 from, gint64 to, GCancellable *cancellable, GError **error);

G_END_DECLS
