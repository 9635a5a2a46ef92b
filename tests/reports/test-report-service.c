/* Reports of what customers ask and think, worked out by hand; and that each figure's filter lists what it counted. */

#include "report-testing.h"

#include "crm-clock.h"
#include "crm-dashboard.h"
#include "crm-filter.h"
#include "../store/crm-test-file.h"

static const CrmCulture jalali = { CRM_CALENDAR_JALALI, FALSE, 6, TRUE, "EUR", FALSE };
static const CrmCulture persian = { CRM_CALENDAR_JALALI, TRUE, 6, TRUE, "IRR", TRUE };
static const CrmDate    today = { 2026, 6, 15 };

/* 2026-05-04 is a Monday. */
static gint64
at (int month, int day, int minute)
{
  return crm_date_to_instant_at ((CrmDate){ 2026, (guint8) month, (guint8) day }, minute);
}

#define H(hour) ((hour) *60)

static gint64
save (CrmTestFile *file, gpointer record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (file->store, "Save", record, &error);
  g_assert_no_error (error);

  return crm_record_get_id (record);
}

/* Open from nine to five, from Monday to Friday. */
static void
set_up (CrmTestFile *file, gconstpointer data)
{
  static const char *const days[] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

  crm_test_file_open (file);
  crm_clock_set (at (6, 15, H (12)));
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *name = g_strconcat ("hours_", days[i], NULL);
      g_autoptr (CrmRecord) setting = crm_record_new ("setting");

      g_object_set (setting, "name", name, "value", i < 5 ? "9-17" : "closed", NULL);
      save (file, setting);
    }
}

static void
tear_down (CrmTestFile *file, gconstpointer data)
{
  crm_clock_set (0);
  crm_test_file_close (file);
}

static CrmReportTable *
make_for (CrmTestFile *file, const char *name, const CrmCulture *culture, CrmRecord *segment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReportQuestion) question = NULL;
  CrmPeriod       half = { { 2026, 1, 1 }, { 2026, 6, 30 } };
  CrmReportTable *table;

  question = crm_report_question_new (file->store, half, today, culture, segment, &error);
  g_assert_no_error (error);
  table = crm_report_make (crm_report_find (name), question, &error);
  g_assert_no_error (error);

  return table;
}

static gint64
count_listed (CrmTestFile *file, const char *type, const char *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_test_message ("%s: %s", type, filter);
  crm_filter_parse (filter, query, file->store, &english, &error);
  g_assert_no_error (error);
  crm_store_query (file->store, query, 0, ids, &error);
  g_assert_no_error (error);

  return ids->len;
}

/* Counts and the parts of shares. */
static void
assert_filters (CrmTestFile *file, const CrmReportTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const CrmReportRow *row = crm_report_table_get_row (table, i);

      for (guint j = 0; j < table->columns->len; j++)
        {
          CrmReportKind kind = crm_report_table_get_column (table, j)->kind;
          const char   *opens = crm_report_table_get_opens (table, row, j);

          if (kind == CRM_REPORT_COUNT)
            g_assert_nonnull (opens);
          if (opens != NULL && (kind == CRM_REPORT_COUNT || kind == CRM_REPORT_SHARE))
            g_assert_cmpint (count_listed (file, opens, row->cells[j].filter), ==, row->cells[j].value);
        }
    }
}

typedef struct
{
  const char *topic;
  const char *status;
  gint64      opened;
  gint64      due;
  gint64      answered;
  gint64      solved;
  gint64      article;
  gint64      person;
} Case;

/* What is 0 is not set. */
static void
set_unless_zero (gpointer record, const char *field, gint64 value)
{
  if (value != 0)
    crm_object_set_integer (record, field, value);
}

static void
add_case (CrmTestFile *file, const Case *one)
{
  g_autoptr (CrmRecord) asked = crm_record_new ("service_case");
  g_autoptr (CrmRecord) draft = NULL;

  g_object_set (asked, "subject", "Needles", "topic", one->topic, "status", one->status, NULL);
  set_unless_zero (asked, "opened_at", one->opened);
  set_unless_zero (asked, "due_at", one->due);
  set_unless_zero (asked, "answered_at", one->answered);
  set_unless_zero (asked, "solved_at", one->solved);
  set_unless_zero (asked, "article", one->article);
  set_unless_zero (asked, "person", one->person);
  save (file, asked);
  if (one->due != 0)
    return;

  draft = crm_record_edit (asked);
  crm_object_set_integer (CRM_OBJECT (draft), "due_at", CRM_UNSET);
  save (file, draft);
}

/* Minutes of work to the first answers of May: 60, 120 over a weekend, 30 of what was asked on a Saturday, 240: the median is 90. To the solutions:
 * 360, 240, 480. One was solved at the very minute it was due, one later, and one was due at no time. */
static void
add_cases (CrmTestFile *file)
{
  const Case cases[] = {
    { NULL, "solved", at (5, 4, H (10)), at (5, 4, H (16)), at (5, 4, H (11)), at (5, 4, H (16)), 0, 0 },
    { NULL, "solved", at (5, 8, H (16)), at (5, 11, H (11)), at (5, 11, H (10)), at (5, 11, H (12)), 0, 0 },
    { NULL, "open", at (5, 9, H (12)), at (5, 11, H (12)), at (5, 11, H (9) + 30), 0, 0, 0 },
    { NULL, "solved", at (5, 12, H (10)), 0, at (5, 12, H (14)), at (5, 13, H (10)), 0, 0 },
    { NULL, "new", at (6, 1, H (9)), at (6, 2, H (9)), 0, 0, 0, 0 },
    { NULL, "new", at (1, 1, 0) - G_TIME_SPAN_MINUTE, at (1, 1, H (9)), 0, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add_case (file, &cases[i]);
}

static void
test_cases (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *clean = NULL;

  add_cases (file);
  table = make_for (file, "cases", &english, NULL);
  g_assert_cmpuint (table->rows->len, ==, 7);
  assert_row (table, 0, "January 2026", "0", "0", "", "", "");
  assert_row (table, 4, "May 2026", "4", "3", "1 of 2", "1:30", "6:00");
  assert_row (table, 5, "June 2026", "1", "0", "", "", "");
  assert_row (table, 6, "All", "5", "3", "1 of 2", "1:30", "6:00");
  plain = crm_report_table_dup_plain (table, crm_report_table_get_row (table, 4), 3);
  g_assert_cmpstr (plain, ==, "1.50");
  shown = crm_report_table_dup_text (table, crm_report_table_get_row (table, 4), 3, &persian);
  clean = crm_text_clean (shown);
  g_assert_cmpstr (clean, ==, "۱:۳۰");
  g_assert_cmpuint (table->notes->len, ==, 1);
  assert_filters (file, table);
}

/* What was asked in May belongs to two months of the other calendar. */
static void
test_calendar (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;

  add_cases (file);
  table = make_for (file, "cases", &jalali, NULL);
  assert_row (table, 4, "Ordibehesht 1405", "4", "3", "1 of 2", "1:30", "6:00");
  assert_row (table, 5, "Khordad 1405", "1", "0", "", "", "");
  assert_filters (file, table);
}

static gint64
add_named (CrmTestFile *file, const char *type, const char *field, const char *name)
{
  g_autoptr (CrmRecord) record = crm_record_new (type);

  crm_object_set_text (CRM_OBJECT (record), field, name);

  return save (file, record);
}

/* Of those who belong to a view. */
static void
test_segment (CrmTestFile *file, gconstpointer data)
{
  gint64     ann = add_named (file, "person", "given_name", "Ann");
  gint64     ben = add_named (file, "person", "given_name", "Ben");
  const Case cases[] = {
    { "Silk", "new", at (6, 1, H (9)), at (6, 2, H (9)), 0, 0, 0, ann },
    { "Silk", "new", at (6, 2, H (9)), at (6, 3, H (9)), 0, 0, 0, ben },
  };
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");
  g_autoptr (CrmRecord) saved = NULL;
  g_autoptr (CrmReportTable) table = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add_case (file, &cases[i]);
  g_object_set (view, "name", "Only Ann", "record-type", "person", "filter", "given_name = Ann", NULL);
  saved = crm_store_get (file->store, save (file, view), NULL);
  table = make_for (file, "topics", &english, saved);
  assert_row (table, 0, "Silk", "1", "0", "1", "");
  assert_filters (file, table);
}

/* A topic is what it is however it is written. Of three answers about delivery, one was given with an article; what waits for an answer is no answer yet. */
static void
test_topics (CrmTestFile *file, gconstpointer data)
{
  gint64     article = add_named (file, "article", "title", "When parcels come");
  gint64     day = at (6, 2, H (10));
  const Case cases[] = {
    { "Washing", "solved", day, day, day, day, article, 0 },
    { "Delivery", "solved", day, day, day, day, article, 0 },
    { "DELIVERY", "solved", day, day, day, day, 0, 0 },
    { "delivery", "waiting", day, day, day, 0, 0, 0 },
    { "Delivery", "new", day, day, 0, 0, article, 0 },
    { NULL, "new", day, day, 0, 0, 0, 0 },
    { NULL, "open", day, 0, day, 0, 0, 0 },
  };
  g_autoptr (CrmReportTable) table = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add_case (file, &cases[i]);
  table = make_for (file, "topics", &english, NULL);
  g_assert_cmpuint (table->rows->len, ==, 3);
  assert_row (table, 0, "Delivery", "4", "2", "2", "1 of 3");
  assert_row (table, 1, "Without a topic", "2", "0", "2", "0 of 1");
  assert_row (table, 2, "Washing", "1", "1", "0", "1 of 1");
  assert_filters (file, table);
}

/* Of very many, those that are asked about most are read, and it is said that there are more. */
static void
test_many_topics (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;

  for (guint i = 0; i < 52; i++)
    {
      g_autofree char *topic = g_strdup_printf ("Topic %u", i);

      add_case (file, &(Case){ topic, "new", at (6, 2, H (10)), at (6, 3, H (10)), 0, 0, 0, 0 });
    }
  table = make_for (file, "topics", &english, NULL);
  g_assert_cmpuint (table->rows->len, ==, 50);
  g_assert_cmpuint (table->notes->len, ==, 1);
}

static void
add_feedback (CrmTestFile *file, const char *kind, gint64 score, CrmDate day)
{
  g_autoptr (CrmRecord) feedback = crm_record_new ("feedback");
  g_autofree char *iso = crm_date_to_iso (day);

  g_object_set (feedback, "kind", kind, "date", iso, "text", "Fine cloth", NULL);
  crm_object_set_integer (CRM_OBJECT (feedback), "score", score);
  save (file, feedback);
}

static void
add_scores (CrmTestFile *file, const char *kind, CrmDate day, const char *scores)
{
  g_auto (GStrv) each = g_strsplit (scores, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    add_feedback (file, kind, g_ascii_strtoll (each[i], NULL, 10), day);
}

/* In May one half would recommend us, a third neither, a sixth not: 33 points, of a variance of 5/9 over 12, which is 1.96 × 21.5 = 42 points. In June too
 * few answered. In all 15 of 21 would and 2 not: 62 points, and a variance of (17/21 − (13/21)²) over 21, which is 28 points. */
static void
test_satisfaction (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;

  add_scores (file, "recommendation", (CrmDate){ 2026, 5, 31 }, "9 10 9 10 9 10 7 8 7 8 0 6");
  add_scores (file, "recommendation", (CrmDate){ 2026, 6, 1 }, "10 10 10 10 10 10 10 10 10");
  add_scores (file, "satisfaction", (CrmDate){ 2026, 5, 1 }, "5 4 3");
  add_scores (file, "satisfaction", (CrmDate){ 2025, 12, 31 }, "1");
  add_scores (file, "review", (CrmDate){ 2026, 5, 1 }, "5");
  add_feedback (file, "review", CRM_UNSET, (CrmDate){ 2026, 5, 1 });
  add_feedback (file, "complaint", CRM_UNSET, (CrmDate){ 2026, 5, 1 });
  table = make_for (file, "satisfaction", &english, NULL);
  g_assert_cmpuint (table->rows->len, ==, 7);
  assert_row (table, 0, "January 2026", "", "0", "", "0");
  assert_row (table, 4, "May 2026", "2 of 3", "3", "33 ± 42", "12");
  assert_row (table, 5, "June 2026", "", "0", "", "9");
  assert_row (table, 6, "All", "2 of 3", "3", "62 ± 28", "21");
  g_assert_true (crm_report_table_get_row (table, 6)->is_total);
  g_assert_nonnull (strstr (table->notes->pdata[0], "10"));
  assert_filters (file, table);
}

/* Nobody would recommend it, and everybody says so: below zero, and sure. */
static void
test_no_promoters (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;
  g_autofree char *plain = NULL;

  add_scores (file, "recommendation", today, "0 1 2 3 4 5 6 0 1 2");
  table = make_for (file, "satisfaction", &english, NULL);
  assert_row (table, 5, "June 2026", "", "0", "−100 ± 0", "10");
  plain = crm_report_table_dup_plain (table, crm_report_table_get_row (table, 5), 2);
  g_assert_cmpstr (plain, ==, "-100");
}

/* There is nothing to count, and nothing to say about it. */
static void
test_nothing (CrmTestFile *file, gconstpointer data)
{
  static const char *const names[] = { "cases", "topics", "satisfaction" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CrmReportTable) table = make_for (file, names[i], &english, NULL);

      g_assert_cmpuint (table->rows->len, ==, 0);
      g_assert_cmpuint (table->notes->len, ==, 0);
    }
}

/* What cannot be is not saved, and so not counted. */
static void
test_refused (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmRecord) asked = crm_record_new ("service_case");
  g_autoptr (CrmRecord) silent = crm_record_new ("feedback");
  g_autoptr (GError) error = NULL;

  g_object_set (asked, "subject", "Needles", "status", "solved", "opened-at", at (6, 2, 0), "solved-at", at (6, 1, 0), NULL);
  g_assert_false (crm_store_save (file->store, "Save", asked, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_clear_error (&error);
  g_object_set (silent, "kind", "satisfaction", NULL);
  g_assert_false (crm_store_save (file->store, "Save", silent, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
}

static CrmDashboard *
make_dashboard (CrmTestFile *file)
{
  g_autoptr (GError) error = NULL;
  CrmPeriod half = { { 2026, 1, 1 }, { 2026, 6, 30 } };
  g_autoptr (CrmReportQuestion) question = crm_report_question_new (file->store, half, today, &english, NULL, &error);
  CrmDashboard *dashboard;

  g_assert_no_error (error);
  dashboard = crm_dashboard_make (question, &error);
  g_assert_no_error (error);

  return dashboard;
}

static void
assert_figure (CrmTestFile *file, const CrmDashboard *dashboard, guint place, const char *name, const char *text, const char *sentence)
{
  const CrmDashboardFigure *figure = dashboard->figures->pdata[place];
  g_autofree char          *told = crm_dashboard_figure_dup_text (figure, &english);
  g_autofree char          *clean = crm_text_clean (told);
  g_autofree char          *said = crm_text_clean (figure->sentence);

  g_assert_cmpstr (figure->name, ==, name);
  g_assert_cmpstr (clean, ==, text);
  g_assert_cmpstr (said, ==, sentence);
  g_assert_cmpint (count_listed (file, figure->opens, figure->filter), ==, figure->value);
}

/* It is noon. What is due at that minute is not late, and what waits for the customer is neither. */
static void
test_to_answer (CrmTestFile *file, gconstpointer data)
{
  gint64     day = at (6, 12, H (9));
  gint64     now = at (6, 15, H (12));
  const Case cases[] = {
    { NULL, "new", day, now - 1, 0, 0, 0, 0 },
    { NULL, "open", day, now, day, 0, 0, 0 },
    { NULL, "open", day, 0, day, 0, 0, 0 },
    { NULL, "waiting", day, day, day, 0, 0, 0 },
    { NULL, "solved", day, day, day, now, 0, 0 },
  };
  g_autoptr (CrmDashboard) nothing = make_dashboard (file);
  g_autoptr (CrmDashboard) dashboard = NULL;

  g_assert_cmpuint (nothing->figures->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add_case (file, &cases[i]);
  dashboard = make_dashboard (file);
  g_assert_cmpuint (dashboard->figures->len, ==, 1);
  assert_figure (file, dashboard, 0, "to_answer", "3", "Late: 1; waiting for the customer: 1.");
}

/* Ninety days are those from the 18th of March on, and those before from the 18th of December. */
static void
test_satisfied (CrmTestFile *file, gconstpointer data)
{
  g_autoptr (CrmDashboard) few = NULL;
  g_autoptr (CrmDashboard) alone = NULL;
  g_autoptr (CrmDashboard) compared = NULL;

  add_scores (file, "satisfaction", (CrmDate){ 2026, 3, 18 }, "5 5 5 4 4 4 4 3 1");
  add_scores (file, "recommendation", today, "10");
  few = make_dashboard (file);
  assert_figure (file, few, 0, "satisfied", "7 of 9", "Fewer than 10 answers say little.");

  add_scores (file, "satisfaction", today, "5");
  add_scores (file, "satisfaction", (CrmDate){ 2026, 3, 17 }, "5 5 5 4");
  add_scores (file, "satisfaction", (CrmDate){ 2025, 12, 17 }, "1 1 1 1 1 1");
  alone = make_dashboard (file);
  assert_figure (file, alone, 0, "satisfied", "8 of 10", "In the 90 days before, fewer than 10 answered.");

  add_scores (file, "satisfaction", (CrmDate){ 2025, 12, 18 }, "1 2 3 3 5 4");
  compared = make_dashboard (file);
  assert_figure (file, compared, 0, "satisfied", "8 of 10", "In the 90 days before: 60%.");
}

#define add(name, func) g_test_add ("/report-service/" name, CrmTestFile, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("cases", test_cases);
  add ("calendar", test_calendar);
  add ("segment", test_segment);
  add ("topics", test_topics);
  add ("many-topics", test_many_topics);
  add ("satisfaction", test_satisfaction);
  add ("no-promoters", test_no_promoters);
  add ("nothing", test_nothing);
  add ("refused", test_refused);
  add ("to-answer", test_to_answer);
  add ("satisfied", test_satisfied);

  return g_test_run ();
}
