/* A shim: the toolkits to come have an alert dialog with an asynchronous answer, the floor a message dialog with a signal. */

#include "config.h"

#include "crm-confirm.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define RESPONSE_YES "yes"
#define RESPONSE_NO "no"

static void
response_cb (GTask *task, const char *response)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, g_strcmp0 (response, RESPONSE_YES) == 0);
  g_object_unref (task); /* the dialog's own reference */
}

static void
cancelled_cb (GtkWindow *dialog)
{
  gtk_window_close (dialog);
}

/**
 * crm_confirm_async:
 * @parent: a widget of the window that asks
 * @heading: the question
 * @body: what will be lost
 * @verb: what the button that goes on says; never “Yes”
 * @destructive: whether that button is a warning colour
 * @callback: ends with crm_confirm_finish()
 *
 * Asks before what cannot be undone. Esc, and closing, are no.
 */
void
crm_confirm_async (GtkWidget *parent, const char *heading, const char *body, const char *verb, gboolean destructive, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask            *task = g_task_new (parent, cancellable, callback, user_data);
  GtkRoot          *root = gtk_widget_get_root (parent);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body));

  g_task_set_source_tag (task, crm_confirm_async);
  adw_message_dialog_add_responses (dialog, RESPONSE_NO, _ ("Cancel"), RESPONSE_YES, verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_YES, destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, RESPONSE_NO);
  adw_message_dialog_set_default_response (dialog, destructive ? RESPONSE_NO : RESPONSE_YES);

  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), dialog, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * crm_confirm_finish:
 *
 * Returns: whether to go on; an error only if it was cancelled
 */
gboolean
crm_confirm_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
