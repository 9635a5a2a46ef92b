/* What was unlocked stands in the folder of the session, which is in memory and this user's alone, under the name that it had before it was locked. */

#include "config.h"

#include "crm-import-unlock.h"

#include "crm-error.h"
#include "crm-lock.h"
#include "crm-passphrase-dialog.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

typedef struct
{
  char *path;       /* (owned): the locked file */
  char *passphrase; /* (owned) (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->passphrase);
  g_free (job);
}

static char *
make_place (const char *path, GError **error)
{
  g_autofree char *template = g_build_filename (g_get_user_runtime_dir (), "customers-XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".locked"))
    name[strlen (name) - strlen (".locked")] = '\0';
  if (g_mkdtemp (template) != NULL)
    return g_build_filename (template, name, NULL);

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("There is no place where the file could be unlocked."));
  return NULL;
}

/* Takes @unlocked. */
static void
forget (gpointer unlocked)
{
  g_autofree char *path = unlocked;
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (folder);
}

static void
unlock_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job       *job = data;
  GError          *error = NULL;
  g_autofree char *place = make_place (job->path, &error);
  g_autoptr (GFile) to = place != NULL ? g_file_new_for_path (place) : NULL;

  if (to != NULL && crm_unlock_file (job->path, to, job->passphrase, cancellable, &error))
    {
      g_task_return_pointer (task, g_steal_pointer (&place), g_free);
      return;
    }

  if (place != NULL)
    forget (g_steal_pointer (&place));
  g_task_return_error (task, error);
}

static void asked_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* A passphrase that was wrong is asked for again. */
static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError          *error = NULL;
  g_autofree char *unlocked = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, CRM_ERROR, CRM_ERROR_INVALID) && gtk_widget_get_root (g_task_get_source_object (task)) != NULL)
    {
      crm_passphrase_ask_async (g_task_get_source_object (task), CRM_PASSPHRASE_UNLOCK_FILE, error->message, asked_cb, g_object_ref (task));
      g_clear_error (&error);
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&unlocked), g_free);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) unlock = NULL;
  Job *asked = g_task_get_task_data (task);
  Job *job;

  g_free (asked->passphrase);
  asked->passphrase = crm_passphrase_ask_finish (result, NULL);
  if (asked->passphrase == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  job = g_new0 (Job, 1);
  job->path = g_strdup (asked->path);
  job->passphrase = g_strdup (asked->passphrase);
  unlock = g_task_new (g_task_get_source_object (task), NULL, tried_cb, g_object_ref (task));
  g_task_set_task_data (unlock, job, job_free);
  g_task_run_in_thread (unlock, unlock_thread);
}

/**
 * crm_import_unlock_async:
 * @parent: a widget of the window that asks for the passphrase
 * @path: of a locked file
 * @callback: ends with crm_import_unlock_finish()
 */
void
crm_import_unlock_async (GtkWidget *parent, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Job   *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  g_task_set_source_tag (task, crm_import_unlock_async);
  g_task_set_task_data (task, job, job_free);
  crm_passphrase_ask_async (parent, CRM_PASSPHRASE_UNLOCK_FILE, NULL, asked_cb, task);
}

/**
 * crm_import_unlock_finish:
 *
 * Returns: (transfer full) (nullable): where it stands unlocked, as long as the widget that asked lives; %NULL without an error where nobody gave a passphrase
 */
GFile *
crm_import_unlock_finish (GAsyncResult *result, GError **error)
{
  GObject *parent = g_task_get_source_object (G_TASK (result));
  char    *unlocked = g_task_propagate_pointer (G_TASK (result), error);

  if (unlocked == NULL)
    return NULL;

  g_object_set_data_full (parent, "crm-unlocked", unlocked, forget);

  return g_file_new_for_path (unlocked);
}
