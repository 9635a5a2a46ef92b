#include "config.h"

#include "crm-sync-pull-private.h"

#include "crm-content.h"
#include "crm-couch.h"
#include "crm-error.h"
#include "crm-remote-content.h"
#include "crm-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes of a document. CouchDB takes 8,000,000 where nobody has said otherwise. */
#define DOCUMENT_MAX (16 * 1024 * 1024)

void
crm_sync_pull_clear (CrmSyncPull *self)
{
  g_free (self->author);
  g_free (self->device);
  g_free (self->told);
  g_clear_pointer (&self->resolver.keys, g_hash_table_unref);
  g_clear_pointer (&self->made, g_array_unref);
}

gboolean
crm_sync_pull_init (CrmSyncPull *self, CrmTransaction *transaction, gint64 remote, gboolean reconciling, CrmSyncCounts *counts, GError **error)
{
  g_autoptr (CrmRemote) loaded = crm_remote_load (crm_transaction_get_connection (transaction), remote, error);

  *self = (CrmSyncPull){ transaction, crm_transaction_get_connection (transaction), remote };
  self->author = g_strdup (crm_transaction_get_author (transaction));
  if (loaded == NULL)
    return FALSE;

  self->round = loaded->round;
  self->reconciling = reconciling;
  self->now = crm_transaction_get_now (transaction);
  self->resolver.transaction = transaction;
  self->resolver.typed = TRUE;
  self->resolver.reserve = TRUE;
  self->resolver.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->made = g_array_new (FALSE, FALSE, sizeof (CrmDocumentRow));
  g_array_set_clear_func (self->made, (GDestroyNotify) crm_document_row_clear);
  self->counts = counts;
  self->device = crm_meta_get (self->connection, "device");

  return crm_foreign_document_exist (self->connection, remote, &self->foreign, error);
}

/* Has the journal crm_sync_pull_tell what follows as that edit: by whom, where and when it was made. */
gboolean
crm_sync_pull_tell (CrmSyncPull *self, const CrmEdit *edit, GError **error)
{
  g_autofree char *mark = crm_edit_dup_mark (edit);

  crm_transaction_set_now (self->transaction, edit->at != CRM_UNSET ? MIN (edit->at, self->now) : self->now);
  if (g_strcmp0 (mark, self->told) == 0)
    return TRUE;

  if (!crm_transaction_begin_change (self->transaction, self->least, error))
    return FALSE;
  g_free (self->told);
  self->told = g_steal_pointer (&mark);
  crm_transaction_describe (self->transaction, edit->title != NULL ? edit->title : N_ ("Change on another device"), "sync", edit->author, edit->host);

  return TRUE;
}

/* The same for what is done here because of it. */
gboolean
crm_sync_pull_tell_merge (CrmSyncPull *self, GError **error)
{
  const CrmEdit edit = { .device = self->device, .at = CRM_UNSET, .title = (char *) N_ ("Changes of several devices put together"), .author = self->author, .host = (char *) g_get_host_name () };

  return crm_sync_pull_tell (self, &edit, error);
}

void
crm_sync_pull_set_known (CrmDocumentRow *row, const CrmPulledDocument *document, gint64 round)
{
  g_free (row->revision);
  g_free (row->base);
  row->revision = g_strdup (document->revision);
  row->base = crm_pulled_document_dup_body (document);
  row->round = round;
  g_clear_pointer (&row->sent, g_free);
  g_clear_pointer (&row->trouble, g_free);
  row->state = CRM_DOCUMENT_CLEAR;
}

/* Later than this nothing was done to the record here. */
void
crm_sync_pull_set_settled (CrmSyncPull *self, CrmDocumentRow *row)
{
  row->change = crm_document_get_newest_change (self->connection, row->record);
}

gboolean
crm_sync_pull_save_row (CrmSyncPull *self, const CrmDocumentRow *row, GError **error)
{
  return crm_document_row_save (self->connection, self->remote, row, error);
}

/* Writes what is known of new records. */
gboolean
crm_sync_pull_save_made (CrmSyncPull *self, GError **error)
{
  for (guint i = 0; i < self->made->len; i++)
    {
      if (!crm_sync_pull_save_row (self, &g_array_index (self->made, CrmDocumentRow, i), error))
        return FALSE;
    }
  g_array_set_size (self->made, 0);

  return TRUE;
}

static gboolean
forget_foreign (CrmSyncPull *self, const CrmPulledDocument *document, GError **error)
{
  return !self->foreign || crm_foreign_document_remove (self->connection, self->remote, document->name, error);
}

static gboolean
keep_foreign (CrmSyncPull *self, const CrmPulledDocument *document, const char *trouble, GError **error)
{
  g_autofree char *body = crm_pulled_document_dup_body (document);

  if (document->deleted)
    return forget_foreign (self, document, error);
  self->foreign = TRUE;

  return crm_foreign_document_put (self->connection, self->remote, document->name, document->revision, body, trouble, error);
}

gboolean
crm_sync_pull_is_refusal (const GError *error)
{
  return g_error_matches (error, CRM_ERROR, CRM_ERROR_INVALID);
}

static gboolean
create (CrmSyncPull *self, const CrmPulledDocument *document, const CrmRecordType *type, const char *uid, const CrmEdit *edit, GError **error)
{
  g_autoptr (CrmRecord) record = crm_record_new (type->name);
  g_autoptr (GError) refusal = NULL;
  CrmDocumentRow row = { 0 };
  gint64         created_at = crm_document_get_created_at (document->body);
  gint64         change = crm_sync_pull_tell (self, edit, error) ? crm_transaction_get_change (self->transaction, error) : 0;

  if (change == 0)
    return FALSE;
  crm_document_read_fields (record, crm_json_slice_find (document->body, "f"), &self->resolver);
  crm_record_set_uid (record, uid);
  if (created_at != CRM_UNSET)
    crm_transaction_set_now (self->transaction, created_at);
  if (!crm_transaction_save (self->transaction, record, &refusal))
    {
      if (crm_sync_pull_is_refusal (refusal))
        return keep_foreign (self, document, refusal->message, error);
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  self->counts->received++;
  row.record = crm_record_get_id (record);
  row.change = change;
  crm_sync_pull_set_known (&row, document, self->round);
  if (crm_document_get_schema (document->body) > CRM_DOCUMENT_SCHEMA)
    row.state = CRM_DOCUMENT_NEWER;
  g_array_append_val (self->made, row);
  crm_resolver_remember (&self->resolver, type->name, uid, row.record);

  return forget_foreign (self, document, error);
}

/* Conflicts may have been noted here since. */
static gint64
find (CrmSyncPull *self, const CrmPulledDocument *document, const CrmRecordType *type, const char *uid)
{
  gint64 id = (gint64) (gintptr) g_hash_table_lookup (self->resolver.keys, document->name);

  return id == 0 && strcmp (type->name, "conflict") == 0 ? crm_transaction_find_exactly (self->transaction, type, uid) : id;
}

/* What meets a record is looked up anew by many statements, so that what was made before it has to be in the file. */
static gboolean
take_known (CrmSyncPull *self, const CrmPulledDocument *document, gint64 id, const CrmEdit *edit, GError **error)
{
  return crm_sync_pull_save_made (self, error) && crm_sync_pull_take_known (self, document, id, edit, error);
}

/* The bytes of files come by themselves; here it is noted where they are. */
static gboolean
note_file (CrmSyncPull *self, const CrmPulledDocument *document, GError **error)
{
  const char  *hash = document->name + strlen ("file:");
  CrmJsonSlice bytes = crm_json_slice_find (crm_json_slice_find (document->body, "_attachments"), CRM_COUCH_ATTACHMENT);

  if (!crm_content_is_hash (hash))
    return TRUE;
  if (document->deleted || crm_json_slice_get_kind (bytes) != CRM_JSON_OBJECT)
    return crm_remote_content_forget (self->connection, self->remote, hash, error);

  return crm_remote_content_note (self->connection, self->remote, hash, NULL, error);
}

/* Nobody writes so much about a customer; what is here stays as it is, and nothing goes over what is there. */
static gboolean
refuse_large (CrmSyncPull *self, const CrmPulledDocument *document, gint64 id, GError **error)
{
  const char *trouble = _ ("What the server has under this name is too large to be a record.");
  g_auto (CrmDocumentRow) row = { 0 };

  if (id == 0)
    return crm_foreign_document_put (self->connection, self->remote, document->name, document->revision, "", trouble, error);

  crm_document_row_load (self->connection, self->remote, id, &row);
  g_free (row.trouble);
  row.trouble = g_strdup (trouble);
  row.state = CRM_DOCUMENT_REFUSED;
  row.sent_change = crm_document_get_newest_change (self->connection, id);
  row.round = self->round;

  return crm_sync_pull_save_row (self, &row, error);
}

static gboolean
apply (CrmSyncPull *self, const CrmPulledDocument *document, GError **error)
{
  const CrmRecordType *type;
  const char          *uid;
  g_auto (CrmEdit) edit = { NULL };
  gint64 id;

  /* Views and rules of the database: no records. */
  if (*document->name == '_')
    return TRUE;
  if (g_str_has_prefix (document->name, "file:"))
    return note_file (self, document, error);
  if (!crm_document_parse_name (document->name, &type, &uid))
    return keep_foreign (self, document, NULL, error);

  crm_edit_read (&edit, document->body);
  id = find (self, document, type, uid);
  if (document->body.length > DOCUMENT_MAX)
    return refuse_large (self, document, id, error);
  if (id != 0)
    return take_known (self, document, id, &edit, error);
  if (document->deleted)
    return forget_foreign (self, document, error);
  if (!crm_json_slice_is_text (crm_json_slice_find (document->body, "type"), type->name) || crm_json_slice_get_kind (crm_json_slice_find (document->body, "f")) != CRM_JSON_OBJECT)
    return keep_foreign (self, document, _ ("This is no document of Customers."), error);
  if (!create (self, document, type, uid, &edit, error))
    return FALSE;

  /* What stands beside it is merged with what was made of it, if anything was. */
  id = crm_pulled_document_has_leaves (document) ? find (self, document, type, uid) : 0;

  return id == 0 || take_known (self, document, id, &edit, error);
}

/* Before anything is written: from then on each question would wait for what is being written. */
static void
find_all (CrmSyncPull *self, GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    {
      const CrmPulledDocument *document = documents->pdata[i];
      const CrmRecordType     *type;
      const char              *uid;
      gint64                   id = crm_document_parse_name (document->name, &type, &uid) ? crm_transaction_find_exactly (self->transaction, type, uid) : 0;

      if (id != 0)
        g_hash_table_insert (self->resolver.keys, g_strdup (document->name), (gpointer) (gintptr) id);
    }
}

static void
look_at_numbers (CrmSyncPull *self, GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    self->least = MAX (self->least, crm_edit_read_number (((CrmPulledDocument *) documents->pdata[i])->body) + 1);
}

/**
 * crm_sync_pull_apply:
 * @transaction: begun with %CRM_TRANSACTION_SYNC, and with %CRM_TRANSACTION_BULK for many new records
 * @documents: (element-type CrmPulledDocument): in any order, one more than once as it may be; they are put in order
 * @reconciling: whether the remote may have gone back to what it was earlier
 * @counts: added to
 *
 * Takes documents in. What cannot be a record here is kept as it is; deletions are noted, and done by crm_sync_pull_apply_gone ().
 */
gboolean
crm_sync_pull_apply (CrmTransaction *transaction, gint64 remote, GPtrArray *documents, gboolean reconciling, CrmSyncCounts *counts, GCancellable *cancellable, GError **error)
{
  g_auto (CrmSyncPull) self = { NULL };

  if (!crm_sync_pull_init (&self, transaction, remote, reconciling, counts, error))
    return FALSE;

  look_at_numbers (&self, documents);
  crm_pulled_documents_sort (documents);
  find_all (&self, documents);
  for (guint i = 0; i < documents->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !apply (&self, documents->pdata[i], error))
        return FALSE;
    }

  return crm_sync_pull_save_made (&self, error);
}
