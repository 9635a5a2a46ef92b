#include "config.h"

#include "crm-passphrase-dialog.h"

#include "crm-dialog.h"
#include "crm-entry-row.h"
#include "crm-lock.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmPassphraseDialog
{
  AdwWindow parent_instance;

  GTask           *task; /* (owned) (nullable): until it is answered */
  CrmPassphraseUse use;

  /* Template widgets */
  GtkLabel            *problem;
  AdwPreferencesGroup *group;
  GtkEditable         *passphrase;
  GtkEditable         *again;
};

G_DEFINE_FINAL_TYPE (CrmPassphraseDialog, crm_passphrase_dialog, ADW_TYPE_WINDOW)

static const struct
{
  const char *description;
  gboolean    fresh;                                          /* something is to be locked with it */
  gboolean (*check) (const char *passphrase, GError **error); /* (nullable) */
} uses[] = {
  [CRM_PASSPHRASE_LOCK_FILE] = { N_ ("Whoever has the file needs this to read it. Nobody can get a forgotten one back: write it down, and keep it in another place than the file."), TRUE, crm_lock_check_passphrase },
  [CRM_PASSPHRASE_UNLOCK_FILE] = { N_ ("The file is locked. Type what it was locked with."), FALSE, NULL },
  [CRM_PASSPHRASE_LOCK_PROGRAM] = { N_ ("Customers asks for this before it shows anything. It may be short: it stops who passes by, not who can use your account."), TRUE, NULL },
  [CRM_PASSPHRASE_UNLOCK_PROGRAM] = { N_ ("Type the passphrase with which Customers is unlocked."), FALSE, NULL },
};

static void
say_problem (CrmPassphraseDialog *self, const char *text)
{
  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
typed_cb (CrmPassphraseDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "passphrase.accept", *gtk_editable_get_text (self->passphrase) != '\0');
}

/* Returns: whether what was typed will do */
static gboolean
check (CrmPassphraseDialog *self)
{
  const char *passphrase = gtk_editable_get_text (self->passphrase);
  g_autoptr (GError) error = NULL;

  if (!uses[self->use].fresh)
    return TRUE;
  if (uses[self->use].check != NULL && !uses[self->use].check (passphrase, &error))
    say_problem (self, error->message);
  else if (strcmp (passphrase, gtk_editable_get_text (self->again)) != 0)
    say_problem (self, _ ("The two are not the same. Type the passphrase again."));
  else
    return TRUE;

  return FALSE;
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmPassphraseDialog *self = CRM_PASSPHRASE_DIALOG (widget);
  g_autoptr (GTask) task = NULL;

  if (!check (self))
    return;

  task = g_steal_pointer (&self->task);
  if (task != NULL)
    g_task_return_pointer (task, g_strdup (gtk_editable_get_text (self->passphrase)), g_free);
  gtk_window_close (GTK_WINDOW (self));
}

static void
activate_cb (CrmPassphraseDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "passphrase.accept", NULL);
}

static void
go_on_cb (CrmPassphraseDialog *self)
{
  if (uses[self->use].fresh)
    gtk_widget_grab_focus (GTK_WIDGET (self->again));
  else
    activate_cb (self);
}

static void
crm_passphrase_dialog_dispose (GObject *object)
{
  CrmPassphraseDialog *self = CRM_PASSPHRASE_DIALOG (object);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task != NULL)
    g_task_return_pointer (task, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_PASSPHRASE_DIALOG);

  G_OBJECT_CLASS (crm_passphrase_dialog_parent_class)->dispose (object);
}

static void
crm_passphrase_dialog_class_init (CrmPassphraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_passphrase_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/widgets/crm-passphrase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmPassphraseDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmPassphraseDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CrmPassphraseDialog, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CrmPassphraseDialog, again);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "passphrase.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_passphrase_dialog_init (CrmPassphraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  crm_entry_row_expose (ADW_ENTRY_ROW (self->passphrase));
  crm_entry_row_expose (ADW_ENTRY_ROW (self->again));
  typed_cb (self);
}

/**
 * crm_passphrase_ask_async:
 * @parent: a widget of the window that asks
 * @use: what is to be locked or unlocked with it
 * @problem: (nullable): what was wrong with the last one
 * @callback: ends with crm_passphrase_ask_finish()
 */
void
crm_passphrase_ask_async (GtkWidget *parent, CrmPassphraseUse use, const char *problem, GAsyncReadyCallback callback, gpointer user_data)
{
  CrmPassphraseDialog *self = g_object_new (CRM_TYPE_PASSPHRASE_DIALOG, NULL);

  self->task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (self->task, crm_passphrase_ask_async);
  self->use = use;
  gtk_widget_set_visible (GTK_WIDGET (self->again), uses[use].fresh);
  adw_preferences_group_set_description (self->group, _ (uses[use].description));
  say_problem (self, problem);
  crm_dialog_present (GTK_WINDOW (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

/**
 * crm_passphrase_ask_finish:
 *
 * Returns: (transfer full) (nullable): the passphrase; %NULL where nobody gave one
 */
char *
crm_passphrase_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
