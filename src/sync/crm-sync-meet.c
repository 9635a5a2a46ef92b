/* A document that came, and the record that is here already: what becomes of both. */

#include "config.h"

#include "crm-sync-pull-private.h"

#include "crm-conflict.h"
#include "crm-erase.h"
#include "crm-error.h"
#include "crm-journal.h"
#include "crm-sync-conflict.h"

/* Makes the record what @fields say. FALSE with %CRM_ERROR_INVALID where that breaks a rule of it. */
static gboolean
put (CrmSyncPull *self, CrmRecord *known, CrmJsonSlice fields, gboolean merged, GError **error)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (known);

  crm_document_read_fields (draft, fields, &self->resolver);
  if (merged)
    crm_object_prepare (CRM_OBJECT (draft));
  if (crm_record_is_deleted (known) && !crm_transaction_revive (self->transaction, crm_record_get_id (known), error))
    return FALSE;

  return crm_transaction_save (self->transaction, draft, error);
}

/* What was sent and never answered was taken after all. */
static void
look_for_sent (CrmSyncMeeting *self)
{
  g_auto (CrmEdit) sent = { NULL };

  if (self->row->sent == NULL)
    return;

  crm_edit_read (&sent, crm_json_slice_of (self->row->sent));
  if (!crm_edit_is_in (&sent, self->document->body))
    return;

  g_free (self->row->base);
  self->row->base = g_steal_pointer (&self->row->sent);
  self->row->change = MAX (self->row->change, self->row->sent_change);
}

/* TRUE where the server has what it had earlier: it was put back from a copy. What was done since is sent again. */
static gboolean
went_back (CrmSyncPull *self, CrmSyncMeeting *meeting)
{
  const CrmDocumentRow *row = meeting->row;

  if (!self->reconciling || row->revision == NULL || row->base == NULL || crm_revision_get_generation (meeting->document->revision) >= crm_revision_get_generation (row->revision))
    return FALSE;

  return crm_edit_is_in (meeting->edit, crm_json_slice_of (row->base));
}

/* The other side of a merge, as its own document would be. */
static void
get_own_edit (CrmSyncPull *self, const CrmSyncMeeting *meeting, CrmEdit *edit)
{
  g_autoptr (CrmJournalChange) change = NULL;

  *edit = (CrmEdit){ .at = CRM_UNSET };
  if (!meeting->waits)
    {
      crm_edit_read (edit, crm_json_slice_of (meeting->row->base));
      return;
    }
  change = crm_journal_load_change (self->connection, meeting->newest, NULL);
  edit->device = g_strdup (self->device);
  edit->number = meeting->newest;
  edit->at = change != NULL ? change->at : CRM_UNSET;
  edit->author = g_strdup (change != NULL ? change->author : NULL);
}

static gboolean
note_losses (CrmSyncPull *self, const CrmSyncMeeting *meeting, GPtrArray *losses, const CrmEdit *mine, const CrmEdit *theirs, GError **error)
{
  /* Of what is itself such a note both are right. */
  if (CRM_IS_CONFLICT (meeting->known))
    return TRUE;

  for (guint i = 0; i < losses->len; i++)
    {
      const CrmMergeLoss *loss = losses->pdata[i];

      self->counts->conflicts++;
      if (!crm_sync_conflict_note (self->transaction, meeting->known, loss, loss->mine_kept ? mine : theirs, loss->mine_kept ? theirs : mine, error))
        return FALSE;
    }

  return TRUE;
}

/* What both sides make of each other, into @fields. */
static gboolean
merge_one (CrmSyncPull *self, CrmSyncMeeting *meeting, char **fields, CrmEdit *mine, CrmJsonSlice body, CrmJsonSlice base, GError **error)
{
  g_auto (CrmEdit) theirs = { NULL };
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_merge_loss_free);
  CrmMergeSide my_side = { crm_json_slice_of (*fields), mine->number, mine->device };
  CrmMergeSide their_side;
  char        *merged;

  crm_edit_read (&theirs, body);
  their_side = crm_document_get_side (body, &theirs);
  merged = crm_merge_fields (crm_record_get_record_type (meeting->known), base, &my_side, &their_side, losses);
  g_free (*fields);
  *fields = merged;

  return note_losses (self, meeting, losses, mine, &theirs, error);
}

static CrmJsonSlice
get_fields (const char *body)
{
  CrmJsonSlice slice = crm_json_slice_of (body);

  return crm_json_slice_is_true (crm_json_slice_find (slice, "_deleted")) ? (CrmJsonSlice){ NULL, 0 } : crm_json_slice_find (slice, "f");
}

/* A revision that stands beside: where it began is known only if that is in its past. */
static gboolean
merge_leaves (CrmSyncPull *self, CrmSyncMeeting *meeting, char **fields, const char *old_base, CrmEdit *mine, GError **error)
{
  GPtrArray *leaves = meeting->document->leaves;

  for (guint i = 0; crm_pulled_document_has_leaves (meeting->document) && i < leaves->len; i++)
    {
      gsize        size;
      const char  *text = g_bytes_get_data (leaves->pdata[i], &size);
      CrmJsonSlice leaf = { text, size };
      g_auto (CrmEdit) began = { NULL };
      gboolean known = FALSE;

      if (old_base != NULL)
        {
          crm_edit_read (&began, crm_json_slice_of (old_base));
          known = began.device != NULL && crm_edit_is_in (&began, leaf) && crm_edit_is_in (&began, meeting->document->body);
        }
      if (!merge_one (self, meeting, fields, mine, leaf, known ? get_fields (old_base) : (CrmJsonSlice){ NULL, 0 }, error))
        return FALSE;
    }

  return TRUE;
}

/* The revisions that were merged, for the remote to forget once it has the result. */
static void
note_losers (CrmDocumentRow *row, const CrmPulledDocument *document)
{
  GPtrArray *leaves = document->leaves;
  GString   *out;

  if (!crm_pulled_document_has_leaves (document))
    return;

  out = g_string_new ("[");
  for (guint i = 0; i < leaves->len; i++)
    {
      gsize        size;
      const char  *text = g_bytes_get_data (leaves->pdata[i], &size);
      CrmJsonSlice revision = crm_json_slice_find ((CrmJsonSlice){ text, size }, "_rev");

      crm_json_begin_element (out);
      crm_json_append_slice (out, revision);
    }
  g_string_append_c (out, ']');
  g_free (row->losers);
  row->losers = g_string_free (out, FALSE);
}

/* Whether the record here now says what the document says; else it is to be sent. */
static void
compare (CrmSyncPull *self, CrmSyncMeeting *meeting)
{
  g_autoptr (CrmRecord) now = crm_transaction_load (self->transaction, meeting->row->record, NULL);
  CrmJsonSlice     theirs = crm_json_slice_find (meeting->document->body, "f");
  g_autofree char *fields = now != NULL ? crm_document_write_fields (now, theirs, &self->resolver) : NULL;

  if (fields != NULL && crm_json_slice_equal (crm_json_slice_of (fields), theirs) && !crm_document_was_made_later (meeting->document->body, now))
    {
      crm_sync_pull_set_settled (self, meeting->row);
    }
  else
    {
      meeting->row->state = CRM_DOCUMENT_AGAIN;
      meeting->row->change = 0;
    }
}

/* What cannot be put together by the rules of the record: theirs stands, and ours is kept for review, whole. */
static gboolean
take_theirs (CrmSyncPull *self, CrmSyncMeeting *meeting, const char *mine, const CrmEdit *my_edit, GError **error)
{
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_merge_loss_free);
  CrmMergeSide     my_side = { crm_json_slice_of (mine), 0, NULL };
  CrmMergeSide     their_side = crm_document_get_side (meeting->document->body, meeting->edit);
  g_autofree char *merged = NULL;

  their_side.number = 1;
  merged = crm_merge_fields (crm_record_get_record_type (meeting->known), (CrmJsonSlice){ NULL, 0 }, &my_side, &their_side, losses);

  return put (self, meeting->known, their_side.fields, FALSE, error) && note_losses (self, meeting, losses, my_edit, meeting->edit, error);
}

static gboolean
merge (CrmSyncPull *self, CrmSyncMeeting *meeting, GError **error)
{
  g_autofree char *mine = crm_document_write_fields (meeting->known, meeting->base, &self->resolver);
  g_autofree char *fields = g_strdup (mine);
  g_autofree char *old_base = g_strdup (meeting->row->base);
  g_autoptr (GError) refusal = NULL;
  g_auto (CrmEdit) my_edit = { NULL };

  get_own_edit (self, meeting, &my_edit);
  if (!crm_sync_pull_tell_merge (self, error) ||
      !merge_one (self, meeting, &fields, &my_edit, meeting->document->body, meeting->base, error) ||
      !merge_leaves (self, meeting, &fields, old_base, &my_edit, error))
    return FALSE;
  if (put (self, meeting->known, crm_json_slice_of (fields), TRUE, &refusal))
    return TRUE;
  if (!crm_sync_pull_is_refusal (refusal))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  return take_theirs (self, meeting, mine, &my_edit, error);
}

gboolean
crm_sync_pull_note_revival (CrmSyncPull *self, const CrmSyncMeeting *meeting, gboolean deleted_here, GError **error)
{
  g_auto (CrmEdit) own = { NULL };
  const CrmMergeLoss loss = { (char *) "deleted_at", NULL, (char *) "true", !deleted_here };

  get_own_edit (self, meeting, &own);
  if (CRM_IS_CONFLICT (meeting->known))
    return TRUE;
  self->counts->conflicts++;

  return crm_sync_conflict_note (self->transaction, meeting->known, &loss, deleted_here ? meeting->edit : &own, deleted_here ? &own : meeting->edit, error);
}

static gboolean
take_in (CrmSyncPull *self, CrmSyncMeeting *meeting, GError **error)
{
  gboolean deleted_here = meeting->waits && crm_record_is_deleted (meeting->known);
  g_autoptr (GError) refusal = NULL;

  if (deleted_here && !(crm_sync_pull_tell_merge (self, error) && crm_sync_pull_note_revival (self, meeting, TRUE, error)))
    return FALSE;
  if ((meeting->waits && !deleted_here) || crm_pulled_document_has_leaves (meeting->document))
    return merge (self, meeting, error);

  if (!crm_sync_pull_tell (self, meeting->edit, error))
    return FALSE;
  if (put (self, meeting->known, crm_json_slice_find (meeting->document->body, "f"), FALSE, &refusal))
    return TRUE;
  if (!crm_sync_pull_is_refusal (refusal))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  /* It stays as it is here, and as it is there. */
  meeting->row->trouble = g_strdup (refusal->message);
  return TRUE;
}

/* A record that comes back, or for which only a place was kept, is as old as the remote says; what several made apart from each other, as old as
 * the first of them. */
static gboolean
agree_on_age (CrmSyncPull *self, CrmSyncMeeting *meeting, GError **error)
{
  gint64     created_at = crm_document_get_created_at (meeting->document->body);
  gint64     known_since = crm_record_get_created_at (meeting->known);
  CrmRecord *known;

  if (created_at == CRM_UNSET || created_at == known_since)
    return TRUE;
  if (!crm_record_is_deleted (meeting->known) && (created_at > known_since || !crm_record_is_one_of_its_name (meeting->known)))
    return TRUE;
  known = crm_transaction_set_created_at (self->transaction, meeting->row->record, created_at, error);
  if (known == NULL)
    return FALSE;
  g_object_unref (meeting->known); /* takes its place */
  meeting->known = known;

  return TRUE;
}

static gboolean
meet (CrmSyncPull *self, CrmSyncMeeting *meeting, GError **error)
{
  CrmDocumentRow  *row = meeting->row;
  g_autofree char *trouble = NULL;

  look_for_sent (meeting);
  meeting->newest = crm_document_get_newest_change (self->connection, row->record);
  meeting->waits = meeting->newest > row->change || row->state == CRM_DOCUMENT_AGAIN;
  if (!meeting->heard && crm_record_is_deleted (meeting->known))
    meeting->waits = FALSE;
  if (!agree_on_age (self, meeting, error))
    return FALSE;
  /* Who was erased comes back from no other device. */
  if (went_back (self, meeting) || crm_erased_has (self->connection, row->record))
    {
      crm_sync_pull_set_known (row, meeting->document, self->round);
      row->state = CRM_DOCUMENT_AGAIN;
      row->change = 0;
      return crm_sync_pull_save_row (self, row, error);
    }
  meeting->base = self->reconciling && row->revision != NULL && crm_revision_get_generation (meeting->document->revision) < crm_revision_get_generation (row->revision) ? (CrmJsonSlice){ NULL, 0 } : get_fields (row->base);
  if (!take_in (self, meeting, error))
    return FALSE;

  self->counts->received++;
  trouble = g_steal_pointer (&row->trouble);
  crm_sync_pull_set_known (row, meeting->document, self->round);
  row->trouble = g_steal_pointer (&trouble);
  note_losers (row, meeting->document);
  if (row->trouble != NULL || crm_document_get_schema (meeting->document->body) > CRM_DOCUMENT_SCHEMA)
    row->state = CRM_DOCUMENT_NEWER;
  else
    compare (self, meeting);

  return crm_sync_pull_save_row (self, row, error);
}

/* A deletion waits until everything was read: it may have been taken back, and there may be too many. */
static gboolean
note_gone (CrmSyncPull *self, CrmSyncMeeting *meeting, GError **error)
{
  look_for_sent (meeting);
  crm_sync_pull_set_known (meeting->row, meeting->document, self->round);
  if (crm_record_is_deleted (meeting->known) && crm_json_slice_find (crm_json_slice_find (meeting->document->body, "f"), "merged_into").text == NULL)
    crm_sync_pull_set_settled (self, meeting->row);
  else
    meeting->row->state = CRM_DOCUMENT_GONE;

  return crm_sync_pull_save_row (self, meeting->row, error);
}

gboolean
crm_sync_pull_take_known (CrmSyncPull *self, const CrmPulledDocument *document, gint64 id, const CrmEdit *edit, GError **error)
{
  g_auto (CrmDocumentRow) row = { 0 };
  CrmSyncMeeting meeting = { .document = document, .edit = edit, .row = &row };
  gboolean       ok;

  meeting.heard = crm_document_row_load (self->connection, self->remote, id, &row);
  if (g_strcmp0 (row.revision, document->revision) == 0 && !crm_pulled_document_has_leaves (document))
    return row.round == self->round || crm_document_row_touch (self->connection, self->remote, id, self->round, error);

  meeting.known = crm_transaction_load (self->transaction, id, error);
  if (meeting.known == NULL)
    return FALSE;
  ok = document->deleted ? note_gone (self, &meeting, error) : meet (self, &meeting, error);
  g_object_unref (meeting.known); /* the one loaded, or that which took its place */

  return ok;
}
