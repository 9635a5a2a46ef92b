#include "config.h"

#include "crm-transaction.h"

#include "crm-clock.h"
#include "crm-error.h"
#include "crm-fields.h"
#include "crm-indexer.h"
#include "crm-journal.h"
#include "crm-record-table.h"
#include "crm-uid.h"
#include "crm-write-behind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  CrmRecordContext base; /* first: what rules of records are given is the transaction in disguise */
  CrmTransaction  *transaction;
} Context;

struct _CrmTransaction
{
  CrmConnection      *connection;
  CrmTransactionFlags flags;
  Context             context;
  CrmIndexer         *indexer;   /* (owned) */
  CrmChangeSet       *set;       /* (owned) */
  CrmFields          *fields;    /* (owned) */
  GPtrArray          *followers; /* (owned) (element-type CrmRecord): what rules asked to save besides */
  char               *title;     /* (owned) */
  char               *kind;
  char               *author; /* (owned) (nullable) */
  char               *device; /* (owned) (nullable) */
  gint64              change; /* 0 until something is written */
  gint64              last_sequence[1 << CRM_ID_CODE_BITS];
  gint64              first_made[1 << CRM_ID_CODE_BITS]; /* of each type, the first record this change made; 0 for none */
  gboolean            open;
};

static CrmRecord *
context_load (CrmRecordContext *context, gint64 id)
{
  return crm_transaction_load (((Context *) context)->transaction, id, NULL);
}

static gint64
context_find (CrmRecordContext *context, const char *type_name, const char *key)
{
  g_autoptr (GArray) ids = crm_transaction_find (((Context *) context)->transaction, key, crm_record_type_find (type_name)->code);

  return ids->len > 0 ? g_array_index (ids, gint64, 0) : 0;
}

static gboolean
context_save (CrmRecordContext *context, CrmRecord *record, GError **error)
{
  /* Not before the record it follows from is in the file itself. */
  g_ptr_array_add (((Context *) context)->transaction->followers, g_object_ref (record));
  return TRUE;
}

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
  self->context = (Context){ { crm_clock_now (), FALSE, context_load, context_save, context_find }, self };
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
  crm_transaction_set_title (self, title);
  g_free (self->kind);
  g_free (self->author);
  g_free (self->device);
  self->kind = g_strdup (kind);
  self->author = g_strdup (author);
  self->device = g_strdup (device);
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
    self->change = crm_journal_add_change (self->connection, crm_transaction_get_now (self), self->title, self->kind, self->author, self->device, error);

  return self->change;
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

static void
look_up (CrmTransaction *self, gint64 hash, GArray *ids)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, "SELECT record FROM lookup WHERE key = ?1");

  crm_statement_bind_int_at (statement, 1, hash);
  while (crm_statement_next (statement))
    {
      gint64 id = crm_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  crm_statement_finish (statement, NULL);
}

/**
 * crm_transaction_find:
 * @key: "kind:value", as records collect them
 * @code: the type wanted
 *
 * Returns: (transfer full) (element-type gint64): ids of the living records found under @key, this change's own included. A hash may
 *   meet a stranger: who must be sure compares the record. Where they cannot be read, the change is not committed.
 */
GArray *
crm_transaction_find (CrmTransaction *self, const char *key, guint code)
{
  gint64  hash = crm_lookup_hash (key);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (crm_indexer_find_key (self->indexer, hash, ids))
    look_up (self, hash, ids);
  for (guint i = ids->len; i > 0; i--)
    {
      if (crm_id_code (g_array_index (ids, gint64, i - 1)) != code)
        g_array_remove_index (ids, i - 1);
    }

  return ids;
}

gint64
crm_transaction_find_uid (CrmTransaction *self, const CrmRecordType *type, const char *uid)
{
  return crm_record_table_find_uid (self->connection, type, uid);
}

/**
 * crm_transaction_get_fields:
 *
 * Returns: (transfer none): every field that records of @type have as the change has it so far, valid as long as @self
 */
CrmFieldSet *
crm_transaction_get_fields (CrmTransaction *self, const CrmRecordType *type)
{
  if (crm_change_set_has_type (self->set, crm_record_type_find ("custom_field")->code))
    crm_fields_forget (self->fields);

  return crm_fields_get (self->fields, self->connection, type);
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

/* Nobody else gives out ids while a transaction is open, so what it made of a type are all from the first to the last. */
static gboolean
journal_creations (CrmTransaction *self, GError **error)
{
  for (guint code = 0; code < G_N_ELEMENTS (self->first_made); code++)
    {
      gint64 first = self->first_made[code];

      if (first != 0 && !crm_journal_add_creation (self->connection, self->change, first, crm_id_make (self->last_sequence[code], code), error))
        return FALSE;
    }

  return TRUE;
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

static void
give_identity (CrmTransaction *self, CrmRecord *record)
{
  char uid[CRM_UID_LENGTH + 1];

  crm_record_set_id (record, next_id (self, crm_record_get_record_type (record)));
  if (*crm_record_get_uid (record) == '\0')
    {
      crm_uid_generate (uid);
      crm_record_set_uid (record, uid);
    }
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
save_new (CrmTransaction *self, CrmRecord *record, GError **error)
{
  crm_object_prepare (CRM_OBJECT (record));
  if (!crm_record_validate (record, error))
    return FALSE;

  give_identity (self, record);
  if (!crm_record_before_save (record, NULL, &self->context.base, error) || !insert (self, record, error))
    {
      take_identity_back (self, record);
      return FALSE;
    }
  crm_change_set_add (self->set, crm_record_get_id (record));

  return TRUE;
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

static gboolean
save_edited (CrmTransaction *self, CrmRecord *draft, GError **error)
{
  g_autoptr (CrmRecord) before = crm_transaction_load (self, crm_record_get_id (draft), error);
  g_autoptr (CrmRecord) after = NULL;
  gboolean replay = (self->flags & CRM_TRANSACTION_REPLAY) != 0;

  if (before == NULL)
    return FALSE;

  after = merge_touched (before, draft);
  if (!replay)
    {
      crm_object_prepare (CRM_OBJECT (after));
      if (!crm_record_validate (after, error) || !crm_record_before_save (after, before, &self->context.base, error))
        return FALSE;
    }
  if (crm_object_get_touched (CRM_OBJECT (after)) == 0)
    return TRUE;

  crm_record_set_times (after, crm_record_get_created_at (before), crm_transaction_get_now (self), crm_record_get_deleted_at (before));
  if (!update (self, before, after, FALSE, error))
    return FALSE;
  crm_change_set_add (self->set, crm_record_get_id (after));

  return TRUE;
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
  if (crm_record_is_deleted (before) == (deleted_at != 0))
    return TRUE;

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
  if (!crm_connection_end_behind (self->connection, error) || !journal_creations (self, error) || !crm_indexer_finish (self->indexer, error))
    return NULL;
  if (self->change != 0 && !crm_journal_set_title (self->connection, self->change, self->title, error))
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
