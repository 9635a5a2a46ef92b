#pragma once

#include "crm-couch.h"
#include "crm-remote.h"
#include "crm-sync.h"

G_BEGIN_DECLS

/* A cycle, for the files that run its parts. */

struct _CrmSync
{
  CrmStore       *store;     /* (owned) */
  CrmTransport   *transport; /* (owned) */
  CrmConnection  *reader;    /* (owned) (nullable): for files on their way */
  gint64          remote;
  CrmSyncCounts   counts;
  CrmSyncDecision decision;
  GCancellable   *cancellable; /* (unowned) (nullable): of the cycle that runs */
  CrmSyncProgress progress;
  gpointer        progress_data;

  CrmRemote     *state;  /* (owned) (nullable): the remote as it was read last */
  char          *device; /* (owned) (nullable) */
  CrmCouchDevice found;
  gboolean       checked;     /* the address is that of a database */
  gboolean       in_session;  /* the remote is told under which name this cycle counts */
  gboolean       reconciling; /* the remote was put back, or is another: everything is read again */
  guint          n_waiting;
  guint          page_rows; /* how many documents to ask for at once */
  GHashTable    *spoiled;   /* (owned) (element-type utf8): hashes of files that are on the remote, and not what they should be */
};

/* Changes what is known of a remote, as it is read anew from the file. */
typedef void (*CrmSyncStateFunc) (CrmSync *self, CrmRemote *state);

gboolean crm_sync_run_job (CrmSync *self, CrmWriteFunc func, gpointer data, GError **error);
gboolean crm_sync_change_state (CrmSync *self, CrmSyncStateFunc change, GError **error);
gboolean crm_sync_tell_generation (CrmSync *self, GError **error);
gboolean crm_sync_count_generation (CrmSync *self, CrmConnection *connection, const char *since, GError **error);
void     crm_sync_tell_progress (CrmSync *self);

gboolean crm_sync_read_all (CrmSync *self, GError **error);
gboolean crm_sync_send_missing (CrmSync *self, GError **error);
gboolean crm_sync_take_page (CrmSync *self, CrmCouchPage *page, GError **error);
gboolean crm_sync_take_gone (CrmSync *self, GError **error);
gboolean crm_sync_send_all (CrmSync *self, GError **error);
gboolean crm_sync_move_files (CrmSync *self, GError **error);
gboolean crm_sync_end_losers (CrmSync *self, GError **error);

G_END_DECLS
