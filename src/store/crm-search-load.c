#include "config.h"

#include "crm-search-load.h"

#include "crm-connection-private.h"
#include "crm-schema.h"

/* FTS5 keeps an index as rows of plain tables, TYPE_search_data and TYPE_search_idx, which depend on nothing outside them (a dump of a database
 * carries them over just so): what one connection wrote can stand in another's as long as both tables are declared alike. */

struct _CrmSearchLoad
{
  const char       *name;    /* (unowned): a constant */
  sqlite3          *db;      /* (owned) (nullable): private, in memory as far as it fits */
  sqlite3_stmt     *insert;  /* (owned) (nullable) */
  int               failure; /* SQLite's code, 0 for none */
  CrmSearchLoadFill fill;
  gpointer          data;
  GThread          *thread; /* (owned) (nullable): NULL once it ended */
};

static void
exec (CrmSearchLoad *self, const char *sql)
{
  if (self->failure == SQLITE_OK)
    self->failure = sqlite3_exec (self->db, sql, NULL, NULL, NULL);
}

/* @text, with the name of the type for each "TYPE". */
static char *
dup_for (CrmSearchLoad *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "TYPE", -1);

  return g_strjoinv (self->name, parts);
}

static void
exec_for (CrmSearchLoad *self, const char *text)
{
  g_autofree char *sql = dup_for (self, text);

  exec (self, sql);
}

static void
begin (CrmSearchLoad *self)
{
  g_autofree char *create = crm_schema_dup_search_table (self->name);
  g_autofree char *insert = dup_for (self, "INSERT INTO TYPE_search (rowid, text) VALUES (?1, ?2)");

  /* An empty name is a database that is nobody's and goes with its connection. */
  self->failure = sqlite3_open_v2 ("", &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
  exec (self, "PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000");
  exec (self, create);
  exec_for (self, "INSERT INTO TYPE_search (TYPE_search, rank) VALUES ('automerge', 0)");
  exec_for (self, "INSERT INTO TYPE_search (TYPE_search, rank) VALUES ('crisismerge', 1900)");
  /* Of a few large segments the last merge is cheaper than of many; beyond these 4 MB what is gained there is lost in sorting them. */
  exec_for (self, "INSERT INTO TYPE_search (TYPE_search, rank) VALUES ('hashsize', 4194304)");
  exec (self, "BEGIN");
  if (self->failure == SQLITE_OK)
    self->failure = sqlite3_prepare_v2 (self->db, insert, -1, &self->insert, NULL);
}

static gpointer
run (gpointer data)
{
  CrmSearchLoad *self = data;

  begin (self);
  if (self->failure == SQLITE_OK)
    self->fill (self, self->data);
  exec_for (self, "INSERT INTO TYPE_search (TYPE_search) VALUES ('optimize')");
  exec (self, "COMMIT");

  return NULL;
}

/**
 * crm_search_load_new:
 * @name: of a named record type; a constant
 * @fill: called in a thread that is begun here
 * @data: not to be changed before crm_search_load_finish ()
 */
CrmSearchLoad *
crm_search_load_new (const char *name, CrmSearchLoadFill fill, gpointer data)
{
  CrmSearchLoad *self = g_new0 (CrmSearchLoad, 1);

  self->name = name;
  self->fill = fill;
  self->data = data;
  self->thread = g_thread_new ("crm-search-load", run, self);

  return self;
}

/**
 * crm_search_load_add:
 * @words: as crm_search_words () makes them
 */
void
crm_search_load_add (CrmSearchLoad *self, gint64 rowid, const char *words)
{
  if (self->failure != SQLITE_OK || *words == '\0')
    return;

  sqlite3_bind_int64 (self->insert, 1, rowid);
  sqlite3_bind_text (self->insert, 2, words, -1, SQLITE_STATIC);
  sqlite3_step (self->insert);
  self->failure = sqlite3_reset (self->insert);
}

/* Copies the rows that @select reads; @columns of them. */
static gboolean
take_over (CrmSearchLoad *self, CrmConnection *connection, const char *select, const char *insert, int columns, GError **error)
{
  g_autoptr (CrmStatement) writer = crm_connection_prepare_for (connection, insert, self->name);
  g_autofree char *sql = dup_for (self, select);
  sqlite3_stmt    *rows = NULL;
  gboolean         ok = TRUE;
  int              code = sqlite3_prepare_v2 (self->db, sql, -1, &rows, NULL);

  while (ok && code == SQLITE_OK && (code = sqlite3_step (rows)) == SQLITE_ROW)
    {
      for (int i = 0; i < columns; i++)
        sqlite3_bind_value (writer->stmt, i + 1, sqlite3_column_value (rows, i));
      ok = crm_statement_run (writer, error);
      code = SQLITE_OK;
    }
  sqlite3_finalize (rows);

  return ok && (code == SQLITE_DONE || crm_connection_set_error (connection, code, error));
}

/**
 * crm_search_load_finish:
 * @connection: in the transaction that fills the empty table
 * @loaded: (out): %FALSE where the words could not be indexed beside, for want of room say; nothing was written then
 *
 * Waits for the thread and makes the search table of @connection the one it made.
 */
gboolean
crm_search_load_finish (CrmSearchLoad *self, CrmConnection *connection, gboolean *loaded, GError **error)
{
  g_autoptr (CrmStatement) clear = NULL;

  g_thread_join (g_steal_pointer (&self->thread));
  *loaded = self->failure == SQLITE_OK;
  if (!*loaded)
    return TRUE;

  clear = crm_connection_prepare_for (connection, "INSERT INTO %s_search (%s_search) VALUES ('delete-all')", self->name);
  return crm_statement_run (clear, error) &&
         take_over (self, connection, "SELECT id, block FROM TYPE_search_data ORDER BY id", "INSERT OR REPLACE INTO %s_search_data (id, block) VALUES (?1, ?2)", 2, error) &&
         take_over (self, connection, "SELECT segid, term, pgno FROM TYPE_search_idx ORDER BY segid, term", "INSERT INTO %s_search_idx (segid, term, pgno) VALUES (?1, ?2, ?3)", 3, error) &&
         /* FTS5 remembers the table as empty; going back to here, where nothing changed, has it read what is there. */
         crm_connection_exec (connection, "SAVEPOINT search_loaded; ROLLBACK TO search_loaded; RELEASE search_loaded", error);
}

void
crm_search_load_free (CrmSearchLoad *self)
{
  if (self == NULL)
    return;

  if (self->thread != NULL)
    g_thread_join (self->thread);
  sqlite3_finalize (self->insert);
  sqlite3_close (self->db);
  g_free (self);
}
