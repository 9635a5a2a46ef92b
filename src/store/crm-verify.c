#include "config.h"

#include "crm-verify.h"

#include "crm-collator.h"
#include "crm-custom-index.h"
#include "crm-derived.h"
#include "crm-error.h"
#include "crm-invoice.h"
#include "crm-journal.h"
#include "crm-purchases-private.h"
#include "crm-record-table.h"
#include "crm-rhythm-private.h"
#include "crm-settlement-private.h"
#include "crm-rebuild.h"
#include "crm-schema.h"
#include "crm-snapshot.h"
#include "crm-verify-files.h"
#include "crm-verify-words.h"

#include <glib/gi18n-lib.h>

/* Enough to see what kind of damage it is. */
#define FAULTS_MAX 100

typedef struct
{
  CrmConnection *connection;
  CrmDeriver     deriver;
  GPtrArray     *faults;    /* (owned) (element-type utf8) */
  GHashTable    *positions; /* (owned) (element-type gint64 gint64): places in the alphabet of the type that is looked at, by ids */
  guint64        counts[8]; /* rows of lookup, link, timeline, custom_value, rhythm, settlement, purchase, bought */
} Verify;

static void add_fault (Verify *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_fault (Verify *self, const char *format, ...)
{
  va_list arguments;

  if (self->faults->len >= FAULTS_MAX)
    return;

  va_start (arguments, format);
  g_ptr_array_add (self->faults, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
note_fault (const char *fault, gpointer user_data)
{
  add_fault (user_data, "%s", fault);
}

static gboolean
check_sqlite (Verify *self, GError **error)
{
  g_autoptr (CrmStatement) integrity = crm_connection_prepare (self->connection, "PRAGMA integrity_check");
  g_autoptr (CrmStatement) references = crm_connection_prepare (self->connection, "PRAGMA foreign_key_check");

  while (crm_statement_next (integrity))
    {
      if (g_strcmp0 (crm_statement_get_text (integrity, 0), "ok") != 0)
        add_fault (self, _ ("SQLite: %s"), crm_statement_get_text (integrity, 0));
    }
  if (!crm_statement_finish (integrity, error))
    return FALSE;
  while (crm_statement_next (references))
    add_fault (self, _ ("A row of “%s” refers to one of “%s” that does not exist."), crm_statement_get_text (references, 0), crm_statement_get_text (references, 2));

  return crm_statement_finish (references, error);
}

static gboolean
has_row (Verify *self, const char *sql, gint64 first, gint64 second, gint64 third)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, sql);

  crm_statement_bind_int_at (statement, 1, first);
  crm_statement_bind_int_at (statement, 2, second);
  if (third != CRM_UNSET)
    crm_statement_bind_int_at (statement, 3, third);

  return crm_statement_step (statement, NULL);
}

/* What anybody was told on the way does not matter: every timeline is read. */
static gboolean
check_rhythm (Verify *self, CrmRecord *record, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean has_one = FALSE;

  if (!crm_rhythm_stands (self->connection, crm_record_get_id (record), &has_one, &failure))
    {
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      add_fault (self, _ ("When %s was last spoken to is not what the timeline says."), crm_record_get_uid (record));
    }
  self->counts[4] += has_one;

  return TRUE;
}

static gboolean
check_settlement (Verify *self, CrmRecord *invoice, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean has_one = FALSE;

  if (!crm_settlement_stands (self->connection, crm_record_get_id (invoice), &has_one, &failure))
    {
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      add_fault (self, _ ("What is open of invoice %s is not what its payments say."), crm_record_get_uid (invoice));
    }
  self->counts[5] += has_one;

  return TRUE;
}

static gboolean
check_purchases (Verify *self, CrmRecord *invoice, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (crm_purchases_stand (self->connection, crm_record_get_id (invoice), &self->counts[6], &self->counts[7], &failure))
    return TRUE;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  add_fault (self, _ ("What was bought with invoice %s is not what it says."), crm_record_get_uid (invoice));
  return TRUE;
}

/* What the search must have; what has no place in the alphabet cannot be in it, and is told elsewhere. */
static gboolean
note_words (Verify *self, CrmRecord *record, const CrmDerived *derived, GError **error)
{
  const CrmRecordType *type = crm_record_get_record_type (record);
  gboolean             named = (type->flags & CRM_TYPE_NAMED) != 0;
  g_autofree char     *table = g_strconcat (type->name, "_search", NULL);
  gint64               id = crm_record_get_id (record);
  const gint64        *position = named ? g_hash_table_lookup (self->positions, &id) : NULL;

  if (!crm_verify_words_add (self->connection, "text_search", id, derived->long_text, error))
    return FALSE;

  return position == NULL || crm_verify_words_add (self->connection, table, *position, derived->words, error);
}

static gboolean
check_indexes (Verify *self, CrmRecord *record, GError **error)
{
  g_autoptr (CrmDerived) derived = crm_derived_new (&self->deriver, record);
  gint64      id = crm_record_get_id (record);
  const char *uid = crm_record_get_uid (record);

  for (guint i = 0; i < derived->keys->len; i++)
    {
      if (!has_row (self, "SELECT 1 FROM lookup WHERE key = ?1 AND record = ?2", g_array_index (derived->keys, gint64, i), id, CRM_UNSET))
        add_fault (self, _ ("Record %s is missing from the exact look-up."), uid);
    }
  for (guint i = 0; i < derived->targets->len; i++)
    {
      if (!has_row (self, "SELECT 1 FROM link WHERE target = ?1 AND kind = ?2 & 63 AND source = ?2", g_array_index (derived->targets, gint64, i), id, CRM_UNSET))
        add_fault (self, _ ("A reference of record %s is missing from the links."), uid);
    }
  for (guint i = 0; i < derived->timelines->len; i++)
    {
      if (!has_row (self, "SELECT 1 FROM timeline WHERE target = ?1 AND at = ?2 AND source = ?3", g_array_index (derived->timelines, gint64, i), derived->at, id))
        add_fault (self, _ ("Record %s is missing from a timeline."), uid);
    }
  for (guint i = 0; i < derived->customs->len; i++)
    {
      if (!crm_custom_entry_is_written (self->connection, &g_array_index (derived->customs, CrmCustomEntry, i)))
        add_fault (self, _ ("A value of record %s is missing from the index of your fields."), uid);
    }
  self->counts[0] += derived->keys->len;
  self->counts[1] += derived->targets->len;
  self->counts[2] += derived->timelines->len;
  self->counts[3] += derived->customs->len;

  return note_words (self, record, derived, error);
}

static gboolean
check_journal (Verify *self, const CrmRecordType *type, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE NOT EXISTS (SELECT 1 FROM (SELECT last FROM creation WHERE code = %u AND first <= id ORDER BY first DESC LIMIT 1) WHERE last >= id) /* scan: every record */", type->name, type->code);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, sql);

  g_autofree char *lost_sql = g_strdup_printf ("SELECT coalesce (sum ((last - first) / 64 + 1), 0) - (SELECT count (*) FROM %s) FROM creation WHERE code = %u /* scan: counted */", type->name, type->code);
  gint64           lost;

  if (!crm_connection_get_int (self->connection, lost_sql, &lost, error))
    return FALSE;
  if (lost > 0)
    add_fault (self, _ ("%ld records of “%s” that the journal says were made are not there."), (long) lost, type->name);
  while (crm_statement_next (statement))
    add_fault (self, _ ("The journal does not know how record %ld of “%s” came to be."), (long) crm_statement_get_int (statement, 0), type->name);

  return crm_statement_finish (statement, error);
}

static gboolean
check_records (Verify *self, const CrmRecordType *type, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s /* scan: every record */", type->name);
  g_autoptr (CrmStatement) ids = crm_connection_prepare (self->connection, sql);
  guint64 living = 0;
  gint64  ordered = 0;

  while (crm_statement_next (ids))
    {
      gint64 id = crm_statement_get_int (ids, 0);
      g_autoptr (CrmRecord) record = crm_record_table_load (self->connection, id, error);

      if (record == NULL)
        return FALSE;
      if (crm_id_code (id) != type->code)
        add_fault (self, _ ("Record %ld stands in the wrong table, “%s”."), (long) id, type->name);
      if (!crm_record_is_deleted (record))
        {
          living++;
          if (!check_indexes (self, record, error))
            return FALSE;
          crm_verify_files_of (self->connection, record, note_fault, self);
        }
      /* One who was deleted was spoken to all the same. */
      if ((type->flags & CRM_TYPE_CONTACT) != 0 && !check_rhythm (self, record, error))
        return FALSE;
      if (CRM_IS_INVOICE (record) && !(check_settlement (self, record, error) && check_purchases (self, record, error)))
        return FALSE;
    }
  if (!crm_statement_finish (ids, error))
    return FALSE;
  if ((type->flags & CRM_TYPE_NAMED) != 0)
    {
      g_autofree char *count = g_strdup_printf ("SELECT count (*) FROM %s_order /* scan: counted */", type->name);

      if (!crm_connection_get_int (self->connection, count, &ordered, error))
        return FALSE;
      if ((guint64) ordered != living)
        add_fault (self, _ ("“%s” has %lu living records and %ld names in order."), type->name, (gulong) living, (long) ordered);
    }

  return check_journal (self, type, error);
}

static gboolean
is_as_written (CrmRecord *record, const CrmJournalRow *row)
{
  int number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (record), row->field);

  if (g_str_equal (row->field, "deleted_at"))
    return crm_record_get_deleted_at (record) == (row->after_number != CRM_UNSET ? row->after_number : 0);

  return number < 0 || crm_journal_row_stands (row, CRM_OBJECT (record), (guint) number);
}

static gboolean
check_edits (gint64 id, GHashTable *rows, gpointer user_data, GError **error)
{
  Verify *self = user_data;
  g_autoptr (CrmRecord) record = crm_record_table_load (self->connection, id, error);
  GHashTableIter iter;
  gpointer       field, row;

  if (record == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &field, &row))
    {
      if (!is_as_written (record, row))
        add_fault (self, _ ("“%s” of record %s is not what the journal says was written last."), (const char *) field, crm_record_get_uid (record));
    }

  return TRUE;
}

static gboolean
check_counts (Verify *self, GError **error)
{
  static const char *const tables[] = { "lookup", "link", "timeline", "custom_value", "rhythm", "settlement", "purchase", "bought" };
  static const char *const counts[] = {
    "SELECT count (*) FROM lookup /* scan: counted */",
    "SELECT count (*) FROM link /* scan: counted */",
    "SELECT count (*) FROM timeline WHERE source & 63 <> 63 /* scan: counted */",
    "SELECT count (*) FROM custom_value /* scan: counted */",
    "SELECT count (*) FROM rhythm /* scan: counted */",
    "SELECT count (*) FROM settlement /* scan: counted */",
    "SELECT count (*) FROM purchase /* scan: counted */",
    "SELECT count (*) FROM bought /* scan: counted */",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      gint64 rows;

      if (!crm_connection_get_int (self->connection, counts[i], &rows, error))
        return FALSE;
      if ((guint64) rows != self->counts[i])
        add_fault (self, _ ("“%s” has %ld rows where %lu follow from the records."), tables[i], (long) rows, (gulong) self->counts[i]);
    }

  return TRUE;
}

static gboolean
check_search (Verify *self, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO %s (%s) VALUES ('integrity-check')", table, table);
  g_autoptr (GError) failure = NULL;

  if (crm_connection_exec (self->connection, sql, &failure))
    return TRUE;
  if (!g_error_matches (failure, CRM_ERROR, CRM_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  add_fault (self, _ ("The search index “%s” is damaged."), table);
  return TRUE;
}

static gboolean
end_words (Verify *self, const char *table, GError **error)
{
  gboolean same;

  if (!crm_verify_words_end (self->connection, table, &same, error))
    return FALSE;
  if (!same)
    add_fault (self, _ ("The search index “%s” does not have the words of the records."), table);

  return check_search (self, table, error);
}

static gboolean
read_positions (Verify *self, const char *type, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare_for (self->connection, "SELECT id, pos FROM %s_order /* scan: all of them */", type);

  g_hash_table_remove_all (self->positions);
  while (crm_statement_next (statement))
    {
      gint64 pair[] = { crm_statement_get_int (statement, 0), crm_statement_get_int (statement, 1) };

      g_hash_table_replace (self->positions, g_memdup2 (&pair[0], sizeof pair[0]), g_memdup2 (&pair[1], sizeof pair[1]));
    }

  return crm_statement_finish (statement, error);
}

static gboolean
check_type (Verify *self, const CrmRecordType *type, GError **error)
{
  g_autofree char *search = g_strconcat (type->name, "_search", NULL);
  gboolean         named = (type->flags & CRM_TYPE_NAMED) != 0;

  if (!crm_record_table_check (self->connection, type, error) || (named && (!read_positions (self, type->name, error) || !crm_verify_words_begin (self->connection, search, error))))
    return FALSE;

  return check_records (self, type, error) && (!named || end_words (self, search, error));
}

static gboolean
run (Verify *self, GError **error)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  if (!check_sqlite (self, error) || !crm_verify_words_begin (self->connection, "text_search", error))
    return FALSE;
  for (guint i = 0; i < types->len; i++)
    {
      if (!check_type (self, g_ptr_array_index (types, i), error))
        return FALSE;
    }

  return end_words (self, "text_search", error) && check_counts (self, error) && crm_verify_contents (self->connection, note_fault, self, error) &&
         crm_journal_foreach_edited (self->connection, check_edits, self, error) && crm_connection_check_missed (self->connection, error);
}

static CrmConnection *
open_file (const char *path, GError **error)
{
  g_autoptr (CrmConnection) connection = NULL;
  int version;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no file “%s”."), path);
      return NULL;
    }
  connection = crm_connection_open (path, CRM_CONNECTION_WRITE, error);
  if (connection == NULL || !crm_schema_check (connection, &version, error) || !crm_schema_check_current (connection, version, error))
    return NULL;

  return g_steal_pointer (&connection);
}

/**
 * crm_verify:
 * @path: a customer file
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a sentence for every fault found, none in a sound file; %NULL with @error set where
 *   the file cannot be read at all
 */
GPtrArray *
crm_verify (const char *path, GError **error)
{
  g_autoptr (CrmConnection) connection = open_file (path, error);
  g_autoptr (CrmCollator) collator = NULL;
  Verify   self = { 0 };
  gboolean ok;

  if (connection == NULL)
    return NULL;

  collator = crm_meta_new_collator (connection);
  self.connection = connection;
  self.deriver = (CrmDeriver){ .connection = connection, .collator = collator };
  self.faults = g_ptr_array_new_with_free_func (g_free);
  self.positions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  /* One instant's view of the file; nothing in it is changed. */
  ok = crm_connection_exec (connection, "BEGIN", error) && run (&self, error);
  crm_connection_exec (connection, "ROLLBACK", NULL);
  g_hash_table_unref (self.positions);
  if (!ok)
    g_clear_pointer (&self.faults, g_ptr_array_unref);

  return self.faults;
}

/**
 * crm_verify_repair:
 * @path: a customer file that nobody else has open
 * @snapshot: (out) (transfer full): where the file is as it was
 *
 * Makes anew what follows from the records: SQLite's indexes, the search, the alphabet, the look-up, the links and the timelines. Records and
 * journal stay as they are.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): the faults that are left; %NULL with @error set, and nothing changed, where it cannot be
 *   done
 */
GPtrArray *
crm_verify_repair (const char *path, char **snapshot, GError **error)
{
  g_autoptr (CrmConnection) connection = open_file (path, error);
  g_autoptr (CrmCollator) collator = NULL;

  if (connection == NULL)
    return NULL;
  *snapshot = crm_snapshot_copy (path, error);
  if (*snapshot == NULL)
    return NULL;

  collator = crm_meta_new_collator (connection);
  if (!crm_connection_exec (connection, "REINDEX", error) || !crm_rebuild (connection, collator, error))
    return NULL;
  g_clear_pointer (&connection, crm_connection_close);

  return crm_verify (path, error);
}
