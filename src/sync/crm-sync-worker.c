#include "config.h"

#include "crm-sync-worker.h"

#include "crm-back-off.h"
#include "crm-error.h"
#include "crm-remotes.h"
#include "crm-secret.h"
#include "crm-sync-error.h"

#include <glib/gi18n-lib.h>

/* A server that does not wait but answers at once that there is nothing is asked this often, in microseconds. */
#define POLL_MIN (5 * G_TIME_SPAN_SECOND)

struct _CrmSyncWorker
{
  CrmStore          *store; /* (owned) */
  gint64             remote;
  CrmSyncConnectFunc connect;
  GMainContext      *home;        /* (owned): where it was made */
  GThread           *thread;      /* (owned) */
  GCancellable      *cancellable; /* (owned): ends with the worker */
  CrmSyncWorkerFunc  changed;
  gpointer           changed_data;

  GMutex mutex;
  GCond  cond;

  /* Behind the mutex. */
  CrmSyncWake     wake;
  gboolean        stopping;
  gboolean        metered;
  CrmSyncDecision decision;
  char           *password; /* (owned) (nullable): that somebody typed */
  GCancellable   *waiting;  /* (unowned) (nullable): of the request that waits for news */
  CrmSyncStatus  *status;   /* (owned) */
  GSource        *report;   /* (owned) (nullable): on its way home */
};

/* What only the thread sees. */
typedef struct
{
  CrmSyncWorker *worker;
  CrmTransport  *transport; /* (owned) (nullable) */
  CrmSync       *sync;      /* (owned) (nullable) */
  gboolean       in_step;   /* as far as is known there is nothing new on the remote */
  gboolean       stuck;     /* the last cycle needs somebody */
  guint          attempt;   /* cycles that failed one after the other, for a reason that passes */
  gint64         next_try;  /* monotonic */
} Loop;

static gboolean
report_cb (gpointer user_data)
{
  CrmSyncWorker *self = user_data;

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->report, g_source_unref);
  g_mutex_unlock (&self->mutex);
  self->changed (self, self->changed_data);

  return G_SOURCE_REMOVE;
}

/* With the mutex held. However often something changes before home looks, it is told once. */
static void
report (CrmSyncWorker *self)
{
  if (self->report != NULL || self->stopping)
    return;

  self->report = g_idle_source_new ();
  g_source_set_priority (self->report, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->report, report_cb, self, NULL);
  g_source_attach (self->report, self->home);
}

static void
set_phase (CrmSyncWorker *self, CrmSyncPhase phase)
{
  g_mutex_lock (&self->mutex);
  if (self->status->phase != phase)
    {
      self->status->phase = phase;
      report (self);
    }
  g_mutex_unlock (&self->mutex);
}

static void
set_trouble (CrmSyncWorker *self, const GError *error)
{
  g_mutex_lock (&self->mutex);
  crm_sync_status_set_trouble (self->status, error);
  report (self);
  g_mutex_unlock (&self->mutex);
}

static void
progress_cb (const CrmSyncCounts *counts, guint n_waiting, gpointer user_data)
{
  CrmSyncWorker *self = user_data;

  g_mutex_lock (&self->mutex);
  self->status->counts = *counts;
  self->status->n_waiting = n_waiting;
  report (self);
  g_mutex_unlock (&self->mutex);
}

static void
set_text (char **target, const char *text)
{
  g_free (*target);
  *target = g_strdup (text);
}

static void
take_status (CrmSyncWorker *self, const CrmRemoteStatus *read)
{
  CrmSyncStatus *status = self->status;

  g_mutex_lock (&self->mutex);
  set_text (&status->url, read->remote->url);
  set_text (&status->user, read->remote->user);
  status->n_waiting = read->n_waiting;
  status->n_refused = read->n_refused;
  status->n_gone = read->n_gone;
  status->succeeded_at = read->remote->succeeded_at;
  report (self);
  g_mutex_unlock (&self->mutex);
}

static CrmSyncWake
take_wake (CrmSyncWorker *self, gboolean *metered)
{
  CrmSyncWake wake;

  g_mutex_lock (&self->mutex);
  *metered = self->metered;
  wake = self->wake;
  self->wake = 0;
  g_mutex_unlock (&self->mutex);

  return wake;
}

static gboolean
is_stopping (CrmSyncWorker *self)
{
  gboolean stopping;

  g_mutex_lock (&self->mutex);
  stopping = self->stopping;
  g_mutex_unlock (&self->mutex);

  return stopping;
}

/* @until: monotonic; 0 for however long it takes. */
static void
wait (CrmSyncWorker *self, CrmSyncPhase phase, gint64 until)
{
  set_phase (self, phase);

  g_mutex_lock (&self->mutex);
  while (!self->stopping && self->wake == 0)
    {
      if (until == 0)
        g_cond_wait (&self->cond, &self->mutex);
      else if (!g_cond_wait_until (&self->cond, &self->mutex, until))
        break;
    }
  g_mutex_unlock (&self->mutex);
}

static void
disconnect (Loop *loop)
{
  g_clear_pointer (&loop->sync, crm_sync_free);
  g_clear_object (&loop->transport);
}

static char *
dup_password (CrmSyncWorker *self, GError **error)
{
  g_autofree char *password = NULL;
  g_autofree char *kept = NULL;

  g_mutex_lock (&self->mutex);
  password = g_strdup (self->password);
  g_mutex_unlock (&self->mutex);
  if (password != NULL)
    return g_steal_pointer (&password);

  kept = crm_secret_lookup (self->status->url, self->status->user, self->cancellable, error);
  if (kept == NULL && error != NULL && *error == NULL)
    g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_LOGIN, _ ("The password of %s is not kept on this computer. Type it to go on; nothing is lost until then."), self->status->user);

  return g_steal_pointer (&kept);
}

/* url and user of the status are written by this thread alone. */
static gboolean
connect_to_remote (Loop *loop, GError **error)
{
  CrmSyncWorker   *self = loop->worker;
  g_autofree char *password = NULL;

  if (loop->sync != NULL)
    return TRUE;
  if (self->status->user != NULL)
    {
      password = dup_password (self, error);
      if (password == NULL)
        return FALSE;
    }
  loop->transport = self->connect (self->status->url, self->status->user, password, error);
  if (loop->transport == NULL)
    return FALSE;
  loop->sync = crm_sync_new (self->store, self->remote, loop->transport);
  crm_sync_set_progress (loop->sync, progress_cb, self);

  return TRUE;
}

static gboolean
passes_by_itself (const GError *error)
{
  return g_error_matches (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_UNREACHABLE) || g_error_matches (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_BUSY) ||
         g_error_matches (error, CRM_ERROR, CRM_ERROR_BUSY);
}

/* A password that is wrong is not tried on a clock, or the account is locked; and nobody is asked the same twice. */
static gboolean
only_somebody_helps (int code)
{
  return code == CRM_SYNC_ERROR_LOGIN || code == CRM_SYNC_ERROR_DELETIONS || code == CRM_SYNC_ERROR_MISSING;
}

static void
take_failure (Loop *loop, const GError *error)
{
  CrmSyncWorker *self = loop->worker;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  loop->in_step = FALSE;
  set_trouble (self, error);
  if (!passes_by_itself (error))
    {
      loop->stuck = TRUE;
      return;
    }
  loop->attempt++;
  loop->next_try = g_get_monotonic_time () +
                   (gint64) crm_back_off (loop->attempt, loop->transport != NULL ? crm_transport_get_retry_after (loop->transport) : 0, g_random_double ()) * 1000;
}

static CrmSyncDecision
take_decision (CrmSyncWorker *self)
{
  CrmSyncDecision decision;

  g_mutex_lock (&self->mutex);
  decision = self->decision;
  self->decision = CRM_SYNC_ASK;
  g_mutex_unlock (&self->mutex);

  return decision;
}

static void
cycle (Loop *loop)
{
  CrmSyncWorker *self = loop->worker;
  g_autoptr (GError) error = NULL;

  set_phase (self, CRM_SYNC_PHASE_AT_WORK);
  if (connect_to_remote (loop, &error) && crm_sync_run (loop->sync, take_decision (self), self->cancellable, &error))
    {
      progress_cb (crm_sync_get_counts (loop->sync), 0, self);
      set_trouble (self, NULL);
      loop->in_step = TRUE;
      loop->attempt = 0;
    }
  else
    {
      take_failure (loop, error);
    }
}

/* The request that waits is given up as soon as there is something to send. */
static void
wait_for_news (Loop *loop)
{
  CrmSyncWorker *self = loop->worker;
  g_autoptr (GCancellable) waiting = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64   began = g_get_monotonic_time ();
  gboolean news;

  set_phase (self, CRM_SYNC_PHASE_IN_STEP);
  g_mutex_lock (&self->mutex);
  if (self->wake != 0 || self->stopping)
    g_cancellable_cancel (waiting);
  self->waiting = waiting;
  g_mutex_unlock (&self->mutex);

  news = crm_sync_wait (loop->sync, waiting, &error);

  g_mutex_lock (&self->mutex);
  self->waiting = NULL;
  g_mutex_unlock (&self->mutex);
  if (!news)
    {
      take_failure (loop, error);
      return;
    }
  loop->in_step = FALSE;
  if (crm_sync_get_counts (loop->sync)->received == 0 && g_get_monotonic_time () - began < POLL_MIN)
    loop->next_try = began + POLL_MIN;
}

static void
take_turn (Loop *loop)
{
  CrmSyncWorker *self = loop->worker;
  gboolean       metered;
  CrmSyncWake    wake = take_wake (self, &metered);
  gboolean       asked = (wake & CRM_SYNC_WAKE_ASKED) != 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRemoteStatus) read = crm_remotes_load (self->store, self->remote, &error);

  if (read == NULL)
    {
      set_trouble (self, error);
      wait (self, g_error_matches (error, CRM_ERROR, CRM_ERROR_NOT_FOUND) ? CRM_SYNC_PHASE_REMOVED : CRM_SYNC_PHASE_STUCK, 0);
      return;
    }
  take_status (self, read);
  if (asked)
    disconnect (loop);
  if (asked || (wake & CRM_SYNC_WAKE_LOOK) != 0)
    {
      loop->stuck = loop->stuck && !asked && only_somebody_helps (self->status->trouble_code);
      loop->next_try = 0;
      loop->in_step = FALSE;
    }

  if (read->remote->paused)
    wait (self, CRM_SYNC_PHASE_PAUSED, 0);
  else if (loop->stuck)
    wait (self, CRM_SYNC_PHASE_STUCK, 0);
  else if (loop->next_try > g_get_monotonic_time ())
    wait (self, loop->attempt > 0 ? CRM_SYNC_PHASE_OFFLINE : CRM_SYNC_PHASE_IN_STEP, loop->next_try);
  else if (metered && !asked)
    wait (self, CRM_SYNC_PHASE_METERED, 0);
  else if (loop->in_step && read->n_waiting == 0 && loop->sync != NULL)
    wait_for_news (loop);
  else
    cycle (loop);
}

static gpointer
thread_func (gpointer data)
{
  Loop loop = { .worker = data };

  while (!is_stopping (loop.worker))
    take_turn (&loop);
  disconnect (&loop);

  return NULL;
}

/**
 * crm_sync_worker_new:
 * @remote: of the file
 * @metered: whether the network costs money
 * @changed: told when crm_sync_worker_dup_status() is another
 */
CrmSyncWorker *
crm_sync_worker_new (CrmStore *store, gint64 remote, CrmSyncConnectFunc connect, gboolean metered, CrmSyncWorkerFunc changed, gpointer user_data)
{
  CrmSyncWorker *self = g_new0 (CrmSyncWorker, 1);

  self->store = g_object_ref (store);
  self->remote = remote;
  self->connect = connect;
  self->metered = metered;
  self->changed = changed;
  self->changed_data = user_data;
  self->home = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->status = crm_sync_status_new (remote);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("sync", thread_func, self);

  return self;
}

/**
 * crm_sync_worker_free:
 *
 * Ends what it does, and waits until it has: a page that is being taken in is left out whole.
 */
void
crm_sync_worker_free (CrmSyncWorker *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
  g_mutex_unlock (&self->mutex);
  g_cancellable_cancel (self->cancellable);
  g_thread_join (self->thread);

  if (self->report != NULL)
    g_source_destroy (self->report);
  g_clear_pointer (&self->report, g_source_unref);
  crm_sync_status_free (self->status);
  g_free (self->password);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_clear_object (&self->cancellable);
  g_main_context_unref (self->home);
  g_clear_object (&self->store);
  g_free (self);
}

gint64
crm_sync_worker_get_remote (CrmSyncWorker *self)
{
  return self->remote;
}

/**
 * crm_sync_worker_dup_status:
 *
 * Returns: (transfer full): how it stands at this moment
 */
CrmSyncStatus *
crm_sync_worker_dup_status (CrmSyncWorker *self)
{
  CrmSyncStatus *status;

  g_mutex_lock (&self->mutex);
  status = crm_sync_status_copy (self->status);
  g_mutex_unlock (&self->mutex);

  return status;
}

/* With the mutex held. */
static void
wake_up (CrmSyncWorker *self, CrmSyncWake why)
{
  self->wake |= why;
  g_cond_signal (&self->cond);
  if (self->waiting != NULL)
    g_cancellable_cancel (self->waiting);
}

/**
 * crm_sync_worker_wake:
 *
 * Has it look whether there is something to do now.
 */
void
crm_sync_worker_wake (CrmSyncWorker *self, CrmSyncWake why)
{
  g_mutex_lock (&self->mutex);
  wake_up (self, why);
  g_mutex_unlock (&self->mutex);
}

void
crm_sync_worker_set_metered (CrmSyncWorker *self, gboolean metered)
{
  g_mutex_lock (&self->mutex);
  self->metered = metered;
  wake_up (self, CRM_SYNC_WAKE_LOOK);
  g_mutex_unlock (&self->mutex);
}

/**
 * crm_sync_worker_set_password:
 * @password: used from here on, and kept nowhere
 */
void
crm_sync_worker_set_password (CrmSyncWorker *self, const char *password)
{
  g_mutex_lock (&self->mutex);
  set_text (&self->password, password);
  wake_up (self, CRM_SYNC_WAKE_ASKED);
  g_mutex_unlock (&self->mutex);
}

/**
 * crm_sync_worker_decide:
 * @decision: of somebody who was asked; for the next cycle
 */
void
crm_sync_worker_decide (CrmSyncWorker *self, CrmSyncDecision decision)
{
  g_mutex_lock (&self->mutex);
  self->decision = decision;
  wake_up (self, CRM_SYNC_WAKE_ASKED);
  g_mutex_unlock (&self->mutex);
}
