#pragma once

#include "crm-likeness.h"
#include "crm-progress.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* Who may be in the file twice, why, and who is known to be another. */

typedef struct
{
  gint64       one; /* the older of the two; 0 for a draft */
  gint64       other;
  CrmLikeness *likeness; /* (owned) */
} CrmDuplicate;

void crm_duplicate_free (CrmDuplicate *self);

GPtrArray *crm_duplicates_find (const char *path, const char *type_name, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error);
void       crm_duplicates_find_async (CrmStore *store, const char *type_name, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void       crm_duplicates_look_up_async (CrmStore *store, CrmRecord *draft, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *crm_duplicates_finish (CrmStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmDuplicate, crm_duplicate_free)

G_END_DECLS
