#include "config.h"

#include "crm-lock-group.h"

#include "crm-choice-row.h"
#include "crm-passphrase-dialog.h"
#include "crm-password-hash.h"

#include <glib/gi18n-lib.h>

struct _CrmLockGroup
{
  AdwPreferencesGroup parent_instance;

  GSettings *settings; /* (owned) */

  /* Template widgets */
  AdwActionRow *passphrase_row;
  GtkWidget    *choose;
  GtkWidget    *remove;
  AdwComboRow  *after_row;
};

G_DEFINE_FINAL_TYPE (CrmLockGroup, crm_lock_group, ADW_TYPE_PREFERENCES_GROUP)

static const struct
{
  const char *value;
  const char *label;
} patience[] = {
  { "1-minute", N_ ("1 minute") },
  { "5-minutes", N_ ("5 minutes") },
  { "15-minutes", N_ ("15 minutes") },
  { "60-minutes", N_ ("1 hour") },
  { "never", NC_ ("lock", "Never") },
};

static void
show (CrmLockGroup *self)
{
  g_autofree char *hash = g_settings_get_string (self->settings, "lock-hash");
  gboolean         set = *hash != '\0';

  adw_action_row_set_subtitle (self->passphrase_row, set ? _ ("Asked for when Customers starts") : _ ("None: Customers is never locked"));
  gtk_widget_set_visible (self->choose, !set);
  gtk_widget_set_visible (self->remove, set);
  gtk_widget_set_sensitive (GTK_WIDGET (self->after_row), set);
}

static void
say_problem (CrmLockGroup *self, const GError *error)
{
  adw_action_row_set_subtitle (self->passphrase_row, error->message);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmLockGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = crm_password_hash_new_finish (result, &error);

  /* It was closed meanwhile: somebody who goes away has chosen all the same. */
  if (hash != NULL)
    g_settings_set_string (self->settings, "lock-hash", hash);
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    say_problem (self, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmLockGroup) self = user_data;
  g_autofree char *passphrase = crm_passphrase_ask_finish (result, NULL);

  if (passphrase != NULL)
    crm_password_hash_new_async (passphrase, made_cb, g_object_ref (self));
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  crm_passphrase_ask_async (widget, CRM_PASSPHRASE_LOCK_PROGRAM, NULL, chosen_cb, g_object_ref (widget));
}

static void given_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmLockGroup) self = user_data;

  if (crm_password_hash_verify_finish (result))
    g_settings_reset (self->settings, "lock-hash");
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    crm_passphrase_ask_async (GTK_WIDGET (self), CRM_PASSPHRASE_UNLOCK_PROGRAM, _ ("This is not the passphrase."), given_cb, g_object_ref (self));
}

static void
given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmLockGroup) self = user_data;
  g_autofree char *passphrase = crm_passphrase_ask_finish (result, NULL);
  g_autofree char *hash = g_settings_get_string (self->settings, "lock-hash");

  if (passphrase != NULL)
    crm_password_hash_verify_async (hash, passphrase, verified_cb, g_object_ref (self));
}

/* Nobody who passes by takes it away. */
static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  crm_passphrase_ask_async (widget, CRM_PASSPHRASE_UNLOCK_PROGRAM, NULL, given_cb, g_object_ref (widget));
}

static void
crm_lock_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_LOCK_GROUP);

  G_OBJECT_CLASS (crm_lock_group_parent_class)->dispose (object);
}

static void
crm_lock_group_finalize (GObject *object)
{
  g_clear_object (&CRM_LOCK_GROUP (object)->settings);

  G_OBJECT_CLASS (crm_lock_group_parent_class)->finalize (object);
}

static void
crm_lock_group_class_init (CrmLockGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_lock_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_lock_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/preferences/crm-lock-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmLockGroup, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, CrmLockGroup, choose);
  gtk_widget_class_bind_template_child (widget_class, CrmLockGroup, remove);
  gtk_widget_class_bind_template_child (widget_class, CrmLockGroup, after_row);
  gtk_widget_class_install_action (widget_class, "lock.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "lock.remove", NULL, remove_action);
}

static void
crm_lock_group_init (CrmLockGroup *self)
{
  CrmChoices *list = crm_choices_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (CRM_APP_ID);
  for (guint i = 0; i < G_N_ELEMENTS (patience); i++)
    crm_choices_add (list, patience[i].value, g_str_equal (patience[i].value, "never") ? g_dpgettext2 (GETTEXT_PACKAGE, "lock", patience[i].label) : _ (patience[i].label));
  crm_choices_bind (list, GTK_WIDGET (self->after_row), self->settings, "lock-after");
  g_signal_connect_object (self->settings, "changed::lock-hash", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
