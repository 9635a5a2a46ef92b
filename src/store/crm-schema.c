/* The shape of a file: numbered scripts in data/sql/, run once each, and the derived tables that the record types ask for. */

#include "config.h"

#include "crm-schema.h"

#include "crm-error.h"
#include "crm-record-type.h"
#include "crm-sql-resources.h"

#include <glib/gi18n-lib.h>

static const char *const scripts[] = {
  "/com/example/Crm/sql/001-records.sql",
  "/com/example/Crm/sql/002-own-fields.sql",
  "/com/example/Crm/sql/003-imports.sql",
  "/com/example/Crm/sql/004-sync.sql",
  "/com/example/Crm/sql/005-files.sql",
  "/com/example/Crm/sql/006-team.sql",
  "/com/example/Crm/sql/007-sales.sql",
  "/com/example/Crm/sql/008-insight.sql",
  "/com/example/Crm/sql/009-targets.sql",
  "/com/example/Crm/sql/010-service.sql",
  "/com/example/Crm/sql/011-erased.sql",
};

/**
 * crm_schema_get_version:
 *
 * Returns: the schema this program writes: the number of its scripts
 */
int
crm_schema_get_version (void)
{
  return G_N_ELEMENTS (scripts);
}

static gboolean
run_script (CrmConnection *connection, const char *resource, GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (crm_sql_get_resource (), resource, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return FALSE;

  return crm_connection_exec (connection, g_bytes_get_data (bytes, NULL), error);
}

/* Another program may have done it while this one waited for its turn, so the file is asked once more. */
static gboolean
run_missing (CrmConnection *connection, GError **error)
{
  gint64           from;
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;", CRM_APPLICATION_ID, crm_schema_get_version ());

  if (!crm_connection_get_int (connection, "PRAGMA user_version", &from, error))
    return FALSE;
  for (int i = (int) from; i < crm_schema_get_version (); i++)
    {
      if (!run_script (connection, scripts[i], error))
        return FALSE;
    }

  return crm_schema_ensure_derived (connection, error) && crm_connection_exec (connection, stamp, error);
}

static gboolean
in_transaction (CrmConnection *connection, GError **error)
{
  if (!crm_connection_exec (connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_missing (connection, error) && crm_connection_exec (connection, "COMMIT", error))
    return TRUE;

  crm_connection_exec (connection, "ROLLBACK", NULL);
  return FALSE;
}

/**
 * crm_schema_create:
 * @connection: a new, empty file
 *
 * Gives the file its tables.
 */
gboolean
crm_schema_create (CrmConnection *connection, GError **error)
{
  return crm_connection_exec (connection, "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;", error) &&
         in_transaction (connection, error);
}

/**
 * crm_schema_migrate:
 *
 * Brings an older file to today's schema, wholly or not at all.
 */
gboolean
crm_schema_migrate (CrmConnection *connection, GError **error)
{
  return in_transaction (connection, error);
}

/**
 * crm_schema_check:
 * @version: (out): the schema the file has
 *
 * Refuses a file that is not ours or that a newer program wrote.
 */
gboolean
crm_schema_check (CrmConnection *connection, int *version, GError **error)
{
  g_autofree char *name = g_filename_display_basename (crm_connection_get_path (connection));
  gint64           id;
  gint64           user_version;

  if (!crm_connection_get_int (connection, "PRAGMA application_id", &id, error) || !crm_connection_get_int (connection, "PRAGMA user_version", &user_version, error))
    return FALSE;
  if (id != CRM_APPLICATION_ID)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_OURS, _ ("“%s” is not a Customers file."), name);
      return FALSE;
    }
  if (user_version > crm_schema_get_version ())
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_NEWER, _ ("“%s” was written by a newer version of Customers. Update the program to open it; the file is left as it is."), name);
      return FALSE;
    }

  *version = (int) user_version;
  return TRUE;
}

/**
 * crm_schema_check_current:
 * @version: the schema the file has, as crm_schema_check() told it
 *
 * Refuses an older file, for those who may not migrate it.
 */
gboolean
crm_schema_check_current (CrmConnection *connection, int version, GError **error)
{
  g_autofree char *name = g_filename_display_basename (crm_connection_get_path (connection));

  if (version == crm_schema_get_version ())
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("“%s” was written by an older version of Customers. Open it once where it can be written, so that it is brought up to date."), name);
  return FALSE;
}

/**
 * crm_schema_dup_search_table:
 * @name: of a named record type
 *
 * Returns: (transfer full): the SQL that makes its search table where it is missing
 */
char *
crm_schema_dup_search_table (const char *name)
{
  return g_strdup_printf ("CREATE VIRTUAL TABLE IF NOT EXISTS %s_search USING fts5 (text, content = '', detail = none, columnsize = 0,"
                          " prefix = '1 2 3 4', " CRM_SEARCH_TOKENIZER ");",
                          name);
}

/**
 * crm_schema_ensure_derived:
 *
 * Makes the order and search tables of the named types where they are missing.
 */
gboolean
crm_schema_ensure_derived (CrmConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = g_ptr_array_index (types, i);
      g_autofree char     *search = NULL;
      g_autofree char     *sql = NULL;

      if ((type->flags & CRM_TYPE_NAMED) == 0)
        continue;
      search = crm_schema_dup_search_table (type->name);
      sql = g_strdup_printf ("CREATE TABLE IF NOT EXISTS %s_order (pos INTEGER PRIMARY KEY, id INTEGER NOT NULL, key BLOB NOT NULL) STRICT; %s", type->name, search);
      if (!crm_connection_exec (connection, sql, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_meta_get:
 *
 * Returns: (transfer full) (nullable): the file's own note of that name
 */
char *
crm_meta_get (CrmConnection *connection, const char *name)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT value FROM meta WHERE name = :name");

  crm_statement_bind_text (statement, ":name", name);

  return crm_statement_step (statement, NULL) ? g_strdup (crm_statement_get_text (statement, 0)) : NULL;
}

/**
 * crm_meta_new_collator:
 *
 * Returns: (transfer full): what orders the names of the file; one that says no language has Persian names
 */
CrmCollator *
crm_meta_new_collator (CrmConnection *connection)
{
  g_autofree char *language = crm_meta_get (connection, "language");

  return crm_collator_new (language != NULL ? language : "fa");
}

gboolean
crm_meta_set (CrmConnection *connection, const char *name, const char *value, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT INTO meta (name, value) VALUES (:name, :value)"
                                                                           " ON CONFLICT (name) DO UPDATE SET value = excluded.value");

  crm_statement_bind_text (statement, ":name", name);
  crm_statement_bind_text (statement, ":value", value);

  return crm_statement_run (statement, error);
}
