#include "config.h"

#include "crm-transaction-private.h"

#include "crm-content.h"
#include "crm-erase.h"
#include "crm-error.h"
#include "crm-journal.h"
#include "crm-record-table.h"
#include "crm-uid.h"
#include "crm-write-behind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * crm_transaction_begin:
 * @connection: the writer's
 * @collator: for the order of names
 *
 * Waits its turn if another process is writing.
 *
 * Returns: (transfer full) (nullable): the transaction; freeing it before it is committed takes everything back
 */
CrmTransaction *
crm_transaction_begin (CrmConnection *connection, CrmCollator *collator, CrmTransactionFlags flags, GError **error)
{
  CrmTransaction *self;

  if (!crm_connection_check_in_place (connection, error) || !crm_connection_exec (connection, "BEGIN IMMEDIATE", error))
    return NULL;
  /* What could not be read before concerns nobody any more. */
  crm_connection_check_missed (connection, NULL);

  self = g_new0 (CrmTransaction, 1);
  self->connection = connection;
  self->flags = flags;
  self->open = TRUE;
  self->indexer = crm_indexer_new (connection, collator);
  self->set = crm_change_set_new ();
  self->fields = crm_fields_new ();
  self->followers = g_ptr_array_new_with_free_func (g_object_unref);
  crm_transaction_init_context (self);
  memset (self->last_sequence, 0xff, sizeof self->last_sequence);
  if ((flags & CRM_TRANSACTION_BULK) != 0)
    {
      crm_indexer_gather (self->indexer);
      crm_connection_begin_behind (connection);
    }

  return self;
}

/**
 * crm_transaction_describe:
 * @title: what is done, for people
 * @kind: "edit", "import", "undo", "redo" or "setup"
 * @author: (nullable): who does it
 * @device: (nullable): where
 */
void
crm_transaction_describe (CrmTransaction *self, const char *title, const char *kind, const char *author, const char *device)
{
  g_autofree char *kind_before = g_steal_pointer (&self->kind);
  g_autofree char *author_before = g_steal_pointer (&self->author);
  g_autofree char *device_before = g_steal_pointer (&self->device);

  /* They may be what is described now. */
  crm_transaction_set_title (self, title);
  self->kind = g_strdup (kind);
  self->author = g_strdup (author);
  self->device = g_strdup (device);
}

/**
 * crm_transaction_get_author:
 *
 * Returns: (transfer none) (nullable): who does it, as it was said last
 */
const char *
crm_transaction_get_author (CrmTransaction *self)
{
  return self->author;
}

/**
 * crm_transaction_set_title:
 *
 * Says anew what is done: an import knows how many only at its end.
 */
void
crm_transaction_set_title (CrmTransaction *self, const char *title)
{
  g_free (self->title);
  self->title = g_strdup (title);
}

gint64
crm_transaction_get_now (CrmTransaction *self)
{
  return self->context.base.now;
}

/**
 * crm_transaction_set_now:
 * @now: microseconds, UTC
 *
 * Says when what is saved from here on happens: a sample and a merge of an older journal tell of other days.
 */
void
crm_transaction_set_now (CrmTransaction *self, gint64 now)
{
  self->context.base.now = now;
}

/**
 * crm_transaction_set_restoring:
 * @restoring: whether what is saved from here on comes whole from elsewhere
 *
 * Has the records' rules fill what is missing and tell nothing anew: the file that is read tells it itself.
 */
void
crm_transaction_set_restoring (CrmTransaction *self, gboolean restoring)
{
  self->context.base.restoring = restoring;
}

/**
 * crm_transaction_set_merged:
 * @merged: id of what has turned out to be @into, while what refers to it is saved; 0 for none
 */
void
crm_transaction_set_merged (CrmTransaction *self, gint64 merged, gint64 into)
{
  self->context.base.merged = merged;
  self->context.base.merged_into = into;
}

CrmConnection *
crm_transaction_get_connection (CrmTransaction *self)
{
  return self->connection;
}

/**
 * crm_transaction_get_change:
 *
 * Returns: the id of the change being made, its row written if it was not yet; 0 with @error set
 */
gint64
crm_transaction_get_change (CrmTransaction *self, GError **error)
{
  if (self->change == 0)
    self->change = crm_journal_add_change (self->connection, self->least_change, crm_transaction_get_now (self), self->title, self->kind, self->author, self->device, error);

  return self->change;
}

/* Nobody else gives out ids while a transaction is open, so what it made of a type are all from the first to the last. */
static gboolean
journal_creations (CrmTransaction *self, GError **error)
{
  for (guint code = 0; code < G_N_ELEMENTS (self->first_made); code++)
    {
      gint64 first = self->first_made[code];

      if (first != 0 && !crm_journal_add_creation (self->connection, self->change, first, crm_id_make (self->last_sequence[code], code), error))
        return FALSE;
      self->first_made[code] = 0;
    }

  return TRUE;
}

static gboolean
end_change (CrmTransaction *self, GError **error)
{
  return journal_creations (self, error) && (self->change == 0 || crm_journal_set_title (self->connection, self->change, self->title, error));
}

/**
 * crm_transaction_begin_change:
 * @least: the id of the change is not below it; 0 for any
 *
 * Ends the change that is being made and begins another in the same transaction, to be described next: what several people did elsewhere comes
 * at once and is told one by one.
 */
gboolean
crm_transaction_begin_change (CrmTransaction *self, gint64 least, GError **error)
{
  if (!end_change (self, error))
    return FALSE;
  self->change = 0;
  self->least_change = least;

  return TRUE;
}

static gint64
next_id (CrmTransaction *self, const CrmRecordType *type)
{
  gint64 *last = &self->last_sequence[type->code];

  if (*last < 0)
    *last = crm_record_table_get_last_sequence (self->connection, type);
  (*last)++;

  return crm_id_make (*last, type->code);
}

CrmRecord *
crm_transaction_load (CrmTransaction *self, gint64 id, GError **error)
{
  return crm_record_table_load (self->connection, id, error);
}

/**
 * crm_transaction_expect:
 * @n_records: how many records will be written, about
 * @n_births: how many of these will be deleted or revived
 *
 * Lets a large change choose the quickest way to keep the indexes: where it touches a good part of the file, they are made anew once at its end.
 */
void
crm_transaction_expect (CrmTransaction *self, guint n_records, guint n_births)
{
  crm_indexer_expect (self->indexer, n_records, n_births);
}

static gboolean
journal_edit (CrmTransaction *self, CrmRecord *before, CrmRecord *after, GError **error)
{
  gint64 change = crm_transaction_get_change (self, error);

  return change != 0 && crm_journal_add_edit (self->connection, change, before, after, error);
}

/* People see on a timeline what was edited, and by whom. A stage change and a new activity already stand there themselves. */
static gboolean
put_on_timeline (CrmTransaction *self, CrmRecord *before, CrmRecord *record, GError **error)
{
  if ((crm_record_get_record_type (record)->flags & CRM_TYPE_NAMED) == 0 || !crm_journal_is_told (before, record))
    return TRUE;

  return crm_indexer_add_change (self->indexer, record, crm_transaction_get_now (self), self->change, error);
}

static void
note_creation (CrmTransaction *self, gint64 id)
{
  gint64 *first = &self->first_made[crm_id_code (id)];

  if (*first == 0)
    *first = id;
}

static gboolean
insert (CrmTransaction *self, CrmRecord *record, GError **error)
{
  if (crm_transaction_get_change (self, error) == 0 || !crm_record_table_insert (self->connection, record, error))
    return FALSE;
  note_creation (self, crm_record_get_id (record));

  return crm_indexer_add (self->indexer, record, error);
}

/* @part: of the making of a record in this same change, which the journal knows. */
static gboolean
update (CrmTransaction *self, CrmRecord *before, CrmRecord *after, gboolean part, GError **error)
{
  g_autoptr (CrmIndexerUpdate) index_update = crm_indexer_begin_update (self->indexer, before, after, error);

  return index_update != NULL &&
         (part || journal_edit (self, before, after, error)) &&
         crm_record_table_update (self->connection, after, error) &&
         crm_indexer_end_update (self->indexer, index_update, error) &&
         (part || put_on_timeline (self, before, after, error));
}

/* What is known by its name has a uid of that name, unless another had the name when it was made. */
static void
give_uid (CrmTransaction *self, CrmRecord *record)
{
  g_autofree char *key = crm_record_dup_natural_key (record);
  char             uid[CRM_UID_LENGTH + 1];

  if (key != NULL)
    crm_uid_derive (key, uid);
  if (key == NULL || crm_transaction_find_exactly (self, crm_record_get_record_type (record), uid) != 0)
    crm_uid_generate (uid);
  crm_record_set_uid (record, uid);
}

static void
give_identity (CrmTransaction *self, CrmRecord *record)
{
  crm_record_set_id (record, next_id (self, crm_record_get_record_type (record)));
  if (*crm_record_get_uid (record) == '\0')
    give_uid (self, record);
  crm_record_set_times (record, crm_transaction_get_now (self), 0, 0);
}

/* So that the ids of what one change makes have no gaps. */
static void
take_identity_back (CrmTransaction *self, CrmRecord *record)
{
  self->last_sequence[crm_id_code (crm_record_get_id (record))]--;
  crm_record_set_id (record, 0);
}

static gboolean
is_replay (CrmTransaction *self)
{
  return (self->flags & CRM_TRANSACTION_REPLAY) != 0;
}

static gboolean
is_sync (CrmTransaction *self)
{
  return (self->flags & CRM_TRANSACTION_SYNC) != 0;
}

static gboolean
save_new (CrmTransaction *self, CrmRecord *record, GError **error)
{
  if (!is_sync (self))
    crm_object_prepare (CRM_OBJECT (record));
  if (!crm_record_validate (record, error))
    return FALSE;

  give_identity (self, record);
  if ((!is_sync (self) && !crm_record_before_save (record, NULL, &self->context.base, error)) || !insert (self, record, error))
    {
      take_identity_back (self, record);
      return FALSE;
    }
  crm_change_set_add (self->set, crm_record_get_id (record));

  return !is_sync (self) || crm_content_await (self->connection, record, error);
}

/**
 * crm_transaction_reserve:
 * @uid: nobody's yet
 *
 * Makes a place for a record that others refer to before it has come: until then it is one that was deleted, with nothing in it.
 *
 * Returns: its id; 0 with @error set
 */
gint64
crm_transaction_reserve (CrmTransaction *self, const CrmRecordType *type, const char *uid, GError **error)
{
  g_autoptr (CrmRecord) record = crm_record_new (type->name);

  crm_record_set_uid (record, uid);
  give_identity (self, record);
  crm_record_set_times (record, crm_transaction_get_now (self), 0, crm_transaction_get_now (self));
  if (insert (self, record, error))
    return crm_record_get_id (record);

  take_identity_back (self, record);
  return 0;
}

/**
 * crm_transaction_set_created_at:
 * @id: a place that was kept, or a record that has a natural key
 * @created_at: microseconds: since when the record is there
 *
 * Says when a record was made first, wherever that was.
 *
 * Returns: (transfer full) (nullable): the record
 */
CrmRecord *
crm_transaction_set_created_at (CrmTransaction *self, gint64 id, gint64 created_at, GError **error)
{
  return crm_record_table_set_created_at (self->connection, id, created_at, error) ? crm_transaction_load (self, id, error) : NULL;
}

/* What the draft touched, on top of what the file has now: an edit of another field meanwhile is kept. */
static CrmRecord *
merge_touched (CrmRecord *before, CrmRecord *draft)
{
  CrmRecord *merged = crm_record_edit (before);
  guint64    touched = crm_object_get_touched (CRM_OBJECT (draft));
  guint      n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (draft), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if ((touched & (G_GUINT64_CONSTANT (1) << i)) != 0)
        crm_object_copy_field (CRM_OBJECT (merged), CRM_OBJECT (draft), i);
    }

  return merged;
}

/* What follows from an edit was done where it was made: an undo does that as well, and from elsewhere it comes with it. */
static gboolean
ask_rules (CrmTransaction *self, CrmRecord *before, CrmRecord *after, GError **error)
{
  if (is_replay (self))
    return TRUE;
  if (is_sync (self))
    return crm_record_validate (after, error);
  crm_object_prepare (CRM_OBJECT (after));

  return crm_record_validate (after, error) && crm_record_before_save (after, before, &self->context.base, error);
}

static gboolean
save_edited (CrmTransaction *self, CrmRecord *draft, GError **error)
{
  g_autoptr (CrmRecord) before = crm_transaction_load (self, crm_record_get_id (draft), error);
  g_autoptr (CrmRecord) after = NULL;

  if (before == NULL)
    return FALSE;

  after = merge_touched (before, draft);
  if (!ask_rules (self, before, after, error))
    return FALSE;
  if (crm_object_get_touched (CRM_OBJECT (after)) == 0)
    return TRUE;

  crm_record_set_times (after, crm_record_get_created_at (before), crm_transaction_get_now (self), crm_record_get_deleted_at (before));
  if (!update (self, before, after, FALSE, error))
    return FALSE;
  crm_change_set_add (self->set, crm_record_get_id (after));

  return !is_sync (self) || crm_content_await (self->connection, after, error);
}

/**
 * crm_transaction_save:
 * @record: a new record, which is given its identity, or a draft made by crm_record_edit(), of which the touched fields are written
 */
gboolean
crm_transaction_save (CrmTransaction *self, CrmRecord *record, GError **error)
{
  if (!(crm_record_get_id (record) == 0 ? save_new (self, record, error) : save_edited (self, record, error)))
    {
      /* What would have followed from a record that is refused does not. */
      g_ptr_array_set_size (self->followers, 0);
      return FALSE;
    }

  while (self->followers->len > 0)
    {
      g_autoptr (CrmRecord) follower = g_ptr_array_steal_index (self->followers, 0);

      if (!crm_transaction_save (self, follower, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_transaction_complete:
 * @draft: of a record that was made in this change
 *
 * Writes what the record still lacked when it was saved, such as a reference to one that came after it. It is part of its making: the
 * journal and the timeline tell nothing of it.
 */
gboolean
crm_transaction_complete (CrmTransaction *self, CrmRecord *draft, GError **error)
{
  g_autoptr (CrmRecord) before = crm_transaction_load (self, crm_record_get_id (draft), error);
  g_autoptr (CrmRecord) after = NULL;

  if (before == NULL)
    return FALSE;

  after = merge_touched (before, draft);

  return crm_record_validate (after, error) && crm_record_before_save (after, before, &self->context.base, error) && update (self, before, after, TRUE, error);
}

static gboolean
set_deleted (CrmTransaction *self, gint64 id, gint64 deleted_at, GError **error)
{
  g_autoptr (CrmRecord) before = crm_transaction_load (self, id, error);
  g_autoptr (CrmRecord) after = NULL;

  if (before == NULL)
    return FALSE;
  if (crm_record_is_deleted (before) == (deleted_at != 0) || (deleted_at == 0 && crm_erased_has (self->connection, id)))
    return TRUE;
  if (deleted_at != 0 && !is_sync (self) && !crm_record_may_go (before, error))
    return FALSE;

  after = crm_record_edit (before);
  crm_record_set_times (after, crm_record_get_created_at (before), crm_transaction_get_now (self), deleted_at);
  if (!update (self, before, after, FALSE, error))
    return FALSE;
  crm_change_set_add (self->set, id);

  return TRUE;
}

/**
 * crm_transaction_delete:
 * @id: a record; deleting one that is deleted does nothing
 *
 * Marks the record deleted. It stays in the file, out of every list, until it is revived or erased.
 */
gboolean
crm_transaction_delete (CrmTransaction *self, gint64 id, GError **error)
{
  return set_deleted (self, id, crm_transaction_get_now (self), error);
}

/**
 * crm_transaction_revive:
 *
 * Takes a deletion back.
 */
gboolean
crm_transaction_revive (CrmTransaction *self, gint64 id, GError **error)
{
  return set_deleted (self, id, 0, error);
}

/**
 * crm_transaction_commit:
 *
 * Writes everything for good. Where nothing was changed, nothing is written.
 *
 * Returns: (transfer full) (nullable): what was touched; %NULL with nothing of it in the file
 */
CrmChangeSet *
crm_transaction_commit (CrmTransaction *self, GError **error)
{
  if (!crm_connection_end_behind (self->connection, error) || !end_change (self, error) || !crm_indexer_finish (self->indexer, error))
    return NULL;
  if (!crm_connection_check_missed (self->connection, error))
    return NULL;
  if (!crm_connection_exec (self->connection, (self->flags & CRM_TRANSACTION_DRY_RUN) != 0 ? "ROLLBACK" : "COMMIT", error))
    return NULL;
  self->open = FALSE;
  /* Of a dry run nobody hears: its change never was, and another will bear its number. */
  if ((self->flags & CRM_TRANSACTION_DRY_RUN) != 0)
    return crm_change_set_new ();
  crm_change_set_set_change (self->set, self->change);

  return crm_change_set_ref (self->set);
}

void
crm_transaction_free (CrmTransaction *self)
{
  if (self == NULL)
    return;

  crm_connection_end_behind (self->connection, NULL);
  if (self->open)
    crm_connection_exec (self->connection, "ROLLBACK", NULL);
  crm_indexer_free (self->indexer);
  crm_change_set_unref (self->set);
  crm_fields_free (self->fields);
  g_ptr_array_unref (self->followers);
  g_free (self->title);
  g_free (self->kind);
  g_free (self->author);
  g_free (self->device);
  g_free (self);
}

/**
 * crm_transaction_tell:
 *
 * Has everybody look at a record anew when this is done, though nothing of the record itself is changed.
 */
void
crm_transaction_tell (CrmTransaction *self, gint64 id)
{
  crm_change_set_add (self->set, id);
}
