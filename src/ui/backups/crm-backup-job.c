#include "config.h"

#include "crm-backup-job.h"

#include "crm-lock.h"
#include "crm-locked-backup.h"
#include "crm-snapshot.h"

typedef struct _Job Job;

struct _Job
{
  gboolean (*run) (const Job *self, GError **error);
  char  *path;       /* (owned) */
  char  *target;     /* (owned) (nullable) */
  GFile *file;       /* (owned) (nullable): of a locked one */
  char  *passphrase; /* (owned) (nullable) */
};

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->target);
  g_clear_object (&job->file);
  g_free (job->passphrase);
  g_free (job);
}

static gboolean
run_make (const Job *job, GError **error)
{
  g_autofree char *made = crm_snapshot_make (job->path, job->target, error);

  return made != NULL;
}

static gboolean
run_make_daily (const Job *job, GError **error)
{
  return crm_snapshot_make_daily (job->path, error);
}

static gboolean
run_make_locked (const Job *job, GError **error)
{
  return crm_locked_backup_make (job->path, job->file, job->passphrase, error);
}

static gboolean
run_try (const Job *job, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (job->path);
  g_autoptr (GInputStream) plain = crm_unlock_stream_open (file, job->passphrase, NULL, error);

  return plain != NULL;
}

static void
thread_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GError) error = NULL;

  if (job->run (job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static Job *
job_new (gboolean (*run) (const Job *self, GError **error), const char *path)
{
  Job *job = g_new0 (Job, 1);

  job->run = run;
  job->path = g_strdup (path);

  return job;
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
  Job *job = job_new (run_make, path);

  job->target = g_strdup (target);
  begin (job, crm_backup_make_async, callback, user_data);
}

/**
 * crm_backup_make_locked_async:
 * @callback: ends with crm_backup_finish()
 *
 * Makes a copy that only who has @passphrase can read.
 */
void
crm_backup_make_locked_async (const char *path, GFile *target, const char *passphrase, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (run_make_locked, path);

  job->file = g_object_ref (target);
  job->passphrase = g_strdup (passphrase);
  begin (job, crm_backup_make_locked_async, callback, user_data);
}

/**
 * crm_backup_try_async:
 * @callback: ends with crm_backup_finish()
 *
 * Finds out whether that is the passphrase of a locked copy.
 */
void
crm_backup_try_async (const char *locked, const char *passphrase, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = job_new (run_try, locked);

  job->passphrase = g_strdup (passphrase);
  begin (job, crm_backup_try_async, callback, user_data);
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
  Job *job = job_new (run_make_daily, path);

  begin (job, crm_backup_make_daily_async, callback, user_data);
}

gboolean
crm_backup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
