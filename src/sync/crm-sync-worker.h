#pragma once

#include "crm-store.h"
#include "crm-sync-status.h"
#include "crm-sync.h"

G_BEGIN_DECLS

/* Keeps a file in step with one remote for as long as it is there, on a thread of its own: a cycle when there is something new, here or there, and a
 * request that waits for news in between. Made, woken and freed by one thread, which needs a main loop. */

typedef struct _CrmSyncWorker CrmSyncWorker;

/* The status is another. In the thread that made the worker. */
typedef void (*CrmSyncWorkerFunc) (CrmSyncWorker *worker, gpointer user_data);

/* How a remote is reached: crm_http_new() is the one for servers. */
typedef CrmTransport *(*CrmSyncConnectFunc) (const char *url, const char *user, const char *password, GError **error);

typedef enum
{
  CRM_SYNC_WAKE_EDITED = 1 << 0, /* something was changed here */
  CRM_SYNC_WAKE_LOOK = 1 << 1,   /* it may work now: the network is another, or much time has passed */
  CRM_SYNC_WAKE_ASKED = 1 << 2,  /* somebody wants it now */
} CrmSyncWake;

CrmSyncWorker *crm_sync_worker_new (CrmStore *store, gint64 remote, CrmSyncConnectFunc connect, gboolean metered, CrmSyncWorkerFunc changed, gpointer user_data);
void           crm_sync_worker_free (CrmSyncWorker *self);
gint64         crm_sync_worker_get_remote (CrmSyncWorker *self);
CrmSyncStatus *crm_sync_worker_dup_status (CrmSyncWorker *self);
void           crm_sync_worker_wake (CrmSyncWorker *self, CrmSyncWake why);
void           crm_sync_worker_set_metered (CrmSyncWorker *self, gboolean metered);
void           crm_sync_worker_set_password (CrmSyncWorker *self, const char *password);
void           crm_sync_worker_decide (CrmSyncWorker *self, CrmSyncDecision decision);

G_END_DECLS
