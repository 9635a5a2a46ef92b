#include "config.h"

#include "crm-remote-look.h"

#include "crm-journal.h"
#include "crm-remote.h"
#include "crm-sync-push.h"

/* What came from elsewhere is looked for among so many of the latest changes. */
#define CHANGES_MAX 300

static void
queued_free (gpointer data)
{
  CrmRemoteQueued *self = data;

  g_free (self->trouble);
  g_free (self);
}

static void
came_free (gpointer data)
{
  CrmRemoteCame *self = data;

  g_free (self->title);
  g_free (self->author);
  g_free (self);
}

void
crm_remote_look_free (CrmRemoteLook *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->refused, g_ptr_array_unref);
  g_clear_pointer (&self->log, g_ptr_array_unref);
  g_clear_pointer (&self->came, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  gint64         remote;
  CrmRemoteLook *look; /* (owned) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  crm_remote_look_free (job->look);
  g_free (job);
}

static void
queue (CrmConnection *connection, gint64 remote, GArray *records, GPtrArray *into)
{
  for (guint i = 0; i < records->len && i < CRM_REMOTE_LOOK_MAX; i++)
    {
      CrmRemoteQueued *queued = g_new0 (CrmRemoteQueued, 1);
      g_auto (CrmDocumentRow) row = { 0 };

      queued->record = g_array_index (records, gint64, i);
      crm_document_row_load (connection, remote, queued->record, &row);
      queued->trouble = g_steal_pointer (&row.trouble);
      g_ptr_array_add (into, queued);
    }
}

static gboolean
look_at_queue (CrmConnection *connection, gint64 remote, CrmRemoteLook *look, GError **error)
{
  g_autoptr (GArray) waiting = crm_sync_push_list (connection, remote, error);
  g_autoptr (GArray) refused = waiting != NULL ? crm_document_list_in_state (connection, remote, CRM_DOCUMENT_REFUSED, error) : NULL;

  if (refused == NULL)
    return FALSE;
  queue (connection, remote, waiting, look->waiting);
  queue (connection, remote, refused, look->refused);

  return TRUE;
}

static gboolean
add_came (CrmConnection *connection, CrmJournalChange *change, GPtrArray *into, GError **error)
{
  g_autoptr (GPtrArray) rows = crm_journal_load_rows (connection, change->id, 0, error);
  CrmRemoteCame *came;

  if (rows == NULL)
    return FALSE;
  if (rows->len == 0)
    return TRUE;

  came = g_new0 (CrmRemoteCame, 1);
  came->at = change->at;
  came->title = g_steal_pointer (&change->title);
  came->author = g_steal_pointer (&change->author);
  came->record = ((CrmJournalRow *) rows->pdata[0])->record;
  g_ptr_array_add (into, came);

  return TRUE;
}

static gboolean
look_at_changes (CrmConnection *connection, CrmRemoteLook *look, GError **error)
{
  g_autoptr (GPtrArray) changes = crm_journal_load_history (connection, 0, CHANGES_MAX, error);

  for (guint i = 0; changes != NULL && i < changes->len && look->came->len < CRM_REMOTE_LOOK_MAX; i++)
    {
      CrmJournalChange *change = changes->pdata[i];

      if (g_strcmp0 (change->kind, "sync") == 0 && !add_came (connection, change, look->came, error))
        return FALSE;
    }

  return changes != NULL;
}

static gboolean
look_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job           *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);

  job->look = g_new0 (CrmRemoteLook, 1);
  job->look->waiting = g_ptr_array_new_with_free_func (queued_free);
  job->look->refused = g_ptr_array_new_with_free_func (queued_free);
  job->look->came = g_ptr_array_new_with_free_func (came_free);
  job->look->log = crm_remote_log_list (connection, job->remote, CRM_REMOTE_LOOK_MAX, error);

  return job->look->log != NULL && look_at_queue (connection, job->remote, job->look, error) && look_at_changes (connection, job->look, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job    *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (crm_store_write_finish (CRM_STORE (source), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&job->look), (GDestroyNotify) crm_remote_look_free);
  else
    g_task_return_error (task, error);
}

/**
 * crm_remote_look_async:
 * @callback: ends with crm_remote_look_finish()
 */
void
crm_remote_look_async (CrmStore *store, gint64 remote, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Job   *job = g_new0 (Job, 1);

  job->remote = remote;
  g_task_set_source_tag (task, crm_remote_look_async);
  g_task_set_task_data (task, job, job_free);
  crm_store_write_async (store, "", "sync", CRM_TRANSACTION_SYNC, look_func, job, NULL, cancellable, looked_cb, task);
}

/**
 * crm_remote_look_finish:
 *
 * Returns: (transfer full) (nullable)
 */
CrmRemoteLook *
crm_remote_look_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
