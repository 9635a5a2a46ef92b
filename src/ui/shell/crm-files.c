/* Customer files as the desktop knows them. A file is opened on a thread of its own: it may have to be migrated first, and the window is
 * there before it. */

#include "config.h"

#include "crm-files.h"

#include "crm-error.h"
#include "crm-locked-backup.h"
#include "crm-pages.h"
#include "crm-snapshot.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#define RECENT_MAX 10

/**
 * crm_files_get_default:
 *
 * Returns: (transfer full): the path of the file that a new user gets
 */
char *
crm_files_get_default (void)
{
  return g_build_filename (g_get_user_data_dir (), "customers", "customers.crm", NULL);
}

/**
 * crm_files_get_last:
 *
 * Returns: (transfer full) (nullable): the path of the file to open at the start, if it is still there
 */
char *
crm_files_get_last (GSettings *settings)
{
  g_autofree char *last = g_settings_get_string (settings, "last-file");
  g_autofree char *first = crm_files_get_default ();

  if (*last != '\0' && g_file_test (last, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&last);
  if (g_file_test (first, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&first);

  return NULL;
}

/**
 * crm_files_remember:
 *
 * Makes @path the file of the next start, and the first of the recent ones.
 */
void
crm_files_remember (GSettings *settings, const char *path)
{
  g_auto (GStrv) before = g_settings_get_strv (settings, "recent-files");
  g_autoptr (GPtrArray) recent = g_ptr_array_new ();

  /* Settings are UTF-8; a path need not be. */
  if (!g_utf8_validate (path, -1, NULL))
    return;

  g_ptr_array_add (recent, (char *) path);
  for (guint i = 0; before[i] != NULL && recent->len < RECENT_MAX; i++)
    {
      if (!g_str_equal (before[i], path))
        g_ptr_array_add (recent, before[i]);
    }
  g_ptr_array_add (recent, NULL);

  g_settings_set_strv (settings, "recent-files", (const char *const *) recent->pdata);
  g_settings_set_string (settings, "last-file", path);
}

/**
 * crm_files_list_recent:
 * @but: (nullable): a path to leave out
 *
 * Returns: (transfer full) (element-type filename): the files opened before that are still there, the last one first
 */
GPtrArray *
crm_files_list_recent (GSettings *settings, const char *but)
{
  g_auto (GStrv) paths = g_settings_get_strv (settings, "recent-files");
  GPtrArray *recent = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; paths[i] != NULL && recent->len < RECENT_MAX; i++)
    {
      if (g_strcmp0 (paths[i], but) != 0 && g_file_test (paths[i], G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (recent, g_strdup (paths[i]));
    }

  return recent;
}

/**
 * crm_files_is_importable:
 *
 * Returns: whether a file that was dropped or given is one to import rather than a customer file
 */
gboolean
crm_files_is_importable (GFile *file)
{
  static const char *const endings[] = { ".vcf", ".vcard", ".csv", ".tsv", ".txt", ".json", ".ics", ".xlsx", ".ods", ".mbox", ".eml" };
  g_autofree char         *name = g_file_get_basename (file);
  g_autofree char         *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (g_str_has_suffix (lower, endings[i]))
        return TRUE;
    }

  return FALSE;
}

/**
 * crm_files_dup_name:
 *
 * Returns: (transfer full): what people call the file: its name without folder and ending
 */
char *
crm_files_dup_name (const char *path)
{
  char *name = g_filename_display_basename (path);

  if (g_str_has_suffix (name, ".crm"))
    name[strlen (name) - strlen (".crm")] = '\0';

  return name;
}

typedef struct
{
  char        *path; /* (owned) */
  CrmFilesMode mode;
  char        *sample; /* (owned) (nullable) */
  gboolean     empty;
} OpenJob;

static void
open_job_free (OpenJob *job)
{
  g_free (job->path);
  g_free (job->sample);
  g_free (job);
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("The folder “%s” could not be made: %s."), shown, g_strerror (errno));
  return FALSE;
}

static CrmStore *
open_or_create (OpenJob *job, GError **error)
{
  gboolean exists = g_file_test (job->path, G_FILE_TEST_EXISTS);

  if (job->mode == CRM_FILES_READ)
    return crm_store_open (job->path, CRM_STORE_OPEN_READ_ONLY, error);
  if (job->mode == CRM_FILES_OPEN || (job->mode == CRM_FILES_ENSURE && exists))
    return crm_store_open (job->path, CRM_STORE_OPEN_NONE, error);

  return make_folder (job->path, error) ? crm_store_create (job->path, error) : NULL;
}

static gboolean
has_any (CrmStore *store, const char *type_name)
{
  g_autoptr (CrmQuery) query = crm_query_new (type_name);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return crm_store_query (store, query, 1, ids, NULL) && ids->len > 0;
}

/* A file that has a pipeline already needs no first one. */
static gboolean
fill (CrmStore *store, const char *sample, GError **error)
{
  if (sample == NULL || crm_doors.install_sample == NULL)
    return TRUE;
  if (g_str_equal (sample, "empty") && has_any (store, "pipeline"))
    return TRUE;

  return crm_doors.install_sample (store, sample, error);
}

static void
run_open_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  OpenJob *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = open_or_create (job, &error);

  if (store != NULL && !fill (store, job->sample, &error))
    g_clear_object (&store);
  if (store == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  job->empty = !has_any (store, "person") && !has_any (store, "company") && !has_any (store, "deal");
  g_task_return_pointer (task, g_steal_pointer (&store), g_object_unref);
}

/**
 * crm_files_open_async:
 * @path: of a customer file
 * @sample: (nullable): the name of a sample business to put into it; "empty" for what every business begins with
 * @callback: ends with crm_files_open_finish()
 *
 * Opens or makes a customer file.
 */
void
crm_files_open_async (const char *path, CrmFilesMode mode, const char *sample, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OpenJob *job = g_new0 (OpenJob, 1);

  job->path = g_strdup (path);
  job->mode = mode;
  job->sample = g_strdup (sample);
  g_task_set_source_tag (task, crm_files_open_async);
  g_task_set_task_data (task, job, (GDestroyNotify) open_job_free);
  g_task_run_in_thread (task, run_open_job);
}

/**
 * crm_files_open_finish:
 * @empty: (out) (optional): whether nobody is in the file yet
 *
 * Returns: (transfer full) (nullable): the open file
 */
CrmStore *
crm_files_open_finish (GAsyncResult *result, gboolean *empty, GError **error)
{
  OpenJob *job = g_task_get_task_data (G_TASK (result));

  if (empty != NULL)
    *empty = job->empty;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
run_restore_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *const *paths = data;
  g_autoptr (GError) error = NULL;

  if (paths[2] != NULL ? crm_locked_backup_restore (paths[1], paths[0], paths[2], &error) : crm_snapshot_restore (paths[1], paths[0], &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * crm_files_restore_async:
 * @path: of a customer file that this program has let go of
 * @snapshot: what is to take its place
 * @passphrase: (nullable): that @snapshot was locked with
 * @callback: ends with crm_files_restore_finish()
 */
void
crm_files_restore_async (const char *path, const char *snapshot, const char *passphrase, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  const char *paths[] = { path, snapshot, passphrase, NULL };

  g_task_set_source_tag (task, crm_files_restore_async);
  g_task_set_task_data (task, g_strdupv ((char **) paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, run_restore_job);
}

gboolean
crm_files_restore_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
