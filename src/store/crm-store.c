/* A customer file that is open: who may read it on which thread, the one writer, and the news of every change.
 *
 * The main thread reads through one connection (rows, a page of them at a time), queries run on a worker with another, and a third
 * belongs to the worker that writes. Records are shared: as long as somebody holds one, everybody who asks for it gets the same object,
 * and it follows the file. */

#include "config.h"

#include "crm-store.h"

#include "crm-content.h"
#include "crm-error.h"
#include "crm-derived.h"
#include "crm-index.h"
#include "crm-query-private.h"
#include "crm-rebuild.h"
#include "crm-record-table.h"
#include "crm-schema.h"
#include "crm-snapshot.h"
#include "crm-store-private.h"
#include "crm-uid.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

G_DEFINE_FINAL_TYPE (CrmStore, crm_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* How often another process's changes are looked for. */
#define WATCH_SECONDS 1

static gpointer
id_pointer (gint64 id)
{
  return (gpointer) (gintptr) id;
}

static void
forget_live (gpointer data, GObject *where_the_object_was)
{
  CrmStore *self = data;
  gpointer  id = NULL;

  g_hash_table_steal_extended (self->live_ids, where_the_object_was, NULL, &id);
  g_hash_table_remove (self->live, id);
}

/* What was changed after the last change announced, up to and with @newest. */
static gboolean
add_changes (CrmStore *self, CrmChangeSet *set, gint64 newest)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (self->reader, "SELECT DISTINCT record FROM journal WHERE change > ?1 AND change <= ?2");
  g_autoptr (GArray) created = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!crm_journal_collect_created (self->reader, self->last_change, newest, created, NULL))
    return FALSE;

  crm_statement_bind_int_at (statement, 1, self->last_change);
  crm_statement_bind_int_at (statement, 2, newest);
  while (crm_statement_next (statement))
    crm_change_set_add (set, crm_statement_get_int (statement, 0));
  for (guint i = 0; i < created->len; i++)
    crm_change_set_add (set, g_array_index (created, gint64, i));

  return crm_statement_finish (statement, NULL);
}

/**
 * crm_store_look_for_changes:
 *
 * Asks whether another process has written, and tells everybody what. crm_store_watch() does it once a second.
 */
void
crm_store_look_for_changes (CrmStore *self)
{
  gint64 newest = 0;
  g_autoptr (CrmChangeSet) set = NULL;

  if (!crm_connection_get_int (self->reader, "SELECT max (id) FROM change", &newest, NULL) || newest <= self->last_change)
    return;

  set = crm_change_set_new ();
  if (!add_changes (self, set, newest))
    return;
  crm_change_set_set_change (set, newest);
  crm_store_announce (self, set);
}

static gboolean
watch_cb (gpointer self)
{
  crm_store_look_for_changes (self);

  return G_SOURCE_CONTINUE;
}

/**
 * crm_store_watch:
 *
 * Follows what other processes write, from the main loop. To be called on the main thread, when the thread that opened the file has done
 * with it: until then the file belongs to that thread, and no timer may come between.
 */
void
crm_store_watch (CrmStore *self)
{
  g_return_if_fail (CRM_IS_STORE (self));

  self->home = g_thread_self ();
  if (self->watch == 0 && self->reader != NULL)
    self->watch = g_timeout_add_seconds (WATCH_SECONDS, watch_cb, self);
}

static void
crm_store_finalize (GObject *object)
{
  CrmStore *self = CRM_STORE (object);

  crm_store_close (self);
  g_hash_table_unref (self->live);
  g_hash_table_unref (self->live_ids);
  g_clear_pointer (&self->collator, crm_collator_free);
  crm_fields_free (self->fields);
  g_free (self->path);

  G_OBJECT_CLASS (crm_store_parent_class)->finalize (object);
}

static void
crm_store_class_init (CrmStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_store_finalize;

  /**
   * CrmStore::changed:
   * @set: which records
   *
   * Emitted on the main thread, once a change, after it is in the file; shared records have their new values already.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_CHANGE_SET);
}

static void
crm_store_init (CrmStore *self)
{
  self->fields = crm_fields_new ();
  self->live = g_hash_table_new (NULL, NULL);
  self->live_ids = g_hash_table_new (NULL, NULL);
}

static void
refresh (CrmStore *self, gint64 id, CrmRecord *record)
{
  g_autoptr (CrmRecord) fresh = crm_record_table_load (self->reader, id, NULL);

  if (fresh != NULL)
    crm_record_refresh (record, fresh);
}

/* Pairs are copied first, because what hears of a refresh may let go of other records. */
static void
refresh_live (CrmStore *self, CrmChangeSet *set)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer       record;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    {
      if (crm_change_set_has_id (set, crm_record_get_id (record)))
        g_ptr_array_add (records, g_object_ref (record));
    }
  for (guint i = 0; i < records->len; i++)
    refresh (self, crm_record_get_id (g_ptr_array_index (records, i)), g_ptr_array_index (records, i));
}

/* Tells everybody what a change touched. */
void
crm_store_announce (CrmStore *self, CrmChangeSet *set)
{
  if (crm_change_set_get_size (set) == 0 || self->reader == NULL)
    return;

  /* Another process may have written in between. What cannot be read of it now is looked for again. */
  if (crm_change_set_get_change (set) <= self->last_change + 1 || add_changes (self, set, crm_change_set_get_change (set) - 1))
    self->last_change = MAX (self->last_change, crm_change_set_get_change (set));
  if (crm_change_set_has_type (set, crm_record_type_find ("custom_field")->code))
    crm_fields_forget (self->fields);
  refresh_live (self, set);
  g_signal_emit (self, signals[CHANGED], 0, set);
}

gboolean
crm_store_check_writable (CrmStore *self, GError **error)
{
  g_autofree char *name = NULL;

  if (self->writer != NULL)
    return TRUE;

  name = g_filename_display_basename (self->path);
  g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("“%s” is open for reading only, so nothing can be changed in it."), name);
  return FALSE;
}

static gboolean
open_readers (CrmStore *self, GError **error)
{
  self->reader = crm_connection_open (self->path, CRM_CONNECTION_READ, error);
  if (self->reader == NULL)
    return FALSE;
  self->queries = crm_connection_open (self->path, CRM_CONNECTION_READ, error);

  return self->queries != NULL;
}

static gboolean
set_up_collation (CrmStore *self, GError **error)
{
  g_autofree char *known = crm_meta_get (self->reader, "collation");
  g_autofree char *collation = NULL;
  g_autofree char *version = NULL;

  self->collator = crm_meta_new_collator (self->reader);
  collation = crm_collator_version (self->collator);
  version = g_strdup_printf ("%s, derived %d", collation, CRM_DERIVED_VERSION);
  if (self->writer == NULL || g_strcmp0 (known, version) == 0)
    return TRUE;

  return crm_rebuild (self->writer, self->collator, error) && crm_meta_set (self->writer, "collation", version, error);
}

static gboolean
start (CrmStore *self, GError **error)
{
  if (!open_readers (self, error) || !set_up_collation (self, error))
    return FALSE;
  if (!crm_connection_get_int (self->reader, "SELECT max (id) FROM change", &self->last_change, error))
    return FALSE;

  self->query_worker = crm_worker_new ("crm-query", NULL, NULL);
  if (self->writer != NULL)
    self->write_worker = crm_worker_new ("crm-write", (CrmWorkerFunc) crm_connection_checkpoint, self->writer);

  return TRUE;
}

static CrmStore *
store_new (const char *path)
{
  CrmStore *self = g_object_new (CRM_TYPE_STORE, NULL);

  self->path = g_canonicalize_filename (path, NULL);

  return self;
}

/**
 * crm_store_create:
 * @path: a file that does not exist
 *
 * Returns: (transfer full) (nullable): a new, empty customer file, open
 */
CrmStore *
crm_store_create (const char *path, GError **error)
{
  g_autoptr (CrmStore) self = store_new (path);
  g_autofree char *name = g_filename_display_basename (path);
  char             device[CRM_UID_LENGTH + 1];

  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_FAILED, _ ("“%s” exists already. Choose another name."), name);
      return NULL;
    }

  self->writer = crm_connection_open (self->path, CRM_CONNECTION_CREATE, error);
  crm_uid_generate (device);
  if (self->writer == NULL || !crm_schema_create (self->writer, error) || !crm_meta_set (self->writer, "device", device, error) || !start (self, error))
    {
      g_clear_pointer (&self->writer, crm_connection_close);
      g_unlink (self->path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* An older file is copied before it is changed, so that an older program can have it back. */
static gboolean
bring_up_to_date (CrmStore *self, GError **error)
{
  g_autofree char *kept = crm_snapshot_make (self->path, NULL, error);

  return kept != NULL && crm_schema_migrate (self->writer, error);
}

static gboolean
open_writer (CrmStore *self, GError **error)
{
  int version;

  self->writer = crm_connection_open (self->path, CRM_CONNECTION_WRITE, error);
  if (self->writer == NULL || !crm_schema_check (self->writer, &version, error))
    return FALSE;
  /* Read-only media and folders show here, before anything is migrated. */
  if (!crm_connection_check_writable (self->writer, error))
    return FALSE;
  /* Where a snapshot was about to be put in its place, and was not. */
  crm_connection_exec (self->writer, "PRAGMA journal_mode = WAL", NULL);
  if (version < crm_schema_get_version () && !bring_up_to_date (self, error))
    return FALSE;

  return crm_schema_ensure_derived (self->writer, error);
}

static gboolean
check_exists (CrmStore *self, GError **error)
{
  g_autofree char *name = g_filename_display_name (self->path);

  if (g_file_test (self->path, G_FILE_TEST_IS_REGULAR))
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no file “%s”."), name);
  return FALSE;
}

/**
 * crm_store_open:
 * @path: a customer file
 *
 * Opens a file, migrating an older one after a snapshot of it. A file that cannot be written is opened for reading only.
 *
 * Returns: (transfer full) (nullable): the file; %CRM_ERROR_NOT_FOUND, _NOT_OURS, _NEWER, _DAMAGED or _BUSY
 */
CrmStore *
crm_store_open (const char *path, CrmStoreOpenFlags flags, GError **error)
{
  g_autoptr (CrmStore) self = store_new (path);
  g_autoptr (GError) failure = NULL;

  if (!check_exists (self, error))
    return NULL;

  if ((flags & CRM_STORE_OPEN_READ_ONLY) == 0 && !open_writer (self, &failure))
    {
      g_clear_pointer (&self->writer, crm_connection_close);
      if (!g_error_matches (failure, CRM_ERROR, CRM_ERROR_READ_ONLY))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
  if (self->writer == NULL)
    {
      g_autoptr (CrmConnection) probe = crm_connection_open (self->path, CRM_CONNECTION_READ, error);
      int version;

      if (probe == NULL || !crm_schema_check (probe, &version, error) || !crm_schema_check_current (probe, version, error))
        return NULL;
    }

  return start (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * crm_store_close:
 *
 * Waits for what is being written, and lets go of the file. Records that are still held stay readable.
 */
void
crm_store_close (CrmStore *self)
{
  GHashTableIter iter;
  gpointer       record;

  g_clear_handle_id (&self->watch, g_source_remove);
  if (self->write_worker != NULL)
    crm_worker_stop (self->write_worker);
  if (self->query_worker != NULL)
    crm_worker_stop (self->query_worker);
  g_clear_object (&self->write_worker);
  g_clear_object (&self->query_worker);

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    g_object_weak_unref (record, forget_live, self);
  g_hash_table_remove_all (self->live);
  g_hash_table_remove_all (self->live_ids);

  g_clear_pointer (&self->queries, crm_connection_close);
  g_clear_pointer (&self->reader, crm_connection_close);
  g_clear_pointer (&self->writer, crm_connection_close);
}

const char *
crm_store_get_path (CrmStore *self)
{
  return self->path;
}

gboolean
crm_store_is_read_only (CrmStore *self)
{
  return self->writer == NULL;
}

/**
 * crm_store_get:
 * @id: a record's
 *
 * Main thread only.
 *
 * Returns: (transfer full) (nullable): the shared record, deleted or not
 */
CrmRecord *
crm_store_get (CrmStore *self, gint64 id, GError **error)
{
  CrmRecord *record = g_hash_table_lookup (self->live, id_pointer (id));

  if (record != NULL)
    return g_object_ref (record);

  record = crm_record_table_load (self->reader, id, error);
  if (record == NULL)
    return NULL;
  g_hash_table_insert (self->live, id_pointer (id), record);
  g_hash_table_insert (self->live_ids, record, id_pointer (id));
  g_object_weak_ref (G_OBJECT (record), forget_live, self);

  return record;
}

/**
 * crm_store_find_uid:
 *
 * Returns: the id of the record of that uid, of whatever type, or of the one it was merged into; 0 for none
 */
gint64
crm_store_find_uid (CrmStore *self, const char *uid)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  for (guint i = 0; i < types->len; i++)
    {
      gint64 id = crm_record_table_find_uid (self->reader, g_ptr_array_index (types, i), uid);

      if (id != 0)
        return id;
    }

  return 0;
}

/**
 * crm_store_find_key:
 * @key: "kind:value"
 *
 * Returns: the id of the first living record of @type_name found under @key, 0 for none
 */
gint64
crm_store_find_key (CrmStore *self, const char *key, const char *type_name)
{
  return crm_index_find_key (self->reader, key, crm_record_type_find (type_name));
}

/**
 * crm_store_query:
 * @limit: at most so many, 0 for all
 * @ids: (element-type gint64): where the answer is appended
 *
 * Runs a query on the calling (main) thread: for what is known to be quick, and for programs without a window.
 */
gboolean
crm_store_query (CrmStore *self, const CrmQuery *query, guint limit, GArray *ids, GError **error)
{
  return crm_query_run (query, self->reader, self->collator, limit, ids, error);
}

/**
 * crm_store_load_content:
 * @hash: as a field of kind file holds it
 * @mime: (out) (optional) (transfer full) (nullable): its media type
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
crm_store_load_content (CrmStore *self, const char *hash, char **mime, GError **error)
{
  return crm_content_load (self->reader, hash, mime, error);
}

/**
 * crm_store_get_fields:
 *
 * Returns: (transfer none): every field that records of @type have in this file, valid until the file is closed; when a custom field
 *   changes, another set is returned from then on
 */
CrmFieldSet *
crm_store_get_fields (CrmStore *self, const CrmRecordType *type)
{
  return crm_fields_get (self->fields, self->reader, type);
}

/**
 * crm_store_dup_removed_field_label:
 * @name: of a field that crm_store_get_fields() does not have any more
 *
 * Returns: (transfer full) (nullable): what people called it
 */
char *
crm_store_dup_removed_field_label (CrmStore *self, const CrmRecordType *type, const char *name)
{
  return crm_fields_dup_removed_label (self->reader, type, name);
}

/**
 * crm_store_get_setting:
 *
 * Returns: (transfer full) (nullable): what the business has chosen under that name
 */
char *
crm_store_get_setting (CrmStore *self, const char *name)
{
  g_autofree char *key = g_strconcat ("setting:", name, NULL);
  gint64           id = crm_store_find_key (self, key, "setting");
  g_autoptr (CrmRecord) setting = id != 0 ? crm_store_get (self, id, NULL) : NULL;

  return setting != NULL ? g_strdup (crm_object_get_text (CRM_OBJECT (setting), "value")) : NULL;
}

/**
 * crm_store_dup_setting:
 * @self: a store
 *
 * crm_store_get_setting() as a CrmSettingFunc.
 */
char *
crm_store_dup_setting (gpointer self, const char *name)
{
  return crm_store_get_setting (self, name);
}

/**
 * crm_store_dup_creator:
 *
 * Returns: (transfer full) (nullable): who made the record
 */
char *
crm_store_dup_creator (CrmStore *self, gint64 record)
{
  return crm_journal_dup_creator (self->reader, record);
}

GPtrArray *
crm_store_load_history (CrmStore *self, gint64 record, int limit, GError **error)
{
  return crm_journal_load_history (self->reader, record, limit, error);
}

GPtrArray *
crm_store_load_change_rows (CrmStore *self, gint64 change, gint64 record, GError **error)
{
  return crm_journal_load_rows (self->reader, change, record, error);
}

GPtrArray *
crm_store_load_imports (CrmStore *self, guint limit, GError **error)
{
  return crm_import_log_load (self->reader, limit, error);
}

CrmImportLogged *
crm_store_find_import (CrmStore *self, gint64 change, GError **error)
{
  return crm_import_log_find (self->reader, change, error);
}

CrmJournalChange *
crm_store_load_change (CrmStore *self, gint64 change, GError **error)
{
  return crm_journal_load_change (self->reader, change, error);
}
