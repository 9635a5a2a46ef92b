#include "config.h"

#include "crm-remotes.h"

#include "crm-couch.h"
#include "crm-error.h"
#include "crm-http.h"
#include "crm-secret.h"
#include "crm-sync-push.h"

#include <glib/gi18n-lib.h>

void
crm_remote_status_free (CrmRemoteStatus *self)
{
  crm_remote_free (self->remote);
  g_free (self);
}

typedef struct
{
  const char      *url;
  const char      *user;
  gboolean         paused;
  gint64           id;
  GPtrArray       *list;    /* (owned) (nullable) (element-type CrmRemoteStatus) */
  CrmRemoteStatus *status;  /* (owned) (nullable) */
  char            *removed; /* (owned) (nullable): the user that it had */
} Job;

static gboolean
run (CrmStore *store, CrmWriteFunc func, Job *job, GError **error)
{
  return crm_store_write (store, "", "sync", CRM_TRANSACTION_SYNC, func, job, NULL, error);
}

static gboolean
count_in_state (CrmConnection *connection, gint64 remote, CrmDocumentState state, guint *count, GError **error)
{
  g_autoptr (GArray) records = crm_document_list_in_state (connection, remote, state, error);

  *count = records != NULL ? records->len : 0;

  return records != NULL;
}

/* @remote: (transfer full) */
static CrmRemoteStatus *
count (CrmConnection *connection, CrmRemote *remote, GError **error)
{
  g_autoptr (CrmRemoteStatus) status = g_new0 (CrmRemoteStatus, 1);
  g_autoptr (GArray) waiting = NULL;

  status->remote = remote;
  waiting = crm_sync_push_list (connection, remote->id, error);
  if (waiting == NULL || !count_in_state (connection, remote->id, CRM_DOCUMENT_REFUSED, &status->n_refused, error) ||
      !count_in_state (connection, remote->id, CRM_DOCUMENT_GONE, &status->n_gone, error))
    return NULL;
  status->n_waiting = waiting->len;

  return g_steal_pointer (&status);
}

static gboolean
list_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job           *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (GPtrArray) remotes = crm_remote_list (connection, error);

  job->list = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_remote_status_free);
  for (guint i = 0; remotes != NULL && i < remotes->len; i++)
    {
      CrmRemoteStatus *status = count (connection, g_steal_pointer (&remotes->pdata[i]), error);

      if (status == NULL)
        return FALSE;
      g_ptr_array_add (job->list, status);
    }

  return remotes != NULL;
}

static gboolean
load_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job           *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  CrmRemote     *remote = crm_remote_load (connection, job->id, error);

  job->status = remote != NULL ? count (connection, remote, error) : NULL;

  return job->status != NULL;
}

/**
 * crm_remotes_load:
 * @remote: of the file
 *
 * Returns: (transfer full) (nullable): how it stands; %CRM_ERROR_NOT_FOUND where it was removed
 */
CrmRemoteStatus *
crm_remotes_load (CrmStore *store, gint64 remote, GError **error)
{
  Job job = { .id = remote };

  return run (store, load_func, &job, error) ? job.status : NULL;
}

/**
 * crm_remotes_list:
 *
 * Returns: (transfer full) (element-type CrmRemoteStatus) (nullable): the remotes of the file, the oldest first
 */
GPtrArray *
crm_remotes_list (CrmStore *store, GError **error)
{
  Job job = { NULL };

  if (run (store, list_func, &job, error))
    return job.list;

  g_clear_pointer (&job.list, g_ptr_array_unref);
  return NULL;
}

static gboolean
add_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job           *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmRemote) known = crm_remote_find (connection, job->url);

  if (known == NULL)
    return crm_remote_add (connection, job->url, job->user, error);

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This file is kept in step with %s already."), job->url);
  return FALSE;
}

/**
 * crm_remotes_add:
 * @url: as crm_http_dup_address() makes it
 * @user: (nullable)
 */
gboolean
crm_remotes_add (CrmStore *store, const char *url, const char *user, GError **error)
{
  Job job = { url, user };

  return run (store, add_func, &job, error);
}

static gboolean
find_id_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job *job = user_data;
  g_autoptr (CrmRemote) remote = crm_remote_find (crm_transaction_get_connection (transaction), job->url);

  job->id = remote != NULL ? remote->id : 0;

  return TRUE;
}

/**
 * crm_remotes_set_up:
 * @remote: (out) (optional): the new one
 * @unkept: (out) (optional) (transfer full) (nullable): why the password was not kept: not everybody has a place for it
 *
 * Sees that there is a database at that address and that the user may read it, and keeps the file in step with it from then on. Waits for the network.
 */
gboolean
crm_remotes_set_up (CrmStore *store, const CrmRemoteWish *wish, gint64 *remote, char **unkept, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmTransport) transport = crm_http_new (wish->url, wish->user, wish->password, error);
  g_autoptr (GError) problem = NULL;
  Job job = { .url = wish->url };

  if (transport == NULL || (wish->create && !crm_couch_create (transport, cancellable, error)) || !crm_couch_check (transport, cancellable, error) ||
      (wish->validate && !crm_couch_install_validation (transport, cancellable, error)) || !crm_remotes_add (store, wish->url, wish->user, error) || !run (store, find_id_func, &job, error))
    return FALSE;

  if (remote != NULL)
    *remote = job.id;
  if (wish->user != NULL && wish->password != NULL && !crm_secret_store (wish->url, wish->user, wish->password, cancellable, &problem) && unkept != NULL)
    *unkept = g_strdup (problem->message);

  return TRUE;
}

static CrmRemote *
find (CrmConnection *connection, const char *url, GError **error)
{
  CrmRemote *remote = crm_remote_find (connection, url);

  if (remote == NULL)
    g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("This file is not kept in step with %s."), url);

  return remote;
}

static gboolean
pause_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job           *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmRemote) remote = find (connection, job->url, error);

  if (remote == NULL)
    return FALSE;
  remote->paused = job->paused;

  return crm_remote_save (connection, remote, error);
}

gboolean
crm_remotes_set_paused (CrmStore *store, const char *url, gboolean paused, GError **error)
{
  Job job = { url, NULL, paused };

  return run (store, pause_func, &job, error);
}

static gboolean
remove_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job           *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmRemote) remote = find (connection, job->url, error);

  if (remote == NULL || !crm_remote_remove (connection, remote->id, error))
    return FALSE;
  job->removed = g_strdup (remote->user);

  return TRUE;
}

/**
 * crm_remotes_remove:
 *
 * Forgets a remote, and its password. No record is deleted, here or there.
 */
gboolean
crm_remotes_remove (CrmStore *store, const char *url, GError **error)
{
  Job      job = { url };
  gboolean removed = run (store, remove_func, &job, error);

  if (removed && job.removed != NULL)
    crm_secret_forget (url, job.removed);
  g_free (job.removed);

  return removed;
}
