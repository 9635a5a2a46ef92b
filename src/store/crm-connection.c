/* SQLite behind a vocabulary of twenty words: named parameters that fail loudly, prepared statements kept by their text, errors as
 * sentences. Nothing else in the program includes sqlite3.h but the files beside this one.
 *
 * With CRM_SQL_CHECK=1 in the environment (as in the tests) a statement that scans a table, sorts without an index or builds an
 * index of its own stops the program, unless its text says why it may in a comment: "scan: …" or "sort: …".
 */

#include "config.h"

#include "crm-connection.h"

#include "crm-error.h"
#include "crm-sqlite-error.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#define BUSY_TIMEOUT_MS 15000

/* Most statements are constants of the program: their address finds them without hashing their text. */
#define N_HINTS 256

typedef struct
{
  const char *address;
  const char *text; /* (unowned): the key in `idle` */
  GPtrArray  *statements;
} Hint;

struct _CrmConnection
{
  char       *path; /* (owned) */
  sqlite3    *db;   /* (owned) */
  GHashTable *idle; /* (owned): text of a statement → GPtrArray of CrmStatement nobody uses */
  Hint        hints[N_HINTS];
  GError     *missed; /* (owned) (nullable): the first failure of a read that nobody asked about */
  guint64     rows_read;
  gboolean    check;
};

struct _CrmStatement
{
  CrmConnection *connection;
  sqlite3_stmt  *stmt;    /* (owned) (nullable) */
  GPtrArray     *idle;    /* (unowned): where it waits when nobody uses it */
  GError        *failure; /* (owned) (nullable): what ended its rows before the last */
};

static gboolean
set_error (CrmConnection *self, int code, GError **error)
{
  crm_sqlite_set_error (code, self->path, self->db != NULL ? sqlite3_errmsg (self->db) : sqlite3_errstr (code), error);

  return FALSE;
}

/**
 * crm_connection_set_failed:
 * @doing: what was being done, for developers
 *
 * Sets @error from the connection's last failure.
 *
 * Returns: %FALSE
 */
gboolean
crm_connection_set_failed (CrmConnection *self, const char *doing, GError **error)
{
  g_debug ("%s: %s", doing, sqlite3_errmsg (self->db));

  return set_error (self, sqlite3_extended_errcode (self->db), error);
}

static void
statement_free (CrmStatement *self)
{
  g_clear_error (&self->failure);
  sqlite3_finalize (self->stmt);
  g_free (self);
}

static void
idle_free (GPtrArray *statements)
{
  g_ptr_array_unref (statements);
}

static int
get_open_flags (CrmConnectionMode mode)
{
  switch (mode)
    {
    case CRM_CONNECTION_READ:
      return SQLITE_OPEN_READONLY;
    case CRM_CONNECTION_CREATE:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case CRM_CONNECTION_WRITE:
    default:
      return SQLITE_OPEN_READWRITE;
    }
}

static gboolean
configure (CrmConnection *self, CrmConnectionMode mode, GError **error)
{
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  /* A file from elsewhere may not make us run what its schema names. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, mode == CRM_CONNECTION_READ, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  if (!crm_connection_exec (self, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;", error))
    return FALSE;
  if (mode == CRM_CONNECTION_READ)
    return crm_connection_exec (self, "PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -4000;", error);

  return crm_connection_exec (self, "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000; PRAGMA secure_delete = OFF;", error);
}

/**
 * crm_connection_open:
 * @path: a file
 * @mode: what for
 *
 * Returns: (transfer full) (nullable): an open connection
 */
CrmConnection *
crm_connection_open (const char *path, CrmConnectionMode mode, GError **error)
{
  g_autoptr (CrmConnection) self = g_new0 (CrmConnection, 1);
  int code;

  self->path = g_strdup (path);
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) idle_free);
  self->check = g_strcmp0 (g_getenv ("CRM_SQL_CHECK"), "1") == 0;

  code = sqlite3_open_v2 (path, &self->db, get_open_flags (mode) | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      set_error (self, code, error);
      return NULL;
    }
  if (!configure (self, mode, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
crm_connection_close (CrmConnection *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->idle);
  g_clear_error (&self->missed);
  sqlite3_close_v2 (self->db);
  g_free (self->path);
  g_free (self);
}

const char *
crm_connection_get_path (CrmConnection *self)
{
  return self->path;
}

/**
 * crm_connection_interrupt:
 *
 * Makes the statement that runs now fail with %G_IO_ERROR_CANCELLED. From any thread.
 */
void
crm_connection_interrupt (CrmConnection *self)
{
  sqlite3_interrupt (self->db);
}

/**
 * crm_connection_check_in_place:
 *
 * What is written to a file that has been deleted, or replaced by another of its name, is lost without a word.
 *
 * Returns: whether the file still is where it was opened; %FALSE with %CRM_ERROR_NOT_FOUND set otherwise
 */
gboolean
crm_connection_check_in_place (CrmConnection *self, GError **error)
{
  g_autofree char *name = NULL;
  int              moved = 0;

  if (sqlite3_file_control (self->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK || !moved)
    return TRUE;

  name = g_filename_display_basename (self->path);
  g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("“%s” was moved, deleted or replaced while it was open, so nothing was written. Put it back, or close the window and open the file anew."), name);
  return FALSE;
}

/**
 * crm_connection_check_missed:
 *
 * Small reads answer with a value and no error ("is there one?"). What they could not read is kept here, so that nothing is decided by it:
 * a change is not committed, a file not found sound.
 *
 * Returns: whether all such reads since the last call went well; %FALSE with @error set to the first that did not
 */
gboolean
crm_connection_check_missed (CrmConnection *self, GError **error)
{
  if (self->missed == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->missed));
  return FALSE;
}

/**
 * crm_connection_get_rows_read:
 *
 * Returns: how many result rows this connection's statements have given so far
 */
guint64
crm_connection_get_rows_read (CrmConnection *self)
{
  return self->rows_read;
}

/**
 * crm_connection_exec:
 * @sql: statements that give no rows
 */
gboolean
crm_connection_exec (CrmConnection *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK ? TRUE : set_error (self, code, error);
}

/**
 * crm_connection_get_int:
 * @sql: a statement without parameters
 * @value: (out): the first column of its first row, or 0 where it has none
 */
gboolean
crm_connection_get_int (CrmConnection *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self, sql);

  *value = crm_statement_next (statement) ? crm_statement_get_int (statement, 0) : 0;

  return crm_statement_finish (statement, error);
}

/**
 * crm_connection_backup_to:
 * @path: a file that is made or overwritten
 *
 * Copies the whole file as it is at one instant, while others may go on writing.
 */
gboolean
crm_connection_backup_to (CrmConnection *self, const char *path, GError **error)
{
  g_autoptr (CrmConnection) target = crm_connection_open (path, CRM_CONNECTION_CREATE, error);
  sqlite3_backup *backup;
  int             code;

  if (target == NULL)
    return FALSE;

  backup = sqlite3_backup_init (target->db, "main", self->db, "main");
  if (backup == NULL)
    return crm_connection_set_failed (target, "backup", error);
  sqlite3_backup_step (backup, -1);
  code = sqlite3_backup_finish (backup);

  return code == SQLITE_OK ? TRUE : set_error (target, code, error);
}

static GPtrArray *
find_idle (CrmConnection *self, const char *sql)
{
  Hint      *hint = &self->hints[((gsize) sql >> 3) % N_HINTS];
  gpointer   key = NULL;
  GPtrArray *idle = NULL;

  if (hint->address == sql && strcmp (hint->text, sql) == 0)
    return hint->statements;

  if (!g_hash_table_lookup_extended (self->idle, sql, &key, (gpointer *) &idle))
    {
      idle = g_ptr_array_new_with_free_func ((GDestroyNotify) statement_free);
      key = g_strdup (sql);
      g_hash_table_insert (self->idle, key, idle);
    }
  *hint = (Hint){ sql, key, idle };

  return idle;
}

/**
 * crm_connection_prepare:
 * @sql: one statement, written by us
 *
 * Returns: (transfer full): the statement, taken from those kept where one is idle. A text SQLite refuses is our mistake or a
 *   damaged file: the first step says so.
 */
CrmStatement *
crm_connection_prepare (CrmConnection *self, const char *sql)
{
  GPtrArray    *idle = find_idle (self, sql);
  CrmStatement *statement;

  if (idle->len > 0)
    return g_ptr_array_steal_index_fast (idle, idle->len - 1);

  statement = g_new0 (CrmStatement, 1);
  statement->connection = self;
  statement->idle = idle;
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->stmt, NULL) != SQLITE_OK)
    g_debug ("%s in: %s", sqlite3_errmsg (self->db), sql);

  return statement;
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
      statement_free (self);
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

void
crm_statement_bind_int_at (CrmStatement *self, int position, gint64 value)
{
  sqlite3_bind_int64 (self->stmt, position, value);
}

/**
 * crm_statement_bind_text_at:
 * @value: (nullable): kept by the caller until the statement is reset
 */
void
crm_statement_bind_text_at (CrmStatement *self, int position, const char *value)
{
  sqlite3_bind_text (self->stmt, position, value, -1, SQLITE_STATIC);
}

void
crm_statement_bind_blob_at (CrmStatement *self, int position, gconstpointer data, gsize size)
{
  sqlite3_bind_blob64 (self->stmt, position, data, size, SQLITE_STATIC);
}

void
crm_statement_bind_null_at (CrmStatement *self, int position)
{
  sqlite3_bind_null (self->stmt, position);
}

void
crm_statement_bind_int (CrmStatement *self, const char *name, gint64 value)
{
  crm_statement_bind_int_at (self, find_parameter (self, name), value);
}

/**
 * crm_statement_bind_text:
 * @value: (nullable): copied
 */
void
crm_statement_bind_text (CrmStatement *self, const char *name, const char *value)
{
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
  if (self->stmt == NULL)
    return crm_connection_set_failed (self->connection, "prepare", error);

  code = sqlite3_step (self->stmt);
  if (code == SQLITE_ROW)
    {
      self->connection->rows_read++;
      return TRUE;
    }
  if (code != SQLITE_DONE)
    set_error (self->connection, code, error);

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
