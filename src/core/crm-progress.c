/* One call at a time is on its way to the thread that waits; it tells what is true when it arrives, so that a quick worker does not bury a
 * slow window under news. */

#include "config.h"

#include "crm-progress.h"

struct _CrmProgress
{
  gatomicrefcount refs;
  CrmProgressFunc func; /* (nullable) */
  gpointer        user_data;
  GMainContext   *context; /* (owned) */
  GMutex          mutex;
  guint64         done, total, rows; /* guarded */
  gboolean        telling;           /* guarded: a call is on its way */
  gboolean        over;              /* guarded */
};

/**
 * crm_progress_new:
 * @func: (nullable): called in the main context that is the thread's default now, until crm_progress_stop()
 *
 * Returns: (transfer full): what a worker tells
 */
CrmProgress *
crm_progress_new (CrmProgressFunc func, gpointer user_data)
{
  CrmProgress *self = g_new0 (CrmProgress, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->mutex);
  self->func = func;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();

  return self;
}

CrmProgress *
crm_progress_ref (CrmProgress *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

void
crm_progress_unref (CrmProgress *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
tell_cb (gpointer user_data)
{
  CrmProgress *self = user_data;
  guint64      done, total, rows;
  gboolean     over;

  g_mutex_lock (&self->mutex);
  done = self->done;
  total = self->total;
  rows = self->rows;
  over = self->over;
  self->telling = FALSE;
  g_mutex_unlock (&self->mutex);
  if (!over)
    self->func (done, total, rows, self->user_data);

  return G_SOURCE_REMOVE;
}

/**
 * crm_progress_tell:
 * @self: a #CrmProgress, last so that this is a #CrmProgressFunc itself
 *
 * Says how far the job is; from any thread.
 */
void
crm_progress_tell (guint64 done, guint64 total, guint64 rows, gpointer self)
{
  CrmProgress *progress = self;
  g_autoptr (GSource) source = NULL;
  gboolean telling;

  if (progress->func == NULL)
    return;
  g_mutex_lock (&progress->mutex);
  progress->done = done;
  progress->total = total;
  progress->rows = rows;
  telling = progress->telling;
  progress->telling = TRUE;
  g_mutex_unlock (&progress->mutex);
  if (telling)
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, crm_progress_ref (progress), (GDestroyNotify) crm_progress_unref);
  g_source_attach (source, progress->context);
}

/**
 * crm_progress_stop:
 *
 * Ends the calls: the job is over. From the thread that is told.
 */
void
crm_progress_stop (CrmProgress *self)
{
  g_mutex_lock (&self->mutex);
  self->over = TRUE;
  g_mutex_unlock (&self->mutex);
}
