/* Nothing is written before the server has been seen and has let the user in. */

#include "config.h"

#include "crm-remote-dialog.h"

#include "crm-entry-row.h"
#include "crm-http.h"
#include "crm-remote-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmRemoteDialog
{
  AdwWindow parent_instance;

  CrmContext    *context;     /* (owned) (nullable): until it is closed */
  GCancellable  *cancellable; /* (owned): ends with the window */
  CrmSyncStatus *status;      /* (owned) (nullable): the server whose password is asked for */

  /* Template widgets */
  GtkButton    *done;
  GtkSpinner   *spinner;
  GtkLabel     *problem;
  GtkWidget    *form;
  AdwEntryRow  *address;
  AdwEntryRow  *user;
  GtkEditable  *password;
  AdwActionRow *create_row;
  GtkSwitch    *create;
};

G_DEFINE_FINAL_TYPE (CrmRemoteDialog, crm_remote_dialog, ADW_TYPE_WINDOW)

static void
say_problem (CrmRemoteDialog *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
  if (text != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self->address), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static const char *
get_text (gpointer row)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  return *text != '\0' ? text : NULL;
}

static void
entry_changed_cb (CrmRemoteDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->done), self->status != NULL ? get_text (self->password) != NULL : get_text (self->address) != NULL);
}

static void
set_busy (CrmRemoteDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  if (busy)
    gtk_widget_set_sensitive (GTK_WIDGET (self->done), FALSE);
  else
    entry_changed_cb (self);
}

/* Where there is no safe place for it, it is used until the file is closed. */
static void
take_done (CrmRemoteDialog *self, const CrmRemoteDone *done, gint64 remote)
{
  CrmSyncService *sync = crm_context_get_sync (self->context);

  if (sync != NULL && get_text (self->password) != NULL)
    crm_sync_service_set_password (sync, remote, get_text (self->password));
  if (sync != NULL)
    crm_sync_service_run_now (sync);
  if (done->unkept != NULL)
    crm_context_toast (self->context, done->unkept);
  gtk_window_close (GTK_WINDOW (self));
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmRemoteDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRemoteDone) done = crm_remote_job_finish (result, &error);

  if (self->context == NULL)
    return;
  set_busy (self, FALSE);
  if (done != NULL)
    {
      take_done (self, done, done->remote);
      return;
    }
  say_problem (self, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmRemoteDialog) self = user_data;
  g_autoptr (CrmRemoteDone) done = crm_remote_job_finish (result, NULL);

  if (self->context != NULL && done != NULL)
    take_done (self, done, self->status->remote);
}

static void
add (CrmRemoteDialog *self)
{
  g_autofree char *user = NULL;
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = crm_http_dup_address (get_text (self->address), &user, &password, &error);

  if (url == NULL)
    {
      say_problem (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->address));
      return;
    }
  /* Of an address that was pasted with them. */
  if (user != NULL && get_text (self->user) == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->user), user);
  if (password != NULL && get_text (self->password) == NULL)
    gtk_editable_set_text (self->password, password);
  gtk_editable_set_text (GTK_EDITABLE (self->address), url);
  say_problem (self, NULL);
  set_busy (self, TRUE);
  crm_remote_add_async (crm_context_get_store (self->context), url, get_text (self->user), get_text (self->password), gtk_switch_get_active (self->create), self->cancellable, added_cb, g_object_ref (self));
}

static void
done_cb (CrmRemoteDialog *self)
{
  CrmStore *store = self->context != NULL ? crm_context_get_store (self->context) : NULL;

  if (store == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->done)))
    return;
  if (self->status == NULL)
    {
      add (self);
      return;
    }
  set_busy (self, TRUE);
  crm_remote_keep_password_async (store, self->status->url, self->status->user, get_text (self->password), kept_cb, g_object_ref (self));
}

static gboolean
crm_remote_dialog_close_request (GtkWindow *window)
{
  CrmRemoteDialog *self = CRM_REMOTE_DIALOG (window);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);

  return GTK_WINDOW_CLASS (crm_remote_dialog_parent_class)->close_request (window);
}

static void
crm_remote_dialog_dispose (GObject *object)
{
  CrmRemoteDialog *self = CRM_REMOTE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_REMOTE_DIALOG);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_remote_dialog_parent_class)->dispose (object);
}

static void
crm_remote_dialog_finalize (GObject *object)
{
  CrmRemoteDialog *self = CRM_REMOTE_DIALOG (object);

  g_clear_object (&self->cancellable);
  crm_sync_status_free (self->status);

  G_OBJECT_CLASS (crm_remote_dialog_parent_class)->finalize (object);
}

static void
crm_remote_dialog_class_init (CrmRemoteDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crm_remote_dialog_dispose;
  object_class->finalize = crm_remote_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = crm_remote_dialog_close_request;

  g_type_ensure (CRM_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/sync/crm-remote-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteDialog, done);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteDialog, form);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteDialog, address);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteDialog, user);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteDialog, password);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteDialog, create_row);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteDialog, create);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_remote_dialog_init (CrmRemoteDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  crm_entry_row_expose (ADW_ENTRY_ROW (self->password));
  entry_changed_cb (self);
}

static void
ask_password (CrmRemoteDialog *self, const CrmSyncStatus *status)
{
  self->status = crm_sync_status_copy (status);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Password"));
  gtk_button_set_label (self->done, _ ("Log In"));
  gtk_editable_set_text (GTK_EDITABLE (self->address), status->url);
  gtk_editable_set_text (GTK_EDITABLE (self->user), status->user != NULL ? status->user : "");
  gtk_editable_set_editable (GTK_EDITABLE (self->address), FALSE);
  gtk_editable_set_editable (GTK_EDITABLE (self->user), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->create_row), FALSE);
  entry_changed_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->password));
}

/**
 * crm_remote_dialog_new:
 * @status: (nullable): a server of the file, to ask for its password; %NULL to add another
 *
 * Returns: (transfer none): the window, owned by the toolkit until it is closed
 */
GtkWindow *
crm_remote_dialog_new (CrmContext *context, const CrmSyncStatus *status)
{
  CrmRemoteDialog *self = g_object_new (CRM_TYPE_REMOTE_DIALOG, NULL);

  self->context = g_object_ref (context);
  if (status != NULL)
    ask_password (self, status);

  return GTK_WINDOW (self);
}
