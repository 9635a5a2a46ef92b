#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* The first answers to several questions at once, off the main thread, for somebody who is still typing. */

void       crm_find_async (CrmStore *store, GPtrArray *queries, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *crm_find_finish (CrmStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
