#include "config.h"

#include "crm-lock-window.h"

#include "crm-entry-row.h"
#include "crm-password-hash.h"

#include <glib/gi18n-lib.h>

struct _CrmLockWindow
{
  AdwWindow parent_instance;

  GSettings *settings; /* (owned) */
  guint      wrong;    /* how often, since it was shown */
  guint      wait;     /* source */

  /* Template widgets */
  GtkEditable *passphrase;
  GtkLabel    *problem;
  GtkWidget   *box;
};

G_DEFINE_FINAL_TYPE (CrmLockWindow, crm_lock_window, ADW_TYPE_WINDOW)

enum
{
  UNLOCKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* So often one may mistype; then it takes so long until the next try. */
#define TRIES 3
#define WAIT_SECONDS 5

static void
say (CrmLockWindow *self, const char *problem)
{
  gtk_label_set_text (self->problem, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), *problem != '\0');
}

static void
set_ready (CrmLockWindow *self, gboolean ready)
{
  gtk_widget_set_sensitive (self->box, ready);
  if (ready)
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

static gboolean
waited_cb (gpointer data)
{
  CrmLockWindow *self = data;

  self->wait = 0;
  say (self, "");
  set_ready (self, TRUE);

  return G_SOURCE_REMOVE;
}

static void
refuse (CrmLockWindow *self)
{
  self->wrong++;
  gtk_editable_set_text (self->passphrase, "");
  if (self->wrong >= TRIES)
    {
      say (self, _ ("This is not the passphrase. Wait a moment before you try again."));
      self->wait = g_timeout_add_seconds (WAIT_SECONDS, waited_cb, self);
      return;
    }

  set_ready (self, TRUE);
  say (self, _ ("This is not the passphrase."));
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmLockWindow) self = user_data;

  /* It was closed meanwhile. */
  if (self->settings == NULL)
    return;
  if (crm_password_hash_verify_finish (result))
    g_signal_emit (self, signals[UNLOCKED], 0);
  else
    refuse (self);
}

static void
unlock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmLockWindow   *self = CRM_LOCK_WINDOW (widget);
  g_autofree char *hash = g_settings_get_string (self->settings, "lock-hash");

  if (!gtk_widget_get_sensitive (self->box))
    return;

  set_ready (self, FALSE);
  crm_password_hash_verify_async (hash, gtk_editable_get_text (self->passphrase), verified_cb, g_object_ref (self));
}

static void
typed_cb (CrmLockWindow *self)
{
  gboolean typed = *gtk_editable_get_text (self->passphrase) != '\0';

  if (typed)
    say (self, "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lock.unlock", typed);
}

static void
activate_cb (CrmLockWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "lock.unlock", NULL);
}

static void
crm_lock_window_dispose (GObject *object)
{
  CrmLockWindow *self = CRM_LOCK_WINDOW (object);

  g_clear_handle_id (&self->wait, g_source_remove);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_LOCK_WINDOW);

  G_OBJECT_CLASS (crm_lock_window_parent_class)->dispose (object);
}

static void
crm_lock_window_class_init (CrmLockWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_lock_window_dispose;

  signals[UNLOCKED] = g_signal_new ("unlocked", CRM_TYPE_LOCK_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/lock/crm-lock-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmLockWindow, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CrmLockWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmLockWindow, box);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "lock.unlock", NULL, unlock_action);
}

static void
crm_lock_window_init (CrmLockWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  crm_entry_row_expose (ADW_ENTRY_ROW (self->passphrase));
  typed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

/**
 * crm_lock_window_new:
 * @settings: of the program: where what is kept of the passphrase is
 *
 * Returns: (transfer none): the window, owned by the toolkit until it is closed
 */
GtkWindow *
crm_lock_window_new (GtkApplication *application, GSettings *settings)
{
  CrmLockWindow *self = g_object_new (CRM_TYPE_LOCK_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);

  return GTK_WINDOW (self);
}
