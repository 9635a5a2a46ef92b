#include "config.h"

#include "crm-remote-job.h"

#include "crm-remotes.h"
#include "crm-secret.h"

typedef struct _Job Job;

struct _Job
{
  gboolean (*run) (const Job *job, CrmRemoteDone *done, GCancellable *cancellable, GError **error);
  CrmStore *store;    /* (owned) */
  char     *url;      /* (owned) */
  char     *user;     /* (owned) (nullable) */
  char     *password; /* (owned) (nullable) */
  gboolean  flag;
};

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->store);
  g_free (job->url);
  g_free (job->user);
  g_free (job->password);
  g_free (job);
}

void
crm_remote_done_free (CrmRemoteDone *self)
{
  if (self == NULL)
    return;

  g_free (self->unkept);
  g_free (self);
}

static void
thread_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (CrmRemoteDone) done = g_new0 (CrmRemoteDone, 1);
  GError *error = NULL;

  if (job->run (job, done, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&done), (GDestroyNotify) crm_remote_done_free);
  else
    g_task_return_error (task, error);
}

/* @job: (transfer full) */
static void
begin (Job *job, CrmStore *store, const char *url, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  job->store = g_object_ref (store);
  job->url = g_strdup (url);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, thread_func);
}

static gboolean
run_add (const Job *job, CrmRemoteDone *done, GCancellable *cancellable, GError **error)
{
  const CrmRemoteWish wish = { .url = job->url, .user = job->user, .password = job->password, .create = job->flag };

  return crm_remotes_set_up (job->store, &wish, &done->remote, &done->unkept, cancellable, error);
}

/**
 * crm_remote_add_async:
 * @url: as crm_http_dup_address() makes it
 * @user: (nullable)
 * @password: (nullable)
 * @create: whether the database is made if it is not there
 * @callback: ends with crm_remote_job_finish(), as that of all of these
 */
void
crm_remote_add_async (CrmStore *store, const char *url, const char *user, const char *password, gboolean create, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->run = run_add;
  job->user = g_strdup (user);
  job->password = g_strdup (password);
  job->flag = create;
  begin (job, store, url, cancellable, callback, user_data);
}

static gboolean
run_pause (const Job *job, CrmRemoteDone *done, GCancellable *cancellable, GError **error)
{
  return crm_remotes_set_paused (job->store, job->url, job->flag, error);
}

void
crm_remote_set_paused_async (CrmStore *store, const char *url, gboolean paused, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->run = run_pause;
  job->flag = paused;
  begin (job, store, url, NULL, callback, user_data);
}

static gboolean
run_remove (const Job *job, CrmRemoteDone *done, GCancellable *cancellable, GError **error)
{
  return crm_remotes_remove (job->store, job->url, error);
}

void
crm_remote_remove_async (CrmStore *store, const char *url, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->run = run_remove;
  begin (job, store, url, NULL, callback, user_data);
}

static gboolean
run_keep_password (const Job *job, CrmRemoteDone *done, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!crm_secret_store (job->url, job->user, job->password, cancellable, &problem))
    done->unkept = g_strdup (problem->message);

  return TRUE;
}

/**
 * crm_remote_keep_password_async:
 *
 * Has the desktop keep a password, if it has a place for it.
 */
void
crm_remote_keep_password_async (CrmStore *store, const char *url, const char *user, const char *password, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->run = run_keep_password;
  job->user = g_strdup (user);
  job->password = g_strdup (password);
  begin (job, store, url, NULL, callback, user_data);
}

/**
 * crm_remote_job_finish:
 *
 * Returns: (transfer full) (nullable)
 */
CrmRemoteDone *
crm_remote_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
