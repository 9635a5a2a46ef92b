#include "config.h"

#include "crm-reminder-watch.h"

#include "crm-clock.h"
#include "crm-date-format.h"
#include "crm-format-celebration.h"
#include "crm-format.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* Never wait longer than this for what is planned, in seconds: timers stand still while the computer sleeps, and clocks are set. */
#define WAIT_MOST 60

/* How often it is asked where nothing is planned for the coming weeks. */
#define WAIT_IDLE (60 * 60)

/* When "tomorrow" begins, and when somebody is told whose day it is, in minutes of the day. */
#define MORNING (9 * 60)

/* So many who celebrate on one day are told of; all of them stand on the page of the day. */
#define GREETINGS_MOST 5

struct _CrmReminderWatch
{
  GObject parent_instance;

  CrmStore   *store;   /* (owned) */
  CrmContext *context; /* (owned): of its own, for there may be no window */
  GHashTable *shown;   /* (owned): activity → gint64, the instant that what is on the screen stands for */
  gint64      next;    /* 0 for none */
  guint       timer;
  gboolean    is_checking;
  gboolean    is_stale; /* something changed while it was asked */
};

G_DEFINE_FINAL_TYPE (CrmReminderWatch, crm_reminder_watch, G_TYPE_OBJECT)

enum
{
  SHOW,
  HIDE,
  CHECKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
timer_cb (gpointer data)
{
  CrmReminderWatch *self = data;

  self->timer = 0;
  crm_reminder_watch_check (self);

  return G_SOURCE_REMOVE;
}

static void
wait (CrmReminderWatch *self)
{
  gint64 seconds = (self->next - crm_clock_now ()) / G_USEC_PER_SEC + 1;
  guint  delay = self->next != 0 ? (guint) CLAMP (seconds, 1, WAIT_MOST) : WAIT_IDLE;

  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (delay, timer_cb, self);
}

/* A file that cannot be written to remembers nothing: this process does, then. */
static gboolean
is_on_screen (CrmReminderWatch *self, const CrmReminder *reminder)
{
  gint64 *at = g_hash_table_lookup (self->shown, &reminder->activity);

  return at != NULL && *at == reminder->at;
}

static void
remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  crm_reminders_remember_finish (CRM_STORE (source), result, NULL);
}

static void
show (CrmReminderWatch *self, const CrmReminder *reminder)
{
  if (is_on_screen (self, reminder))
    return;

  g_hash_table_replace (self->shown, g_memdup2 (&reminder->activity, sizeof (gint64)), g_memdup2 (&reminder->at, sizeof (gint64)));
  g_signal_emit (self, signals[SHOW], 0, reminder);
  crm_reminders_remember (self->store, reminder->activity, reminder->at, 0, remembered_cb, NULL);
}

static CrmReminder *
new_greeting (CrmReminderWatch *self, const CrmCelebration *celebration, gint64 at)
{
  g_autoptr (CrmRecord) person = crm_store_get (self->store, celebration->person, NULL);
  CrmReminder *reminder;

  if (person == NULL)
    return NULL;

  reminder = g_new0 (CrmReminder, 1);
  reminder->activity = celebration->person;
  reminder->title = crm_format_title (person);
  reminder->about = crm_format_celebration (self->context, person, celebration);
  reminder->day = celebration->day;
  reminder->minute = CRM_WHOLE_DAY;
  reminder->at = at;

  return reminder;
}

/* Days that people celebrate have no time: they are told of in the morning, once, while nobody has seen to them. */
static void
greet (CrmReminderWatch *self)
{
  CrmDate     today = crm_context_get_today (self->context);
  CrmCalendar calendar = crm_context_get_culture (self->context)->calendar;
  gint64      at = crm_appointment_to_instant (today, MORNING);
  g_autoptr (GPtrArray) found = crm_clock_now () >= at ? crm_celebrations_find (self->store, today, 1, calendar, GREETINGS_MOST) : NULL;

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const CrmCelebration *celebration = g_ptr_array_index (found, i);
      CrmReminder          *reminder = crm_reminders_get_shown (self->store, celebration->person) < at ? new_greeting (self, celebration, at) : NULL;

      if (reminder == NULL)
        continue;
      show (self, reminder);
      crm_reminder_free (reminder);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmReminderWatch) self = user_data;
  gint64 next;
  g_autoptr (GPtrArray) due = crm_reminders_load_finish (CRM_STORE (source), result, &next, NULL);

  self->is_checking = FALSE;
  if (self->store == NULL)
    return;
  if (due != NULL)
    self->next = next;
  for (guint i = 0; due != NULL && i < due->len; i++)
    show (self, g_ptr_array_index (due, i));
  greet (self);
  if (self->is_stale)
    {
      crm_reminder_watch_check (self);
      return;
    }
  wait (self);
  g_signal_emit (self, signals[CHECKED], 0);
}

/**
 * crm_reminder_watch_check:
 *
 * Asks the file what is due now.
 */
void
crm_reminder_watch_check (CrmReminderWatch *self)
{
  self->is_stale = self->is_checking;
  if (self->is_checking || self->store == NULL)
    return;

  self->is_checking = TRUE;
  crm_reminders_load_async (self->store, crm_clock_now (), loaded_cb, g_object_ref (self));
}

static void
crm_reminder_watch_dispose (GObject *object)
{
  CrmReminderWatch *self = CRM_REMINDER_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_reminder_watch_parent_class)->dispose (object);
}

static void
crm_reminder_watch_finalize (GObject *object)
{
  g_hash_table_unref (CRM_REMINDER_WATCH (object)->shown);

  G_OBJECT_CLASS (crm_reminder_watch_parent_class)->finalize (object);
}

static void
crm_reminder_watch_class_init (CrmReminderWatchClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_reminder_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_reminder_watch_finalize;

  signals[SHOW] = g_signal_new ("show", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[HIDE] = g_signal_new ("hide", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CHECKED] = g_signal_new ("checked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_reminder_watch_init (CrmReminderWatch *self)
{
  self->shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static gboolean
begin_cb (gpointer data)
{
  CrmReminderWatch *self = data;

  self->timer = 0;
  crm_reminder_watch_check (self);

  return G_SOURCE_REMOVE;
}

/**
 * crm_reminder_watch_new:
 * @store: an open file
 *
 * Returns: (transfer full): a watch that asks as soon as nothing else is to be done
 */
CrmReminderWatch *
crm_reminder_watch_new (CrmStore *store)
{
  CrmReminderWatch *self = g_object_new (CRM_TYPE_REMINDER_WATCH, NULL);

  self->store = g_object_ref (store);
  self->context = crm_context_new ();
  crm_context_set_store (self->context, store);
  g_signal_connect_object (store, "changed", G_CALLBACK (crm_reminder_watch_check), self, G_CONNECT_SWAPPED);
  self->timer = g_idle_add_full (G_PRIORITY_LOW, begin_cb, self, NULL);

  return self;
}

CrmStore *
crm_reminder_watch_get_store (CrmReminderWatch *self)
{
  return self->store;
}

/**
 * crm_reminder_watch_is_waiting:
 *
 * Returns: whether a reminder is to come within the next weeks
 */
gboolean
crm_reminder_watch_is_waiting (CrmReminderWatch *self)
{
  return self->next != 0;
}

/**
 * crm_reminder_watch_finish:
 * @activity: whose reminder was shown
 *
 * Marks it as done; of what repeats, the time that is open.
 */
void
crm_reminder_watch_finish (CrmReminderWatch *self, gint64 activity)
{
  g_autoptr (CrmRecord) record = crm_store_get (self->store, activity, NULL);
  g_autoptr (CrmRecord) draft = record != NULL ? crm_record_edit (record) : NULL;
  g_autofree char *name = record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : NULL;
  g_autofree char *shown = name != NULL ? crm_text_isolate (name) : NULL;
  g_autofree char *title = NULL;

  g_signal_emit (self, signals[HIDE], 0, activity);
  if (record == NULL || crm_object_get_integer (CRM_OBJECT (record), "done_at") != CRM_UNSET)
    return;
  /* Translators: something that was to be done */
  title = g_strdup_printf (_ ("Done: “%s”"), shown);
  crm_object_set_integer (CRM_OBJECT (draft), "done_at", crm_clock_now ());
  crm_context_commit_record (self->context, title, draft, NULL, NULL);
}

static gint64
find_later (CrmLater later)
{
  gint64 now = crm_clock_now ();

  switch (later)
    {
    case CRM_LATER_HOUR:
      return now + G_TIME_SPAN_HOUR;
    case CRM_LATER_TOMORROW:
      return crm_appointment_to_instant (crm_date_add_days (crm_date_from_instant (now), 1), MORNING);
    case CRM_LATER_TEN_MINUTES:
    default:
      return now + 10 * G_TIME_SPAN_MINUTE;
    }
}

static void
put_off_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmReminderWatch) self = user_data;

  crm_reminders_remember_finish (CRM_STORE (source), result, NULL);
  crm_reminder_watch_check (self);
}

/**
 * crm_reminder_watch_put_off:
 * @activity: whose reminder was shown
 *
 * Shows it again later, also after a restart.
 */
void
crm_reminder_watch_put_off (CrmReminderWatch *self, gint64 activity, CrmLater later)
{
  gint64 *shown = g_hash_table_lookup (self->shown, &activity);
  gint64  at = shown != NULL ? *shown : crm_clock_now ();

  g_signal_emit (self, signals[HIDE], 0, activity);
  g_hash_table_remove (self->shown, &activity);
  crm_reminders_remember (self->store, activity, at, find_later (later), put_off_cb, g_object_ref (self));
}

static char *
describe_when (CrmReminderWatch *self, const CrmReminder *reminder)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  g_autofree char  *day = crm_date_format_relative (reminder->day, crm_context_get_today (self->context), culture);
  g_autofree char  *time = NULL;

  if (reminder->minute == CRM_WHOLE_DAY)
    return g_steal_pointer (&day);
  time = crm_instant_format (crm_appointment_to_instant (reminder->day, reminder->minute), culture, CRM_INSTANT_STYLE_TIME);

  /* Translators: when something takes place: 1: a day, such as Today, 2: a time */
  return g_strdup_printf (_ ("%1$s, %2$s"), day, time);
}

static void
add_later (GNotification *notification, const char *label, GVariant *target, CrmLater later)
{
  g_autoptr (GVariant) path = g_variant_get_child_value (target, 0);
  g_autoptr (GVariant) activity = g_variant_get_child_value (target, 1);

  g_notification_add_button_with_target_value (notification, label, "app.reminder-later", g_variant_new ("(@s@xi)", path, activity, (int) later));
}

/**
 * crm_reminder_watch_make_notification:
 * @hidden: whether it only says that there is something, because others may see it
 *
 * Returns: (transfer full): what the desktop shows: what and when, with Done and Later, or whose day it is; its actions are `app.reminder-open` and
 *   `app.reminder-done` (path of the file, activity), and `app.reminder-later` (the same and a #CrmLater)
 */
GNotification *
crm_reminder_watch_make_notification (CrmReminderWatch *self, const CrmReminder *reminder, gboolean hidden)
{
  GNotification   *notification = g_notification_new (!hidden && *reminder->title != '\0' ? reminder->title : _ ("Reminder"));
  g_autofree char *when = !hidden && reminder->about == NULL ? describe_when (self, reminder) : NULL;
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new ("(sx)", crm_store_get_path (self->store), reminder->activity));

  g_notification_set_body (notification, hidden ? _ ("Unlock Customers to see it.") : reminder->about != NULL ? reminder->about
                                                                                                              : when);
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target_value (notification, "app.reminder-open", target);
  if (hidden || reminder->about != NULL)
    return notification;

  g_notification_add_button_with_target_value (notification, _ ("Done"), "app.reminder-done", target);
  add_later (notification, _ ("In 10 Minutes"), target, CRM_LATER_TEN_MINUTES);
  add_later (notification, _ ("Tomorrow"), target, CRM_LATER_TOMORROW);
  add_later (notification, _ ("In an Hour"), target, CRM_LATER_HOUR);

  return notification;
}
