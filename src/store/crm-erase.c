/* One change takes the records out of lists and indexes as every deletion does; then, in the same transaction, their rows are emptied and the journal forgets what
 * it told of them. The change itself tells only that they are gone, which is what other devices hear. What SQLite leaves in unused pages goes with the
 * VACUUM after it.
 *
 * Titles of changes and the reports of imports are sentences with names in them: where a change touched one of these records, the names are cut out. */

#include "config.h"

#include "crm-erase-private.h"

#include "crm-content.h"
#include "crm-error.h"
#include "crm-journal.h"
#include "crm-reading-private.h"
#include "crm-record-table.h"
#include "crm-store-private.h"
#include "crm-uid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is no word about anybody. */
static const char *const kept_always[] = { "currency", "number", "lines", "lost_reason", "topic", NULL };

/* What an invoice says of its customer. */
static const char *const kept_of_person[] = { "given_name", "family_name", "additional_name", "name_prefix", "name_suffix", "display_name", "addresses", "national_id", NULL };

/* Of the change. */
#define TITLE N_ ("Erase somebody")
#define KIND "erase"

/* A name shorter than that is a word of other sentences. */
#define NAME_LEAST 3

typedef struct
{
  CrmTransaction *transaction;
  CrmConnection  *connection;
  CrmErasePlan   *plan;    /* (owned) */
  GHashTable     *hashes;  /* (owned): of files */
  GHashTable     *names;   /* (owned) */
  GHashTable     *touched; /* (owned) (element-type CrmJournalChange): by id: what made or edited one of the records */
  gint64          change;
  char           *name; /* (owned) (nullable): of the person, if it has several parts */
} Erasing;

static void
erasing_clear (Erasing *self)
{
  g_clear_pointer (&self->plan, crm_erase_plan_free);
  g_clear_pointer (&self->hashes, g_hash_table_unref);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->touched, g_hash_table_unref);
  g_clear_pointer (&self->name, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Erasing, erasing_clear)

static void
take_hash (const char *hash, gpointer user_data)
{
  g_hash_table_add (user_data, g_strdup (hash));
}

static void
take_name (Erasing *self, const char *name)
{
  if (name != NULL && g_utf8_strlen (name, -1) >= NAME_LEAST)
    g_hash_table_add (self->names, g_strdup (name));
}

/* What is in it and elsewhere, too: its files, and the words that sentences have of it. */
static void
remember (Erasing *self, CrmRecord *record)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

  crm_content_foreach (CRM_OBJECT (record), take_hash, self->hashes);
  take_name (self, title);
  if (crm_record_get_id (record) != self->plan->person)
    return;
  if (strchr (title, ' ') != NULL)
    self->name = g_steal_pointer (&title);
  take_name (self, crm_object_get_text (CRM_OBJECT (record), "given_name"));
  take_name (self, crm_object_get_text (CRM_OBJECT (record), "family_name"));
}

static gboolean
is_kept (Erasing *self, CrmRecord *record, const CrmField *field)
{
  if (crm_record_get_id (record) == self->plan->person && crm_erase_plan_keeps_name (self->plan) && g_strv_contains (kept_of_person, field->name))
    return TRUE;
  if (g_strv_contains (kept_always, field->name))
    return TRUE;

  return !crm_kind_is_text (field->kind) && field->kind != CRM_KIND_ITEMS && field->kind != CRM_KIND_FILE;
}

static void
empty (Erasing *self, CrmRecord *draft)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (draft), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (is_kept (self, draft, &fields[i]) || fields[i].kind == CRM_KIND_CHOICE || fields[i].kind == CRM_KIND_DATE)
        continue;
      if (fields[i].kind == CRM_KIND_ITEMS)
        crm_object_put_items_json (CRM_OBJECT (draft), i, NULL);
      else
        /* Stored as it is, for everybody who has the file. */
        crm_object_put_text (CRM_OBJECT (draft), i, (fields[i].flags & CRM_FIELD_REQUIRED) != 0 ? _ ("Erased") : NULL);
    }
  /* Somebody has a name, whatever it is. */
  if (crm_record_get_id (draft) == self->plan->person && !crm_erase_plan_keeps_name (self->plan))
    crm_object_set_text (CRM_OBJECT (draft), "given_name", _ ("Erased"));
}

/* An edit, so that whatever shows its name, or is found by it, has the new one. */
static gboolean
save_empty (Erasing *self, CrmRecord *record, GError **error)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (record);

  empty (self, draft);

  return crm_transaction_save (self->transaction, draft, error);
}

/* The row without any value, of a record that is in no list and no index any more. */
static gboolean
empty_row (Erasing *self, gint64 id, GError **error)
{
  const CrmRecordType *type = crm_record_type_of_id (id);
  guint                n_fields;
  const CrmField      *fields = crm_record_type_get_fields (type, &n_fields);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (CrmStatement) statement = NULL;

  g_string_printf (sql, "UPDATE %s SET ", type->name);
  for (guint i = 0; i < n_fields; i++)
    g_string_append_printf (sql, "%s%s = NULL", i > 0 ? ", " : "", fields[i].name);
  g_string_append (sql, " WHERE id = ?1");
  statement = crm_connection_prepare (self->connection, sql->str);
  crm_statement_bind_int_at (statement, 1, id);

  return crm_statement_run (statement, error);
}

/* What they were called before. */
static gboolean
remember_earlier (Erasing *self, gint64 record, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, "SELECT before, after FROM journal WHERE record = ?1 AND field IN"
                                                                                 " ('given_name', 'family_name', 'nickname', 'display_name', 'title', 'subject')");

  crm_statement_bind_int_at (statement, 1, record);
  while (crm_statement_next (statement))
    {
      take_name (self, crm_statement_get_text (statement, 0));
      take_name (self, crm_statement_get_text (statement, 1));
    }

  return crm_statement_finish (statement, error);
}

static gboolean
add_erased (CrmConnection *connection, gint64 record, const char *uid, gint64 at, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT OR IGNORE INTO erased (record, uid, at) VALUES (?1, ?2, ?3)");
  guint8 bytes[CRM_UID_SIZE];

  crm_uid_to_bytes (uid, bytes);
  crm_statement_bind_int_at (statement, 1, record);
  crm_statement_bind_blob_at (statement, 2, bytes, sizeof bytes);
  crm_statement_bind_int_at (statement, 3, at);

  return crm_statement_run (statement, error);
}

static gboolean
erase_part (Erasing *self, const CrmErasePart *part, GError **error)
{
  g_autoptr (CrmRecord) record = crm_record_table_load (self->connection, part->record, error);
  gboolean has_readers = FALSE;

  if (record == NULL)
    return FALSE;

  remember (self, record);
  if (!remember_earlier (self, part->record, error))
    return FALSE;
  has_readers = !crm_record_is_deleted (record) && (part->fate == CRM_ERASE_EMPTIED || part->record == self->plan->person);
  if (has_readers && !save_empty (self, record, error))
    return FALSE;
  if (part->fate == CRM_ERASE_EMPTIED && has_readers)
    return TRUE;

  return crm_transaction_delete (self->transaction, part->record, error) && (has_readers || empty_row (self, part->record, error)) &&
         add_erased (self->connection, part->record, crm_record_get_uid (record), crm_transaction_get_now (self->transaction), error);
}

static gboolean
run_for (Erasing *self, const char *sql, gint64 record, const char *text, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->connection, sql);

  if (record != 0)
    crm_statement_bind_int (statement, ":record", record);
  if (strstr (sql, ":change") != NULL)
    crm_statement_bind_int (statement, ":change", self->change);
  if (text != NULL)
    crm_statement_bind_text (statement, ":text", text);

  return crm_statement_run (statement, error);
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize x = strlen (a);
  gsize y = strlen (b);

  return (x < y) - (x > y);
}

/* What touched the record is to be looked at when all names are known. */
static gboolean
take_touched (Erasing *self, gint64 record, GError **error)
{
  g_autoptr (GPtrArray) changes = crm_journal_load_history (self->connection, record, G_MAXINT, error);

  while (changes != NULL && changes->len > 0)
    {
      CrmJournalChange *change = g_ptr_array_steal_index_fast (changes, changes->len - 1);

      g_hash_table_replace (self->touched, &change->id, change); /* the key is part of it */
    }

  return changes != NULL;
}

/* That it was changed is to be heard of by servers, what it was is not. */
static gboolean
forget (Erasing *self, const CrmErasePart *part, GError **error)
{
  return take_touched (self, part->record, error) && run_for (self, "DELETE FROM journal WHERE record = :record AND change <> :change", part->record, NULL, error) &&
         run_for (self, "UPDATE journal SET before = NULL WHERE record = :record AND change = :change", part->record, NULL, error) &&
         run_for (self, "UPDATE document SET base = NULL, sent = NULL, sent_change = NULL WHERE record = :record", part->record, NULL, error);
}

/* The names are cut out, the longest first: others are in them. */
static void
cut_names (GString *text, GList *names)
{
  for (GList *l = names; l != NULL; l = l->next)
    g_string_replace (text, l->data, "…", 0);
}

/* Of an import the report goes, too, as far as it tells of them: its examples have what it brought. */
static gboolean
clean_import (Erasing *self, gint64 change, GList *names, GError **error)
{
  g_autoptr (CrmStatement) load = crm_connection_prepare (self->connection, "SELECT json_set (report, '$.examples', json ('[]')) FROM import WHERE change = ?1");
  g_autoptr (CrmStatement) save = crm_connection_prepare (self->connection, "UPDATE import SET report = ?2 WHERE change = ?1");
  g_autoptr (GString) report = NULL;

  crm_statement_bind_int_at (load, 1, change);
  if (crm_statement_next (load))
    report = g_string_new (crm_statement_get_text (load, 0));
  if (!crm_statement_finish (load, error))
    return FALSE;
  if (report == NULL)
    return TRUE;

  cut_names (report, names);
  crm_statement_bind_int_at (save, 1, change);
  crm_statement_bind_text_at (save, 2, report->str);

  return crm_statement_run (save, error);
}

/* The sentences about what touched any of the records. */
static gboolean
clean_sentences (Erasing *self, GError **error)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (self->names), compare_lengths);
  GHashTableIter iter;
  gpointer       change;

  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, NULL, &change))
    {
      gint64 id = ((CrmJournalChange *) change)->id;
      g_autoptr (GString) title = g_string_new (((CrmJournalChange *) change)->title);

      cut_names (title, names);
      if (!crm_journal_set_title (self->connection, id, title->str, error) || !clean_import (self, id, names, error))
        return FALSE;
    }

  return TRUE;
}

/* A whole name is nobody else's, so it goes from every sentence. */
static gboolean
clean_name (Erasing *self, GError **error)
{
  return self->name == NULL || (run_for (self, "UPDATE change SET title = replace (title, :text, '…') WHERE instr (title, :text) > 0 /* scan: any may have named them */", 0, self->name, error) &&
                                run_for (self, "UPDATE import SET report = replace (report, :text, '…') WHERE instr (report, :text) > 0 /* scan: likewise */", 0, self->name, error));
}

static gboolean
is_erased (const CrmErasePart *part)
{
  return part->fate == CRM_ERASE_GONE || part->fate == CRM_ERASE_EMPTIED;
}

/* Whether files are in it, or in an item of it. */
static gboolean
holds_files (const CrmField *field)
{
  g_autoptr (GTypeClass) klass = field->kind == CRM_KIND_ITEMS ? g_type_class_ref (field->item_type ()) : NULL;
  guint           n_members = 0;
  const CrmField *members = klass != NULL ? crm_object_class_get_fields (CRM_OBJECT_CLASS (klass), &n_members) : NULL;
  gboolean        holds = field->kind == CRM_KIND_FILE;

  for (guint i = 0; i < n_members && !holds; i++)
    holds = members[i].kind == CRM_KIND_FILE;

  return holds;
}

static gboolean
uses_file (CrmConnection *connection, const CrmRecordType *type, const char *hash, gboolean *used, GError **error)
{
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (type, &n_fields);

  for (guint i = 0; i < n_fields && !*used; i++)
    {
      g_autofree char *sql = NULL;
      g_autoptr (CrmStatement) statement = NULL;

      if (!holds_files (&fields[i]))
        continue;
      sql = g_strdup_printf ("SELECT 1 FROM %s WHERE instr (%s, ?1) > 0 LIMIT 1 /* scan: nothing says who has a file */", type->name, fields[i].name);
      statement = crm_connection_prepare (connection, sql);
      crm_statement_bind_text_at (statement, 1, hash);
      *used = crm_statement_next (statement);
      if (!crm_statement_finish (statement, error))
        return FALSE;
    }

  return TRUE;
}

/* Files that nobody else has. */
static gboolean
erase_file (Erasing *self, const char *hash, GError **error)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();
  gboolean used = FALSE;

  for (guint i = 0; i < types->len && !used; i++)
    {
      if (!uses_file (self->connection, types->pdata[i], hash, &used, error))
        return FALSE;
    }

  return used || (run_for (self, "DELETE FROM content WHERE hash = :text", 0, hash, error) && run_for (self, "DELETE FROM awaited_content WHERE hash = :text", 0, hash, error));
}

static gboolean
for_each_erased (Erasing *self, gboolean (*func) (Erasing *self, const CrmErasePart *part, GError **error), GError **error)
{
  for (guint i = 0; i < self->plan->parts->len; i++)
    {
      const CrmErasePart part = g_array_index (self->plan->parts, CrmErasePart, i);

      if (is_erased (&part) && !func (self, &part, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
erase_person (CrmTransaction *transaction, gint64 person, GError **error)
{
  g_auto (Erasing) self = { transaction, crm_transaction_get_connection (transaction), NULL, NULL, NULL, NULL, 0, NULL };
  GHashTableIter iter;
  gpointer       hash;

  self.plan = crm_erase_plan_make (self.connection, person, error);
  self.change = self.plan != NULL ? crm_transaction_get_change (transaction, error) : 0;
  if (self.change == 0)
    return FALSE;
  self.hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.touched = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) crm_journal_change_free);
  if (!for_each_erased (&self, erase_part, error) || !for_each_erased (&self, forget, error) || !clean_sentences (&self, error) || !clean_name (&self, error))
    return FALSE;

  g_hash_table_iter_init (&iter, self.hashes);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    {
      if (!erase_file (&self, hash, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
erase_cb (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return erase_person (transaction, *(const gint64 *) user_data, error);
}

/* The words of what was taken out of the search go with the last piece of the index that has them. */
static gboolean
optimize_search (CrmConnection *connection, GError **error)
{
  g_autoptr (CrmStatement) tables = crm_connection_prepare (connection, "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%' /* scan: few */");

  while (crm_statement_next (tables))
    {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO %1$s (%1$s) VALUES ('optimize')", crm_statement_get_text (tables, 0));

      if (!crm_connection_exec (connection, sql, error))
        return FALSE;
    }

  return crm_statement_finish (tables, error);
}

/* The file is written anew, and its log emptied: nothing is left in pages that are free. */
static gboolean
compact (CrmStore *store, GError **error)
{
  g_autoptr (CrmConnection) connection = crm_connection_open (crm_store_get_path (store), CRM_CONNECTION_WRITE, error);
  gint64 busy = 0;

  if (connection == NULL || !optimize_search (connection, error) || !crm_connection_exec (connection, "VACUUM", error) ||
      !crm_connection_get_int (connection, "PRAGMA wal_checkpoint (TRUNCATE)", &busy, error))
    return FALSE;
  if (busy == 0)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_BUSY, _ ("They were erased, but another program is reading the file: what is left in its log goes when both are closed."));
  return FALSE;
}

static gboolean
write_erased (CrmStore *store, gint64 person, GError **error)
{
  return crm_store_write (store, TITLE, KIND, CRM_TRANSACTION_NONE, erase_cb, &person, NULL, error);
}

/**
 * crm_erase:
 *
 * Erases somebody, and what is told of them; see crm_erase_plan_new(). Blocks for as long as SQLite takes to write the file anew.
 */
gboolean
crm_erase (CrmStore *store, gint64 person, GError **error)
{
  return write_erased (store, person, error) && compact (store, error);
}

static void
erase_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (compact (source, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (crm_store_write_finish (CRM_STORE (source), result, &error))
    g_task_run_in_thread (task, erase_on_thread);
  else
    g_task_return_error (task, error);
}

/**
 * crm_erase_async:
 *
 * As crm_erase(), without waiting.
 */
void
crm_erase_async (CrmStore *store, gint64 person, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, crm_erase_async);
  crm_store_write_async (store, TITLE, KIND, CRM_TRANSACTION_NONE, erase_cb, g_memdup2 (&person, sizeof person), g_free, cancellable, erased_cb, task);
}

gboolean
crm_erase_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * crm_erased_has:
 *
 * Returns: whether the record was erased: it comes back from nowhere
 */
gboolean
crm_erased_has (CrmConnection *connection, gint64 record)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT 1 FROM erased WHERE record = ?1");

  crm_statement_bind_int_at (statement, 1, record);

  return crm_statement_next (statement);
}

/**
 * crm_erase_list_uids:
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the people who were erased in that file
 */
GPtrArray *
crm_erase_list_uids (CrmReading *reading, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (crm_reading_get_connection (reading), "SELECT uid FROM erased WHERE record & 63 = ?1 ORDER BY at, record /* sort: few */");
  g_autoptr (GPtrArray) uids = g_ptr_array_new_with_free_func (g_free);

  crm_statement_bind_int_at (statement, 1, crm_record_type_find ("person")->code);
  while (crm_statement_next (statement))
    {
      gsize         size;
      char          uid[CRM_UID_LENGTH + 1];
      gconstpointer bytes = crm_statement_get_blob (statement, 0, &size);

      if (size != CRM_UID_SIZE)
        continue;
      crm_uid_from_bytes (bytes, uid);
      g_ptr_array_add (uids, g_strdup (uid));
    }

  return crm_statement_finish (statement, error) ? g_steal_pointer (&uids) : NULL;
}

/**
 * crm_erase_again:
 * @store: was put back from a copy
 * @uids: (element-type utf8): who were erased since that was made
 * @n_erased: (out): how many of them were in it
 */
gboolean
crm_erase_again (CrmStore *store, GPtrArray *uids, guint *n_erased, GError **error)
{
  *n_erased = 0;
  for (guint i = 0; i < uids->len; i++)
    {
      gint64 id = crm_store_find_uid (store, uids->pdata[i]);

      if (id == 0)
        continue;
      if (!write_erased (store, id, error))
        return FALSE;
      (*n_erased)++;
    }

  return *n_erased == 0 || compact (store, error);
}
