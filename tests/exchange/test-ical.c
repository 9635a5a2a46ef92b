/* Calendars in and out: what other programs write becomes activities, comes back as it was, and a second import changes nothing. */

#include "import-testing.h"

#include "crm-appointment.h"
#include "crm-clock.h"
#include "crm-export.h"

/* 2025-03-22T10:00:00Z, a Saturday. */
#define NOW G_GINT64_CONSTANT (1742637600000000)

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n"
#define TAIL "END:VCALENDAR\r\n"

static CrmRecord *
find (CrmTestFile *file, const char *subject)
{
  g_autoptr (CrmQuery) query = crm_query_new ("activity");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_add_text (query, "subject", CRM_OP_EQUAL, subject);
  g_assert_true (crm_store_query (file->store, query, 0, ids, NULL));
  g_assert_cmpuint (ids->len, ==, 1);

  return crm_store_get (file->store, g_array_index (ids, gint64, 0), NULL);
}

static void
assert_text (CrmTestFile *file, const char *subject, const char *field, const char *expected)
{
  g_autoptr (CrmRecord) record = find (file, subject);

  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (record), field), ==, expected);
}

static gint64
get_integer (CrmTestFile *file, const char *subject, const char *field)
{
  g_autoptr (CrmRecord) record = find (file, subject);

  return crm_object_get_integer (CRM_OBJECT (record), field);
}

static char *
export_all (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReading) reading = crm_reading_new (file->path, &error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  g_assert_no_error (error);
  g_assert_true (crm_export_collect (reading, "activity", NULL, ids, &error));
  g_assert_true (crm_export (reading, "activity", ids, CRM_EXPORT_ICAL, stream, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
}

static const char events[] = HEAD
    "BEGIN:VTIMEZONE\r\nTZID:Our Own Zone\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    "BEGIN:VEVENT\r\nUID:one@example.com\r\nSUMMARY:Floating\r\nDTSTART:20250401T100000\r\nDTEND:20250401T113000\r\nLOCATION:Room 5\r\nDESCRIPTION:First\\nSecond\\, too\r\n"
    "CATEGORIES:WORK,SALES\r\nX-STRANGE;X-P=\"a:b\":kept as\r\n  it is\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:two@example.com\r\nSUMMARY:Universal\r\nDTSTART:20250401T100000Z\r\nDURATION:PT45M\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:three@example.com\r\nSUMMARY:Tehran\r\nDTSTART;TZID=Asia/Tehran:20250401T100000\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:four@example.com\r\nSUMMARY:Own zone\r\nDTSTART;TZID=Our Own Zone:20250401T100000\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:five@example.com\r\nSUMMARY:Nowhere\r\nDTSTART;TZID=Mars/Olympus:20250401T100000\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:six@example.com\r\nSUMMARY:Fair\r\nDTSTART;VALUE=DATE:20250401\r\nDTEND;VALUE=DATE:20250404\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:seven@example.com\r\nSUMMARY:One day\r\nDTSTART;VALUE=DATE:20250401\r\nDTEND;VALUE=DATE:20250402\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:eight@example.com\r\nSUMMARY:Past\r\nDTSTART:20240401T100000\r\nDTEND:20240401T110000\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT \r\nUID:folded@example.com\r\nDTSTART:20240501T100000\r\nSUMMARY:Folded\r\nDESCRIPTION:one two \r\n three\r\nEND:VEVENT\t\r\n"
    "BEGIN:VTODO\r\nUID:nine@example.com\r\nSUMMARY:Task\r\nDUE;VALUE=DATE:20250405\r\nPRIORITY:2\r\nEND:VTODO\r\n"
    "BEGIN:VTODO\r\nUID:ten@example.com\r\nSUMMARY:Done task\r\nSTATUS:COMPLETED\r\nCOMPLETED:20250301T080000Z\r\nEND:VTODO\r\n" TAIL;

static void
test_events (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmRecord) fair = NULL;

  crm_clock_set (NOW);
  report = import_text (file, "events.ics", events, NULL);
  g_assert_cmpstr (report->format, ==, "ics");
  g_assert_cmpuint (report->n_rejected, ==, 0);
  g_assert_cmpuint (crm_import_report_get (report, "activity", CRM_IMPORT_CREATED), ==, 11);
  assert_text (file, "Folded", "body", "one two three");
  assert_text (file, "Floating", "due", "2025-04-01");
  assert_text (file, "Floating", "due_time", "10:00");
  assert_text (file, "Floating", "location", "Room 5");
  assert_text (file, "Floating", "body", "First\nSecond, too");
  assert_text (file, "Floating", "kind", "meeting");
  g_assert_cmpint (get_integer (file, "Floating", "duration"), ==, 90 * 60);
  g_assert_cmpint (get_integer (file, "Floating", "remind"), ==, 15);
  /* Tests run in universal time. */
  assert_text (file, "Universal", "due_time", "10:00");
  g_assert_cmpint (get_integer (file, "Universal", "duration"), ==, 45 * 60);
  assert_text (file, "Tehran", "due_time", "06:30");
  assert_text (file, "Own zone", "due_time", "07:00");
  assert_text (file, "Nowhere", "due_time", "10:00");
  g_assert_cmpuint (report->n_problems, ==, 1);
  assert_text (file, "Fair", "due_time", NULL);
  g_assert_cmpint (get_integer (file, "Fair", "duration"), ==, 3 * 86400);
  g_assert_cmpint (get_integer (file, "One day", "duration"), ==, CRM_UNSET);
  /* What was is not overdue. */
  g_assert_cmpint (get_integer (file, "Past", "done_at"), !=, CRM_UNSET);
  g_assert_cmpint (get_integer (file, "Floating", "done_at"), ==, CRM_UNSET);
  assert_text (file, "Task", "kind", "task");
  assert_text (file, "Task", "priority", "high");
  g_assert_cmpint (get_integer (file, "Done task", "done_at"), ==, G_GINT64_CONSTANT (1740816000000000));
}

static void
assert_same (const CrmImportReport *report)
{
  for (guint i = 0; i < report->examples->len; i++)
    {
      const CrmImportExample *example = g_ptr_array_index (report->examples, i);

      for (guint j = 0; j < example->differences->len; j++)
        {
          const CrmImportDifference *difference = g_ptr_array_index (example->differences, j);

          g_test_message ("%s: %s: %s -> %s", example->title, difference->field, difference->before, difference->after);
        }
    }
  g_assert_cmpuint (crm_import_report_get_written (report), ==, 0);
  g_assert_cmpuint (report->n_rejected, ==, 0);
}

static void
test_again (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmImportReport) first = NULL;
  g_autoptr (CrmImportReport) second = NULL;
  g_autoptr (CrmImportReport) ours = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  crm_clock_set (NOW);
  first = import_text (file, "events.ics", events, NULL);
  second = import_text (file, "events.ics", events, NULL);
  assert_same (second);

  /* Our own export is known again, too, and a year later. */
  text = export_all (file);
  crm_clock_set (NOW + 400 * G_TIME_SPAN_DAY);
  ours = import_text (file, "ours.ics", text, NULL);
  assert_same (ours);
  again = export_all (file);
  g_assert_cmpstr (text, ==, again);
  g_assert_nonnull (strstr (text, "\r\nX-STRANGE;X-P=\"a:b\":kept as it is\r\n"));
  g_assert_nonnull (strstr (text, "\r\nUID:one@example.com\r\n"));
}

static const char series[] = HEAD
    "BEGIN:VEVENT\r\nUID:series@example.com\r\nRECURRENCE-ID:20250408T100000\r\nSUMMARY:Moved tea\r\nDTSTART:20250409T120000\r\nDTEND:20250409T123000\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:series@example.com\r\nSUMMARY:Tea\r\nDTSTART:20250401T100000\r\nDTEND:20250401T103000\r\nRRULE:FREQ=WEEKLY;UNTIL=20250520T090000Z\r\n"
    "EXDATE:20250415T100000,20250422T100000\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:nowruz@example.com\r\nSUMMARY:Nowruz\r\nDTSTART;VALUE=DATE:20260321\r\nRRULE:RSCALE=PERSIAN;FREQ=YEARLY\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:night@example.com\r\nSUMMARY:Night\r\nDTSTART;TZID=America/New_York:20250407T220000\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:hourly@example.com\r\nSUMMARY:Hourly\r\nDTSTART:20250401T100000\r\nRRULE:FREQ=HOURLY\r\nEND:VEVENT\r\n" TAIL;

static void
test_series (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) second = NULL;
  g_autoptr (CrmImportReport) third = NULL;
  g_autofree char *text = NULL;

  crm_clock_set (NOW);
  report = import_text (file, "series.ics", series, NULL);
  /* The last day ends before ten o'clock. */
  assert_text (file, "Tea", "repeat", "RRULE:FREQ=WEEKLY;UNTIL=20250519\nEXDATE;VALUE=DATE:20250408,20250415,20250422");
  assert_text (file, "Moved tea", "due", "2025-04-09");
  assert_text (file, "Moved tea", "repeat", NULL);
  assert_text (file, "Nowruz", "repeat", "RRULE:RSCALE=PERSIAN;FREQ=YEARLY");
  /* Monday night in New York is Tuesday morning here. */
  assert_text (file, "Night", "due", "2025-04-08");
  assert_text (file, "Night", "repeat", "RRULE:FREQ=WEEKLY;BYDAY=TU");
  /* What cannot be followed stands once, and is kept. */
  assert_text (file, "Hourly", "repeat", NULL);
  g_assert_cmpuint (report->n_problems, ==, 1);

  second = import_text (file, "series.ics", series, NULL);
  assert_same (second);
  text = export_all (file);
  g_assert_nonnull (strstr (text, "RRULE:FREQ=HOURLY"));
  g_assert_nonnull (strstr (text, "RECURRENCE-ID;VALUE=DATE:20250408"));
  third = import_text (file, "ours.ics", text, NULL);
  assert_same (third);
}

/* What was done here since is not undone by the same file. */
static void
test_progress (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmImportReport) first = NULL;
  g_autoptr (CrmImportReport) second = NULL;
  g_autoptr (CrmRecord) tea = NULL;
  g_autoptr (CrmRecord) draft = NULL;

  crm_clock_set (NOW);
  first = import_text (file, "series.ics", series, NULL);
  tea = find (file, "Tea");
  draft = crm_record_edit (tea);
  crm_object_set_integer (CRM_OBJECT (draft), "done_at", NOW);
  crm_store_save (file->store, "Done", draft, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (tea), "due"), ==, "2025-04-29");

  second = import_text (file, "series.ics", series, NULL);
  assert_same (second);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (tea), "due"), ==, "2025-04-29");
}

/* As a well-known calendar writes it. */
static void
test_various (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmImportReport) report = NULL;
  g_autoptr (CrmImportReport) second = NULL;

  crm_clock_set (NOW - 30 * G_TIME_SPAN_DAY);
  report = import_data (file, "ics", "various.ics", NULL);
  g_assert_cmpuint (report->n_rejected, ==, 0);
  g_assert_cmpuint (report->n_problems, ==, 0);
  assert_text (file, "جلسهٔ هفتگی با خانم احمدی", "due_time", "05:30");
  assert_text (file, "جلسهٔ هفتگی با خانم احمدی", "repeat", "RRULE:FREQ=WEEKLY;BYDAY=SA,MO;WKST=SA;UNTIL=20250628\nEXDATE;VALUE=DATE:20250407,20250412");
  g_assert_cmpint (get_integer (file, "جلسهٔ هفتگی با خانم احمدی", "remind"), ==, 30);
  assert_text (file, "تولد رضا", "repeat", "RRULE:RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;SKIP=BACKWARD");
  assert_text (file, "He likes silk", "kind", "note");
  g_assert_cmpint (get_integer (file, "He likes silk", "occurred_at"), ==, G_GINT64_CONSTANT (1741608000000000));
  second = import_data (file, "ics", "various.ics", NULL);
  assert_same (second);
}

static char *
list_times (CrmTestFile *file, const char *subject)
{
  g_autoptr (CrmQuery) query = crm_query_new ("activity");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *out = g_string_new (NULL);

  crm_query_add_text (query, "subject", CRM_OP_EQUAL, subject);
  crm_query_set_order (query, "due", FALSE);
  g_assert_true (crm_store_query (file->store, query, 0, ids, NULL));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (file->store, g_array_index (ids, gint64, i), NULL);

      g_string_append_printf (out, "%s%s %s%s", i > 0 ? ", " : "", crm_object_get_text (CRM_OBJECT (record), "due"), crm_object_get_text (CRM_OBJECT (record), "repeat"),
                              crm_object_get_integer (CRM_OBJECT (record), "done_at") != CRM_UNSET ? " done" : "");
    }

  return g_string_free (out, FALSE);
}

/* A series that is on its way: what is behind us is over, what is to come is open, and the file changes nothing of that later. */
static void
test_under_way (CrmTestFile *file, gconstpointer data)
{
  static const char text[] = HEAD
      "BEGIN:VEVENT\r\nUID:weekly\r\nSUMMARY:Weekly\r\nDTSTART:20250106T100000\r\nRRULE:FREQ=WEEKLY;COUNT=20\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nUID:over\r\nSUMMARY:Over\r\nDTSTART:20250106T100000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\n" TAIL;
  g_autoptr (CrmImportReport) first = NULL;
  g_autoptr (CrmImportReport) second = NULL;
  g_autofree char *weekly = NULL;
  g_autofree char *over = NULL;

  crm_clock_set (NOW);
  first = import_text (file, "weekly.ics", text, NULL);
  weekly = list_times (file, "Weekly");
  g_assert_cmpstr (weekly, ==, "2025-01-06 RRULE:FREQ=WEEKLY;UNTIL=20250323 done, 2025-03-24 RRULE:FREQ=WEEKLY;COUNT=9");
  over = list_times (file, "Over");
  g_assert_cmpstr (over, ==, "2025-01-06 RRULE:FREQ=WEEKLY;COUNT=3 done");
  crm_clock_set (NOW + 100 * G_TIME_SPAN_DAY);
  second = import_text (file, "weekly.ics", text, NULL);
  assert_same (second);
}

static void
test_attendees (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmImportReport) cards = import_text (file, "cards.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ali\r\nEMAIL:ali@example.com\r\nEND:VCARD\r\n", NULL);
  g_autoptr (CrmImportReport) report = import_text (file, "meeting.ics", HEAD "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:With Ali\r\nDTSTART:20300401T100000\r\nATTENDEE;CN=\"Ali: R\":MAILTO:Ali@Example.com\r\nATTENDEE:mailto:nobody@example.com\r\nEND:VEVENT\r\n" TAIL, NULL);
  g_autoptr (CrmRecord) meeting = find (file, "With Ali");

  g_assert_cmpuint (crm_import_report_get (report, "activity", CRM_IMPORT_CREATED), ==, 1);
  g_assert_cmpuint (crm_object_get_items (CRM_OBJECT (meeting), "links")->len, ==, 1);
}

/* Each bad entry is refused by itself, with its line and reason; the others come in. */
static void
test_refused (CrmTestFile *file, gconstpointer data)
{
  static const char text[] = HEAD
      "BEGIN:VEVENT\r\nSUMMARY:No day\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nSUMMARY:Impossible\r\nDTSTART;VALUE=DATE:20250231\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nSUMMARY:Cancelled\r\nDTSTART:20250401T100000\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nSUMMARY:Good\r\nDTSTART:20250401T100000\r\nEND:VEVENT\r\n"
      "BEGIN:VFREEBUSY\r\nEND:VFREEBUSY\r\n"
      "BEGIN:VEVENT\r\nSUMMARY:Backward\r\nDTSTART:20250401T100000\r\nDTEND:20250331T100000\r\nEND:VEVENT\r\n"
      "BEGIN:VEVENT\r\nSUMMARY:No end\r\nDTSTART:20250401T100000\r\n" TAIL;
  g_autoptr (CrmImportReport) report = import_text (file, "bad.ics", text, NULL);
  const CrmImportReject *reject;

  g_assert_cmpuint (report->rows, ==, 6);
  g_assert_cmpuint (report->n_rejected, ==, 3);
  g_assert_cmpuint (count_records (file, "activity"), ==, 3);
  reject = g_ptr_array_index (report->rejects, 1);
  g_assert_cmpuint (reject->line, ==, 7);
  g_assert_nonnull (strstr (reject->reason, "a day that does not exist"));
  assert_text (file, "No end", "due", "2025-04-01");
}

static void
test_empty (CrmTestFile *file, gconstpointer data)
{
  static const char *const texts[] = { HEAD TAIL, "", "BEGIN:VCALENDAR", "no calendar at all\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = write_file (file, "empty.ics", texts[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (crm_import_run (file->store, path, NULL, NULL, NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
    }
}

/* Nothing that is thrown at it may stop it, or make it slow. */
static void
test_hostile (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD "BEGIN:VEVENT\r\nDTSTART:20250401\r\nSUMMARY:");
  g_autoptr (CrmImportReport) report = NULL;

  for (guint i = 0; i < 3 * 1024 * 1024; i++)
    g_string_append_c (text, 'a');
  g_string_append (text, "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20250401T000000\r\nSUMMARY:Deep\r\n");
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "BEGIN:VALARM\r\n");
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "END:VALARM\r\n");
  g_string_append (text, "END:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20250401T000000\r\nSUMMARY:Many days\r\nRRULE:FREQ=DAILY\r\nEXDATE:20250401");
  for (guint i = 0; i < 20000; i++)
    g_string_append (text, ",20250402");
  g_string_append (text, "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;TZID=../../../etc/passwd:20250401T000000\r\nSUMMARY:Zone\r\nDURATION:P99999999999W\r\nEND:VEVENT\r\n" TAIL);
  report = import_text (file, "hostile.ics", text->str, NULL);
  g_assert_cmpuint (report->rows, ==, 4);
  g_assert_cmpuint (report->n_rejected, ==, 2);
  assert_text (file, "Zone", "due", "2025-04-01");
}

int
main (int argc, char *argv[])
{
  g_setenv ("CRM_SQL_CHECK", "1", TRUE);
  g_test_init (&argc, &argv, NULL);

  crm_test_file_add ("/ical/events", test_events);
  crm_test_file_add ("/ical/again", test_again);
  crm_test_file_add ("/ical/series", test_series);
  crm_test_file_add ("/ical/progress", test_progress);
  crm_test_file_add ("/ical/various", test_various);
  crm_test_file_add ("/ical/under-way", test_under_way);
  crm_test_file_add ("/ical/attendees", test_attendees);
  crm_test_file_add ("/ical/refused", test_refused);
  crm_test_file_add ("/ical/empty", test_empty);
  crm_test_file_add ("/ical/hostile", test_hostile);

  return g_test_run ();
}
