#include "config.h"

#include "crm-journal.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>

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
 * crm_journal_add_change:
 *
 * Returns: the new change's id; 0 with @error set
 */
gint64
crm_journal_add_change (CrmConnection *connection, gint64 at, const char *title, const char *kind, const char *author, const char *device, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT INTO change (at, title, kind, author, device) VALUES (:at, :title, :kind, :author, :device)");
  gint64 id = 0;

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

/* A NULL creation row stays what it is however the record is edited afterwards in the same change. */
gboolean
crm_journal_add_creation (CrmConnection *connection, gint64 change, gint64 record, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, insert_row);

  crm_statement_bind_int_at (statement, 1, change);
  crm_statement_bind_int_at (statement, 2, record);
  crm_statement_bind_text_at (statement, 3, "");

  return crm_statement_run (statement, error);
}

static void
bind_value (CrmStatement *statement, int position, CrmObject *object, guint field, CrmKind kind, char **text)
{
  if (!crm_object_is_set (object, field))
    return;
  if (crm_kind_is_integer (kind))
    {
      crm_statement_bind_int_at (statement, position, crm_object_peek_integer (object, field));
      return;
    }

  *text = kind == CRM_KIND_ITEMS ? crm_object_dup_items_json (object, field) : g_strdup (crm_object_peek_text (object, field));
  crm_statement_bind_text_at (statement, position, *text);
}

gboolean
crm_journal_add_field (CrmConnection *connection, gint64 change, CrmRecord *before, CrmRecord *after, guint field, GError **error)
{
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (after), &n_fields);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, insert_row);

  crm_statement_bind_int_at (statement, 1, change);
  crm_statement_bind_int_at (statement, 2, crm_record_get_id (after));
  crm_statement_bind_text_at (statement, 3, fields[field].name);
  bind_value (statement, 4, CRM_OBJECT (before), field, fields[field].kind, &old);
  bind_value (statement, 5, CRM_OBJECT (after), field, fields[field].kind, &new);

  return crm_statement_run (statement, error);
}

/**
 * crm_journal_add_deletion:
 * @before: the record's deleted_at before, 0 where it was alive
 * @after: the same afterwards
 */
gboolean
crm_journal_add_deletion (CrmConnection *connection, gint64 change, gint64 record, gint64 before, gint64 after, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, insert_row);

  crm_statement_bind_int_at (statement, 1, change);
  crm_statement_bind_int_at (statement, 2, record);
  crm_statement_bind_text_at (statement, 3, "deleted_at");
  if (before != 0)
    crm_statement_bind_int_at (statement, 4, before);
  if (after != 0)
    crm_statement_bind_int_at (statement, 5, after);

  return crm_statement_run (statement, error);
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
  g_autoptr (GError) failure = NULL;

  crm_statement_bind_int_at (statement, 1, id);
  if (crm_statement_step (statement, &failure))
    return read_change (statement);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
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

/**
 * crm_journal_load_rows:
 * @record: a record of the change, or 0 for all
 *
 * Returns: (transfer full) (nullable) (element-type CrmJournalRow): what the change changed, by record and field
 */
GPtrArray *
crm_journal_load_rows (CrmConnection *connection, gint64 change, gint64 record, GError **error)
{
  const char *sql = record != 0 ? "SELECT record, field, before, after FROM journal WHERE change = ?1 AND record = ?2 ORDER BY record, field"
                                : "SELECT record, field, before, after FROM journal WHERE change = ?1 ORDER BY record, field";
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_journal_row_free);
  g_autoptr (GError) failure = NULL;

  crm_statement_bind_int_at (statement, 1, change);
  if (record != 0)
    crm_statement_bind_int_at (statement, 2, record);
  while (crm_statement_step (statement, &failure))
    g_ptr_array_add (rows, read_row (statement));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return g_steal_pointer (&rows);
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
  const char *sql = record != 0 ? "SELECT DISTINCT " CHANGE_COLUMNS " FROM journal JOIN change ON change.id = journal.change WHERE journal.record = ?1 ORDER BY journal.change DESC LIMIT ?2 /* sort: one record's changes */"
                                : "SELECT " CHANGE_COLUMNS " FROM change ORDER BY id DESC LIMIT ?2 /* scan: as many as the limit */";
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_journal_change_free);
  g_autoptr (GError) failure = NULL;

  if (record != 0)
    crm_statement_bind_int_at (statement, 1, record);
  crm_statement_bind_int_at (statement, 2, limit);
  while (crm_statement_step (statement, &failure))
    g_ptr_array_add (changes, read_change (statement));
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return g_steal_pointer (&changes);
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
