/* The part of a cycle that sends. */

#include "config.h"

#include "crm-sync-private.h"

#include "crm-document.h"
#include "crm-sync-push.h"

#include <glib/gi18n-lib.h>

#define BATCH_DOCUMENTS 1000
#define BATCH_BYTES (2 * 1024 * 1024)

/* How often what met another edit is merged and sent again before the server is left in peace. */
#define ROUNDS_MAX 5

/* Documents that go in one request, and what was said of them. */
typedef struct
{
  GPtrArray *documents; /* (owned) (nullable) (element-type CrmPushedDocument) */
  GPtrArray *answers;   /* (owned) (nullable) (element-type CrmPushAnswer) */
} Batch;

/* Three batches at a time: while one is on its way, what was said of the one before is noted and the one after is written. */
typedef struct
{
  CrmSync   *sync;
  GArray    *waiting;   /* (owned) (element-type gint64) */
  guint      next;      /* of @waiting */
  GPtrArray *conflicts; /* (owned) (element-type utf8) */
  Batch      before;
  Batch      now;
  Batch      after;
} Push;

static void
batch_clear (Batch *self)
{
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
}

static void
push_clear (Push *self)
{
  batch_clear (&self->before);
  batch_clear (&self->now);
  batch_clear (&self->after);
  g_clear_pointer (&self->waiting, g_array_unref);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Push, push_clear)

/* Lists what waits. Where nothing does, no older change is looked at again. */
static gboolean
list_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Push          *push = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmRemote) state = NULL;
  gint64 newest;

  push->waiting = crm_sync_push_list (connection, push->sync->remote, error);
  if (push->waiting == NULL)
    return FALSE;
  if (push->waiting->len > 0)
    return TRUE;

  state = crm_remote_load (connection, push->sync->remote, error);
  if (state == NULL || !crm_document_get_last_change (connection, &newest, error))
    return FALSE;
  if (state->settled == newest)
    return TRUE;
  state->settled = newest;

  return crm_remote_save (connection, state, error);
}

static gboolean
has_answers (const Batch *batch)
{
  return batch->answers != NULL && batch->answers->len > 0;
}

static gboolean
prepare (Push *push, CrmTransaction *transaction, GError **error)
{
  guint n = MIN (push->waiting->len - push->next, BATCH_DOCUMENTS);
  guint n_done = 0;

  push->after.documents = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_pushed_document_free);
  if (!crm_sync_push_prepare (transaction, push->sync->remote, &g_array_index (push->waiting, gint64, push->next), n, BATCH_BYTES, push->after.documents, &n_done, error))
    return FALSE;
  push->next += n_done;

  return TRUE;
}

static gboolean
turn_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Push *push = user_data;

  if (has_answers (&push->before) && !(crm_sync_push_settle (transaction, push->sync->remote, push->before.answers, &push->sync->counts, error) &&
                                       crm_sync_count_generation (push->sync, crm_transaction_get_connection (transaction), NULL, error)))
    return FALSE;

  return push->next >= push->waiting->len || prepare (push, transaction, error);
}

/* Sends the batch whose turn it is, with the work on its neighbours going on beside. */
static gboolean
turn (CrmSync *self, Push *push, GError **error)
{
  CrmStoreWriting *writing = crm_store_begin_write (self->store, "", "sync", CRM_TRANSACTION_SYNC, turn_func, push, self->cancellable, error);
  g_autoptr (GError) failure = NULL;

  if (writing == NULL)
    return FALSE;
  if (push->now.documents != NULL && push->now.documents->len > 0)
    push->now.answers = crm_couch_send (self->transport, push->now.documents, push->conflicts, self->cancellable, &failure);
  if (!crm_store_end_write (self->store, writing, error))
    return FALSE;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (has_answers (&push->now) && !crm_sync_tell_generation (self, error))
    return FALSE;

  batch_clear (&push->before);
  push->before = push->now;
  push->now = push->after;
  push->after = (Batch){ NULL, NULL };
  self->n_waiting = push->waiting->len - push->next + (push->now.documents != NULL ? push->now.documents->len : 0);
  crm_sync_tell_progress (self);

  return TRUE;
}

typedef struct
{
  CrmSync   *sync;
  GPtrArray *names; /* (element-type utf8) */
} ForgottenJob;

/* The database has never had them, or has forgotten them: they are sent as if they were new. */
static gboolean
send_forgotten_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  ForgottenJob  *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);

  for (guint i = 0; i < job->names->len; i++)
    {
      const CrmRecordType *type;
      const char          *uid;
      g_auto (CrmDocumentRow) row = { 0 };

      if (!crm_document_parse_name (job->names->pdata[i], &type, &uid) ||
          !crm_document_row_load (connection, job->sync->remote, crm_transaction_find_exactly (transaction, type, uid), &row))
        continue;
      g_clear_pointer (&row.revision, g_free);
      g_clear_pointer (&row.base, g_free);
      if (!crm_document_row_save (connection, job->sync->remote, &row, error))
        return FALSE;
    }

  return TRUE;
}

/* What met another edit is read, and merged with what is here. */
static gboolean
take_conflicts (CrmSync *self, GPtrArray *names, GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  ForgottenJob forgotten = { self, missing };
  g_autoptr (CrmCouchPage) page = crm_couch_read (self->transport, names, missing, self->cancellable, error);

  return page != NULL && crm_sync_take_page (self, page, error) &&
         (missing->len == 0 || crm_sync_run_job (self, send_forgotten_func, &forgotten, error)) &&
         crm_sync_take_gone (self, error);
}

static gboolean
send_waiting (CrmSync *self, Push *push, GError **error)
{
  while (push->next < push->waiting->len || (push->now.documents != NULL && push->now.documents->len > 0) || has_answers (&push->before))
    {
      if (!turn (self, push, error))
        return FALSE;
    }

  return push->conflicts->len == 0 || take_conflicts (self, push->conflicts, error);
}

static gboolean
push_round (CrmSync *self, gboolean *more, GError **error)
{
  g_auto (Push) push = { self };

  push.conflicts = g_ptr_array_new_with_free_func (g_free);
  if (!crm_sync_run_job (self, list_func, &push, error))
    return FALSE;
  *more = push.waiting->len > 0;
  self->n_waiting = push.waiting->len;

  return send_waiting (self, &push, error);
}

gboolean
crm_sync_send_all (CrmSync *self, GError **error)
{
  gboolean more = TRUE;

  for (guint round = 0; more; round++)
    {
      if (round > ROUNDS_MAX)
        {
          g_set_error_literal (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_BUSY, _ ("Others are changing the same records just now. It is tried again in a while."));
          return FALSE;
        }
      if (!push_round (self, &more, error))
        return FALSE;
    }

  return TRUE;
}

/* Revisions of one document that were merged. */
typedef struct
{
  gint64 record;
  char  *name;   /* (owned): of the document */
  char  *losers; /* (owned): JSON array */
} Losers;

static void
losers_free (gpointer data)
{
  Losers *self = data;

  g_free (self->name);
  g_free (self->losers);
  g_free (self);
}

typedef struct
{
  CrmSync   *sync;
  GPtrArray *found; /* (element-type Losers) */
  Losers    *ended; /* (unowned) (nullable): one of them */
} LosersJob;

/* They go only when the remote has what became of them. */
static gboolean
find_losers (LosersJob *job, CrmTransaction *transaction, gint64 id, GError **error)
{
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmRecord) record = crm_transaction_load (transaction, id, error);
  g_auto (CrmDocumentRow) row = { 0 };
  Losers *losers;

  if (record == NULL)
    return FALSE;
  crm_document_row_load (connection, job->sync->remote, id, &row);
  if (row.state != CRM_DOCUMENT_CLEAR || row.change < crm_document_get_newest_change (connection, id))
    return TRUE;

  losers = g_new0 (Losers, 1);
  losers->record = id;
  losers->name = crm_document_dup_name (record);
  losers->losers = g_steal_pointer (&row.losers);
  g_ptr_array_add (job->found, losers);

  return TRUE;
}

static gboolean
find_losers_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  LosersJob *job = user_data;
  g_autoptr (GArray) records = crm_document_list_with_losers (crm_transaction_get_connection (transaction), job->sync->remote, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      if (!find_losers (job, transaction, g_array_index (records, gint64, i), error))
        return FALSE;
    }

  return records != NULL;
}

static gboolean
forget_losers_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  LosersJob     *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_auto (CrmDocumentRow) row = { 0 };

  crm_document_row_load (connection, job->sync->remote, job->ended->record, &row);
  if (g_strcmp0 (row.losers, job->ended->losers) != 0)
    return TRUE;
  g_clear_pointer (&row.losers, g_free);

  return crm_document_row_save (connection, job->sync->remote, &row, error);
}

gboolean
crm_sync_end_losers (CrmSync *self, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (losers_free);
  LosersJob job = { self, found, NULL };

  if (!crm_sync_run_job (self, find_losers_func, &job, error))
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      job.ended = found->pdata[i];
      if (!crm_couch_delete_revisions (self->transport, job.ended->name, job.ended->losers, self->cancellable, error) || !crm_sync_run_job (self, forget_losers_func, &job, error))
        return FALSE;
    }

  return TRUE;
}
