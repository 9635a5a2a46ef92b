/* The part of a cycle that reads. */

#include "config.h"

#include "crm-sync-private.h"

#include "crm-pipeline-write.h"
#include "crm-sync-pull.h"

#include <glib/gi18n-lib.h>

#define PAGE_ROWS 1000

/* Missing documents above this, and above one in so many, are asked about. */
#define MISSING_MAX 20
#define MISSING_SHARE 5

typedef struct
{
  CrmSync      *sync;
  CrmCouchPage *page;
} PageJob;

static gboolean
brings_pipeline (GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    {
      const CrmPulledDocument *document = documents->pdata[i];

      if (!document->deleted && g_str_has_prefix (document->name, "pipeline:"))
        return TRUE;
    }

  return FALSE;
}

/* A new file has a pipeline to begin with, which nobody wants beside that of the business it joins. */
static gboolean
give_way (CrmSync *self, CrmTransaction *transaction, GPtrArray *documents, GError **error)
{
  if (self->state->generation > 0 || !brings_pipeline (documents))
    return TRUE;
  crm_transaction_describe (transaction, N_ ("The first pipeline gives way to those of the server"), "sync", crm_transaction_get_author (transaction), g_get_host_name ());

  return crm_pipeline_drop_unused (transaction, error);
}

static gboolean
apply_page_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  PageJob *job = user_data;
  CrmSync *self = job->sync;

  return give_way (self, transaction, job->page->documents, error) &&
         crm_sync_pull_apply (transaction, self->remote, job->page->documents, self->reconciling, &self->counts, cancellable, error);
}

static gboolean
count_page_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  PageJob *job = user_data;

  return crm_sync_count_generation (job->sync, crm_transaction_get_connection (transaction), job->page->since, error);
}

/* Takes a page in while the next one is read. */
static CrmStoreWriting *
begin_page (CrmSync *self, PageJob *job, GError **error)
{
  return crm_store_begin_write (self->store, "", "sync", CRM_TRANSACTION_SYNC | CRM_TRANSACTION_BULK, apply_page_func, job, self->cancellable, error);
}

static gboolean
end_page (CrmSync *self, CrmStoreWriting *writing, const CrmSyncCounts *before, GError **error)
{
  if (crm_store_end_write (self->store, writing, error))
    return TRUE;

  self->counts = *before;
  return FALSE;
}

gboolean
crm_sync_take_page (CrmSync *self, CrmCouchPage *page, GError **error)
{
  PageJob          job = { self, page };
  CrmSyncCounts    before = self->counts;
  CrmStoreWriting *writing = begin_page (self, &job, error);

  return writing != NULL && end_page (self, writing, &before, error);
}

static gboolean
count_page (CrmSync *self, CrmCouchPage *page, GError **error)
{
  PageJob job = { self, page };

  return crm_sync_tell_generation (self, error) && crm_sync_run_job (self, count_page_func, &job, error);
}

static void
forget_since (CrmSync *self, CrmRemote *state)
{
  g_clear_pointer (&state->since, g_free);
}

/* A place that the server does not know is the beginning; what is known already costs little to read again. */
static CrmCouchPage *
get_rows (CrmSync *self, const char *since, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  CrmCouchPage *page = crm_couch_get_changes (self->transport, since, self->page_rows, self->cancellable, &refusal);

  if (page == NULL && since != NULL && g_error_matches (refusal, CRM_SYNC_ERROR, CRM_SYNC_ERROR_REFUSED))
    {
      if (!crm_sync_change_state (self, forget_since, error))
        return NULL;
      return crm_couch_get_changes (self->transport, NULL, self->page_rows, self->cancellable, error);
    }
  if (page == NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));

  return page;
}

/* Where documents are so large that a page of them cannot be held, the pages become smaller, and larger again behind them. */
static CrmCouchPage *
get_page (CrmSync *self, const char *since, GError **error)
{
  self->page_rows = self->page_rows == 0 ? PAGE_ROWS : MIN (self->page_rows * 2, PAGE_ROWS);
  while (TRUE)
    {
      g_autoptr (GError) failure = NULL;
      CrmCouchPage *page = get_rows (self, since, &failure);

      if (page != NULL)
        return page;
      if (self->page_rows == 1 || !g_error_matches (failure, CRM_SYNC_ERROR, CRM_SYNC_ERROR_TOO_LARGE))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      self->page_rows /= 2;
    }
}

/* Takes @page in and reads the one behind it, if there may be one, into @next. */
static gboolean
take_and_read (CrmSync *self, CrmCouchPage *page, CrmCouchPage **next, GError **error)
{
  PageJob          job = { self, page };
  CrmSyncCounts    before = self->counts;
  CrmStoreWriting *writing = begin_page (self, &job, error);
  g_autoptr (GError) failure = NULL;

  *next = NULL;
  if (writing == NULL)
    return FALSE;
  if (!page->is_last)
    *next = get_page (self, page->since, &failure);
  if (!end_page (self, writing, &before, error) || !count_page (self, page, error))
    return FALSE;
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
crm_sync_read_all (CrmSync *self, GError **error)
{
  g_autoptr (CrmCouchPage) page = get_page (self, self->state->since, error);

  if (page == NULL)
    return FALSE;
  while (page != NULL && page->n_rows > 0)
    {
      CrmCouchPage *next;
      gboolean      ok = take_and_read (self, page, &next, error);

      crm_couch_page_free (page);
      page = next;
      if (!ok)
        return FALSE;
      crm_sync_tell_progress (self);
    }

  return TRUE;
}

/* What the remote had and has no more, though nobody deleted it, is sent again. */
static gboolean
send_missing_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  CrmSync       *self = user_data;
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (GArray) missing = crm_document_list_unseen (connection, self->remote, self->state->round, error);
  gint64 known = 0;

  if (missing == NULL || !crm_document_count_known (connection, self->remote, &known, error))
    return FALSE;
  if (missing->len > MISSING_MAX && (gint64) missing->len * MISSING_SHARE > known && (self->decision & CRM_SYNC_SEND_MISSING) == 0)
    {
      g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_MISSING,
                   g_dngettext (GETTEXT_PACKAGE, "%u record is not on the server any more, and nobody deleted it. Was the server put back from a copy, or is this another one?",
                                "%u records are not on the server any more, and nobody deleted them. Was the server put back from a copy, or is this another one?", missing->len),
                   missing->len);
      return FALSE;
    }

  for (guint i = 0; i < missing->len; i++)
    {
      g_auto (CrmDocumentRow) row = { 0 };

      crm_document_row_load (connection, self->remote, g_array_index (missing, gint64, i), &row);
      crm_document_row_send_anew (&row);
      if (!crm_document_row_save (connection, self->remote, &row, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
crm_sync_send_missing (CrmSync *self, GError **error)
{
  return crm_sync_run_job (self, send_missing_func, self, error);
}

static gboolean
apply_gone_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  CrmSync *self = user_data;
  guint    n_gone = 0;
  gboolean flood = FALSE;

  if (!crm_sync_pull_count_gone (crm_transaction_get_connection (transaction), self->remote, &n_gone, &flood, error))
    return FALSE;
  if (n_gone == 0)
    return TRUE;
  if ((self->decision & CRM_SYNC_KEEP_DELETED) != 0)
    return crm_sync_pull_refuse_gone (transaction, self->remote, error);
  if (flood && (self->decision & CRM_SYNC_TAKE_DELETIONS) == 0)
    {
      g_set_error (error, CRM_SYNC_ERROR, CRM_SYNC_ERROR_DELETIONS,
                   g_dngettext (GETTEXT_PACKAGE, "%u record was deleted on the server. Nothing was deleted here; say whether it is to be.", "%u records were deleted on the server. Nothing was deleted here; say whether they are to be.", n_gone),
                   n_gone);
      return FALSE;
    }

  return crm_sync_pull_apply_gone (transaction, self->remote, &self->counts, cancellable, error);
}

gboolean
crm_sync_take_gone (CrmSync *self, GError **error)
{
  return crm_sync_run_job (self, apply_gone_func, self, error);
}
