#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* How many records queries list, for numbers beside a name: nothing is read but indexes, off the main thread. */

void   crm_count_async (CrmStore *store, GPtrArray *queries, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64 crm_count_finish (CrmStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
