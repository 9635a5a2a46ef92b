/* SQLite behind a vocabulary of twenty words: named parameters that fail loudly, prepared statements kept by their text, errors as
 * sentences. Nothing else in the program includes sqlite3.h but the files beside this one.
 *
 * With CRM_SQL_CHECK=1 in the environment (as in the tests) a statement that scans a table, sorts without an index or builds an
 * index of its own stops the program, unless its text says why it may in a comment: "scan: …" or "sort: …".
 */

#include "config.h"

#include "crm-connection-private.h"

#include "crm-error.h"
#include "crm-sql-functions.h"
#include "crm-sqlite-error.h"
#include "crm-write-behind.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUSY_TIMEOUT_MS 15000

/* Pages of the write-ahead log: from where on it is worth while to bring them into the file, and from where on that does not wait. */
#define WAL_PAGES 500
#define WAL_PAGES_MOST 20000

gboolean
crm_connection_set_error (CrmConnection *self, int code, GError **error)
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

  return crm_connection_set_error (self, sqlite3_extended_errcode (self->db), error);
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

/* As SQLite does by itself, but not while somebody waits for the commit: see crm_connection_checkpoint(). */
static int
committed_cb (gpointer data, sqlite3 *db, const char *schema, int n_pages)
{
  CrmConnection *self = data;

  self->wal_pages = n_pages;
  if (n_pages >= WAL_PAGES_MOST)
    crm_connection_checkpoint (self);

  return SQLITE_OK;
}

/**
 * crm_connection_checkpoint:
 *
 * Brings what was committed from the write-ahead log into the file, where that is worth while. What fails is tried again the next time: nothing
 * depends on it but the size of the log.
 */
void
crm_connection_checkpoint (CrmConnection *self)
{
  if (self->wal_pages >= WAL_PAGES && sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) == SQLITE_OK)
    self->wal_pages = 0;
}

static gboolean
configure (CrmConnection *self, CrmConnectionMode mode, GError **error)
{
  sqlite3_extended_result_codes (self->db, 1);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  /* A file from elsewhere may not make us run what its schema names. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, mode == CRM_CONNECTION_READ, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  crm_sql_functions_add (self->db);

  if (!crm_connection_exec (self, "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;", error))
    return FALSE;
  /* A page is looked through cell by cell before something is written on the grounds of it, so that damage does not spread. Who only reads
   * has the file mapped and would pay for that again at every look: a key of search took seven times as long. */
  if (mode == CRM_CONNECTION_READ)
    return crm_connection_exec (self, "PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -4000;", error);

  sqlite3_wal_hook (self->db, committed_cb, self);

  return crm_connection_exec (self, "PRAGMA cell_size_check = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000; PRAGMA secure_delete = OFF;", error);
}

/* Statistics of memory that nobody reads take a lock for each piece of it. Refused, and no harm, where somebody uses SQLite already. */
static gpointer
set_up_sqlite (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);

  return NULL;
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
  static GOnce once = G_ONCE_INIT;
  g_autoptr (CrmConnection) self = g_new0 (CrmConnection, 1);
  int code;

  self->path = g_strdup (path);
  self->idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) idle_free);
  self->check = g_strcmp0 (g_getenv ("CRM_SQL_CHECK"), "1") == 0;

  g_once (&once, set_up_sqlite, NULL);
  code = sqlite3_open_v2 (path, &self->db, get_open_flags (mode) | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      crm_connection_set_error (self, code, error);
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

  crm_connection_end_behind (self, NULL);
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
 * crm_connection_check_writable:
 *
 * Asks the file, without waiting and without writing. That somebody else is writing, perhaps for a long while, is an answer too.
 *
 * Returns: whether the file can be written to
 */
gboolean
crm_connection_check_writable (CrmConnection *self, GError **error)
{
  int code;

  sqlite3_busy_timeout (self->db, 0);
  code = sqlite3_exec (self->db, "BEGIN IMMEDIATE; ROLLBACK", NULL, NULL, NULL);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);

  return code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY ? TRUE : crm_connection_set_error (self, code, error);
}

/**
 * crm_connection_exec:
 * @sql: statements that give no rows
 */
gboolean
crm_connection_exec (CrmConnection *self, const char *sql, GError **error)
{
  int code;

  crm_connection_settle (self);
  code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK ? TRUE : crm_connection_set_error (self, code, error);
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

  crm_connection_settle (self);
  backup = sqlite3_backup_init (target->db, "main", self->db, "main");
  if (backup == NULL)
    return crm_connection_set_failed (target, "backup", error);
  sqlite3_backup_step (backup, -1);
  code = sqlite3_backup_finish (backup);

  return code == SQLITE_OK ? TRUE : crm_connection_set_error (target, code, error);
}

static CrmStatementHint *
get_hint (CrmConnection *self, const char *address, const char *name)
{
  return &self->hints[(((gsize) address >> 3) ^ ((gsize) name >> 1)) % CRM_N_HINTS];
}

static GPtrArray *
find_idle (CrmConnection *self, const char *sql)
{
  gpointer          key = NULL;
  GPtrArray        *idle = NULL;
  CrmStatementHint *hint = get_hint (self, sql, NULL);

  if (hint->address == sql && hint->name == NULL && strcmp (hint->text, sql) == 0)
    return hint->statements;

  if (!g_hash_table_lookup_extended (self->idle, sql, &key, (gpointer *) &idle))
    {
      idle = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_statement_free);
      key = g_strdup (sql);
      g_hash_table_insert (self->idle, key, idle);
    }
  *hint = (CrmStatementHint){ sql, NULL, key, idle };

  return idle;
}

static CrmStatement *
take_idle (CrmConnection *self, GPtrArray *idle, const char *sql)
{
  CrmStatement *statement;

  crm_connection_settle (self);
  if (idle->len > 0)
    return g_ptr_array_steal_index_fast (idle, idle->len - 1);

  statement = g_new0 (CrmStatement, 1);
  statement->connection = self;
  statement->idle = idle;
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->stmt, NULL) != SQLITE_OK)
    g_debug ("%s in: %s", sqlite3_errmsg (self->db), sql);

  return statement;
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
  return take_idle (self, find_idle (self, sql), sql);
}

/**
 * crm_connection_prepare_for:
 * @format: a constant of the program: one statement with %s for @name, once or twice
 * @name: of a record type, or of what is made for one: there are few
 *
 * crm_connection_prepare() of a statement that each record type has its own of, put together once.
 */
CrmStatement *
crm_connection_prepare_for (CrmConnection *self, const char *format, const char *name)
{
  CrmStatementHint *hint = get_hint (self, format, name);
  g_autofree char  *sql = NULL;
  GPtrArray        *idle;

  if (hint->address == format && hint->name != NULL && strcmp (hint->name, name) == 0)
    return take_idle (self, hint->statements, hint->text);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
  sql = g_strdup_printf (format, name, name);
#pragma GCC diagnostic pop
  idle = find_idle (self, sql);
  *hint = (CrmStatementHint){ format, g_intern_string (name), get_hint (self, sql, NULL)->text, idle };

  return take_idle (self, idle, hint->text);
}
