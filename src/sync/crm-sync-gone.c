/* Deletions: they are done when everything was read, if they are not too many. */

#include "config.h"

#include "crm-sync-pull-private.h"

#include "crm-merge-records.h"

/**
 * crm_sync_pull_count_gone:
 * @n_gone: (out): how many records were deleted there and stand here
 * @flood: (out): whether they are so many that somebody should be asked
 */
gboolean
crm_sync_pull_count_gone (CrmConnection *connection, gint64 remote, guint *n_gone, gboolean *flood, GError **error)
{
  g_autoptr (GArray) gone = crm_document_list_in_state (connection, remote, CRM_DOCUMENT_GONE, error);
  gint64 living = 0;

  if (gone == NULL)
    return FALSE;

  *n_gone = gone->len;
  *flood = FALSE;
  if (gone->len <= CRM_SYNC_FLOOD)
    return TRUE;
  if (!crm_document_count_living (connection, &living, error))
    return FALSE;
  *flood = (gint64) gone->len * CRM_SYNC_FLOOD_SHARE > living;

  return TRUE;
}

/* An edit says more than a deletion: the record is sent anew. */
static gboolean
revive_there (CrmSyncPull *self, CrmSyncMeeting *meeting, GError **error)
{
  CrmDocumentRow *row = meeting->row;

  if (!crm_sync_pull_tell_merge (self, error) || !crm_sync_pull_note_revival (self, meeting, FALSE, error))
    return FALSE;

  crm_document_row_send_anew (row);

  return crm_sync_pull_save_row (self, row, error);
}

/* What it became part of there has all that refers to it. */
static gboolean
follow_merge (CrmSyncPull *self, CrmRecord *known, CrmJsonSlice fields, GError **error)
{
  int number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (known), "merged_into");
  g_autoptr (CrmRecord) read = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  gint64 into;

  if (number < 0 || fields.text == NULL)
    return TRUE;

  read = crm_record_new (crm_record_get_record_type (known)->name);
  crm_document_read_fields (read, fields, &self->resolver);
  into = crm_object_peek_integer (CRM_OBJECT (read), (guint) number);
  if (into == CRM_UNSET || into == crm_record_get_id (known))
    return TRUE;

  draft = crm_record_edit (known);
  crm_object_put_integer (CRM_OBJECT (draft), (guint) number, into);

  return crm_transaction_save (self->transaction, draft, error) &&
         crm_merge_redirect (self->transaction, crm_record_get_id (known), into, NULL, error);
}

static gboolean
apply_gone (CrmSyncPull *self, gint64 id, GError **error)
{
  g_auto (CrmDocumentRow) row = { 0 };
  g_auto (CrmEdit) edit = { NULL };
  g_autoptr (CrmRecord) known = crm_transaction_load (self->transaction, id, error);
  CrmSyncMeeting meeting = { .known = known, .edit = &edit, .row = &row };

  if (known == NULL)
    return FALSE;
  crm_document_row_load (self->connection, self->remote, id, &row);
  crm_edit_read (&edit, crm_json_slice_of (row.base));
  meeting.newest = crm_document_get_newest_change (self->connection, id);
  meeting.waits = meeting.newest > row.change;
  if (meeting.waits && !crm_record_is_deleted (known))
    return revive_there (self, &meeting, error);

  if (!crm_sync_pull_tell (self, &edit, error) || !follow_merge (self, known, crm_json_slice_find (crm_json_slice_of (row.base), "f"), error) || !crm_transaction_delete (self->transaction, id, error))
    return FALSE;
  self->counts->received++;
  row.state = CRM_DOCUMENT_CLEAR;
  crm_sync_pull_set_settled (self, &row);

  return crm_sync_pull_save_row (self, &row, error);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/**
 * crm_sync_pull_apply_gone:
 * @transaction: begun with %CRM_TRANSACTION_SYNC
 *
 * Deletes here what was deleted there, but for what was edited here since: that is sent again.
 */
gboolean
crm_sync_pull_apply_gone (CrmTransaction *transaction, gint64 remote, CrmSyncCounts *counts, GCancellable *cancellable, GError **error)
{
  g_auto (CrmSyncPull) self = { NULL };
  g_autoptr (GArray) gone = NULL;

  if (!crm_sync_pull_init (&self, transaction, remote, FALSE, counts, error))
    return FALSE;
  gone = crm_document_list_in_state (self.connection, remote, CRM_DOCUMENT_GONE, error);
  if (gone == NULL)
    return FALSE;

  g_array_sort (gone, compare_ids);
  for (guint i = 0; i < gone->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !apply_gone (&self, g_array_index (gone, gint64, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_sync_pull_refuse_gone:
 *
 * Keeps what was deleted there: it is sent again.
 */
gboolean
crm_sync_pull_refuse_gone (CrmTransaction *transaction, gint64 remote, GError **error)
{
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (GArray) gone = crm_document_list_in_state (connection, remote, CRM_DOCUMENT_GONE, error);

  for (guint i = 0; gone != NULL && i < gone->len; i++)
    {
      g_auto (CrmDocumentRow) row = { 0 };

      crm_document_row_load (connection, remote, g_array_index (gone, gint64, i), &row);
      crm_document_row_send_anew (&row);
      if (!crm_document_row_save (connection, remote, &row, error))
        return FALSE;
    }

  return gone != NULL;
}
