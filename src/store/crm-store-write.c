/* Writing to an open file: each write is a job of the write worker, in one transaction, whoever asks. */

#include "config.h"

#include "crm-error.h"
#include "crm-store-private.h"
#include "crm-undo.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char               *title; /* (owned) */
  char               *kind;  /* (owned) */
  CrmTransactionFlags flags;
  CrmWriteFunc        func;
  gpointer            user_data;
  GDestroyNotify      destroy;
  const char         *author; /* interned */
  CrmConnection      *writer;
  CrmCollator        *collator;
  CrmChangeSet       *set; /* (owned) (nullable): the result */
} WriteJob;

/**
 * crm_store_set_author:
 * @name: (nullable): who changes something from here on; %NULL for whom the computer knows
 */
void
crm_store_set_author (CrmStore *self, const char *name)
{
  g_return_if_fail (CRM_IS_STORE (self));

  g_atomic_pointer_set (&self->author, name != NULL && *name != '\0' ? g_intern_string (name) : NULL);
}

/**
 * crm_store_get_author:
 *
 * Returns: (transfer none): by which name others know who changes something here; interned
 */
const char *
crm_store_get_author (CrmStore *self)
{
  const char *name = g_atomic_pointer_get (&self->author);
  const char *real = g_get_real_name ();

  if (name != NULL)
    return name;

  return g_intern_string (*real != '\0' && !g_str_equal (real, "Unknown") ? real : g_get_user_name ());
}

static void
write_job_free (WriteJob *job)
{
  if (job->destroy != NULL)
    job->destroy (job->user_data);
  g_clear_pointer (&job->set, crm_change_set_unref);
  g_free (job->title);
  g_free (job->kind);
  g_free (job);
}

static WriteJob *
write_job_new (CrmStore *self, const char *title, const char *kind, CrmTransactionFlags flags, CrmWriteFunc func, gpointer user_data, GDestroyNotify destroy)
{
  WriteJob *job = g_new0 (WriteJob, 1);

  job->title = g_strdup (title);
  job->kind = g_strdup (kind);
  job->flags = flags;
  job->func = func;
  job->user_data = user_data;
  job->destroy = destroy;
  job->author = crm_store_get_author (self);
  job->writer = self->writer;
  job->collator = self->collator;

  return job;
}

static gboolean
run_job (WriteJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmTransaction) transaction = crm_transaction_begin (job->writer, job->collator, job->flags, error);

  if (transaction == NULL)
    return FALSE;

  crm_transaction_describe (transaction, job->title, job->kind, job->author, g_get_host_name ());
  if (!job->func (transaction, job->user_data, cancellable, error))
    return FALSE;

  job->set = crm_transaction_commit (transaction, error);
  return job->set != NULL;
}

typedef struct
{
  CrmStore     *store; /* (owned) */
  CrmChangeSet *set;   /* (owned) */
} News;

static gboolean
announce_cb (gpointer user_data)
{
  News *news = user_data;

  crm_store_announce (news->store, news->set);

  return G_SOURCE_REMOVE;
}

static void
news_free (gpointer user_data)
{
  News *news = user_data;

  g_object_unref (news->store); /* taken over from the worker's thread */
  crm_change_set_unref (news->set);
  g_free (news);
}

/* Tells the thread of @context. */
static void
send_news (CrmStore *store, CrmChangeSet *set, GMainContext *context, int priority)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  News *news = g_new0 (News, 1);

  news->store = g_object_ref (store);
  news->set = crm_change_set_ref (set);
  g_source_set_priority (source, priority);
  g_source_set_callback (source, announce_cb, news, news_free);
  g_source_attach (source, context);
}

static void
run_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WriteJob *job = data;
  GError   *error = NULL;

  if (!run_job (job, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  /* Before the task returns, so that whoever waits for it finds every list and record up to date; and whether or not anybody waits. */
  send_news (g_task_get_source_object (task), job->set, g_task_get_context (task), g_task_get_priority (task));
  g_task_return_boolean (task, TRUE);
}

/**
 * crm_store_write_async:
 * @title: what is done, for people
 * @kind: "edit", "import" or "setup"
 * @func: does it, on the writer's thread
 * @destroy: (nullable): frees @user_data when the job is over
 *
 * Queues a change.
 */
void
crm_store_write_async (CrmStore *self, const char *title, const char *kind, CrmTransactionFlags flags, CrmWriteFunc func, gpointer user_data, GDestroyNotify destroy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer callback_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, callback_data);
  GError *error = NULL;

  g_task_set_source_tag (task, crm_store_write_async);
  g_task_set_task_data (task, write_job_new (self, title, kind, flags, func, user_data, destroy), (GDestroyNotify) write_job_free);
  if (!crm_store_check_writable (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  crm_worker_push (self->write_worker, task, run_task);
}

/**
 * crm_store_write_finish:
 *
 * Ends a queued change; whoever listens has heard of it when this returns %TRUE.
 */
gboolean
crm_store_write_finish (CrmStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

struct _CrmStoreWriting
{
  GMutex        mutex;
  GCond         cond;
  gboolean      done;
  gboolean      ok;
  WriteJob     *job;         /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable) */
  GError       *error;       /* (owned) (nullable) */
};

static void
run_and_wake (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CrmStoreWriting *self = data;

  self->ok = run_job (self->job, self->cancellable, &self->error);
  g_mutex_lock (&self->mutex);
  self->done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * crm_store_begin_write:
 *
 * Begins what crm_store_write() does, for a thread that has something else to do meanwhile.
 *
 * Returns: (transfer full) (nullable): to be given to crm_store_end_write(); %NULL where the file is read-only
 */
CrmStoreWriting *
crm_store_begin_write (CrmStore *self, const char *title, const char *kind, CrmTransactionFlags flags, CrmWriteFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GTask) task = NULL;
  CrmStoreWriting *writing;

  if (!crm_store_check_writable (self, error))
    return NULL;

  writing = g_new0 (CrmStoreWriting, 1);
  writing->job = write_job_new (self, title, kind, flags, func, user_data, NULL);
  writing->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_mutex_init (&writing->mutex);
  g_cond_init (&writing->cond);
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, writing, NULL);
  crm_worker_push (self->write_worker, task, run_and_wake);

  return writing;
}

/**
 * crm_store_end_write:
 * @writing: (transfer full): what crm_store_begin_write() began
 *
 * Waits for the change.
 */
gboolean
crm_store_end_write (CrmStore *self, CrmStoreWriting *writing, GError **error)
{
  gboolean ok;

  g_mutex_lock (&writing->mutex);
  while (!writing->done)
    g_cond_wait (&writing->cond, &writing->mutex);
  g_mutex_unlock (&writing->mutex);

  ok = writing->ok;
  if (!ok)
    g_propagate_error (error, writing->error);
  else if (self->home == NULL || self->home == g_thread_self ())
    crm_store_announce (self, writing->job->set);
  else
    send_news (self, writing->job->set, NULL, G_PRIORITY_DEFAULT);
  write_job_free (writing->job);
  g_clear_object (&writing->cancellable);
  g_cond_clear (&writing->cond);
  g_mutex_clear (&writing->mutex);
  g_free (writing);

  return ok;
}

/**
 * crm_store_write:
 *
 * The same as crm_store_write_async(), for programs without a window and for threads beside it: waits for the change. The window's thread hears of it
 * when it comes to that.
 */
gboolean
crm_store_write (CrmStore *self, const char *title, const char *kind, CrmTransactionFlags flags, CrmWriteFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  CrmStoreWriting *writing = crm_store_begin_write (self, title, kind, flags, func, user_data, cancellable, error);

  return writing != NULL && crm_store_end_write (self, writing, error);
}

static gboolean
save_records (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  GPtrArray *records = user_data;

  for (guint i = 0; i < records->len; i++)
    {
      if (!crm_transaction_save (transaction, g_ptr_array_index (records, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_store_save:
 * @record: a new record or a draft
 *
 * Saves one record as one change, and waits for it.
 */
gboolean
crm_store_save (CrmStore *self, const char *title, CrmRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, record);

  return crm_store_write (self, title, "edit", CRM_TRANSACTION_NONE, save_records, records, NULL, error);
}

/**
 * crm_store_save_async:
 * @records: (element-type CrmRecord): new records and drafts, nobody else's any more; they are given their identity
 *
 * Saves records as one change; end it with crm_store_write_finish().
 */
void
crm_store_save_async (CrmStore *self, const char *title, GPtrArray *records, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  crm_store_write_async (self, title, "edit", CRM_TRANSACTION_NONE, save_records, g_ptr_array_ref (records), (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

static gboolean
delete_records (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  GArray *ids = user_data;

  crm_transaction_expect (transaction, ids->len, ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !crm_transaction_delete (transaction, g_array_index (ids, gint64, i), error))
        return FALSE;
    }

  return TRUE;
}

static GArray *
copy_ids (const gint64 *ids, guint n_ids)
{
  return g_array_append_vals (g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids), ids, n_ids);
}

/**
 * crm_store_delete:
 * @ids: (array length=n_ids): records
 *
 * Deletes records as one change, and waits for it.
 */
gboolean
crm_store_delete (CrmStore *self, const char *title, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GArray) copy = copy_ids (ids, n_ids);

  return crm_store_write (self, title, "edit", CRM_TRANSACTION_NONE, delete_records, copy, NULL, error);
}

void
crm_store_delete_async (CrmStore *self, const char *title, const gint64 *ids, guint n_ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  crm_store_write_async (self, title, "edit", CRM_TRANSACTION_NONE, delete_records, copy_ids (ids, n_ids), (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

static char *
dup_title (CrmStore *self, gint64 change)
{
  g_autoptr (CrmJournalChange) loaded = change != 0 ? crm_journal_load_change (self->reader, change, NULL) : NULL;

  return loaded != NULL ? g_strdup (loaded->title) : NULL;
}

/**
 * crm_store_dup_undo_title:
 *
 * Returns: (transfer full) (nullable): the title of the change an undo would turn back; %NULL where there is none
 */
char *
crm_store_dup_undo_title (CrmStore *self)
{
  return dup_title (self, crm_journal_find_undoable (self->reader));
}

char *
crm_store_dup_redo_title (CrmStore *self)
{
  gint64 undo = crm_journal_find_redoable (self->reader);
  g_autoptr (CrmJournalChange) change = undo != 0 ? crm_journal_load_change (self->reader, undo, NULL) : NULL;

  return change != NULL ? dup_title (self, change->reverts) : NULL;
}

typedef struct
{
  gboolean   redo;
  gint64     change; /* the one to turn back; 0 for the newest */
  CrmUndoHow how;
  guint      n_kept;
  char      *title; /* (owned) (nullable): of what was turned back */
} UndoJob;

static void
undo_job_free (UndoJob *job)
{
  g_free (job->title);
  g_free (job);
}

static char *
find_title (CrmConnection *connection, gint64 change, gboolean redo)
{
  g_autoptr (CrmJournalChange) loaded = crm_journal_load_change (connection, change, NULL);
  g_autoptr (CrmJournalChange) original = redo && loaded != NULL ? crm_journal_load_change (connection, loaded->reverts, NULL) : NULL;

  if (original != NULL)
    return g_strdup (original->title);

  return g_strdup (loaded != NULL ? loaded->title : "");
}

static gboolean
check_stands (CrmConnection *connection, gint64 change, GError **error)
{
  g_autoptr (CrmJournalChange) loaded = crm_journal_load_change (connection, change, error);

  if (loaded == NULL)
    return FALSE;
  if (loaded->reverted_by == 0)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This was undone before."));
  return FALSE;
}

static gboolean
turn_back (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  UndoJob       *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  gint64         change = job->change;

  if (change == 0)
    change = job->redo ? crm_journal_find_redoable (connection) : crm_journal_find_undoable (connection);
  else if (!check_stands (connection, change, error))
    return FALSE;
  if (change == 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, job->redo ? _ ("There is nothing to redo.") : _ ("There is nothing to undo."));
      return FALSE;
    }

  job->title = find_title (connection, change, job->redo);
  crm_transaction_set_title (transaction, job->title);

  return crm_undo_apply (transaction, change, job->how, &job->n_kept, error);
}

static const char *
get_kind (const UndoJob *job)
{
  return job->redo ? "redo" : "undo";
}

/* @title: (out) (optional) (transfer full) */
static gboolean
turn_back_and_wait (CrmStore *self, UndoJob *job, char **title, GError **error)
{
  gboolean ok = crm_store_write (self, get_kind (job), get_kind (job), CRM_TRANSACTION_REPLAY, turn_back, job, NULL, error);

  if (title != NULL)
    *title = g_steal_pointer (&job->title);
  g_free (job->title);

  return ok;
}

static void
turn_back_async (CrmStore *self, UndoJob job, GAsyncReadyCallback callback, gpointer user_data)
{
  crm_store_write_async (self, get_kind (&job), get_kind (&job), CRM_TRANSACTION_REPLAY, turn_back, g_memdup2 (&job, sizeof job), (GDestroyNotify) undo_job_free, NULL, callback, user_data);
}

static UndoJob
make_job (gint64 change, gboolean rest)
{
  return (UndoJob){ .change = change, .how = rest ? CRM_UNDO_REST : CRM_UNDO_WHOLE };
}

/**
 * crm_store_undo:
 * @title: (out) (optional) (transfer full): what was undone
 *
 * Turns back the newest change that is not undone, and waits for it.
 */
gboolean
crm_store_undo (CrmStore *self, char **title, GError **error)
{
  UndoJob job = { .redo = FALSE };

  return turn_back_and_wait (self, &job, title, error);
}

/**
 * crm_store_redo:
 *
 * Turns back the newest undo, unless something was edited after it.
 */
gboolean
crm_store_redo (CrmStore *self, char **title, GError **error)
{
  UndoJob job = { .redo = TRUE };

  return turn_back_and_wait (self, &job, title, error);
}

/**
 * crm_store_undo_change:
 * @change: any change that stands, such as an import of last week
 * @rest: whether what was edited or used since may stay as it is; else there is nothing undone where there is any of that, and the error,
 *   %CRM_ERROR_CONFLICT, says how much
 * @n_kept: (out) (optional): how many records stayed
 *
 * Turns back one change, and waits for it.
 */
gboolean
crm_store_undo_change (CrmStore *self, gint64 change, gboolean rest, guint *n_kept, char **title, GError **error)
{
  UndoJob  job = make_job (change, rest);
  gboolean ok = turn_back_and_wait (self, &job, title, error);

  if (n_kept != NULL)
    *n_kept = job.n_kept;

  return ok;
}

/**
 * crm_store_undo_change_async:
 * @callback: ends with crm_store_undo_finish()
 */
void
crm_store_undo_change_async (CrmStore *self, gint64 change, gboolean rest, GAsyncReadyCallback callback, gpointer user_data)
{
  turn_back_async (self, make_job (change, rest), callback, user_data);
}

void
crm_store_undo_async (CrmStore *self, gboolean redo, GAsyncReadyCallback callback, gpointer user_data)
{
  turn_back_async (self, (UndoJob){ .redo = redo }, callback, user_data);
}

gboolean
crm_store_undo_finish (CrmStore *self, GAsyncResult *result, char **title, GError **error)
{
  WriteJob *job = g_task_get_task_data (G_TASK (result));

  if (!crm_store_write_finish (self, result, error))
    return FALSE;

  if (title != NULL)
    *title = g_strdup (((UndoJob *) job->user_data)->title);
  return TRUE;
}
