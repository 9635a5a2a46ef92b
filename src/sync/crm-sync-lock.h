#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Two programs may have one file open, or two windows; what they know of its remotes is in the file, so that they take turns. */

typedef struct _CrmSyncLock CrmSyncLock;

CrmSyncLock *crm_sync_lock_acquire (const char *path, GCancellable *cancellable, GError **error);
void         crm_sync_lock_release (CrmSyncLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmSyncLock, crm_sync_lock_release)

G_END_DECLS
