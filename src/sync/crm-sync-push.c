#include "config.h"

#include "crm-sync-push.h"

#include "crm-document.h"
#include "crm-journal.h"
#include "crm-schema.h"

#include <string.h>

void
crm_pushed_document_free (CrmPushedDocument *self)
{
  g_free (self->name);
  g_free (self->body);
  g_free (self);
}

void
crm_push_answer_free (CrmPushAnswer *self)
{
  g_free (self->revision);
  g_free (self->refusal);
  g_free (self);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;
  int    x_rank = crm_document_get_rank (crm_record_type_of_id (x));
  int    y_rank = crm_document_get_rank (crm_record_type_of_id (y));

  return x_rank != y_rank ? (x_rank > y_rank) - (x_rank < y_rank) : (x > y) - (x < y);
}

/* @newest: change of the record here */
static gboolean
waits (const CrmDocumentRow *row, gint64 newest)
{
  switch (row->state)
    {
    case CRM_DOCUMENT_AGAIN:
      return TRUE;
    case CRM_DOCUMENT_REFUSED:
      return newest > row->sent_change;
    case CRM_DOCUMENT_NEWER:
    case CRM_DOCUMENT_GONE:
      return FALSE;
    case CRM_DOCUMENT_CLEAR:
    default:
      return newest > row->change;
    }
}

static gboolean
record_waits (CrmConnection *connection, gint64 remote, gint64 id)
{
  g_auto (CrmDocumentRow) row = { 0 };

  crm_document_row_load (connection, remote, id, &row);

  return waits (&row, crm_document_get_newest_change (connection, id));
}

/**
 * crm_sync_push_list:
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the records that wait to be sent, in the order to send them in
 */
GArray *
crm_sync_push_list (CrmConnection *connection, gint64 remote, GError **error)
{
  g_autoptr (CrmRemote) loaded = crm_remote_load (connection, remote, error);
  g_autoptr (GArray) touched = loaded != NULL ? crm_document_list_touched (connection, remote, loaded->settled, error) : NULL;
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (touched == NULL)
    return NULL;

  g_array_sort (touched, compare_ids);
  for (guint i = 0; i < touched->len; i++)
    {
      gint64 id = g_array_index (touched, gint64, i);

      if ((i == 0 || id != g_array_index (touched, gint64, i - 1)) && record_waits (connection, remote, id))
        g_array_append_val (waiting, id);
    }

  return g_steal_pointer (&waiting);
}

/* Which change made the record what it is. */
static void
get_edit (CrmConnection *connection, const char *device, gint64 newest, CrmEdit *edit)
{
  g_autoptr (CrmJournalChange) change = crm_journal_load_change (connection, newest, NULL);

  *edit = (CrmEdit){ .device = g_strdup (device), .number = newest, .at = CRM_UNSET };
  if (change == NULL)
    return;
  edit->at = change->at;
  edit->author = g_strdup (change->author);
  edit->host = g_strdup (change->device);
  edit->title = g_strdup (change->title);
}

/* Whether the remote has just what would be sent. */
static gboolean
says_the_same (CrmRecord *record, const CrmDocumentRow *row, const char *body)
{
  CrmJsonSlice before = crm_json_slice_of (row->base);
  gboolean     deleted = crm_json_slice_is_true (crm_json_slice_find (before, "_deleted"));

  if (row->revision == NULL || row->base == NULL || deleted != crm_record_is_deleted (record) || crm_document_was_made_later (before, record))
    return FALSE;

  return crm_json_slice_equal (crm_json_slice_find (before, "f"), crm_json_slice_find (crm_json_slice_of (body), "f"));
}

static gboolean
prepare_one (CrmTransaction *transaction, gint64 remote, const char *device, gint64 id, GPtrArray *documents, GError **error)
{
  CrmConnection    *connection = crm_transaction_get_connection (transaction);
  const CrmResolver resolver = { .transaction = transaction, .typed = TRUE };
  g_autoptr (CrmRecord) record = NULL;
  g_auto (CrmDocumentRow) row = { 0 };
  g_auto (CrmEdit) edit = { NULL };
  g_autofree char   *body = NULL;
  CrmPushedDocument *document;
  gint64             newest = crm_document_get_newest_change (connection, id);

  crm_document_row_load (connection, remote, id, &row);
  if (!waits (&row, newest))
    return TRUE;
  record = crm_transaction_load (transaction, id, error);
  if (record == NULL)
    return FALSE;

  get_edit (connection, device, newest, &edit);
  body = crm_document_write (record, row.base, row.revision, &edit, &resolver);
  if (says_the_same (record, &row, body) || (row.revision == NULL && crm_record_is_deleted (record)))
    {
      row.change = newest;
      row.state = CRM_DOCUMENT_CLEAR;
      return crm_document_row_save (connection, remote, &row, error);
    }
  g_free (row.sent);
  row.sent = g_strdup (body);
  row.sent_change = newest;
  if (!crm_document_row_save (connection, remote, &row, error))
    return FALSE;

  document = g_new0 (CrmPushedDocument, 1);
  document->record = id;
  document->name = crm_document_dup_name (record);
  document->body = g_steal_pointer (&body);
  g_ptr_array_add (documents, document);

  return TRUE;
}

/**
 * crm_sync_push_prepare:
 * @records: as crm_sync_push_list() found them
 * @bytes_max: of all bodies together, about
 * @documents: (element-type CrmPushedDocument): gets what is to be sent
 * @n_done: (out): how many of @records were looked at
 *
 * Writes documents as the file is at this moment, and notes them as sent.
 */
gboolean
crm_sync_push_prepare (CrmTransaction *transaction, gint64 remote, const gint64 *records, guint n_records, gsize bytes_max, GPtrArray *documents, guint *n_done, GError **error)
{
  g_autofree char *device = crm_meta_get (crm_transaction_get_connection (transaction), "device");
  gsize            bytes = 0;
  guint            i;

  for (i = 0; i < n_records && bytes < bytes_max; i++)
    {
      guint before = documents->len;

      if (!prepare_one (transaction, remote, device, records[i], documents, error))
        return FALSE;
      if (documents->len > before)
        bytes += strlen (((CrmPushedDocument *) documents->pdata[before])->body);
    }
  *n_done = i;

  return TRUE;
}

/* The remote has @body now. */
static void
take_as_base (CrmDocumentRow *row, const char *revision, const char *body)
{
  g_auto (CrmEdit) edit = { NULL };

  crm_edit_read (&edit, crm_json_slice_of (body));
  g_free (row->revision);
  g_free (row->base);
  row->revision = g_strdup (revision);
  row->base = g_strdup (body);
  row->change = MAX (row->change, edit.number);
  if (row->state != CRM_DOCUMENT_GONE)
    row->state = CRM_DOCUMENT_CLEAR;
}

static gboolean
settle_one (CrmTransaction *transaction, gint64 remote, const CrmPushAnswer *answer, CrmSyncCounts *counts, GError **error)
{
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_auto (CrmDocumentRow) row = { 0 };
  gboolean own;

  crm_document_row_load (connection, remote, answer->document->record, &row);
  own = g_strcmp0 (row.sent, answer->document->body) == 0;
  /* Another process with this file has read the answer meanwhile. */
  if (row.sent == NULL)
    return TRUE;

  g_clear_pointer (&row.trouble, g_free);
  if (own)
    g_clear_pointer (&row.sent, g_free);
  if (answer->revision != NULL)
    {
      counts->sent++;
      take_as_base (&row, answer->revision, answer->document->body);
    }
  else if (own)
    {
      row.state = CRM_DOCUMENT_REFUSED;
      row.trouble = g_strdup (answer->refusal);
    }

  return crm_document_row_save (connection, remote, &row, error);
}

/**
 * crm_sync_push_settle:
 * @answers: (element-type CrmPushAnswer): of documents that were taken or refused; those that met another edit are read and taken in
 */
gboolean
crm_sync_push_settle (CrmTransaction *transaction, gint64 remote, GPtrArray *answers, CrmSyncCounts *counts, GError **error)
{
  for (guint i = 0; i < answers->len; i++)
    {
      if (!settle_one (transaction, remote, answers->pdata[i], counts, error))
        return FALSE;
    }

  return TRUE;
}
