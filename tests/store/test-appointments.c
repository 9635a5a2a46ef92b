/* Appointments in the file: what becomes of one time of a series, what is refused and in which words, what a calendar asks for. */

#include "crm-appointment.h"
#include "crm-clock.h"
#include "crm-test-file.h"

/* 2025-03-22T10:00:00Z, a Saturday. */
#define NOW G_GINT64_CONSTANT (1742637600000000)

static CrmRecord *
add (CrmTestFile *file, const char *subject, const char *due, const char *time, const char *repeat)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *record = crm_record_new ("activity");
  CrmObject *activity = CRM_OBJECT (record);

  crm_object_set_text (activity, "kind", "task");
  crm_object_set_text (activity, "subject", subject);
  crm_object_set_text (activity, "due", due);
  crm_object_set_text (activity, "due_time", time);
  crm_object_set_text (activity, "repeat", repeat);
  crm_store_save (file->store, "Add", record, &error);
  g_assert_no_error (error);

  return record;
}

static void
finish (CrmTestFile *file, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) record = crm_store_get (file->store, id, NULL);
  g_autoptr (CrmRecord) draft = crm_record_edit (record);

  crm_object_set_integer (CRM_OBJECT (draft), "done_at", crm_clock_now ());
  crm_store_save (file->store, "Done", draft, &error);
  g_assert_no_error (error);
}

/* "due done" of every activity, in the order they were made. */
static char *
list (CrmTestFile *file)
{
  g_autoptr (CrmQuery) query = crm_query_new ("activity");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *out = g_string_new (NULL);

  crm_query_set_order (query, "id", FALSE);
  g_assert_true (crm_store_query (file->store, query, 0, ids, NULL));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (file->store, g_array_index (ids, gint64, i), NULL);

      g_string_append_printf (out, "%s%s%s%s", i > 0 ? ", " : "", crm_object_get_text (CRM_OBJECT (record), "due"),
                              crm_object_get_text (CRM_OBJECT (record), "repeat") != NULL ? " repeats" : "",
                              crm_object_get_integer (CRM_OBJECT (record), "done_at") != CRM_UNSET ? " done" : "");
    }

  return g_string_free (out, FALSE);
}

static void
assert_list (CrmTestFile *file, const char *expected)
{
  g_autofree char *found = list (file);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_done (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) task = NULL;
  g_autoptr (GError) error = NULL;

  crm_clock_set (NOW);
  task = add (file, "Water the flowers", "2025-03-22", NULL, "RRULE:FREQ=WEEKLY;COUNT=2");
  finish (file, crm_record_get_id (task));
  assert_list (file, "2025-03-29 repeats, 2025-03-22 done");

  /* One change: one undo takes back both. */
  g_assert_true (crm_store_undo (file->store, NULL, &error));
  g_assert_no_error (error);
  assert_list (file, "2025-03-22 repeats");
  g_assert_true (crm_store_redo (file->store, NULL, &error));
  assert_list (file, "2025-03-29 repeats, 2025-03-22 done");

  /* After the last there is none. */
  finish (file, crm_record_get_id (task));
  assert_list (file, "2025-03-29 done, 2025-03-22 done");
}

static void
test_done_late (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) task = NULL;

  crm_clock_set (NOW);
  task = add (file, "Water the flowers", "2025-03-03", "09:00", "RRULE:FREQ=DAILY");
  finish (file, crm_record_get_id (task));
  assert_list (file, "2025-03-22 repeats, 2025-03-03 done");
}

static void
test_esfand (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) task = NULL;

  crm_clock_set (NOW);
  task = add (file, "Close the books", "2025-03-20", NULL, "RRULE:RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;SKIP=BACKWARD");
  finish (file, crm_record_get_id (task));
  finish (file, crm_record_get_id (task));
  /* 29 Esfand 1405: the rule still knows that it was the 30th. */
  assert_list (file, "2027-03-20 repeats, 2025-03-20 done, 2026-03-20 done");
}

static void
test_take_out (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) task = add (file, "Tea", "2025-03-22", "16:00", "RRULE:FREQ=DAILY;COUNT=3");
  g_autoptr (CrmRecord) draft = crm_record_edit (task);
  g_autoptr (CrmRecord) one = NULL;
  CrmDate day;

  crm_date_from_iso ("2025-03-23", &day);
  one = crm_appointment_take_out (CRM_OBJECT (task), day);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (one), "due"), ==, "2025-03-23");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (one), "due_time"), ==, "16:00");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (one), "subject"), ==, "Tea");
  g_assert_null (crm_object_get_text (CRM_OBJECT (one), "repeat"));
  g_assert_true (crm_appointment_remove_day (CRM_OBJECT (draft), day));
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (draft), "repeat"), ==, "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20250323");
  /* Without its first time it begins at the next that is left. */
  crm_date_from_iso ("2025-03-22", &day);
  g_assert_true (crm_appointment_remove_day (CRM_OBJECT (draft), day));
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (draft), "due"), ==, "2025-03-24");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (draft), "repeat"), ==, "RRULE:FREQ=DAILY;COUNT=1");
  crm_date_from_iso ("2025-03-24", &day);
  g_assert_false (crm_appointment_remove_day (CRM_OBJECT (draft), day));
}

static void
test_refused (CrmTestFile *file, gconstpointer data)
{
  static const struct
  {
    const char *due, *time, *repeat;
    gint64      remind;
    const char *reason;
  } cases[] = {
    { "2025-02-30", NULL, NULL, CRM_UNSET, "*2025-02-30*no day of the calendar*" },
    { "2025-03-20", "25:00", NULL, CRM_UNSET, "*25:00*no time of the day*" },
    { "2025-03-20", "soon", NULL, CRM_UNSET, "*soon*no time of the day*" },
    { NULL, NULL, "RRULE:FREQ=DAILY", CRM_UNSET, "*needs a day to begin on*" },
    { "2025-03-20", NULL, "RRULE:FREQ=NEVER", CRM_UNSET, "*no way to repeat*" },
    { "2025-03-20", NULL, "RRULE:FREQ=DAILY;UNTIL=20250101", CRM_UNSET, "*end before it begins*" },
    { "2025-03-20", NULL, NULL, -5, "*four weeks before*" },
    { "2025-03-20", NULL, NULL, CRM_REMIND_MAX + 1, "*four weeks before*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrmRecord) record = crm_record_new ("activity");
      g_autoptr (GError) error = NULL;

      crm_object_set_text (CRM_OBJECT (record), "kind", "task");
      crm_object_set_text (CRM_OBJECT (record), "due", cases[i].due);
      crm_object_set_text (CRM_OBJECT (record), "due_time", cases[i].time);
      crm_object_set_text (CRM_OBJECT (record), "repeat", cases[i].repeat);
      crm_object_set_integer (CRM_OBJECT (record), "remind", cases[i].remind);
      g_assert_false (crm_store_save (file->store, "Add", record, &error));
      g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
      g_assert_true (g_pattern_match_simple (cases[i].reason, error->message));
    }
}

/* A time is kept as HH:MM, however it came. */
static void
test_time (CrmTestFile *file, gconstpointer data)
{
  static const struct
  {
    const char *typed, *kept;
  } cases[] = { { "9:30", "09:30" }, { "۱۴:۰۵", "14:05" }, { "09:30:00", "09:30" }, { "23:59", "23:59" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrmRecord) record = add (file, "Tea", "2025-03-22", cases[i].typed, NULL);

      g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (record), "due_time"), ==, cases[i].kept);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/appointments/done", test_done);
  crm_test_file_add ("/appointments/done-late", test_done_late);
  crm_test_file_add ("/appointments/esfand", test_esfand);
  crm_test_file_add ("/appointments/take-out", test_take_out);
  crm_test_file_add ("/appointments/refused", test_refused);
  crm_test_file_add ("/appointments/time", test_time);

  return g_test_run ();
}
