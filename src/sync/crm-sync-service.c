#include "config.h"

#include "crm-sync-service.h"

#include "crm-http.h"
#include "crm-remote.h"

/* What is typed is sent this long after, in milliseconds: whoever changes one thing changes the next. */
#define EDITED_MS 1000

/* However quiet it is, it is looked this often, in seconds, whether it still works: what stands between may have forgotten who waits. */
#define LOOK_SECONDS (15 * 60)

struct _CrmSyncService
{
  GObject parent_instance;

  CrmStore          *store; /* (owned) (nullable): until it is stopped */
  CrmSyncConnectFunc connect;
  GPtrArray         *workers;   /* (owned) (element-type CrmSyncWorker) */
  GHashTable        *passwords; /* (owned): remote → password that somebody typed before the remote was seen */
  GNetworkMonitor   *monitor;   /* (owned) */
  guint              edited;
  guint              look;
};

G_DEFINE_FINAL_TYPE (CrmSyncService, crm_sync_service, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
wake_all (CrmSyncService *self, CrmSyncWake why)
{
  for (guint i = 0; i < self->workers->len; i++)
    crm_sync_worker_wake (self->workers->pdata[i], why);
}

static void
edited_cb (gpointer user_data)
{
  CrmSyncService *self = user_data;

  self->edited = 0;
  wake_all (self, CRM_SYNC_WAKE_EDITED);
}

static void
store_changed_cb (CrmSyncService *self)
{
  if (self->edited == 0 && self->workers->len > 0)
    self->edited = g_timeout_add_once (EDITED_MS, edited_cb, self);
}

static gboolean
look_cb (gpointer user_data)
{
  wake_all (user_data, CRM_SYNC_WAKE_LOOK);

  return G_SOURCE_CONTINUE;
}

static void
network_changed_cb (CrmSyncService *self)
{
  for (guint i = 0; i < self->workers->len; i++)
    crm_sync_worker_set_metered (self->workers->pdata[i], g_network_monitor_get_network_metered (self->monitor));
}

static void
worker_changed_cb (CrmSyncWorker *worker, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static CrmSyncWorker *
find (CrmSyncService *self, gint64 remote)
{
  for (guint i = 0; i < self->workers->len; i++)
    {
      if (crm_sync_worker_get_remote (self->workers->pdata[i]) == remote)
        return self->workers->pdata[i];
    }

  return NULL;
}

static gboolean
is_among (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return TRUE;
    }

  return FALSE;
}

static gpointer
as_key (gint64 remote)
{
  return GSIZE_TO_POINTER ((gsize) remote);
}

static void
add_worker (CrmSyncService *self, gint64 remote)
{
  CrmSyncWorker *worker = crm_sync_worker_new (self->store, remote, self->connect, g_network_monitor_get_network_metered (self->monitor), worker_changed_cb, self);
  const char    *password = g_hash_table_lookup (self->passwords, as_key (remote));

  g_ptr_array_add (self->workers, worker);
  if (password != NULL)
    crm_sync_worker_set_password (worker, password);
}

static void
take_remotes (CrmSyncService *self, GArray *ids)
{
  for (guint i = self->workers->len; i > 0; i--)
    {
      if (!is_among (ids, crm_sync_worker_get_remote (self->workers->pdata[i - 1])))
        g_ptr_array_remove_index (self->workers, i - 1);
    }
  wake_all (self, CRM_SYNC_WAKE_ASKED);
  for (guint i = 0; i < ids->len; i++)
    {
      if (find (self, g_array_index (ids, gint64, i)) == NULL)
        add_worker (self, g_array_index (ids, gint64, i));
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * crm_sync_service_run_now:
 *
 * Has it see that a remote was added, paused, taken up again or removed; try again what failed; and read and send whatever there is, also over a network
 * that costs money.
 */
void
crm_sync_service_run_now (CrmSyncService *self)
{
  g_autoptr (GArray) ids = NULL;

  g_return_if_fail (CRM_IS_SYNC_SERVICE (self));

  if (self->store == NULL || crm_store_is_read_only (self->store))
    return;

  ids = crm_store_list_remotes (self->store);
  if (ids->len > 0 || self->workers->len > 0)
    take_remotes (self, ids);
}

/**
 * crm_sync_service_list:
 *
 * Returns: (transfer full) (element-type CrmSyncStatus): how it stands with each remote, the oldest first
 */
GPtrArray *
crm_sync_service_list (CrmSyncService *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_sync_status_free);

  for (guint i = 0; i < self->workers->len; i++)
    g_ptr_array_add (list, crm_sync_worker_dup_status (self->workers->pdata[i]));

  return list;
}

/**
 * crm_sync_service_decide:
 * @decision: what somebody answered to %CRM_SYNC_ERROR_DELETIONS or %CRM_SYNC_ERROR_MISSING
 */
void
crm_sync_service_decide (CrmSyncService *self, gint64 remote, CrmSyncDecision decision)
{
  CrmSyncWorker *worker = find (self, remote);

  if (worker != NULL)
    crm_sync_worker_decide (worker, decision);
}

/**
 * crm_sync_service_set_password:
 *
 * Uses a password until the file is closed, without keeping it: for desktops that have no place for it.
 */
void
crm_sync_service_set_password (CrmSyncService *self, gint64 remote, const char *password)
{
  CrmSyncWorker *worker = find (self, remote);

  if (worker != NULL)
    crm_sync_worker_set_password (worker, password);
  else
    g_hash_table_insert (self->passwords, as_key (remote), g_strdup (password));
}

/**
 * crm_sync_service_stop:
 *
 * Lets go of the file. What is on its way is given up; the next start goes on from there.
 */
void
crm_sync_service_stop (CrmSyncService *self)
{
  g_return_if_fail (CRM_IS_SYNC_SERVICE (self));

  g_clear_handle_id (&self->edited, g_source_remove);
  g_clear_handle_id (&self->look, g_source_remove);
  g_ptr_array_set_size (self->workers, 0);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
}

static void
crm_sync_service_dispose (GObject *object)
{
  CrmSyncService *self = CRM_SYNC_SERVICE (object);

  crm_sync_service_stop (self);
  g_clear_object (&self->monitor);

  G_OBJECT_CLASS (crm_sync_service_parent_class)->dispose (object);
}

static void
crm_sync_service_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_SYNC_SERVICE (object)->workers);
  g_hash_table_unref (CRM_SYNC_SERVICE (object)->passwords);

  G_OBJECT_CLASS (crm_sync_service_parent_class)->finalize (object);
}

static void
crm_sync_service_class_init (CrmSyncServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crm_sync_service_dispose;
  object_class->finalize = crm_sync_service_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_sync_service_init (CrmSyncService *self)
{
  self->workers = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_sync_worker_free);
  self->passwords = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->monitor = g_object_ref (g_network_monitor_get_default ());
}

/**
 * crm_sync_service_new:
 * @connect: (nullable): how remotes are reached; %NULL for servers
 *
 * Returns: (transfer full): what keeps @store in step from here on
 */
CrmSyncService *
crm_sync_service_new (CrmStore *store, CrmSyncConnectFunc connect)
{
  CrmSyncService *self = g_object_new (CRM_TYPE_SYNC_SERVICE, NULL);

  self->store = g_object_ref (store);
  self->connect = connect != NULL ? connect : crm_http_new;
  self->look = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);
  crm_sync_service_run_now (self);

  return self;
}
