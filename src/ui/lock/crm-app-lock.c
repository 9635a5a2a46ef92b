/* Windows are hidden as they are, with what is open in them, and shown again. One that somebody shows meanwhile, because a file was opened from outside or a
 * reminder pressed, is hidden before it is painted. */

#include "config.h"

#include "crm-app-lock.h"

#include "crm-clock.h"
#include "crm-lock-window.h"

#include <string.h>

struct _CrmAppLock
{
  GObject parent_instance;

  GtkApplication *application; /* (unowned): outlives it */
  GSettings      *settings;    /* (owned) */
  GtkWindow      *window;      /* (weak) (nullable): asks for the passphrase */
  GPtrArray      *hidden;      /* (owned) (element-type GtkWindow): in the order in which they are shown again */
  gint64          touched;     /* instant */
  guint           watch;       /* source */
  gboolean        locked;
};

G_DEFINE_FINAL_TYPE (CrmAppLock, crm_app_lock, G_TYPE_OBJECT)

enum
{
  PROP_APPLICATION = 1,
  PROP_LOCKED,
  PROP_SET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A computer that slept has not counted the time: it is looked at so often. */
#define LOOK_SECONDS 10

static gboolean
is_set (CrmAppLock *self)
{
  g_autofree char *hash = g_settings_get_string (self->settings, "lock-hash");

  return *hash != '\0';
}

static void
set_locked (CrmAppLock *self, gboolean locked)
{
  if (self->locked == locked)
    return;

  self->locked = locked;
  self->touched = crm_clock_now ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

static void
hide_window (CrmAppLock *self, GtkWindow *window)
{
  if (!g_ptr_array_find (self->hidden, window, NULL))
    g_ptr_array_add (self->hidden, g_object_ref (window));
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
}

static gboolean
exists (GtkWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (all, i);

      if (one == window)
        return TRUE;
    }

  return FALSE;
}

static void
unlocked_cb (CrmAppLock *self)
{
  g_autoptr (GPtrArray) hidden = g_steal_pointer (&self->hidden);

  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  set_locked (self, FALSE);
  for (guint i = 0; i < hidden->len; i++)
    {
      if (exists (hidden->pdata[i]))
        gtk_window_present (hidden->pdata[i]);
    }
  gtk_window_destroy (self->window);
}

/* Who closes it wants to be rid of the program. */
static gboolean
closed_cb (CrmAppLock *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);

  return GDK_EVENT_PROPAGATE;
}

/* It stands for the window that was hidden first. */
static void
take_size (CrmAppLock *self)
{
  int width, height;

  gtk_window_get_default_size (self->hidden->pdata[0], &width, &height);
  gtk_window_set_default_size (self->window, width, height);
  if (gtk_window_is_maximized (self->hidden->pdata[0]))
    gtk_window_maximize (self->window);
}

static void
show_lock_window (CrmAppLock *self)
{
  if (self->window == NULL)
    {
      g_set_weak_pointer (&self->window, crm_lock_window_new (self->application, self->settings));
      g_signal_connect_object (self->window, "unlocked", G_CALLBACK (unlocked_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->window, "close-request", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
      take_size (self);
    }
  gtk_window_present (self->window);
}

/* A window comes before those that belong to it, as it did when they were opened. */
static void
hide_all (CrmAppLock *self)
{
  GListModel *all = gtk_window_get_toplevels ();
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (window != self->window && gtk_widget_get_visible (GTK_WIDGET (window)))
        g_ptr_array_add (shown, g_steal_pointer (&window));
    }
  for (guint depth = 0; shown->len > 0; depth++)
    {
      for (guint i = shown->len; i-- > 0;)
        {
          GtkWindow *window = shown->pdata[i];
          guint      own = 0;

          for (GtkWindow *owner = gtk_window_get_transient_for (window); owner != NULL; owner = gtk_window_get_transient_for (owner))
            own++;
          if (own > depth)
            continue;
          hide_window (self, window);
          g_ptr_array_remove_index (shown, i);
        }
    }
}

/**
 * crm_app_lock_lock:
 *
 * Hides everything until somebody gives the passphrase; does nothing where none has been chosen.
 */
void
crm_app_lock_lock (CrmAppLock *self)
{
  g_return_if_fail (CRM_IS_APP_LOCK (self));

  if (self->locked || !is_set (self))
    return;

  set_locked (self, TRUE);
  hide_all (self);
  if (self->hidden->len > 0)
    show_lock_window (self);
}

/* Minutes; 0 for never. */
static int
get_patience (CrmAppLock *self)
{
  return g_settings_get_enum (self->settings, "lock-after");
}

/* A clock that was set back begins to count anew. */
static gboolean
is_forgotten (CrmAppLock *self)
{
  int patience = get_patience (self);

  self->touched = MIN (self->touched, crm_clock_now ());

  return patience > 0 && crm_clock_now () - self->touched >= patience * G_TIME_SPAN_MINUTE;
}

/**
 * crm_app_lock_look:
 *
 * Locks, where nobody has touched the program for too long; it does so by itself every few seconds.
 */
void
crm_app_lock_look (CrmAppLock *self)
{
  g_return_if_fail (CRM_IS_APP_LOCK (self));

  if (!self->locked && is_forgotten (self))
    crm_app_lock_lock (self);
}

static gboolean
look_cb (gpointer data)
{
  crm_app_lock_look (data);

  return G_SOURCE_CONTINUE;
}

/* Only where there is something to wait for. */
static void
watch (CrmAppLock *self)
{
  gboolean wanted = is_set (self) && get_patience (self) > 0;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SET]);
  if (wanted && self->watch == 0)
    self->watch = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  else if (!wanted)
    g_clear_handle_id (&self->watch, g_source_remove);
}

/* The first touch after too long is that of a stranger. */
static gboolean
touched_cb (CrmAppLock *self)
{
  if (!self->locked && is_forgotten (self) && is_set (self))
    {
      crm_app_lock_lock (self);
      return GDK_EVENT_STOP;
    }

  self->touched = crm_clock_now ();
  return GDK_EVENT_PROPAGATE;
}

static void
window_shown_cb (CrmAppLock *self, GtkWindow *window)
{
  if (!self->locked || window == self->window)
    return;

  hide_window (self, window);
  show_lock_window (self);
}

static void
window_added_cb (CrmAppLock *self, GtkWindow *window)
{
  GtkEventController *touches = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (touches, GTK_PHASE_CAPTURE);
  g_signal_connect_object (touches, "event", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), touches);
  g_signal_connect_object (window, "show", G_CALLBACK (window_shown_cb), self, G_CONNECT_SWAPPED);
}

/* Where the program goes on without a window, for its reminders, the next one asks again. */
static void
window_removed_cb (CrmAppLock *self)
{
  if (gtk_application_get_windows (self->application) == NULL)
    crm_app_lock_lock (self);
}

static void
crm_app_lock_constructed (GObject *object)
{
  CrmAppLock *self = CRM_APP_LOCK (object);

  G_OBJECT_CLASS (crm_app_lock_parent_class)->constructed (object);

  g_signal_connect_object (self->application, "window-added", G_CALLBACK (window_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->application, "window-removed", G_CALLBACK (window_removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::lock-hash", G_CALLBACK (watch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::lock-after", G_CALLBACK (watch), self, G_CONNECT_SWAPPED);
  self->locked = is_set (self);
  watch (self);
}

static void
crm_app_lock_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmAppLock *self = CRM_APP_LOCK (object);

  switch (prop_id)
    {
    case PROP_LOCKED:
      g_value_set_boolean (value, self->locked);
      break;
    case PROP_SET:
      g_value_set_boolean (value, is_set (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_app_lock_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_APPLICATION:
      CRM_APP_LOCK (object)->application = g_value_get_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_app_lock_dispose (GObject *object)
{
  CrmAppLock *self = CRM_APP_LOCK (object);

  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->hidden, g_ptr_array_unref);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (crm_app_lock_parent_class)->dispose (object);
}

static void
crm_app_lock_class_init (CrmAppLockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = crm_app_lock_constructed;
  object_class->get_property = crm_app_lock_get_property;
  object_class->set_property = crm_app_lock_set_property;
  object_class->dispose = crm_app_lock_dispose;

  properties[PROP_APPLICATION] = g_param_spec_object ("application", NULL, NULL, GTK_TYPE_APPLICATION, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOCKED] = g_param_spec_boolean ("locked", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SET] = g_param_spec_boolean ("set", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crm_app_lock_init (CrmAppLock *self)
{
  self->settings = g_settings_new (CRM_APP_ID);
  self->hidden = g_ptr_array_new_with_free_func (g_object_unref);
  self->touched = crm_clock_now ();
}

/**
 * crm_app_lock_new:
 * @application: outlives the lock
 *
 * Returns: (transfer full): locked, where a passphrase has been chosen; before @application has a window
 */
CrmAppLock *
crm_app_lock_new (GtkApplication *application)
{
  return g_object_new (CRM_TYPE_APP_LOCK, "application", application, NULL);
}

gboolean
crm_app_lock_is_locked (CrmAppLock *self)
{
  g_return_val_if_fail (CRM_IS_APP_LOCK (self), FALSE);

  return self->locked;
}
