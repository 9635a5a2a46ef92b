/* A shim: the toolkits to come have an asynchronous file dialog, the floor a native chooser with a signal. */

#include "config.h"

#include "crm-pick-file.h"

#include <glib/gi18n-lib.h>

static void
add_filter (GtkFileChooser *chooser, const CrmPickFilter *wanted)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, wanted->name);
  if (wanted->patterns == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  for (guint i = 0; wanted->patterns != NULL && wanted->patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, wanted->patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
response_cb (GTask *task, int response, GtkNativeDialog *dialog)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_hide (dialog);

  if (file != NULL)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("No file was chosen."));
  g_object_unref (task); /* the dialog's own reference; it owns the dialog */
}

static void
cancelled_cb (GtkNativeDialog *dialog)
{
  gtk_native_dialog_hide (dialog);
}

/**
 * crm_pick_file_async:
 * @parent: the window that asks
 * @verb: what the button that goes on says
 * @suggested_name: (nullable): the name of a file to save
 * @filters: (nullable) (array zero-terminated=1): kinds of files, the first one chosen
 * @callback: ends with crm_pick_file_finish()
 *
 * Asks for one file.
 */
void
crm_pick_file_async (GtkWindow *parent, CrmPickMode mode, const char *title, const char *verb, const char *suggested_name, const CrmPickFilter *filters, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask                *task = g_task_new (parent, cancellable, callback, user_data);
  GtkFileChooserAction  action = mode == CRM_PICK_SAVE ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, action, verb, NULL);

  g_task_set_source_tag (task, crm_pick_file_async);
  g_task_set_task_data (task, dialog, g_object_unref);
  for (guint i = 0; filters != NULL && filters[i].name != NULL; i++)
    add_filter (GTK_FILE_CHOOSER (dialog), &filters[i]);
  if (suggested_name != NULL && mode == CRM_PICK_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), suggested_name);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), dialog, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * crm_pick_file_finish:
 *
 * Returns: (transfer full) (nullable): the file; %G_IO_ERROR_CANCELLED if none was chosen
 */
GFile *
crm_pick_file_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
