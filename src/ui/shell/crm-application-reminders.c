/* One watch for each open file; the program stays while one of them waits and no window is left. Of two windows over one file the newer one's store
 * is watched: what was shown is remembered in the file, so nothing is shown twice. */

#include "config.h"

#include "crm-application-reminders.h"

#include "crm-reminder-watch.h"
#include "crm-window-private.h"

struct _CrmApplicationReminders
{
  GtkApplication *application; /* (unowned): outlives it */
  CrmAppLock     *lock;        /* (owned) */
  GSettings      *settings;    /* (owned) */
  GHashTable     *watches;     /* (owned): path → CrmReminderWatch */
  gboolean        is_holding;
  gboolean        is_quitting;
};

static char *
make_id (CrmReminderWatch *watch, gint64 activity)
{
  return g_strdup_printf ("reminder-%08x-%ld", g_str_hash (crm_store_get_path (crm_reminder_watch_get_store (watch))), (long) activity);
}

static gboolean
has_window (CrmApplicationReminders *self)
{
  for (GList *item = gtk_application_get_windows (self->application); item != NULL; item = item->next)
    {
      if (CRM_IS_WINDOW (item->data))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_waiting (CrmApplicationReminders *self)
{
  GHashTableIter iter;
  gpointer       watch;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, NULL, &watch))
    {
      if (crm_reminder_watch_is_waiting (watch))
        return TRUE;
    }

  return FALSE;
}

/* Without a window the program runs for the sake of what is to come, and for nothing else. */
static void
settle (CrmApplicationReminders *self)
{
  gboolean wanted = !self->is_quitting && !has_window (self) && g_settings_get_boolean (self->settings, "keep-running") && is_waiting (self);

  if (wanted == self->is_holding)
    return;

  self->is_holding = wanted;
  if (wanted)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_application_release (G_APPLICATION (self->application));
}

static void
show_cb (CrmApplicationReminders *self, const CrmReminder *reminder, CrmReminderWatch *watch)
{
  g_autoptr (GNotification) notification = crm_reminder_watch_make_notification (watch, reminder, crm_app_lock_is_locked (self->lock));
  g_autofree char *id = make_id (watch, reminder->activity);

  g_application_send_notification (G_APPLICATION (self->application), id, notification);
}

static void
hide_cb (CrmApplicationReminders *self, gint64 activity, CrmReminderWatch *watch)
{
  g_autofree char *id = make_id (watch, activity);

  g_application_withdraw_notification (G_APPLICATION (self->application), id);
}

static void
drop_watch (gpointer watch)
{
  g_signal_handlers_disconnect_matched (watch, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, show_cb, NULL);
  g_object_run_dispose (watch);
  g_object_unref (watch); /* owned by the table */
}

static void
watch_store (CrmApplicationReminders *self, CrmStore *store)
{
  CrmReminderWatch *watch = crm_reminder_watch_new (store);

  g_signal_connect_swapped (watch, "show", G_CALLBACK (show_cb), self);
  g_signal_connect_swapped (watch, "hide", G_CALLBACK (hide_cb), self);
  g_signal_connect_swapped (watch, "checked", G_CALLBACK (settle), self);
  g_hash_table_replace (self->watches, g_strdup (crm_store_get_path (store)), watch);
}

/* The window lets go of its file, which is to be another one. */
static void
forget_file_of (CrmApplicationReminders *self, CrmContext *context)
{
  for (GList *item = gtk_application_get_windows (self->application); item != NULL; item = item->next)
    {
      if (CRM_IS_WINDOW (item->data) && CRM_WINDOW (item->data)->context == context && crm_window_get_path (item->data) != NULL)
        g_hash_table_remove (self->watches, crm_window_get_path (item->data));
    }
}

static void
store_changed_cb (CrmApplicationReminders *self, CrmContext *context)
{
  CrmStore *store = crm_context_get_store (context);

  if (store != NULL)
    watch_store (self, store);
  else
    forget_file_of (self, context);
}

static void
window_added_cb (CrmApplicationReminders *self, GtkWindow *window)
{
  if (!CRM_IS_WINDOW (window))
    return;
  g_signal_connect_swapped (CRM_WINDOW (window)->context, "store-changed", G_CALLBACK (store_changed_cb), self);
  settle (self);
}

static void
window_removed_cb (CrmApplicationReminders *self, GtkWindow *window)
{
  if (!CRM_IS_WINDOW (window))
    return;
  if (CRM_WINDOW (window)->context != NULL)
    g_signal_handlers_disconnect_by_data (CRM_WINDOW (window)->context, self);
  settle (self);
}

static CrmReminderWatch *
find_watch (CrmApplicationReminders *self, const char *path)
{
  return g_hash_table_lookup (self->watches, path);
}

static void
done_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char       *path;
  gint64            activity;
  CrmReminderWatch *watch;

  g_variant_get (parameter, "(&sx)", &path, &activity);
  watch = find_watch (user_data, path);
  if (watch != NULL)
    crm_reminder_watch_finish (watch, activity);
}

static void
later_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char       *path;
  gint64            activity;
  int               later;
  CrmReminderWatch *watch;

  g_variant_get (parameter, "(&sxi)", &path, &activity, &later);
  watch = find_watch (user_data, path);
  if (watch != NULL && later >= CRM_LATER_TEN_MINUTES && later <= CRM_LATER_TOMORROW)
    crm_reminder_watch_put_off (watch, activity, (CrmLater) later);
}

/* A click on the notification. */
static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CrmApplicationReminders *self = user_data;
  const char              *path;
  gint64                   activity;

  g_variant_get (parameter, "(&sx)", &path, &activity);
  crm_application_show_record (CRM_APPLICATION (self->application), path, activity);
}

static const GActionEntry entries[] = {
  { "reminder-open", open_cb, "(sx)" },
  { "reminder-done", done_cb, "(sx)" },
  { "reminder-later", later_cb, "(sxi)" },
};

/**
 * crm_application_reminders_new:
 *
 * @lock: while it is locked, reminders do not say what they are about
 *
 * Returns: (transfer full): what shows the reminders of all files that windows of @application open from now on
 */
CrmApplicationReminders *
crm_application_reminders_new (GtkApplication *application, CrmAppLock *lock)
{
  CrmApplicationReminders *self = g_new0 (CrmApplicationReminders, 1);

  self->application = application;
  self->lock = g_object_ref (lock);
  self->settings = g_settings_new (CRM_APP_ID);
  self->watches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, drop_watch);
  g_signal_connect_swapped (application, "window-added", G_CALLBACK (window_added_cb), self);
  g_signal_connect_swapped (application, "window-removed", G_CALLBACK (window_removed_cb), self);
  g_signal_connect_swapped (self->settings, "changed::keep-running", G_CALLBACK (settle), self);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), self);

  return self;
}

void
crm_application_reminders_free (CrmApplicationReminders *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_action_map_remove_action (G_ACTION_MAP (self->application), entries[i].name);
  g_signal_handlers_disconnect_by_data (self->application, self);
  g_hash_table_unref (self->watches);
  g_object_unref (self->settings); /* owned */
  g_object_unref (self->lock);     /* owned */
  g_free (self);
}

/**
 * crm_application_reminders_quit:
 *
 * Lets the program end with its last window, whatever is to come: somebody quits.
 */
void
crm_application_reminders_quit (CrmApplicationReminders *self)
{
  self->is_quitting = TRUE;
  settle (self);
}
