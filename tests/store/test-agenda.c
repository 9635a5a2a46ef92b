/* What a calendar asks of the file, and what reminders do: which times of which activities, and nothing twice. */

#include "../crm-wait.h"

#include "crm-agenda.h"
#include "crm-reminders.h"
#include "crm-test-file.h"

#define MINUTE G_TIME_SPAN_MINUTE

static CrmDate
day (const char *iso)
{
  CrmDate date;

  g_assert_true (crm_date_from_iso (iso, &date));

  return date;
}

static gint64
instant (const char *iso, int minute)
{
  return crm_appointment_to_instant (day (iso), minute);
}

static gint64
add (CrmTestFile *file, const char *subject, const char *due, const char *time, gint64 seconds, const char *repeat, gint64 remind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) record = crm_record_new ("activity");
  CrmObject *activity = CRM_OBJECT (record);

  crm_object_set_text (activity, "kind", "meeting");
  crm_object_set_text (activity, "subject", subject);
  crm_object_set_text (activity, "due", due);
  crm_object_set_text (activity, "due_time", time);
  crm_object_set_integer (activity, "duration", seconds);
  crm_object_set_text (activity, "repeat", repeat);
  crm_object_set_integer (activity, "remind", remind);
  crm_store_save (file->store, "Add", record, &error);
  g_assert_no_error (error);

  return crm_record_get_id (record);
}

static void
assert_agenda (CrmTestFile *file, const char *from, const char *to, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = crm_agenda_load (file->store, day (from), day (to), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const CrmOccurrence *occurrence = g_ptr_array_index (found, i);
      g_autofree char     *iso = crm_date_to_iso (occurrence->day);

      g_string_append_printf (text, "%s%s %s %d", i > 0 ? ", " : "", occurrence->title, iso + strlen ("2025-"), occurrence->minute);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_agenda (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 ids[1];

  add (file, "Later", "2025-03-22", "16:00", 3600, NULL, CRM_UNSET);
  add (file, "Whole", "2025-03-22", NULL, CRM_UNSET, NULL, CRM_UNSET);
  add (file, "Earlier", "2025-03-22", "09:00", CRM_UNSET, NULL, CRM_UNSET);
  add (file, "Night", "2025-03-21", "23:00", 7200, NULL, CRM_UNSET);
  add (file, "Evening", "2025-03-21", "22:00", 7200, NULL, CRM_UNSET);
  add (file, "Fair", "2025-03-10", NULL, 20 * 86400, NULL, CRM_UNSET);
  add (file, "Tea", "2025-03-01", "10:00", 1800, "RRULE:FREQ=WEEKLY\nEXDATE:20250329", CRM_UNSET);
  ids[0] = add (file, "Gone", "2025-03-22", NULL, CRM_UNSET, NULL, CRM_UNSET);
  g_assert_true (crm_store_delete (file->store, "Delete", ids, 1, &error));

  assert_agenda (file, "2025-03-22", "2025-03-22", "Fair 03-10 -1, Night 03-21 1380, Whole 03-22 -1, Earlier 03-22 540, Tea 03-22 600, Later 03-22 960");
  assert_agenda (file, "2025-03-29", "2025-04-05", "Fair 03-10 -1, Tea 04-05 600");
  assert_agenda (file, "2025-03-30", "2025-04-01", "");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GPtrArray **) user_data = crm_agenda_load_finish (CRM_STORE (source), result, NULL);
}

static void
test_agenda_async (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;

  add (file, "Tea", "2025-03-01", "10:00", 1800, "RRULE:RSCALE=PERSIAN;FREQ=YEARLY", CRM_UNSET);
  crm_agenda_load_async (file->store, day ("2030-01-01"), day ("2031-12-31"), NULL, loaded_cb, &found);
  wait_for (found != NULL);
  g_assert_cmpuint (found->len, ==, 2);
}

/* "title day at" of what is to be shown. */
static void
assert_reminders (CrmTestFile *file, gint64 now, const char *expected, gint64 expected_next)
{
  g_autoptr (GError) error = NULL;
  gint64 next;
  g_autoptr (GPtrArray) found = crm_reminders_load (file->store, now, &next, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const CrmReminder *reminder = g_ptr_array_index (found, i);
      g_autofree char   *iso = crm_date_to_iso (reminder->day);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", reminder->title, iso);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpint (next, ==, expected_next);
}

static void
remembered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = crm_reminders_remember_finish (CRM_STORE (source), result, NULL);
}

static void
remember (CrmTestFile *file, gint64 activity, gint64 shown, gint64 later)
{
  gboolean done = FALSE;

  crm_reminders_remember (file->store, activity, shown, later, remembered_cb, &done);
  wait_for (done);
}

static void
test_once (CrmTestFile *file, gconstpointer data)
{
  gint64 at = instant ("2025-03-22", 9 * 60 + 45);
  gint64 tea = add (file, "Tea", "2025-03-22", "10:00", CRM_UNSET, NULL, 15);

  add (file, "Silent", "2025-03-22", "10:00", CRM_UNSET, NULL, CRM_UNSET);
  assert_reminders (file, at - MINUTE, "", at);
  assert_reminders (file, at, "Tea 2025-03-22", 0);
  /* It stays to be shown until somebody says that it was, also after hours of sleep. */
  assert_reminders (file, at + 300 * MINUTE, "Tea 2025-03-22", 0);
  remember (file, tea, at, 0);
  assert_reminders (file, at + MINUTE, "", 0);
  /* A clock that is set back does not show it twice. */
  assert_reminders (file, at - MINUTE, "", at);
  assert_reminders (file, at, "", 0);
}

static void
test_later (CrmTestFile *file, gconstpointer data)
{
  gint64 at = instant ("2025-03-22", 9 * 60 + 45);
  gint64 tea = add (file, "Tea", "2025-03-22", "10:00", CRM_UNSET, NULL, 15);

  remember (file, tea, at, at + 10 * MINUTE);
  assert_reminders (file, at + MINUTE, "", at + 10 * MINUTE);
  assert_reminders (file, at + 10 * MINUTE, "Tea 2025-03-22", 0);
  remember (file, tea, at, 0);
  assert_reminders (file, at + 20 * MINUTE, "", 0);
}

static void
test_missed (CrmTestFile *file, gconstpointer data)
{
  add (file, "Yesterday", "2025-03-21", NULL, CRM_UNSET, NULL, 0);
  add (file, "Long ago", "2025-03-11", NULL, CRM_UNSET, NULL, 0);
  assert_reminders (file, instant ("2025-03-22", 600), "Yesterday 2025-03-21", 0);
}

/* A series reminds of each of its times, whether or not the one before was done, and of the latest alone after a pause. */
static void
test_series (CrmTestFile *file, gconstpointer data)
{
  gint64 first = instant ("2025-03-20", 9 * 60);
  gint64 third = instant ("2025-03-22", 9 * 60);
  gint64 tea = add (file, "Tea", "2025-03-20", NULL, CRM_UNSET, "RRULE:FREQ=DAILY", 0);

  assert_reminders (file, first, "Tea 2025-03-20", instant ("2025-03-21", 9 * 60));
  remember (file, tea, first, 0);
  assert_reminders (file, third + MINUTE, "Tea 2025-03-22", instant ("2025-03-23", 9 * 60));
  remember (file, tea, third, 0);
  assert_reminders (file, third + 2 * MINUTE, "", instant ("2025-03-23", 9 * 60));
}

static void
test_moved (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 at = instant ("2025-03-22", 9 * 60 + 45);
  gint64 tea = add (file, "Tea", "2025-03-22", "10:00", CRM_UNSET, NULL, 15);
  g_autoptr (CrmRecord) record = crm_store_get (file->store, tea, NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (record);

  remember (file, tea, at, 0);
  crm_object_set_text (CRM_OBJECT (draft), "due_time", "12:00");
  crm_store_save (file->store, "Move", draft, &error);
  g_assert_no_error (error);
  assert_reminders (file, at + MINUTE, "", at + 120 * MINUTE);
  assert_reminders (file, at + 120 * MINUTE, "Tea 2025-03-22", 0);
}

/* What is to be done stands in the order of days and, within one, of hours. */
static void
test_order (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmQuery) query = crm_query_new ("activity");
  g_autofree char *titles = NULL;

  add (file, "Evening", "2025-03-20", "18:00", CRM_UNSET, NULL, CRM_UNSET);
  add (file, "Morning", "2025-03-20", "09:00", CRM_UNSET, NULL, CRM_UNSET);
  add (file, "Day", "2025-03-20", NULL, CRM_UNSET, NULL, CRM_UNSET);
  add (file, "Before", "2025-03-19", "23:00", CRM_UNSET, NULL, CRM_UNSET);
  crm_query_add_text (query, "due", CRM_OP_LESS_OR_EQUAL, "2025-03-20");
  crm_query_add_text (query, "done_at", CRM_OP_UNSET, NULL);
  crm_query_set_order (query, "due", FALSE);
  titles = crm_test_file_titles (file, query);
  g_assert_cmpstr (titles, ==, "Before, Day, Morning, Evening");
}

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/agenda/days", test_agenda);
  crm_test_file_add ("/agenda/async", test_agenda_async);
  crm_test_file_add ("/reminders/once", test_once);
  crm_test_file_add ("/reminders/later", test_later);
  crm_test_file_add ("/reminders/missed", test_missed);
  crm_test_file_add ("/reminders/series", test_series);
  crm_test_file_add ("/reminders/moved", test_moved);
  crm_test_file_add ("/agenda/order", test_order);

  return g_test_run ();
}
