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

typedef struct
{
  CrmSync   *sync;
  GArray    *waiting;   /* (owned) (element-type gint64) */
  GPtrArray *documents; /* (owned) (element-type CrmPushedDocument) */
  GPtrArray *conflicts; /* (owned) (element-type utf8) */
  GPtrArray *answers;   /* (owned) (nullable) (element-type CrmPushAnswer) */
  guint      next;      /* of @waiting */
} Push;

static void
push_clear (Push *self)
{
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_array_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
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
prepare_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Push  *push = user_data;
  guint  n_done = 0;
  guint  n = MIN (push->waiting->len - push->next, BATCH_DOCUMENTS);
  gint64 remote = push->sync->remote;

  if (!crm_sync_push_prepare (transaction, remote, &g_array_index (push->waiting, gint64, push->next), n, BATCH_BYTES, push->documents, &n_done, error))
    return FALSE;
  push->next += n_done;

  return TRUE;
}

static gboolean
settle_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Push *push = user_data;

  return crm_sync_push_settle (transaction, push->sync->remote, push->answers, &push->sync->counts, error) &&
         crm_sync_count_generation (push->sync, crm_transaction_get_connection (transaction), NULL, error);
}

static gboolean
send_batch (CrmSync *self, Push *push, GError **error)
{
  g_ptr_array_set_size (push->documents, 0);
  if (!crm_sync_run_job (self, prepare_func, push, error))
    return FALSE;
  self->n_waiting = push->waiting->len - push->next + push->documents->len;
  crm_sync_tell_progress (self);
  if (push->documents->len == 0)
    return TRUE;

  g_clear_pointer (&push->answers, g_ptr_array_unref);
  push->answers = crm_couch_send (self->transport, push->documents, push->conflicts, self->cancellable, error);

  return push->answers != NULL && (push->answers->len == 0 || (crm_sync_tell_generation (self, error) && crm_sync_run_job (self, settle_func, push, error)));
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
  while (push->next < push->waiting->len)
    {
      if (!send_batch (self, push, error))
        return FALSE;
    }

  return push->conflicts->len == 0 || take_conflicts (self, push->conflicts, error);
}

static gboolean
push_round (CrmSync *self, gboolean *more, GError **error)
{
  g_auto (Push) push = { self };

  push.documents = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_pushed_document_free);
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

typedef struct
{
  CrmSync *sync;
  char    *name;   /* (owned) (nullable): of the document; NULL where it is not its turn yet */
  char    *losers; /* (owned) (nullable) */
  gint64   record;
} LosersJob;

static gboolean
find_losers_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  LosersJob     *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmRecord) record = crm_transaction_load (transaction, job->record, error);
  g_auto (CrmDocumentRow) row = { 0 };

  if (record == NULL)
    return FALSE;
  crm_document_row_load (connection, job->sync->remote, job->record, &row);
  if (row.state == CRM_DOCUMENT_CLEAR && row.change >= crm_document_get_newest_change (connection, job->record))
    {
      job->name = crm_document_dup_name (record);
      job->losers = g_steal_pointer (&row.losers);
    }

  return TRUE;
}

static gboolean
forget_losers_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  LosersJob     *job = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_auto (CrmDocumentRow) row = { 0 };

  crm_document_row_load (connection, job->sync->remote, job->record, &row);
  if (g_strcmp0 (row.losers, job->losers) != 0)
    return TRUE;
  g_clear_pointer (&row.losers, g_free);

  return crm_document_row_save (connection, job->sync->remote, &row, error);
}

/* Revisions that were merged go only when the remote has what became of them. */
static gboolean
end_losers (CrmSync *self, gint64 record, GError **error)
{
  LosersJob job = { self, NULL, NULL, record };
  gboolean  ok = crm_sync_run_job (self, find_losers_func, &job, error);

  if (ok && job.losers != NULL)
    ok = crm_couch_delete_revisions (self->transport, job.name, job.losers, self->cancellable, error) && crm_sync_run_job (self, forget_losers_func, &job, error);
  g_free (job.name);
  g_free (job.losers);

  return ok;
}

typedef struct
{
  CrmSync *sync;
  GArray  *records; /* (owned) (nullable) */
} ListLosersJob;

static gboolean
list_losers_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  ListLosersJob *job = user_data;

  job->records = crm_document_list_with_losers (crm_transaction_get_connection (transaction), job->sync->remote, error);

  return job->records != NULL;
}

gboolean
crm_sync_end_losers (CrmSync *self, GError **error)
{
  ListLosersJob job = { self, NULL };
  gboolean      ok = crm_sync_run_job (self, list_losers_func, &job, error);

  for (guint i = 0; ok && i < job.records->len; i++)
    ok = end_losers (self, g_array_index (job.records, gint64, i), error);
  g_clear_pointer (&job.records, g_array_unref);

  return ok;
}
