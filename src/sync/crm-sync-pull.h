#pragma once

#include "crm-json-slice.h"
#include "crm-remote.h"
#include "crm-transaction.h"

G_BEGIN_DECLS

/* What came from a remote goes into the file, in the transaction that notes how far it was read. No network here: what is asked of the server
 * is asked before. */

typedef struct
{
  gint64 received;  /* documents that changed something here */
  gint64 sent;      /* documents that were taken there */
  gint64 conflicts; /* values of which two were found */
  gint64 files;     /* that went either way */
} CrmSyncCounts;

/* More deletions than this, and than one in CRM_SYNC_FLOOD_SHARE records, stop and ask. */
#define CRM_SYNC_FLOOD 20
#define CRM_SYNC_FLOOD_SHARE 10

gboolean crm_sync_pull_apply (CrmTransaction *transaction, gint64 remote, GPtrArray *documents, gboolean reconciling, CrmSyncCounts *counts, GCancellable *cancellable, GError **error);
gboolean crm_sync_pull_count_gone (CrmConnection *connection, gint64 remote, guint *n_gone, gboolean *flood, GError **error);
gboolean crm_sync_pull_apply_gone (CrmTransaction *transaction, gint64 remote, CrmSyncCounts *counts, GCancellable *cancellable, GError **error);
gboolean crm_sync_pull_refuse_gone (CrmTransaction *transaction, gint64 remote, GError **error);

G_END_DECLS
