/* Reminders, with a clock that is set by hand: each is shown once, Done and Later do what they say, and none is lost between two runs. */

#include "config.h"

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-clock.h"
#include "crm-reminder-watch.h"

#define START G_GINT64_CONSTANT (1742630400000000) /* 2025-03-22T08:00:00Z */

typedef struct
{
  CrmTestFile       file;
  CrmReminderWatch *watch;
  GString          *shown; /* titles, in their order */
  gint64            last;  /* the activity that was shown last */
  gint64            hidden;
  guint             n_checks;
} Fixture;

static void
show_cb (Fixture *fixture, const CrmReminder *reminder)
{
  g_string_append_printf (fixture->shown, "%s%s", fixture->shown->len > 0 ? ", " : "", reminder->title);
  fixture->last = reminder->activity;
}

static void
hide_cb (Fixture *fixture, gint64 activity)
{
  fixture->hidden = activity;
}

static void
checked_cb (Fixture *fixture)
{
  fixture->n_checks++;
}

static void
start (Fixture *fixture)
{
  if (fixture->file.store == NULL)
    fixture->file.store = crm_store_open (fixture->file.path, CRM_STORE_OPEN_NONE, NULL);
  g_assert_nonnull (fixture->file.store);
  fixture->watch = crm_reminder_watch_new (fixture->file.store);
  g_signal_connect_swapped (fixture->watch, "show", G_CALLBACK (show_cb), fixture);
  g_signal_connect_swapped (fixture->watch, "hide", G_CALLBACK (hide_cb), fixture);
  g_signal_connect_swapped (fixture->watch, "checked", G_CALLBACK (checked_cb), fixture);
}

static void
stop (Fixture *fixture)
{
  g_object_run_dispose (G_OBJECT (fixture->watch));
  g_clear_object (&fixture->watch);
}

/* As when the program ends: the file closes once all is written. */
static void
restart (Fixture *fixture)
{
  gpointer store = fixture->file.store;

  stop (fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->file.store), &store);
  g_clear_object (&fixture->file.store);
  wait_for (store == NULL);
  start (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  crm_clock_set (START);
  crm_test_file_open (&fixture->file);
  fixture->shown = g_string_new (NULL);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop (fixture);
  settle ();
  crm_test_file_close (&fixture->file);
  g_string_free (fixture->shown, TRUE);
  crm_clock_set (0);
}

static gint64
add (Fixture *fixture, const char *subject, const char *time, const char *repeat)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) record = crm_record_new ("activity");

  crm_object_set_text (CRM_OBJECT (record), "kind", "task");
  crm_object_set_text (CRM_OBJECT (record), "subject", subject);
  crm_object_set_text (CRM_OBJECT (record), "due", "2025-03-22");
  crm_object_set_text (CRM_OBJECT (record), "due_time", time);
  crm_object_set_text (CRM_OBJECT (record), "repeat", repeat);
  crm_object_set_integer (CRM_OBJECT (record), "remind", 15);
  crm_store_save (fixture->file.store, "Add", record, &error);
  g_assert_no_error (error);

  return crm_record_get_id (record);
}

/* The clock goes on by so many minutes, and the watch looks. */
static void
pass (Fixture *fixture, int minutes)
{
  guint before = fixture->n_checks;

  crm_clock_set (crm_clock_now () + minutes * G_TIME_SPAN_MINUTE);
  crm_reminder_watch_check (fixture->watch);
  wait_for (fixture->n_checks > before);
}

static void
test_once (Fixture *fixture, gconstpointer data)
{
  add (fixture, "Tea", "09:00", NULL);
  pass (fixture, 44);
  g_assert_cmpstr (fixture->shown->str, ==, "");
  g_assert_true (crm_reminder_watch_is_waiting (fixture->watch));
  pass (fixture, 1);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea");
  g_assert_false (crm_reminder_watch_is_waiting (fixture->watch));
  pass (fixture, 5);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea");

  /* After a restart it is not shown again. */
  restart (fixture);
  pass (fixture, 1);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea");
}

/* The computer slept over it: it is shown when it wakes. */
static void
test_suspend (Fixture *fixture, gconstpointer data)
{
  add (fixture, "Tea", "09:00", NULL);
  pass (fixture, 1);
  pass (fixture, 6 * 60);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea");
  /* The clock is set back: once is enough. */
  pass (fixture, -6 * 60);
  pass (fixture, 60);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea");
}

static void
test_later (Fixture *fixture, gconstpointer data)
{
  gint64 tea = add (fixture, "Tea", "09:00", NULL);
  guint  before;

  pass (fixture, 45);
  before = fixture->n_checks;
  crm_reminder_watch_put_off (fixture->watch, tea, CRM_LATER_HOUR);
  g_assert_cmpint (fixture->hidden, ==, tea);
  wait_for (fixture->n_checks > before);
  pass (fixture, 59);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea");
  g_assert_true (crm_reminder_watch_is_waiting (fixture->watch));
  /* Between two runs, too. */
  restart (fixture);
  pass (fixture, 1);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea, Tea");
  before = fixture->n_checks;
  crm_reminder_watch_put_off (fixture->watch, tea, CRM_LATER_TOMORROW);
  wait_for (fixture->n_checks > before);
  pass (fixture, 22 * 60);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea, Tea");
  pass (fixture, 75);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea, Tea, Tea");
}

static gboolean
is_done (Fixture *fixture, gint64 activity)
{
  g_autoptr (CrmRecord) record = crm_store_get (fixture->file.store, activity, NULL);

  return crm_object_get_integer (CRM_OBJECT (record), "done_at") != CRM_UNSET;
}

static void
test_done (Fixture *fixture, gconstpointer data)
{
  gint64 tea = add (fixture, "Tea", "09:00", NULL);
  gint64 flowers = add (fixture, "Flowers", "09:00", "RRULE:FREQ=DAILY");
  g_autoptr (CrmRecord) record = NULL;

  pass (fixture, 45);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea, Flowers");
  crm_reminder_watch_finish (fixture->watch, tea);
  wait_for (is_done (fixture, tea));
  g_assert_cmpint (fixture->hidden, ==, tea);
  /* What repeats is open again for tomorrow, when it is told of anew. */
  crm_reminder_watch_finish (fixture->watch, flowers);
  record = crm_store_get (fixture->file.store, flowers, NULL);
  wait_for (g_strcmp0 (crm_object_get_text (CRM_OBJECT (record), "due"), "2025-03-23") == 0);
  pass (fixture, 24 * 60);
  g_assert_cmpstr (fixture->shown->str, ==, "Tea, Flowers, Flowers");
}

/* Somebody else changes the file: the watch hears of it by itself. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  pass (fixture, 50);
  add (fixture, "Sudden", "09:00", NULL);
  wait_for (fixture->shown->len > 0);
  g_assert_cmpstr (fixture->shown->str, ==, "Sudden");
}

/* Whose day it is is told in the morning, once; who was congratulated before is not told of. */
static void
test_celebration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) ada = new_person ("Ada");
  g_autoptr (GError) error = NULL;

  crm_object_add_item (CRM_OBJECT (ada), "dates", g_object_new (CRM_TYPE_IMPORTANT_DATE, "kind", "birthday", "year", (gint64) 1985, "month", (gint64) 3, "day", (gint64) 22, NULL));
  crm_store_save (fixture->file.store, "Add", ada, &error);
  g_assert_no_error (error);
  pass (fixture, 59);
  g_assert_cmpstr (fixture->shown->str, ==, "");
  pass (fixture, 1);
  g_assert_nonnull (strstr (fixture->shown->str, "Ada"));
  g_assert_cmpint (fixture->last, ==, crm_record_get_id (ada));
  g_string_set_size (fixture->shown, 0);
  pass (fixture, 60);
  restart (fixture);
  pass (fixture, 1);
  g_assert_cmpstr (fixture->shown->str, ==, "");

  /* Next year again. */
  pass (fixture, 365 * 24 * 60);
  g_assert_nonnull (strstr (fixture->shown->str, "Ada"));
}

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/reminders/once", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add ("/reminders/suspend", Fixture, NULL, set_up, test_suspend, tear_down);
  g_test_add ("/reminders/later", Fixture, NULL, set_up, test_later, tear_down);
  g_test_add ("/reminders/done", Fixture, NULL, set_up, test_done, tear_down);
  g_test_add ("/reminders/celebration", Fixture, NULL, set_up, test_celebration, tear_down);
  g_test_add ("/reminders/follows", Fixture, NULL, set_up, test_follows, tear_down);

  return g_test_run ();
}
