#include "config.h"

#include "crm-remotes.h"

#include "crm-error.h"
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
  const char *url;
  const char *user;
  gboolean    paused;
  GPtrArray  *list; /* (owned) (nullable) (element-type CrmRemoteStatus) */
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

static gboolean
list_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job           *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (GPtrArray) remotes = crm_remote_list (connection, error);

  job->list = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_remote_status_free);
  for (guint i = 0; remotes != NULL && i < remotes->len; i++)
    {
      CrmRemoteStatus *status = g_new0 (CrmRemoteStatus, 1);
      g_autoptr (GArray) waiting = NULL;

      status->remote = g_steal_pointer (&remotes->pdata[i]);
      g_ptr_array_add (job->list, status);
      waiting = crm_sync_push_list (connection, status->remote->id, error);
      if (waiting == NULL)
        return FALSE;
      status->n_waiting = waiting->len;
      if (!count_in_state (connection, status->remote->id, CRM_DOCUMENT_REFUSED, &status->n_refused, error) ||
          !count_in_state (connection, status->remote->id, CRM_DOCUMENT_GONE, &status->n_gone, error))
        return FALSE;
    }

  return remotes != NULL;
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

  return remote != NULL && crm_remote_remove (connection, remote->id, error);
}

/**
 * crm_remotes_remove:
 *
 * Forgets a remote. No record is deleted, here or there.
 */
gboolean
crm_remotes_remove (CrmStore *store, const char *url, GError **error)
{
  Job job = { url };

  return run (store, remove_func, &job, error);
}
