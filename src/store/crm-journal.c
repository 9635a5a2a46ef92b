#include "config.h"

#include "crm-journal.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
crm_journal_row_free (CrmJournalRow *self)
{
  g_free (self->field);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

void
crm_journal_change_free (CrmJournalChange *self)
{
  g_free (self->title);
  g_free (self->kind);
  g_free (self->author);
  g_free (self->device);
  g_free (self);
}

/**
 * crm_journal_row_stands:
 *
 * Returns: whether the field still has the value that the change gave it
 */
gboolean
crm_journal_row_stands (const CrmJournalRow *self, CrmObject *object, guint field)
{
  guint   n_fields;
  CrmKind kind = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields)[field].kind;

  if (crm_kind_is_integer (kind))
    return crm_object_peek_integer (object, field) == self->after_number;
  if (kind != CRM_KIND_ITEMS)
    return g_strcmp0 (crm_object_peek_text (object, field), self->after) == 0;

  return g_strcmp0 (crm_object_peek_items_json (object, field), self->after) == 0;
}

/**
 * crm_journal_add_change:
 * @least: the new id is not below it; 0 for any
 *
 * Returns: the new change's id; 0 with @error set
 */
gint64
crm_journal_add_change (CrmConnection *connection, gint64 least, gint64 at, const char *title, const char *kind, const char *author, const char *device, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT INTO change (id, at, title, kind, author, device)"
                                                                           " VALUES (max (:least, coalesce ((SELECT max (id) FROM change), 0) + 1), :at, :title, :kind, :author, :device)");
  gint64 id = 0;

  crm_statement_bind_int (statement, ":least", least);
  crm_statement_bind_int (statement, ":at", at);
  crm_statement_bind_text (statement, ":title", title);
  crm_statement_bind_text (statement, ":kind", kind);
  crm_statement_bind_text (statement, ":author", author);
  crm_statement_bind_text (statement, ":device", device);
  if (!crm_statement_run (statement, error))
    return 0;

  return crm_connection_get_int (connection, "SELECT last_insert_rowid ()", &id, error) ? id : 0;
}

gboolean
crm_journal_set_title (CrmConnection *connection, gint64 change, const char *title, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "UPDATE change SET title = :title WHERE id = :id AND title <> :title");

  crm_statement_bind_text (statement, ":title", title);
  crm_statement_bind_int (statement, ":id", change);
  return crm_statement_run (statement, error);
}

static gboolean
set_change (CrmConnection *connection, const char *sql, gint64 change, gint64 other, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);

  crm_statement_bind_int_at (statement, 1, change);
  if (other != 0)
    crm_statement_bind_int_at (statement, 2, other);
  return crm_statement_run (statement, error);
}

gboolean
crm_journal_set_reverts (CrmConnection *connection, gint64 change, gint64 reverts, GError **error)
{
  return set_change (connection, "UPDATE change SET reverts = ?2 WHERE id = ?1", change, reverts, error);
}

/**
 * crm_journal_set_reverted_by:
 * @by: the change that turns it back, 0 for none any more
 */
gboolean
crm_journal_set_reverted_by (CrmConnection *connection, gint64 change, gint64 by, GError **error)
{
  return set_change (connection, "UPDATE change SET reverted_by = ?2 WHERE id = ?1", change, by, error);
}

static const char insert_row[] = "INSERT INTO journal (change, record, field, before, after) VALUES (?1, ?2, ?3, ?4, ?5)"
                                 " ON CONFLICT (change, record, field) DO UPDATE SET after = excluded.after";

/**
 * crm_journal_add_creation:
 * @first: id of the first record of one type that @change made
 * @last: id of the last one: the change made all between them
 */
gboolean
crm_journal_add_creation (CrmConnection *connection, gint64 change, gint64 first, gint64 last, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT INTO creation (code, first, last, change) VALUES (?1 & 63, ?1, ?2, ?3)");

  crm_statement_bind_int_at (statement, 1, first);
  crm_statement_bind_int_at (statement, 2, last);
  crm_statement_bind_int_at (statement, 3, change);

  return crm_statement_run (statement, error);
}

/**
 * crm_journal_collect_created:
 * @ids: (element-type gint64): where the records are added that changes after @since, up to @until, made
 */
gboolean
crm_journal_collect_created (CrmConnection *connection, gint64 since, gint64 until, GArray *ids, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT first, last FROM creation WHERE change > ?1 AND change <= ?2");

  crm_statement_bind_int_at (statement, 1, since);
  crm_statement_bind_int_at (statement, 2, until);
  while (crm_statement_next (statement))
    {
      gint64 last = crm_statement_get_int (statement, 1);

      for (gint64 id = crm_statement_get_int (statement, 0); id <= last; id += crm_id_make (1, 0))
        g_array_append_val (ids, id);
    }

  return crm_statement_finish (statement, error);
}

static void
bind_value (CrmStatement *statement, int position, CrmObject *object, guint field, CrmKind kind)
{
  if (!crm_object_is_set (object, field))
    return;
  if (crm_kind_is_integer (kind))
    crm_statement_bind_int_at (statement, position, crm_object_peek_integer (object, field));
  else
    crm_statement_bind_text_at (statement, position, kind == CRM_KIND_ITEMS ? crm_object_peek_items_json (object, field) : crm_object_peek_text (object, field));
}

static gboolean
add_field (CrmConnection *connection, gint64 change, CrmRecord *before, CrmRecord *after, guint field, GError **error)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (after), &n_fields);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, insert_row);

  crm_statement_bind_int_at (statement, 1, change);
  crm_statement_bind_int_at (statement, 2, crm_record_get_id (after));
  crm_statement_bind_text_at (statement, 3, fields[field].name);
  bind_value (statement, 4, CRM_OBJECT (before), field, fields[field].kind);
  bind_value (statement, 5, CRM_OBJECT (after), field, fields[field].kind);

  return crm_statement_run (statement, error);
}

static gboolean
add_deletion (CrmConnection *connection, gint64 change, CrmRecord *before, CrmRecord *after, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, insert_row);

  crm_statement_bind_int_at (statement, 1, change);
  crm_statement_bind_int_at (statement, 2, crm_record_get_id (after));
  crm_statement_bind_text_at (statement, 3, "deleted_at");
  if (crm_record_is_deleted (before))
    crm_statement_bind_int_at (statement, 4, crm_record_get_deleted_at (before));
  if (crm_record_is_deleted (after))
    crm_statement_bind_int_at (statement, 5, crm_record_get_deleted_at (after));

  return crm_statement_run (statement, error);
}

/**
 * crm_journal_add_edit:
 * @before: the record as it was
 * @after: the record as it is now
 *
 * Writes a row for each field that differs, and one for a deletion or a return from it.
 */
gboolean
crm_journal_add_edit (CrmConnection *connection, gint64 change, CrmRecord *before, CrmRecord *after, GError **error)
{
  guint n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (after), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_object_equal_field (CRM_OBJECT (before), CRM_OBJECT (after), i) && !add_field (connection, change, before, after, i, error))
        return FALSE;
    }

  return crm_record_get_deleted_at (before) == crm_record_get_deleted_at (after) || add_deletion (connection, change, before, after, error);
}

/**
 * crm_journal_is_told:
 *
 * Returns: whether the difference is one that a timeline tells
 */
gboolean
crm_journal_is_told (CrmRecord *before, CrmRecord *after)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (after), &n_fields);

  if (crm_record_is_deleted (before) != crm_record_is_deleted (after))
    return TRUE;
  for (guint i = 0; i < n_fields; i++)
    {
      if (crm_field_is_told (&fields[i]) && !crm_object_equal_field (CRM_OBJECT (before), CRM_OBJECT (after), i))
        return TRUE;
    }

  return FALSE;
}

/**
 * crm_journal_list_untold:
 *
 * Returns: (transfer full): the names of the fields whose changes no timeline tells, as a list in SQL: 'rank', 'status'
 */
char *
crm_journal_list_untold (const CrmRecordType *type)
{
  GString        *list = g_string_new (NULL);
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (type, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_field_is_told (&fields[i]))
        g_string_append_printf (list, "%s'%s'", list->len > 0 ? ", " : "", fields[i].name);
    }

  return g_string_free (list, FALSE);
}

static CrmJournalChange *
read_change (CrmStatement *statement)
{
  CrmJournalChange *change = g_new0 (CrmJournalChange, 1);

  change->id = crm_statement_get_int (statement, 0);
  change->at = crm_statement_get_int (statement, 1);
  change->title = g_strdup (crm_statement_get_text (statement, 2));
  change->kind = g_strdup (crm_statement_get_text (statement, 3));
  change->author = g_strdup (crm_statement_get_text (statement, 4));
  change->device = g_strdup (crm_statement_get_text (statement, 5));
  change->reverts = crm_statement_get_int (statement, 6);
  change->reverted_by = crm_statement_get_int (statement, 7);

  return change;
}

#define CHANGE_COLUMNS "change.id, change.at, change.title, change.kind, change.author, change.device, change.reverts, change.reverted_by"

/**
 * crm_journal_load_change:
 *
 * Returns: (transfer full) (nullable): the change of that id
 */
CrmJournalChange *
crm_journal_load_change (CrmConnection *connection, gint64 id, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT " CHANGE_COLUMNS " FROM change WHERE id = ?1");

  crm_statement_bind_int_at (statement, 1, id);
  if (crm_statement_next (statement))
    return read_change (statement);

  if (crm_statement_finish (statement, error))
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no such change."));
  return NULL;
}

static CrmJournalRow *
read_row (CrmStatement *statement)
{
  CrmJournalRow *row = g_new0 (CrmJournalRow, 1);

  row->record = crm_statement_get_int (statement, 0);
  row->field = g_strdup (crm_statement_get_text (statement, 1));
  row->before_number = crm_statement_is_null (statement, 2) || crm_statement_is_text (statement, 2) ? CRM_UNSET : crm_statement_get_int (statement, 2);
  row->after_number = crm_statement_is_null (statement, 3) || crm_statement_is_text (statement, 3) ? CRM_UNSET : crm_statement_get_int (statement, 3);
  row->before = g_strdup (crm_statement_get_text (statement, 2));
  row->after = g_strdup (crm_statement_get_text (statement, 3));

  return row;
}

/* A creation reads as a row without a field, which comes before whatever else the change did to the record. */
static gboolean
add_births (CrmConnection *connection, gint64 change, gint64 record, GPtrArray *rows, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!crm_journal_collect_created (connection, change - 1, change, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64         id = g_array_index (ids, gint64, i);
      CrmJournalRow *row;

      if (record != 0 && record != id)
        continue;
      row = g_new0 (CrmJournalRow, 1);
      row->record = id;
      row->field = g_strdup ("");
      row->before_number = row->after_number = CRM_UNSET;
      g_ptr_array_add (rows, row);
    }

  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const CrmJournalRow *x = *(CrmJournalRow *const *) a;
  const CrmJournalRow *y = *(CrmJournalRow *const *) b;

  return x->record != y->record ? (x->record > y->record) - (x->record < y->record) : strcmp (x->field, y->field);
}

/**
 * crm_journal_load_rows:
 * @record: a record of the change, or 0 for all
 *
 * Returns: (transfer full) (nullable) (element-type CrmJournalRow): what the change changed, by record and field; a creation has an empty field
 */
GPtrArray *
crm_journal_load_rows (CrmConnection *connection, gint64 change, gint64 record, GError **error)
{
  const char *sql = record != 0 ? "SELECT record, field, before, after FROM journal WHERE change = ?1 AND record = ?2"
                                : "SELECT record, field, before, after FROM journal WHERE change = ?1";
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_journal_row_free);

  crm_statement_bind_int_at (statement, 1, change);
  if (record != 0)
    crm_statement_bind_int_at (statement, 2, record);
  while (crm_statement_next (statement))
    g_ptr_array_add (rows, read_row (statement));
  if (!crm_statement_finish (statement, error) || !add_births (connection, change, record, rows, error))
    return NULL;
  g_ptr_array_sort (rows, compare_rows);

  return g_steal_pointer (&rows);
}

/**
 * crm_journal_foreach_edited:
 * @func: given the id of a record that was ever edited, and (element-type CrmJournalRow) its last row of every field
 *
 * Goes through all edits once, in the order of the records, holding no more than one record's.
 */
gboolean
crm_journal_foreach_edited (CrmConnection *connection, CrmJournalFunc func, gpointer user_data, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT record, field, before, after FROM journal ORDER BY record, change /* scan: every edit */");
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) crm_journal_row_free);
  gint64 record = 0;

  while (crm_statement_next (statement))
    {
      CrmJournalRow *row = read_row (statement);

      if (row->record != record && g_hash_table_size (rows) > 0 && !func (record, rows, user_data, error))
        {
          crm_journal_row_free (row);
          return FALSE;
        }
      if (row->record != record)
        g_hash_table_remove_all (rows);
      record = row->record;
      g_hash_table_replace (rows, row->field, row);
    }

  return crm_statement_finish (statement, error) && (g_hash_table_size (rows) == 0 || func (record, rows, user_data, error));
}

/* A record was made by the change whose range it falls into. */
#define MAKING_OF_RECORD \
  "SELECT change FROM (SELECT change, last FROM creation WHERE code = ?1 & 63 AND first <= ?1 ORDER BY first DESC LIMIT 1) WHERE last >= ?1"

/* Changes that made or edited a record. */
#define CHANGES_OF_RECORD                                                                                                           \
  "SELECT " CHANGE_COLUMNS " FROM change WHERE id IN (SELECT change FROM journal WHERE record = ?1 UNION ALL " MAKING_OF_RECORD ")" \
  " ORDER BY id DESC LIMIT ?2 /* scan: one record's changes; sort: likewise */"

/**
 * crm_journal_dup_creator:
 *
 * Returns: (transfer full) (nullable): who made the record
 */
char *
crm_journal_dup_creator (CrmConnection *connection, gint64 record)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT author FROM change WHERE id = (" MAKING_OF_RECORD ")");

  crm_statement_bind_int_at (statement, 1, record);

  return crm_statement_step (statement, NULL) ? g_strdup (crm_statement_get_text (statement, 0)) : NULL;
}

/**
 * crm_journal_load_history:
 * @record: a record, or 0 for the whole file
 * @limit: at most so many
 *
 * Returns: (transfer full) (nullable) (element-type CrmJournalChange): the changes that touched it, newest first
 */
GPtrArray *
crm_journal_load_history (CrmConnection *connection, gint64 record, int limit, GError **error)
{
  const char *sql = record != 0 ? CHANGES_OF_RECORD
                                : "SELECT " CHANGE_COLUMNS " FROM change ORDER BY id DESC LIMIT ?2 /* scan: as many as the limit */";
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_journal_change_free);

  if (record != 0)
    crm_statement_bind_int_at (statement, 1, record);
  crm_statement_bind_int_at (statement, 2, limit);
  while (crm_statement_next (statement))
    g_ptr_array_add (changes, read_change (statement));

  return crm_statement_finish (statement, error) ? g_steal_pointer (&changes) : NULL;
}

/**
 * crm_journal_find_undoable:
 *
 * Returns: the newest change a person made that is not undone now, 0 for none
 */
gint64
crm_journal_find_undoable (CrmConnection *connection)
{
  gint64 id = 0;

  crm_connection_get_int (connection, "SELECT id FROM change WHERE kind IN ('edit', 'import') AND reverted_by IS NULL ORDER BY id DESC LIMIT 1 /* scan: back to the first hit */", &id, NULL);

  return id;
}

/**
 * crm_journal_find_redoable:
 *
 * Returns: the newest undo that was not itself turned back, with no edit after it; 0 for none
 */
gint64
crm_journal_find_redoable (CrmConnection *connection)
{
  gint64 id = 0;

  crm_connection_get_int (connection, "SELECT id FROM change WHERE kind = 'undo' AND reverted_by IS NULL"
                                      " AND id > coalesce ((SELECT max (id) FROM change WHERE kind IN ('edit', 'import')), 0) ORDER BY id DESC LIMIT 1 /* scan: back to the first hit */",
                          &id, NULL);

  return id;
}

/**
 * crm_journal_get_shown:
 * @title: (nullable): of a change, as it is in the file
 *
 * Titles that are always the same are kept as the program has them, so that whoever reads the file later reads them in their own language.
 *
 * Returns: (transfer none) (nullable): what to show; @title itself where it has names in it
 */
const char *
crm_journal_get_shown (const char *title)
{
  return title != NULL && *title != '\0' ? g_dgettext (GETTEXT_PACKAGE, title) : title;
}
