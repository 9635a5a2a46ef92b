/* Undo and redo: the journal of a change read backward and saved as a new change, so that it is journalled, shown and synced like any other.
 * Undoing an undo is a redo. */

#include "config.h"

#include "crm-undo.h"

#include "crm-error.h"
#include "crm-journal.h"
#include "crm-merge.h"
#include "crm-record-table.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (CrmRecord *record, GError **error)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  g_set_error (error, CRM_ERROR, CRM_ERROR_CONFLICT, _ ("“%s” has been edited since, so this can no longer be undone. Undo the later edit first."), title);
  return FALSE;
}

static void
put (CrmObject *object, guint field, CrmKind kind, const char *text, gint64 number)
{
  if (crm_kind_is_integer (kind))
    crm_object_put_integer (object, field, number);
  else if (kind == CRM_KIND_ITEMS)
    crm_object_put_items_json (object, field, text);
  else
    crm_object_put_text (object, field, text);
}

/* Sets of items are merged: what was added or edited in them since stays. Anything else edited since is a refusal. */
static gboolean
restore_field (CrmRecord *draft, const CrmJournalRow *row, GError **error)
{
  CrmObject      *object = CRM_OBJECT (draft);
  int             number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (draft), row->field);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (draft), &n_fields);
  CrmKind         kind;

  if (number < 0 || (fields[number].flags & CRM_FIELD_GIVEN) != 0)
    return TRUE;

  kind = fields[number].kind;
  if (crm_journal_row_stands (row, object, (guint) number))
    {
      put (object, (guint) number, kind, row->before, row->before_number);
      return TRUE;
    }
  if (kind == CRM_KIND_ITEMS)
    {
      const char      *mine = crm_object_peek_items_json (object, (guint) number);
      g_autofree char *merged = crm_merge_items (row->after, mine, row->before, fields[number].item_type ());

      if (merged != NULL)
        {
          crm_object_put_items_json (object, (guint) number, merged);
          return TRUE;
        }
    }

  return refuse (draft, error);
}

/* One change on its way back. */
typedef struct
{
  CrmTransaction *transaction;
  CrmConnection  *connection;
  gint64          change;
  CrmUndoHow      how;
  GArray         *made;   /* (owned) (element-type gint64): first and last ids of what the change made, in pairs */
  GHashTable     *kept;   /* (owned): records that stay as they are */
  GPtrArray      *titles; /* (owned) (element-type utf8): of the first of them */
} Turn;

/* So many of those that stand in the way are named. */
#define NAMED 3

static gboolean
turn_init (Turn *self, CrmTransaction *transaction, gint64 change, CrmUndoHow how, GError **error)
{
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT first, last FROM creation WHERE change = ?1");

  *self = (Turn){ transaction, connection, change, how, g_array_new (FALSE, FALSE, sizeof (gint64)), g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL), g_ptr_array_new_with_free_func (g_free) };
  crm_statement_bind_int_at (statement, 1, change);
  while (crm_statement_next (statement))
    {
      gint64 range[] = { crm_statement_get_int (statement, 0), crm_statement_get_int (statement, 1) };

      g_array_append_vals (self->made, range, 2);
    }

  return crm_statement_finish (statement, error);
}

static void
turn_clear (Turn *self)
{
  g_array_unref (self->made);
  g_hash_table_unref (self->kept);
  g_ptr_array_unref (self->titles);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Turn, turn_clear)

/* Whether the record is gone when all is done. */
static gboolean
goes (const Turn *self, gint64 id)
{
  for (guint i = 0; i < self->made->len; i += 2)
    {
      gint64 first = g_array_index (self->made, gint64, i);

      if (crm_id_code (id) == crm_id_code (first) && id >= first && id <= g_array_index (self->made, gint64, i + 1))
        return !g_hash_table_contains (self->kept, &id);
    }

  return FALSE;
}

static gboolean
is_edited_since (Turn *self, gint64 id)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, "SELECT 1 FROM journal JOIN change ON change.id = journal.change"
                                                                                 " WHERE journal.record = ?1 AND journal.change > ?2 AND journal.field <> 'deleted_at'"
                                                                                 " AND change.reverts IS NULL AND change.reverted_by IS NULL LIMIT 1");

  crm_statement_bind_int_at (statement, 1, id);
  crm_statement_bind_int_at (statement, 2, self->change);

  return crm_statement_next (statement);
}

/* What was made since, or stays, is about it. */
static gboolean
is_needed (Turn *self, gint64 id)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, "SELECT source FROM link WHERE target = ?1");
  gboolean needed = FALSE;

  crm_statement_bind_int_at (statement, 1, id);
  while (!needed && crm_statement_next (statement))
    needed = !goes (self, crm_statement_get_int (statement, 0));

  return needed;
}

static void
keep (Turn *self, CrmRecord *record)
{
  gint64 id = crm_record_get_id (record);

  g_hash_table_add (self->kept, g_memdup2 (&id, sizeof id));
  if (self->titles->len < NAMED)
    g_ptr_array_add (self->titles, crm_object_dup_title (CRM_OBJECT (record)));
}

/* The draft of a record as it was before the change, of which @rows tell; %NULL where it has been edited since. */
static CrmRecord *
restore_fields (CrmRecord *record, GPtrArray *rows, guint first, guint end, GError **error)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (record);

  for (guint i = first; i < end; i++)
    {
      const CrmJournalRow *row = g_ptr_array_index (rows, i);

      if (!g_str_equal (row->field, "deleted_at") && !restore_field (draft, row, error))
        return NULL;
    }

  return g_steal_pointer (&draft);
}

static const CrmJournalRow *
find_deletion (GPtrArray *rows, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    {
      const CrmJournalRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->field, "deleted_at"))
        return row;
    }

  return NULL;
}

/* A record that may not go any more is not unmade, but made what it was before it counted. FALSE with nothing done where it may go. */
static gboolean
take_back (Turn *self, CrmRecord *record, gboolean write, gboolean *done, GError **error)
{
  CrmRecordClass *klass = CRM_RECORD_GET_CLASS (record);
  g_autoptr (CrmRecord) draft = NULL;

  *done = klass->take_back != NULL && !crm_record_is_deleted (record) && !crm_record_may_go (record, NULL);
  if (!*done || !write)
    return TRUE;

  draft = crm_record_edit (record);
  klass->take_back (draft);

  return crm_transaction_save (self->transaction, draft, error);
}

/* A record this change made goes, with whatever else the change did to it. */
static gboolean
unmake (Turn *self, CrmRecord *record, gboolean write, GError **error)
{
  gint64 id = crm_record_get_id (record);

  if (!crm_record_is_deleted (record) && (is_edited_since (self, id) || is_needed (self, id)))
    {
      keep (self, record);
      return TRUE;
    }

  return !write || crm_transaction_delete (self->transaction, id, error);
}

/* @write: whether to do it; else it is only seen what stands in the way */
static gboolean
restore_record (Turn *self, GPtrArray *rows, guint first, guint end, gboolean write, GError **error)
{
  const CrmJournalRow *row = g_ptr_array_index (rows, first);
  gint64               id = row->record;
  g_autoptr (CrmRecord) record = NULL;
  g_autoptr (CrmRecord) draft = NULL;
  g_autoptr (GError) conflict = NULL;
  gboolean taken_back = FALSE;

  if (*row->field == '\0' && (crm_record_type_of_id (id)->flags & CRM_TYPE_STAYS) != 0)
    return TRUE;
  record = crm_transaction_load (self->transaction, id, error);
  if (record == NULL || (*row->field == '\0' && !take_back (self, record, write, &taken_back, error)))
    return FALSE;
  if (taken_back)
    return TRUE;
  if (*row->field == '\0' && self->how == CRM_UNDO_NEWEST)
    return crm_transaction_delete (self->transaction, id, error);
  if (*row->field == '\0')
    return unmake (self, record, write, error);

  draft = restore_fields (record, rows, first, end, &conflict);
  if (draft == NULL && self->how != CRM_UNDO_NEWEST)
    {
      keep (self, record);
      return TRUE;
    }
  if (draft == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&conflict));
      return FALSE;
    }
  if (!write)
    return TRUE;

  row = find_deletion (rows, first, end);
  if (row != NULL && row->before_number == CRM_UNSET && !crm_transaction_revive (self->transaction, id, error))
    return FALSE;
  if (!crm_transaction_save (self->transaction, draft, error))
    return FALSE;

  return row == NULL || row->before_number == CRM_UNSET || crm_transaction_delete (self->transaction, id, error);
}

/* Last made, first undone: what refers goes before what it refers to. */
static gboolean
restore_all (Turn *self, GPtrArray *rows, gboolean write, GError **error)
{
  for (guint end = rows->len; end > 0;)
    {
      gint64 record = ((CrmJournalRow *) g_ptr_array_index (rows, end - 1))->record;
      guint  first = end - 1;

      while (first > 0 && ((CrmJournalRow *) g_ptr_array_index (rows, first - 1))->record == record)
        first--;
      if (!restore_record (self, rows, first, end, write, error))
        return FALSE;
      end = first;
    }

  return TRUE;
}

/* Nothing is half undone unless somebody has said so. */
static gboolean
check_whole (Turn *self, GPtrArray *rows, GError **error)
{
  g_autofree char *names = NULL;
  gulong           n;

  if (self->how != CRM_UNDO_WHOLE)
    return TRUE;
  if (!restore_all (self, rows, FALSE, error))
    return FALSE;
  n = g_hash_table_size (self->kept);
  if (n == 0)
    return TRUE;

  g_ptr_array_add (self->titles, NULL);
  /* Translators: stands between names */
  names = g_strjoinv (_ (", "), (char **) self->titles->pdata);
  g_set_error (error, CRM_ERROR, CRM_ERROR_CONFLICT,
               /* Translators: 1: how many records, 2: the names of the first of them */
               g_dngettext (GETTEXT_PACKAGE, "%1$lu record of it was edited or used since: %2$s. Nothing was undone.", "%1$lu records of it were edited or used since, such as %2$s. Nothing was undone.", n), n, names);
  return FALSE;
}

static gboolean
mark (CrmTransaction *transaction, const CrmJournalChange *turned, GError **error)
{
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  gint64         change = crm_transaction_get_change (transaction, error);

  if (change == 0 || !crm_journal_set_reverts (connection, change, turned->id, error) || !crm_journal_set_reverted_by (connection, turned->id, change, error))
    return FALSE;

  /* Turning an undo back frees the change it held undone. */
  return turned->reverts == 0 || crm_journal_set_reverted_by (connection, turned->reverts, 0, error);
}

static guint
count_births (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const CrmJournalRow *row = g_ptr_array_index (rows, i);

      n += *row->field == '\0' || g_str_equal (row->field, "deleted_at");
    }

  return n;
}

/**
 * crm_undo_apply:
 * @transaction: begun as a replay
 * @change: what to turn back
 * @n_kept: (out): how many records stay as they are, because they were edited or used since
 *
 * Puts every record of @change back to what it was before it. Refuses with %CRM_ERROR_CONFLICT, changing nothing, where a
 * value has been edited since, unless that may stay.
 */
gboolean
crm_undo_apply (CrmTransaction *transaction, gint64 change, CrmUndoHow how, guint *n_kept, GError **error)
{
  CrmConnection *connection = crm_transaction_get_connection (transaction);
  g_autoptr (CrmJournalChange) turned = crm_journal_load_change (connection, change, error);
  g_autoptr (GPtrArray) rows = turned != NULL ? crm_journal_load_rows (connection, change, 0, error) : NULL;
  g_auto (Turn) turn = { NULL };

  if (!turn_init (&turn, transaction, change, how, error) || rows == NULL || !check_whole (&turn, rows, error))
    return FALSE;

  crm_transaction_expect (transaction, rows->len, count_births (rows));
  if (!restore_all (&turn, rows, TRUE, error))
    return FALSE;
  *n_kept = g_hash_table_size (turn.kept);

  return mark (transaction, turned, error);
}
