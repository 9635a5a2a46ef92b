#pragma once

#include "crm-store.h"
#include "crm-sync-error.h"
#include "crm-sync-pull.h"
#include "crm-transport.h"

G_BEGIN_DECLS

/* Keeps a file in step with one remote. A cycle reads what is new there, merges, and sends what is new here; it can end at any point, by an error, a kill
 * or a lost answer, and the next one goes on from there. It waits for the network, so it belongs to a thread beside the window's, or to a program
 * without one. */

typedef struct _CrmSync CrmSync;

/* What somebody has decided after being asked. */
typedef enum
{
  CRM_SYNC_ASK = 0,
  CRM_SYNC_TAKE_DELETIONS = 1 << 0, /* delete here what was deleted there, however much that is */
  CRM_SYNC_KEEP_DELETED = 1 << 1,   /* put it back there */
  CRM_SYNC_SEND_MISSING = 1 << 2,   /* send again what the remote does not have any more, however much that is */
} CrmSyncDecision;

typedef void (*CrmSyncProgress) (const CrmSyncCounts *counts, guint n_waiting, gpointer user_data);

CrmSync *crm_sync_new (CrmStore *store, gint64 remote, CrmTransport *transport);
void     crm_sync_free (CrmSync *self);
void     crm_sync_set_progress (CrmSync *self, CrmSyncProgress progress, gpointer user_data);
gboolean crm_sync_run (CrmSync *self, CrmSyncDecision decision, GCancellable *cancellable, GError **error);
gboolean crm_sync_wait (CrmSync *self, GCancellable *cancellable, GError **error);

const CrmSyncCounts *crm_sync_get_counts (CrmSync *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmSync, crm_sync_free)

G_END_DECLS
