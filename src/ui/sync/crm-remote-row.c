#include "config.h"

#include "crm-remote-row.h"

#include "crm-confirm.h"
#include "crm-dialog.h"
#include "crm-remote-dialog.h"
#include "crm-remote-job.h"
#include "crm-sync-error.h"
#include "crm-sync-service.h"
#include "crm-sync-words.h"

#include <glib/gi18n-lib.h>

struct _CrmRemoteRow
{
  AdwPreferencesRow parent_instance;

  CrmContext    *context; /* (owned) (nullable) */
  CrmSyncStatus *status;  /* (owned) (nullable) */

  /* Template widgets */
  GtkLabel   *place;
  GtkLabel   *state;
  GtkSpinner *spinner;
  GtkWidget  *menu;
  GtkWidget  *answers;
  GtkWidget  *take_deletions;
  GtkWidget  *keep_deleted;
  GtkWidget  *send_missing;
  GtkWidget  *log_in;
  GtkWidget  *try_again;
};

G_DEFINE_FINAL_TYPE (CrmRemoteRow, crm_remote_row, ADW_TYPE_PREFERENCES_ROW)

static CrmSyncService *
get_sync (CrmRemoteRow *self)
{
  return self->context != NULL ? crm_context_get_sync (self->context) : NULL;
}

static void
decide (GtkWidget *widget, CrmSyncDecision decision)
{
  CrmRemoteRow *self = CRM_REMOTE_ROW (widget);

  if (get_sync (self) != NULL)
    crm_sync_service_decide (get_sync (self), self->status->remote, decision);
}

static void
take_deletions (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  decide (widget, CRM_SYNC_TAKE_DELETIONS);
}

static void
keep_deleted (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  decide (widget, CRM_SYNC_KEEP_DELETED);
}

static void
send_missing (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  decide (widget, CRM_SYNC_SEND_MISSING);
}

static void
run_now (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  decide (widget, CRM_SYNC_ASK);
}

static void
log_in (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmRemoteRow *self = CRM_REMOTE_ROW (widget);

  crm_dialog_present (crm_remote_dialog_new (self->context, self->status), widget);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmRemoteRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRemoteDone) done = crm_remote_job_finish (result, &error);

  if (self->context != NULL && done == NULL)
    crm_context_report (self->context, error);
  if (get_sync (self) != NULL)
    crm_sync_service_run_now (get_sync (self));
}

static void
pause_or_resume (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmRemoteRow *self = CRM_REMOTE_ROW (widget);
  CrmStore     *store = crm_context_get_store (self->context);

  if (store != NULL)
    crm_remote_set_paused_async (store, self->status->url, self->status->phase != CRM_SYNC_PHASE_PAUSED, done_cb, g_object_ref (self));
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmRemoteRow) self = user_data;
  CrmStore *store = self->context != NULL ? crm_context_get_store (self->context) : NULL;

  if (crm_confirm_finish (result, NULL) && store != NULL)
    crm_remote_remove_async (store, self->status->url, done_cb, g_object_ref (self));
}

static void
remove_remote (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmRemoteRow    *self = CRM_REMOTE_ROW (widget);
  g_autofree char *place = crm_sync_words_dup_place (self->status);
  g_autofree char *heading = g_strdup_printf (_ ("Leave %s?"), place);

  crm_confirm_async (widget, heading, _ ("Nothing is deleted, here or there. What is changed from then on, here or there, stays there."), _ ("Leave"), TRUE, NULL, confirmed_cb, g_object_ref (self));
}

static void
show_answers (CrmRemoteRow *self)
{
  int      code = self->status->trouble_code;
  gboolean stuck = self->status->phase == CRM_SYNC_PHASE_STUCK;
  gboolean offline = self->status->phase == CRM_SYNC_PHASE_OFFLINE || self->status->phase == CRM_SYNC_PHASE_METERED;
  gboolean deletions = stuck && code == CRM_SYNC_ERROR_DELETIONS;
  gboolean missing = stuck && code == CRM_SYNC_ERROR_MISSING;
  gboolean login = stuck && code == CRM_SYNC_ERROR_LOGIN && self->status->user != NULL;

  gtk_widget_set_visible (self->take_deletions, deletions);
  gtk_widget_set_visible (self->keep_deleted, deletions);
  gtk_widget_set_visible (self->send_missing, missing);
  gtk_widget_set_visible (self->log_in, login);
  gtk_widget_set_visible (self->try_again, offline || (stuck && !deletions && !missing && !login));
  gtk_widget_set_visible (self->answers, stuck || offline);
}

static void
show_menu (CrmRemoteRow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gboolean paused = self->status->phase == CRM_SYNC_PHASE_PAUSED;

  if (!paused)
    g_menu_append (menu, _ ("Sync Now"), "remote.run-now");
  g_menu_append (menu, paused ? _ ("Go On") : _ ("Pause"), "remote.pause");
  if (self->status->user != NULL)
    g_menu_append (menu, _ ("Password…"), "remote.log-in");
  g_menu_append (menu, _ ("Leave This Server…"), "remote.remove");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), G_MENU_MODEL (menu));
}

/**
 * crm_remote_row_show:
 * @status: of the server, as it is now
 */
void
crm_remote_row_show (CrmRemoteRow *self, const CrmSyncStatus *status)
{
  gboolean         same = self->status != NULL && self->status->phase == status->phase;
  g_autofree char *place = crm_sync_words_dup_place (status);
  g_autofree char *state = crm_sync_words_dup_status (self->context, status);
  gboolean         known = status->url != NULL;
  gboolean         busy = status->phase == CRM_SYNC_PHASE_AT_WORK && (status->n_waiting > 0 || status->counts.received > 0);

  crm_sync_status_free (self->status);
  self->status = crm_sync_status_copy (status);
  gtk_label_set_text (self->place, place);
  gtk_label_set_text (self->state, state);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state, -1);
  gtk_widget_set_sensitive (self->menu, known);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "remote.pause", known);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "remote.remove", known);
  show_answers (self);
  /* An open menu stays as it is. */
  if (!same)
    show_menu (self);
}

gint64
crm_remote_row_get_remote (CrmRemoteRow *self)
{
  return self->status != NULL ? self->status->remote : 0;
}

static void
crm_remote_row_dispose (GObject *object)
{
  CrmRemoteRow *self = CRM_REMOTE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_REMOTE_ROW);
  g_clear_object (&self->context);
  g_clear_pointer (&self->status, crm_sync_status_free);

  G_OBJECT_CLASS (crm_remote_row_parent_class)->dispose (object);
}

static void
crm_remote_row_class_init (CrmRemoteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_remote_row_dispose;

  gtk_widget_class_install_action (widget_class, "remote.take-deletions", NULL, take_deletions);
  gtk_widget_class_install_action (widget_class, "remote.keep-deleted", NULL, keep_deleted);
  gtk_widget_class_install_action (widget_class, "remote.send-missing", NULL, send_missing);
  gtk_widget_class_install_action (widget_class, "remote.run-now", NULL, run_now);
  gtk_widget_class_install_action (widget_class, "remote.log-in", NULL, log_in);
  gtk_widget_class_install_action (widget_class, "remote.pause", NULL, pause_or_resume);
  gtk_widget_class_install_action (widget_class, "remote.remove", NULL, remove_remote);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/sync/crm-remote-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteRow, place);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteRow, state);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteRow, menu);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteRow, answers);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteRow, take_deletions);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteRow, keep_deleted);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteRow, send_missing);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteRow, log_in);
  gtk_widget_class_bind_template_child (widget_class, CrmRemoteRow, try_again);
}

static void
crm_remote_row_init (CrmRemoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_remote_row_new:
 *
 * Returns: (transfer floating)
 */
GtkWidget *
crm_remote_row_new (CrmContext *context)
{
  CrmRemoteRow *self = g_object_new (CRM_TYPE_REMOTE_ROW, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}
