#include "config.h"

#include "crm-sync-private.h"

#include "crm-clock.h"
#include "crm-remote-content.h"
#include "crm-remote-log.h"
#include "crm-schema.h"
#include "crm-sync-lock.h"
#include "crm-uid.h"

/**
 * crm_sync_new:
 * @remote: of the file
 * @transport: to that remote
 */
CrmSync *
crm_sync_new (CrmStore *store, gint64 remote, CrmTransport *transport)
{
  CrmSync *self = g_new0 (CrmSync, 1);

  self->store = g_object_ref (store);
  self->transport = g_object_ref (transport);
  self->remote = remote;
  self->spoiled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

void
crm_sync_free (CrmSync *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->reader, crm_connection_close);
  g_clear_object (&self->store);
  g_clear_object (&self->transport);
  crm_remote_free (self->state);
  crm_couch_device_clear (&self->found);
  g_hash_table_unref (self->spoiled);
  g_free (self->device);
  g_free (self);
}

/**
 * crm_sync_set_progress:
 * @progress: called from crm_sync_run (), in its thread
 */
void
crm_sync_set_progress (CrmSync *self, CrmSyncProgress progress, gpointer user_data)
{
  self->progress = progress;
  self->progress_data = user_data;
}

/**
 * crm_sync_get_counts:
 *
 * Returns: (transfer none): what the cycle that ran last did
 */
const CrmSyncCounts *
crm_sync_get_counts (CrmSync *self)
{
  return &self->counts;
}

void
crm_sync_tell_progress (CrmSync *self)
{
  if (self->progress != NULL)
    self->progress (&self->counts, self->n_waiting, self->progress_data);
}

gboolean
crm_sync_run_job (CrmSync *self, CrmWriteFunc func, gpointer data, GError **error)
{
  return crm_store_write (self->store, "", "sync", CRM_TRANSACTION_SYNC, func, data, self->cancellable, error);
}

/* Reads the state of the remote, lets @change change it, and writes it: what another process wrote meanwhile is not lost. */
typedef struct
{
  CrmSync         *sync;
  CrmSyncStateFunc change;
} StateJob;

static gboolean
change_state_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  StateJob      *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmRemote) state = crm_remote_load (connection, job->sync->remote, error);

  if (state == NULL)
    return FALSE;
  if (job->change != NULL)
    {
      job->change (job->sync, state);
      if (!crm_remote_save (connection, state, error))
        return FALSE;
    }
  g_free (job->sync->device);
  job->sync->device = crm_meta_get (connection, "device");
  crm_remote_free (job->sync->state);
  job->sync->state = g_steal_pointer (&state);

  return TRUE;
}

gboolean
crm_sync_change_state (CrmSync *self, CrmSyncStateFunc change, GError **error)
{
  StateJob job = { self, change };

  return crm_sync_run_job (self, change_state_func, &job, error);
}

static void
begin_round (CrmSync *self, CrmRemote *state)
{
  state->round++;
  g_clear_pointer (&state->since, g_free);
}

static void
begin_session (CrmSync *self, CrmRemote *state)
{
  char session[CRM_UID_LENGTH + 1];

  crm_uid_generate (session);
  g_free (state->session);
  state->session = g_strdup (session);
}

static void
take_generation (CrmSync *self, CrmRemote *state)
{
  state->generation = self->found.generation;
}

static gboolean
new_device_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  char device[CRM_UID_LENGTH + 1];

  crm_uid_generate (device);

  return crm_meta_set (crm_transaction_get_connection (transaction), "device", device, error);
}

static gboolean
forget_files_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  CrmSync *self = user_data;

  return crm_remote_content_forget_all (crm_transaction_get_connection (transaction), self->remote, error);
}

static gboolean
begin_reconciling (CrmSync *self, GError **error)
{
  self->reconciling = TRUE;

  return crm_sync_run_job (self, forget_files_func, self, error) && crm_sync_change_state (self, begin_round, error);
}

/* What this device said of itself there tells whether the database was put back or made anew, and whether this file was. */
static gboolean
greet (CrmSync *self, GError **error)
{
  gint64 here = self->state->generation;

  if (!self->checked && !crm_couch_check (self->transport, self->cancellable, error))
    return FALSE;
  self->checked = TRUE;
  crm_couch_device_clear (&self->found);
  if (!crm_couch_get_device (self->transport, self->device, &self->found, self->cancellable, error))
    return FALSE;

  if (self->found.generation == here)
    return TRUE;
  /* It was told, and its answer was lost. */
  if (self->found.generation == here + 1 && g_strcmp0 (self->found.session, self->state->session) == 0)
    return crm_sync_change_state (self, take_generation, error);
  /* This file was put back from a copy, or is one: what it does from here on is another device's. */
  if (self->found.generation > here && (!crm_sync_run_job (self, new_device_func, NULL, error) || !crm_sync_change_state (self, NULL, error)))
    return FALSE;
  if (self->found.generation > here)
    crm_couch_device_clear (&self->found);

  return begin_reconciling (self, error);
}

/* Tells the remote that this device has come further, before it is believed here: a number that is behind there, at whatever moment this ends, tells that the
 * remote was put back. What was read or sent and not yet counted is read or sent again, which does no harm. */
gboolean
crm_sync_tell_generation (CrmSync *self, GError **error)
{
  CrmCouchDevice next = { self->found.revision, self->state->generation + 1, NULL };

  if (!self->in_session && !crm_sync_change_state (self, begin_session, error))
    return FALSE;
  self->in_session = TRUE;
  next.session = self->state->session;

  return crm_couch_put_device (self->transport, self->device, &next, &self->found.revision, self->cancellable, error);
}

/* The same, within the transaction that notes what was read or sent. */
gboolean
crm_sync_count_generation (CrmSync *self, CrmConnection *connection, const char *since, GError **error)
{
  g_autoptr (CrmRemote) state = crm_remote_load (connection, self->remote, error);

  if (state == NULL)
    return FALSE;
  state->generation = self->state->generation + 1;
  if (since != NULL)
    {
      g_free (state->since);
      state->since = g_strdup (since);
    }
  if (!crm_remote_save (connection, state, error))
    return FALSE;
  crm_remote_free (self->state);
  self->state = g_steal_pointer (&state);

  return TRUE;
}

static gboolean
note (CrmSync *self, CrmConnection *connection, const char *trouble, GError **error)
{
  CrmRemoteLogged entry = { 0, crm_clock_now (), self->counts.received, self->counts.sent, self->counts.conflicts, self->counts.files, (char *) trouble };

  return crm_remote_log_add (connection, self->remote, &entry, error);
}

static gboolean
note_success_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  CrmSync       *self = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmRemote) state = crm_remote_load (connection, self->remote, error);
  gboolean moved = self->counts.received > 0 || self->counts.sent > 0 || self->counts.conflicts > 0 || self->counts.files > 0;

  if (state == NULL)
    return FALSE;
  moved = moved || state->trouble != NULL;
  g_clear_pointer (&state->trouble, g_free);
  state->succeeded_at = crm_clock_now ();
  if (!crm_remote_save (connection, state, error))
    return FALSE;
  crm_remote_free (self->state);
  self->state = g_steal_pointer (&state);

  return !moved || note (self, connection, NULL, error);
}

static gboolean
cycle (CrmSync *self, GError **error)
{
  if (!crm_sync_change_state (self, NULL, error) || !greet (self, error) || !crm_sync_read_all (self, error))
    return FALSE;
  if (self->reconciling && !crm_sync_send_missing (self, error))
    return FALSE;

  return crm_sync_take_gone (self, error) && crm_sync_send_all (self, error) && crm_sync_end_losers (self, error) && crm_sync_move_files (self, error) &&
         crm_sync_run_job (self, note_success_func, self, error);
}

typedef struct
{
  CrmSync    *sync;
  const char *message;
} TroubleJob;

static gboolean
note_trouble_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  TroubleJob    *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmRemote) state = crm_remote_load (connection, job->sync->remote, error);

  if (state == NULL || g_strcmp0 (state->trouble, job->message) == 0)
    return state != NULL;
  g_free (state->trouble);
  state->trouble = g_strdup (job->message);

  return crm_remote_save (connection, state, error) && note (job->sync, connection, job->message, error);
}

/**
 * crm_sync_run:
 * @decision: what is not to be asked again
 *
 * Runs one cycle: reads, merges, sends. Waits for the network.
 *
 * Returns: whether both sides are in step now; what could not be sent for a reason of its own waits with that reason, and is no error.
 *   %CRM_SYNC_ERROR or %CRM_ERROR otherwise
 */
gboolean
crm_sync_run (CrmSync *self, CrmSyncDecision decision, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  TroubleJob trouble = { self, NULL };
  g_autoptr (CrmSyncLock) turn = crm_sync_lock_acquire (crm_store_get_path (self->store), cancellable, error);

  if (turn == NULL)
    return FALSE;

  self->counts = (CrmSyncCounts){ 0 };
  self->decision = decision;
  self->cancellable = cancellable;
  self->reconciling = FALSE;
  self->in_session = FALSE;
  self->n_waiting = 0;
  if (cycle (self, &failure))
    return TRUE;

  trouble.message = failure->message;
  self->cancellable = NULL;
  if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    crm_sync_run_job (self, note_trouble_func, &trouble, NULL);
  g_propagate_error (error, g_steal_pointer (&failure));

  return FALSE;
}

/**
 * crm_sync_wait:
 * @cancellable: to end it when something is to be sent
 *
 * Waits, behind a cycle that ended well, until there is something new on the server.
 *
 * Returns: whether a cycle is worth it; %FALSE with %CRM_SYNC_ERROR where the server is not there any more, and with %G_IO_ERROR_CANCELLED
 */
gboolean
crm_sync_wait (CrmSync *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self->state != NULL, FALSE);

  return crm_couch_wait (self->transport, self->state->since, cancellable, error);
}
