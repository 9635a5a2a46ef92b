#include "config.h"

#include "crm-save-file.h"

#include "crm-pick-file.h"
#include "crm-text.h"
#include "crm-whole-file.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrmContext    *context;   /* (owned) */
  GFile         *file;      /* (owned) (nullable) */
  char          *customers; /* (owned): the file that is open */
  CrmSaveFunc    make;
  gpointer       user_data;
  GDestroyNotify destroy;
} Save;

static void
save_free (Save *save)
{
  save->destroy (save->user_data);
  g_clear_object (&save->context);
  g_clear_object (&save->file);
  g_free (save->customers);
  g_free (save);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Save   *save = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = save->make (save->user_data, &error);

  if (bytes != NULL && crm_whole_file_write_bytes (save->file, save->customers, bytes, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      crm_context_report (save->context, error);
      return;
    }

  name = g_file_get_basename (save->file);
  text = g_strdup_printf (_ ("Written: %s"), name);
  crm_context_toast (save->context, text);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GTask) task = NULL;

  save->file = crm_pick_file_finish (result, NULL);
  if (save->file == NULL)
    {
      save_free (save);
      return;
    }

  task = g_task_new (NULL, NULL, saved_cb, NULL);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * crm_save_file:
 * @parent: in whose window it is asked where to
 * @name: what it is called if nobody says otherwise, without an extension
 * @destroy: frees @user_data, on any thread
 */
void
crm_save_file (GtkWidget *parent, CrmContext *context, const CrmSaveKind *kind, const char *name, CrmSaveFunc make, gpointer user_data, GDestroyNotify destroy)
{
  g_autofree char    *pattern = g_strconcat ("*.", kind->extension, NULL);
  const char *const   patterns[] = { pattern, NULL };
  const CrmPickFilter filters[] = { { kind->files, patterns }, { NULL, NULL } };
  g_autofree char    *plain = g_strdelimit (g_strdup (name), "/\\:", '-');
  g_autofree char    *clean = crm_text_clean (plain);
  g_autofree char    *suggested = g_strconcat (clean != NULL ? clean : "", ".", kind->extension, NULL);
  Save               *save = g_new (Save, 1);

  *save = (Save){ g_object_ref (context), NULL, g_strdup (crm_store_get_path (crm_context_get_store (context))), make, user_data, destroy };
  crm_pick_file_async (GTK_WINDOW (gtk_widget_get_root (parent)), CRM_PICK_SAVE, kind->title, _ ("Save"), suggested, filters, NULL, picked_cb, save);
}
