#include "config.h"

#include "crm-snapshot.h"

#include "crm-clock.h"
#include "crm-erase.h"
#include "crm-error.h"
#include "crm-schema.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define ENDING ".crm"
#define DAILY "-daily" /* before the ending */
#define PART ".part"   /* behind it, while it is written */

/* Of those that are made by themselves: the last one of so many days, and before these of so many weeks. */
#define DAYS 7
#define WEEKS 4

/* A copy that is still being written is not older than that. */
#define LEFTOVER (G_TIME_SPAN_HOUR / G_USEC_PER_SEC)

/**
 * crm_snapshot_dup_folder:
 *
 * Returns: (transfer full): where the snapshots of that file stand
 */
char *
crm_snapshot_dup_folder (const char *path)
{
  return g_strconcat (path, ".snapshots", NULL);
}

/* A name nobody has: two snapshots of one second must not become one. */
static char *
make_name (const char *path, const char *mark, GError **error)
{
  g_autofree char *folder = crm_snapshot_dup_folder (path);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (crm_clock_now () / G_USEC_PER_SEC);
  g_autofree char *name = g_date_time_format (now, "%Y-%m-%dT%H%M%SZ");

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("The folder “%s” cannot be made: %s."), folder, g_strerror (errno));
      return NULL;
    }

  for (guint i = 1;; i++)
    {
      g_autofree char *file = i == 1 ? g_strconcat (name, mark, ENDING, NULL) : g_strdup_printf ("%s-%u%s" ENDING, name, i, mark);
      g_autofree char *full = g_build_filename (folder, file, NULL);

      if (!g_file_test (full, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&full);
    }
}

/* A copy is worth something once it has been opened and read. */
static gboolean
check_copy (const char *path, GError **error)
{
  g_autoptr (CrmConnection) connection = crm_connection_open (path, CRM_CONNECTION_WRITE, error);
  g_autoptr (CrmStatement) statement = NULL;
  int version;

  /* A file that was taken for oneself alone is without a write-ahead log. */
  if (connection == NULL || !crm_schema_check (connection, &version, error) || !crm_connection_exec (connection, "PRAGMA journal_mode = WAL", error))
    return FALSE;

  statement = crm_connection_prepare (connection, "PRAGMA quick_check (1)");
  if (crm_statement_step (statement, error) && g_strcmp0 (crm_statement_get_text (statement, 0), "ok") == 0)
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("The copy “%s” cannot be read back, so it was not kept."), path);
  return FALSE;
}

static gboolean
copy_from (CrmConnection *connection, const char *to, GError **error)
{
  g_autofree char *part = g_strconcat (to, PART, NULL);
  g_autofree char *wal = g_strconcat (part, "-wal", NULL);
  g_autofree char *shm = g_strconcat (part, "-shm", NULL);
  int              version;
  gboolean         ok;

  if (!crm_schema_check (connection, &version, error))
    return FALSE;

  g_unlink (part);
  ok = crm_connection_backup_to (connection, part, error) && check_copy (part, error);
  if (ok && g_rename (part, to) != 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("“%s” cannot be written: %s."), to, g_strerror (errno));
      ok = FALSE;
    }
  g_unlink (part);
  g_unlink (wal);
  g_unlink (shm);

  return ok;
}

static gboolean
copy (const char *from, const char *to, GError **error)
{
  g_autoptr (CrmConnection) connection = crm_connection_open (from, CRM_CONNECTION_WRITE, error);

  return connection != NULL && copy_from (connection, to, error);
}

static gboolean
is_same_file (const char *one, const char *other)
{
  GStatBuf a, b;

  return g_stat (one, &a) == 0 && g_stat (other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/**
 * crm_snapshot_make:
 * @path: a customer file, which others may be writing to
 * @target: (nullable): where to; %NULL for a name of the moment in PATH.snapshots
 *
 * Copies the file as it is at one instant, and checks the copy.
 *
 * Returns: (transfer full) (nullable): the snapshot's path
 */
char *
crm_snapshot_make (const char *path, const char *target, GError **error)
{
  g_autofree char *to = target != NULL ? g_strdup (target) : make_name (path, "", error);

  if (to != NULL && is_same_file (path, to))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A copy cannot take the place of the file itself. Choose another name."));
      return NULL;
    }
  if (to == NULL || !copy (path, to, error))
    return NULL;

  return g_steal_pointer (&to);
}

/**
 * crm_snapshot_copy:
 * @path: a customer file that nobody writes to
 *
 * Copies the bytes of the file as they are, sound or not, into PATH.snapshots.
 *
 * Returns: (transfer full) (nullable): the copy's path
 */
char *
crm_snapshot_copy (const char *path, GError **error)
{
  g_autofree char *to = make_name (path, "", error);
  g_autoptr (CrmConnection) connection = to != NULL ? crm_connection_open (path, CRM_CONNECTION_WRITE, error) : NULL;
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) copied = NULL;

  /* What waits in the log is part of it. */
  if (connection == NULL || !crm_connection_exec (connection, "PRAGMA wal_checkpoint (TRUNCATE)", error))
    return NULL;
  copied = g_file_new_for_path (to);
  if (!g_file_copy (from, copied, G_FILE_COPY_NONE, NULL, NULL, NULL, error))
    return NULL;

  return g_steal_pointer (&to);
}

void
crm_snapshot_free (CrmSnapshot *self)
{
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmSnapshot, crm_snapshot_free)

/* Returns: (transfer full) (nullable): what a file's name says it is */
static CrmSnapshot *
read_name (const char *folder, const char *name)
{
  g_autoptr (CrmSnapshot) self = NULL;
  g_autoptr (GDateTime) at = NULL;
  GStatBuf info;
  int      year, month, day, hour, minute, second;

  if (sscanf (name, "%4d-%2d-%2dT%2d%2d%2dZ", &year, &month, &day, &hour, &minute, &second) != 6 || !g_str_has_suffix (name, ENDING))
    return NULL;
  at = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (at == NULL)
    return NULL;

  self = g_new0 (CrmSnapshot, 1);
  self->path = g_build_filename (folder, name, NULL);
  self->at = g_date_time_to_unix (at) * G_USEC_PER_SEC;
  self->daily = g_str_has_suffix (name, DAILY ENDING);
  if (g_stat (self->path, &info) != 0 || !S_ISREG (info.st_mode))
    return NULL;
  self->size = (guint64) info.st_size;

  return g_steal_pointer (&self);
}

static int
compare_newest (gconstpointer a, gconstpointer b)
{
  const CrmSnapshot *x = *(const CrmSnapshot *const *) a;
  const CrmSnapshot *y = *(const CrmSnapshot *const *) b;

  return x->at != y->at ? (x->at < y->at) - (x->at > y->at) : strcmp (y->path, x->path);
}

/**
 * crm_snapshot_list:
 * @path: a customer file, there or not
 *
 * Returns: (transfer full) (element-type CrmSnapshot): what stands in PATH.snapshots, the newest first
 */
GPtrArray *
crm_snapshot_list (const char *path)
{
  GPtrArray       *snapshots = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_snapshot_free);
  g_autofree char *folder = crm_snapshot_dup_folder (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      CrmSnapshot *snapshot = read_name (folder, name);

      if (snapshot != NULL)
        g_ptr_array_add (snapshots, snapshot);
    }
  g_ptr_array_sort (snapshots, compare_newest);

  return snapshots;
}

/* @format: of g_date_time_format(): which days or weeks are one */
static char *
dup_span (gint64 at, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, crm_clock_get_zone ());

  return g_date_time_format (here, format);
}

/* Lets go of those that were made by themselves and are neither the last of one of the last days nor of one of the weeks before. */
static void
thin_out (const char *path)
{
  g_autoptr (GPtrArray) snapshots = crm_snapshot_list (path);
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) weeks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const CrmSnapshot *snapshot = g_ptr_array_index (snapshots, i);
      g_autofree char   *day = dup_span (snapshot->at, "%F");
      g_autofree char   *week = dup_span (snapshot->at, "%G-%V");
      gboolean           kept = FALSE;

      if (!snapshot->daily)
        continue;
      if (g_hash_table_size (days) < DAYS)
        kept = g_hash_table_add (days, g_steal_pointer (&day));
      else if (!g_hash_table_contains (days, day) && g_hash_table_size (weeks) < WEEKS)
        kept = g_hash_table_add (weeks, g_steal_pointer (&week));
      if (!kept)
        g_unlink (snapshot->path);
    }
}

/* What a program that was killed was writing. */
static void
clear_leftovers (const char *path)
{
  g_autofree char *folder = crm_snapshot_dup_folder (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *full = g_build_filename (folder, name, NULL);
      GStatBuf         info;

      if (strstr (name, ENDING PART) != NULL && g_stat (full, &info) == 0 && info.st_mtime < g_get_real_time () / G_USEC_PER_SEC - LEFTOVER)
        g_unlink (full);
    }
}

/* When the file was last changed, 0 for never. */
static gboolean
read_last_change (const char *path, gint64 *at, GError **error)
{
  g_autoptr (CrmConnection) connection = crm_connection_open (path, CRM_CONNECTION_READ, error);
  int version;

  *at = 0;

  return connection != NULL && crm_schema_check (connection, &version, error) &&
         crm_connection_get_int (connection, "SELECT ifnull ((SELECT at FROM change ORDER BY id DESC LIMIT 1), 0)", at, error);
}

/* A copy on a disk that it fills would be the end of all work. */
static gboolean
check_room (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) disk = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  GStatBuf info;

  if (disk == NULL || !g_file_info_has_attribute (disk, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) || g_stat (path, &info) != 0)
    return TRUE;
  if (g_file_info_get_attribute_uint64 (disk, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) / 2 > (guint64) info.st_size)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_FULL, _ ("There is too little room on the disk for today’s backup. Make room, or keep backups elsewhere."));
  return FALSE;
}

/**
 * crm_snapshot_make_daily:
 * @path: a customer file, which others may be writing to
 *
 * Makes the snapshot of today where there is none yet and something was changed since the last one; then lets go of what was made so before: the
 * last one of each of seven days stays, and before these of four weeks. What people made is theirs. To be called often; on a thread.
 */
gboolean
crm_snapshot_make_daily (const char *path, GError **error)
{
  g_autoptr (GPtrArray) snapshots = crm_snapshot_list (path);
  const CrmSnapshot *newest = snapshots->len > 0 ? g_ptr_array_index (snapshots, 0) : NULL;
  g_autofree char   *today = dup_span (crm_clock_now (), "%F");
  g_autofree char   *last = newest != NULL ? dup_span (newest->at, "%F") : NULL;
  g_autofree char   *target = NULL;
  gint64             changed;

  if (g_strcmp0 (today, last) == 0)
    return TRUE;
  if (!read_last_change (path, &changed, error))
    return FALSE;
  if (changed == 0 || (newest != NULL && changed / G_USEC_PER_SEC <= newest->at / G_USEC_PER_SEC))
    return TRUE;
  if (!check_room (path, error))
    return FALSE;

  clear_leftovers (path);
  target = make_name (path, DAILY, error);
  if (target == NULL || !copy (path, target, error))
    return FALSE;
  thin_out (path);

  return TRUE;
}

/* Takes a file for oneself: while @connection lives nobody else can open it.
 *
 * Returns: %FALSE where somebody else has it open, who would go on writing to a file that is nowhere any more
 * @connection: (out) (nullable): %NULL where the file is damaged too much to be opened */
static gboolean
open_alone (const char *path, CrmConnection **connection, GError **error)
{
  g_autoptr (CrmConnection) opened = crm_connection_open (path, CRM_CONNECTION_WRITE, NULL);
  g_autoptr (CrmStatement) statement = NULL;
  g_autoptr (GError) failure = NULL;

  *connection = NULL;
  if (opened == NULL || !crm_connection_exec (opened, "PRAGMA busy_timeout = 500; PRAGMA locking_mode = EXCLUSIVE", NULL))
    return TRUE;

  /* Leaving write-ahead logging takes the file for oneself, or cannot be done. */
  statement = crm_connection_prepare (opened, "PRAGMA journal_mode = DELETE");
  if (!crm_statement_step (statement, &failure))
    {
      if (!g_error_matches (failure, CRM_ERROR, CRM_ERROR_BUSY))
        return TRUE;
    }
  else if (g_str_equal (crm_statement_get_text (statement, 0), "delete"))
    {
      *connection = g_steal_pointer (&opened);
      return TRUE;
    }

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_BUSY, _ ("The file is open in another window or program. Close it there first."));
  return FALSE;
}

static gboolean
move_with_log (const char *from, const char *to, GError **error)
{
  static const char *const endings[] = { "-wal", "-shm" };

  if (g_rename (from, to) != 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("“%s” cannot be set aside: %s."), from, g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *source = g_strconcat (from, endings[i], NULL);
      g_autofree char *target = g_strconcat (to, endings[i], NULL);

      g_rename (source, target);
    }

  return TRUE;
}

/* A damaged file cannot be copied as a database: it is moved as it is, so that nothing is lost either way. */
static gboolean
replace_damaged (const char *snapshot, const char *target, const char *kept, GError **error)
{
  if (!move_with_log (target, kept, error))
    return FALSE;
  if (copy (snapshot, target, error))
    return TRUE;

  move_with_log (kept, target, NULL);
  return FALSE;
}

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, CRM_ERROR, CRM_ERROR_DAMAGED) || g_error_matches (error, CRM_ERROR, CRM_ERROR_NOT_OURS);
}

static gboolean
replace (const char *snapshot, const char *target, GError **error)
{
  g_autoptr (CrmConnection) alone = NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree char *kept = NULL;

  if (!open_alone (target, &alone, error))
    return FALSE;
  kept = make_name (target, "", error);
  if (kept == NULL)
    return FALSE;

  if (alone == NULL || (!copy_from (alone, kept, &failure) && is_damage (failure)))
    return replace_damaged (snapshot, target, kept, error);
  if (failure == NULL && copy (snapshot, target, &failure))
    return TRUE;

  /* The file is as it was, and needs no copy of itself. */
  g_unlink (kept);
  crm_connection_exec (alone, "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL", NULL);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Returns: (transfer full) (nullable): who was erased in the file that is replaced, where it can be read */
static GPtrArray *
list_erased (const char *path)
{
  g_autoptr (CrmReading) reading = crm_reading_new (path, NULL);

  return reading != NULL ? crm_erase_list_uids (reading, NULL) : NULL;
}

static gboolean
erase_again (const char *path, GPtrArray *erased, GError **error)
{
  g_autoptr (CrmStore) store = crm_store_open (path, CRM_STORE_OPEN_NONE, error);
  guint n_erased;

  return store != NULL && crm_erase_again (store, erased, &n_erased, error);
}

/**
 * crm_snapshot_restore:
 * @snapshot: a snapshot
 * @target: where the customer file is to be; a file that is there is kept as a snapshot first
 *
 * Who was erased since the snapshot was made is erased again.
 *
 * Puts a snapshot in the place of a customer file that nobody has open, at one blow: whoever looks finds the one or the other.
 */
gboolean
crm_snapshot_restore (const char *snapshot, const char *target, GError **error)
{
  g_autoptr (GPtrArray) erased = NULL;

  if (!g_file_test (snapshot, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no file “%s”."), snapshot);
      return FALSE;
    }
  if (is_same_file (snapshot, target))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This is the file itself, not a copy of it."));
      return FALSE;
    }

  if (!g_file_test (target, G_FILE_TEST_EXISTS))
    return copy (snapshot, target, error);

  erased = list_erased (target);

  return replace (snapshot, target, error) && (erased == NULL || erased->len == 0 || erase_again (target, erased, error));
}

guint
crm_snapshot_count (const char *path)
{
  g_autoptr (GPtrArray) snapshots = crm_snapshot_list (path);

  return snapshots->len;
}

/**
 * crm_snapshot_delete_all:
 *
 * Deletes the snapshots that stand beside the file, those of people too: because of what is in them.
 */
gboolean
crm_snapshot_delete_all (const char *path, GError **error)
{
  g_autoptr (GPtrArray) snapshots = crm_snapshot_list (path);

  for (guint i = 0; i < snapshots->len; i++)
    {
      const CrmSnapshot *snapshot = snapshots->pdata[i];

      if (g_unlink (snapshot->path) != 0)
        {
          g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("“%s” cannot be deleted: %s."), snapshot->path, g_strerror (errno));
          return FALSE;
        }
    }

  return TRUE;
}
