#include "config.h"

#include "crm-backup-job.h"

#include "crm-snapshot.h"

typedef struct
{
  char    *path;   /* (owned) */
  char    *target; /* (owned) (nullable) */
  gboolean daily;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->target);
  g_free (job);
}

static gboolean
run_job (const Job *job, GError **error)
{
  g_autofree char *made = NULL;

  if (job->daily)
    return crm_snapshot_make_daily (job->path, error);

  made = crm_snapshot_make (job->path, job->target, error);
  return made != NULL;
}

static void
thread_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (run_job (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
begin (Job *job, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, thread_func);
}

/**
 * crm_backup_make_async:
 * @target: (nullable): where to; %NULL for the usual place
 * @callback: ends with crm_backup_finish()
 */
void
crm_backup_make_async (const char *path, const char *target, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->target = g_strdup (target);
  begin (job, crm_backup_make_async, callback, user_data);
}

/**
 * crm_backup_make_daily_async:
 * @callback: ends with crm_backup_finish()
 *
 * Makes the backup of today, if one is due.
 */
void
crm_backup_make_daily_async (const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->daily = TRUE;
  begin (job, crm_backup_make_daily_async, callback, user_data);
}

gboolean
crm_backup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
