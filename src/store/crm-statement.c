/* One statement of a connection: its parameters, its rows, what failed. */

#include "config.h"

#include "crm-connection-private.h"

#include "crm-field.h"

#include <string.h>

/* Also of one that could not be prepared. */
void
crm_statement_free (CrmStatement *self)
{
  g_clear_error (&self->failure);
  sqlite3_finalize (self->stmt);
  g_free (self);
}

static void
check_plan (CrmStatement *self)
{
  const char *sql = sqlite3_sql (self->stmt);
  int         scans = sqlite3_stmt_status (self->stmt, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
  int         sorts = sqlite3_stmt_status (self->stmt, SQLITE_STMTSTATUS_SORT, 1);
  int         indexes = sqlite3_stmt_status (self->stmt, SQLITE_STMTSTATUS_AUTOINDEX, 1);

  if (scans > 500 && strstr (sql, "scan:") == NULL)
    g_error ("scans a table (%d steps): %s", scans, sql);
  if (sorts > 0 && strstr (sql, "sort:") == NULL)
    g_error ("sorts without an index: %s", sql);
  if (indexes > 500)
    g_error ("builds an index of its own (%d rows): %s", indexes, sql);
}

void
crm_statement_reset (CrmStatement *self)
{
  g_clear_error (&self->failure);
  if (self->stmt == NULL)
    return;

  crm_connection_settle (self->connection);
  if (self->connection->check)
    check_plan (self);
  sqlite3_reset (self->stmt);
}

/**
 * crm_statement_release:
 *
 * Gives the statement back to its connection, its parameters unset.
 */
void
crm_statement_release (CrmStatement *self)
{
  if (self->stmt == NULL)
    {
      crm_statement_free (self);
      return;
    }

  crm_statement_reset (self);
  sqlite3_clear_bindings (self->stmt);
  g_ptr_array_add (self->idle, self);
}

static int
find_parameter (CrmStatement *self, const char *name)
{
  int position = self->stmt != NULL ? sqlite3_bind_parameter_index (self->stmt, name) : 1;

  if (G_UNLIKELY (position == 0))
    g_error ("no parameter %s in: %s", name, sqlite3_sql (self->stmt));

  return position;
}

gboolean
crm_statement_has_parameter (CrmStatement *self, const char *name)
{
  return self->stmt != NULL && sqlite3_bind_parameter_index (self->stmt, name) != 0;
}

void
crm_statement_bind_int_at (CrmStatement *self, int position, gint64 value)
{
  crm_connection_settle (self->connection);
  sqlite3_bind_int64 (self->stmt, position, value);
}

void
crm_statement_bind_double_at (CrmStatement *self, int position, double value)
{
  crm_connection_settle (self->connection);
  sqlite3_bind_double (self->stmt, position, value);
}

/**
 * crm_statement_bind_text_at:
 * @value: (nullable): kept by the caller until the statement is reset
 */
void
crm_statement_bind_text_at (CrmStatement *self, int position, const char *value)
{
  crm_connection_settle (self->connection);
  sqlite3_bind_text (self->stmt, position, value, -1, SQLITE_STATIC);
}

void
crm_statement_bind_blob_at (CrmStatement *self, int position, gconstpointer data, gsize size)
{
  crm_connection_settle (self->connection);
  sqlite3_bind_blob64 (self->stmt, position, data, size, SQLITE_STATIC);
}

void
crm_statement_bind_int (CrmStatement *self, const char *name, gint64 value)
{
  crm_statement_bind_int_at (self, find_parameter (self, name), value);
}

/**
 * crm_statement_bind_set:
 * @set: kept by the caller until the statement is reset: what crm_has (NAME, id) asks
 */
void
crm_statement_bind_set (CrmStatement *self, const char *name, CrmIdSet *set)
{
  crm_connection_settle (self->connection);
  sqlite3_bind_pointer (self->stmt, find_parameter (self, name), set, CRM_SET_POINTER, NULL);
}

void
crm_statement_bind_double (CrmStatement *self, const char *name, double value)
{
  crm_statement_bind_double_at (self, find_parameter (self, name), value);
}

/**
 * crm_statement_bind_text:
 * @value: (nullable): copied
 */
void
crm_statement_bind_text (CrmStatement *self, const char *name, const char *value)
{
  crm_connection_settle (self->connection);
  sqlite3_bind_text (self->stmt, find_parameter (self, name), value, -1, SQLITE_TRANSIENT);
}

/**
 * crm_statement_bind_blob:
 * @data: kept by the caller until the statement is reset
 */
void
crm_statement_bind_blob (CrmStatement *self, const char *name, gconstpointer data, gsize size)
{
  crm_statement_bind_blob_at (self, find_parameter (self, name), data, size);
}

static GError **
or_missed (CrmConnection *self, GError **error)
{
  return error == NULL && self->missed == NULL ? &self->missed : error;
}

/**
 * crm_statement_step:
 * @error: %NULL leaves a failure to crm_connection_check_missed()
 *
 * Returns: %TRUE on a row; %FALSE at the end, or with @error set
 */
gboolean
crm_statement_step (CrmStatement *self, GError **error)
{
  int code;

  error = or_missed (self->connection, error);
  crm_connection_settle (self->connection);
  if (self->stmt == NULL)
    return crm_connection_set_failed (self->connection, "prepare", error);

  code = sqlite3_step (self->stmt);
  if (code == SQLITE_ROW)
    {
      self->connection->rows_read++;
      return TRUE;
    }
  if (code != SQLITE_DONE)
    crm_connection_set_error (self->connection, code, error);

  return FALSE;
}

/**
 * crm_statement_next:
 *
 * Steps in a loop, which ends with crm_statement_finish().
 *
 * Returns: %TRUE on a row; %FALSE at the end, or where the file could not be read on
 */
gboolean
crm_statement_next (CrmStatement *self)
{
  g_clear_error (&self->failure);

  return crm_statement_step (self, &self->failure);
}

/**
 * crm_statement_finish:
 * @error: as for crm_statement_step()
 *
 * Returns: whether the rows of crm_statement_next() ended because there were no more, or no more were asked for; %FALSE with @error set where
 *   it was a failure
 */
gboolean
crm_statement_finish (CrmStatement *self, GError **error)
{
  if (self->failure == NULL)
    return TRUE;

  g_propagate_error (or_missed (self->connection, error), g_steal_pointer (&self->failure));
  return FALSE;
}

/**
 * crm_statement_collect:
 * @ids: (element-type gint64): where the first column of every row is added
 *
 * Reads all rows, to their end.
 */
gboolean
crm_statement_collect (CrmStatement *self, GArray *ids, GError **error)
{
  while (crm_statement_next (self))
    {
      gint64 id = crm_statement_get_int (self, 0);

      g_array_append_val (ids, id);
    }

  return crm_statement_finish (self, error);
}

/**
 * crm_statement_run:
 *
 * Runs a statement that gives no rows, and resets it for the next parameters.
 */
gboolean
crm_statement_run (CrmStatement *self, GError **error)
{
  gboolean done;

  crm_statement_next (self);
  done = crm_statement_finish (self, error);
  crm_statement_reset (self);

  return done;
}

gint64
crm_statement_get_int (CrmStatement *self, int column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

/**
 * crm_statement_get_value:
 *
 * Returns: the integer of a field, as a record has it: CRM_UNSET for NULL
 */
gint64
crm_statement_get_value (CrmStatement *self, int column)
{
  return crm_statement_is_null (self, column) ? CRM_UNSET : crm_statement_get_int (self, column);
}

/**
 * crm_statement_get_text:
 *
 * Returns: (transfer none) (nullable): until the next step
 */
const char *
crm_statement_get_text (CrmStatement *self, int column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

/**
 * crm_statement_keep_text:
 * @texts: where equal texts are kept once
 *
 * Returns: (transfer none) (nullable): as long as @texts
 */
const char *
crm_statement_keep_text (CrmStatement *self, int column, GStringChunk *texts)
{
  const char *text = crm_statement_get_text (self, column);

  return text != NULL ? g_string_chunk_insert_const (texts, text) : NULL;
}

/**
 * crm_statement_get_blob:
 *
 * Returns: (transfer none) (nullable): @size bytes, until the next step
 */
gconstpointer
crm_statement_get_blob (CrmStatement *self, int column, gsize *size)
{
  gconstpointer data = sqlite3_column_blob (self->stmt, column);

  *size = (gsize) sqlite3_column_bytes (self->stmt, column);
  return data;
}

gboolean
crm_statement_is_null (CrmStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

gboolean
crm_statement_is_text (CrmStatement *self, int column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_TEXT;
}
