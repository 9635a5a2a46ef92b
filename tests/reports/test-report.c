/* Reports worked out by hand. That a figure's filter lists what it counted is tested over whole businesses by tests/cli/test-crmctl-report.py. */

#include "report-testing.h"

#include "crm-clock.h"
#include "crm-paper-draw.h"
#include "crm-report-write.h"
#include "crm-sale-line.h"
#include "../store/crm-test-file.h"

static const CrmDate today = { 2026, 6, 15 };

#define DAY (gint64) G_TIME_SPAN_DAY

typedef struct
{
  CrmTestFile file;
  gint64      stages[4]; /* new, offer, won, lost */
} Fixture;

static gint64
save (Fixture *fixture, gpointer record)
{
  g_autoptr (GError) error = NULL;

  crm_store_save (fixture->file.store, "Save", record, &error);
  g_assert_no_error (error);

  return crm_record_get_id (record);
}

static gint64
instant (int month, int day)
{
  return crm_date_to_instant ((CrmDate){ 2026, (guint8) month, (guint8) day });
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "New", "Offer", "Won", "Lost" };
  static const char *const kinds[] = { "open", "open", "won", "lost" };
  g_autoptr (CrmRecord) pipeline = crm_record_new ("pipeline");

  crm_test_file_open (&fixture->file);
  g_object_set (pipeline, "name", "Sales", NULL);
  save (fixture, pipeline);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CrmRecord) stage = crm_record_new ("stage");

      g_object_set (stage, "name", names[i], "kind", kinds[i], "position", (gint64) i, "pipeline", crm_record_get_id (pipeline), NULL);
      fixture->stages[i] = save (fixture, stage);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  crm_clock_set (0);
  crm_test_file_close (&fixture->file);
}

/* Begun on one day and, @days later, moved on. */
static gint64
add_deal (Fixture *fixture, gint64 begun, gint64 days, guint stage, gint64 value, const char *currency, const char *reason)
{
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");
  g_autoptr (CrmRecord) moved = NULL;

  crm_clock_set (begun);
  g_object_set (deal, "title", "Deal", "value", value, "currency", currency, "stage", fixture->stages[0], NULL);
  save (fixture, deal);
  if (stage == 0)
    return crm_record_get_id (deal);

  crm_clock_set (begun + days * DAY);
  moved = crm_record_edit (deal);
  g_object_set (moved, "stage", fixture->stages[stage], "lost-reason", reason, NULL);

  return save (fixture, moved);
}

static CrmReportQuestion *
ask (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CrmPeriod          year = { { 2026, 1, 1 }, { 2026, 6, 30 } };
  CrmReportQuestion *question;

  crm_clock_set (instant (6, 15));
  question = crm_report_question_new (fixture->file.store, year, today, &english, NULL, &error);
  g_assert_no_error (error);

  return question;
}

static CrmReportTable *
make (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReportQuestion) question = ask (fixture);
  CrmReportTable *table;

  table = crm_report_make (crm_report_find (name), question, &error);
  g_assert_no_error (error);

  return table;
}

/* Fifty open deals; two of ten won, for 10,000 each, in 30 days: 50 × 10,000 × 0.2 ÷ 30 a day is 3,333.33, and 100,000 a month. */
static void
test_velocity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;

  for (guint i = 0; i < 50; i++)
    add_deal (fixture, instant (5, 1), 0, 0, 500000, "EUR", NULL);
  for (guint i = 0; i < 10; i++)
    add_deal (fixture, instant (2, 1), i < 2 ? 30 : 5, i < 2 ? 2 : 3, 1000000, "EUR", "price");
  table = make (fixture, "velocity");
  g_assert_cmpuint (table->rows->len, ==, 1);
  assert_row (table, 0, "Sales", "50", "2 of 10", "10,000.00", "30 days", "100,000.00");
}

static void
add_expected (Fixture *fixture, const char *day, gint64 probability, gint64 value)
{
  g_autoptr (CrmRecord) deal = crm_record_new ("deal");

  crm_clock_set (instant (6, 1));
  g_object_set (deal, "title", "Deal", "value", value, "currency", "EUR", "stage", fixture->stages[0], "expected-close", day, "probability", probability, NULL);
  save (fixture, deal);
}

/* Two deals of 1,000 at one half: 1,000 expected, with a variance of 2 × ¼ × 1,000² and so a deviation of 707.11; the ends are 1.2816 of it away. */
static void
test_pipeline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;

  add_expected (fixture, "2026-07-10", 50, 100000);
  add_expected (fixture, "2026-07-20", 50, 100000);
  add_expected (fixture, "2026-05-31", 100, 30000);
  add_expected (fixture, "2026-12-01", 20, 50000);
  add_expected (fixture, NULL, 0, 70000);
  table = make (fixture, "pipeline");
  assert_row (table, 0, "Should have closed already", "1", "300.00", "300.00", "300.00", "300.00", "");
  assert_row (table, 1, "June 2026", "0", "0.00", "0.00", "0.00", "0.00", "");
  assert_row (table, 2, "July 2026", "2", "2,000.00", "1,000.00", "94.00", "1,906.00", "");
  assert_row (table, 7, "Later", "1", "500.00", "100.00", "0.00", "356.00", "");
  assert_row (table, 8, "Without a day", "1", "700.00", "0.00", "0.00", "0.00", "");
  assert_row (table, 9, "All", "5", "3,500.00", "1,400.00", "458.00", "2,342.00", "71%");
}

/* Month by month; amounts in another currency are counted, and not added. */
static void
test_win_rate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;

  add_deal (fixture, instant (1, 10), 5, 2, 10000, "EUR", NULL);
  add_deal (fixture, instant (1, 10), 40, 2, 30000, "EUR", NULL);
  add_deal (fixture, instant (1, 10), 41, 3, 70000, "EUR", "price");
  add_deal (fixture, instant (1, 10), 42, 2, 5, "USD", NULL);
  add_deal (fixture, instant (1, 10), 0, 0, 10, "EUR", NULL);
  table = make (fixture, "win-rate");
  g_assert_cmpuint (table->rows->len, ==, 7);
  g_assert_cmpstr (table->currency, ==, "EUR");
  assert_row (table, 0, "January 2026", "1", "0", "1 of 1", "100.00");
  assert_row (table, 1, "February 2026", "2", "1", "2 of 3", "300.00");
  assert_row (table, 2, "March 2026", "0", "0", "", "0.00");
  assert_row (table, 6, "All", "3", "1", "3 of 4", "400.00");
  g_assert_cmpuint (table->notes->len, ==, 1);
  g_assert_nonnull (strstr (table->notes->pdata[0], "another currency"));
}

/* What nobody sells for: sums end at the largest number there is. */
static void
test_enormous (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "win-rate", "velocity", "funnel", "lost-reasons", "workload", "sources" };

  for (guint i = 0; i < 3; i++)
    {
      add_deal (fixture, instant (1, 10), 5, 2, G_MAXINT64, "EUR", NULL);
      add_deal (fixture, instant (1, 10), 5, 3, G_MAXINT64, "EUR", "price");
      add_deal (fixture, instant (1, 10), 0, 0, G_MAXINT64, "EUR", NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CrmReportTable) table = make (fixture, names[i]);

      g_assert_cmpuint (table->rows->len, >, 0);
    }
}

/* A time that is no time, and one that is too long. */
static void
test_times (Fixture *fixture, gconstpointer data)
{
  static const CrmPeriod periods[] = { { { 2026, 2, 1 }, { 2026, 1, 31 } }, { { 1990, 1, 1 }, { 2026, 1, 1 } } };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (crm_report_question_new (fixture->file.store, periods[i], today, &english, NULL, &error));
      g_assert_error (error, CRM_ERROR, CRM_ERROR_USAGE);
    }
}

/* From twenty on there is a share, and between what it probably is: 12 of 20 is 38.658 % to 78.119 %. */
static void
test_shares (void)
{
  g_autoptr (CrmReportTable) table = crm_report_table_new ("Of what");
  g_autofree char *plain = NULL;

  crm_report_table_add_column (table, "share", "Share", CRM_REPORT_SHARE, NULL);
  crm_report_row_set_share (crm_report_table_add_row (table, "many"), 0, 12, 20, NULL);
  crm_report_row_set_share (crm_report_table_add_row (table, "few"), 0, 11, 19, NULL);
  crm_report_row_set_share (crm_report_table_add_row (table, "none"), 0, 0, 0, NULL);
  assert_row (table, 0, "many", "60% (39–78)");
  assert_row (table, 1, "few", "11 of 19");
  assert_row (table, 2, "none", "");
  plain = crm_report_table_dup_plain (table, crm_report_table_get_row (table, 0), 0);
  g_assert_cmpstr (plain, ==, "0.6000");
}

/* One was moved past the offer, and came as far; one was lost from there. They stayed 4, 10 and 20 days in the first stage. */
static void
test_funnel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;
  g_autoptr (CrmRecord) shared = NULL;
  g_autoptr (CrmRecord) lost = NULL;
  gint64 offered;

  add_deal (fixture, instant (1, 10), 20, 2, 10000, "EUR", NULL);
  add_deal (fixture, instant (1, 10), 4, 1, 20000, "EUR", NULL);
  offered = add_deal (fixture, instant (1, 10), 10, 1, 40000, "EUR", NULL);
  add_deal (fixture, instant (1, 10), 0, 0, 80000, "EUR", NULL);
  crm_clock_set (instant (1, 10) + 16 * DAY);
  shared = crm_store_get (fixture->file.store, offered, NULL);
  lost = crm_record_edit (shared);
  g_object_set (lost, "stage", fixture->stages[3], NULL);
  save (fixture, lost);

  table = make (fixture, "funnel");
  g_assert_cmpuint (table->rows->len, ==, 3);
  assert_row (table, 0, "New", "4", "", "1,500.00", "10 days", "16 days");
  assert_row (table, 1, "Offer", "3", "3 of 4", "700.00", "6 days", "6 days");
  assert_row (table, 2, "Won", "1", "1 of 3", "100.00", "", "");
}

static gint64
add_person (Fixture *fixture, const char *name, const char *source)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  g_object_set (person, "given-name", name, "source", source, NULL);

  return save (fixture, person);
}

static gint64
add_invoice (Fixture *fixture, gint64 person, const char *date, const char *due, gint64 price)
{
  g_autoptr (CrmRecord) invoice = crm_record_new ("invoice");

  g_object_set (invoice, "person", person, "date", date, "due", due, "status", "issued", "currency", "EUR", NULL);
  crm_object_add_item (CRM_OBJECT (invoice), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", "Cloth", "price", price, NULL));

  return save (fixture, invoice);
}

/* Ann in January, February and April, Ben in January only, Cyrus from March on; each day is counted once. */
static void
add_sales (Fixture *fixture)
{
  gint64 ann = add_person (fixture, "Ann", "Fair");
  gint64 ben = add_person (fixture, "Ben", "FAIR");
  gint64 cyrus = add_person (fixture, "Cyrus", NULL);

  crm_clock_set (instant (6, 15));
  add_invoice (fixture, ann, "2026-01-05", NULL, 100000);
  add_invoice (fixture, ann, "2026-02-05", NULL, 50000);
  add_invoice (fixture, ann, "2026-04-05", "2026-06-20", 50000);
  add_invoice (fixture, ben, "2026-01-31", "2026-05-30", 20000);
  add_invoice (fixture, cyrus, "2026-03-01", "2026-06-15", 5000);
  add_invoice (fixture, cyrus, "2025-03-01", "2025-03-01", 1000);
}

static void
test_sales (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;

  add_sales (fixture);
  table = make (fixture, "sales");
  assert_row (table, 0, "January 2026", "2", "1,200.00", "", "600.00", "2", "2");
  assert_row (table, 2, "March 2026", "1", "50.00", "10.00", "50.00", "1", "0");
  assert_row (table, 5, "June 2026", "0", "0.00", "0.00", "", "0", "0");
  assert_row (table, 6, "All", "5", "2,250.00", "10.00", "450.00", "3", "2");
}

/* The chart goes with the table: each month but not their sum, on a scale that ends a little above the most. */
static void
test_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReportTable) table = NULL;
  g_autoptr (CrmReportQuestion) question = ask (fixture);
  g_autoptr (CrmPaper) paper = NULL;
  g_autoptr (GBytes) pdf = NULL;
  const CrmPaperPoint *january;
  const CrmReport     *report = crm_report_find ("sales");

  add_sales (fixture);
  table = make (fixture, report->name);
  paper = crm_report_paper_new (report, question, table);
  g_assert_true (paper->chart->is_columns);
  g_assert_cmpuint (paper->chart->points->len, ==, 6);
  january = paper->chart->points->pdata[0];
  g_assert_cmpstr (january->label, ==, "January 2026");
  g_assert_cmpstr (january->figures[0], ==, "\u20681.2 k\u2069");
  g_assert_cmpfloat_with_epsilon (january->shares[0], 0.8, 0.001);
  g_assert_cmpfloat (((CrmPaperPoint *) paper->chart->points->pdata[5])->shares[0], ==, 0);
  pdf = crm_paper_make_pdf (paper, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (pdf), >, 1000);
}

/* Nothing is compared with nothing. */
static void
test_empty_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = make (fixture, "sales");
  g_autoptr (CrmReportQuestion) question = ask (fixture);
  g_autoptr (CrmPaper) paper = crm_report_paper_new (crm_report_find ("sales"), question, table);

  g_assert_null (paper->chart);
}

static void
test_customers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmReportTable) best = NULL;
  g_autoptr (CrmReportTable) cohorts = NULL;
  g_autoptr (CrmReportTable) sources = NULL;

  add_sales (fixture);
  best = make (fixture, "best-customers");
  assert_row (best, 0, "Ann", "A", "3", "2,000.00", "89%");
  assert_row (best, 1, "Ben", "B", "1", "200.00", "98%");
  assert_row (best, 2, "Cyrus", "C", "1", "50.00", "100%");

  /* Cyrus had come the year before. */
  cohorts = make (fixture, "cohorts");
  g_assert_cmpuint (cohorts->rows->len, ==, 1);
  assert_row (cohorts, 0, "January 2026", "2", "1 of 2", "0 of 2", "1 of 2", "0 of 2", "0 of 2", "", "", "", "", "", "", "");

  sources = make (fixture, "sources");
  assert_row (sources, 0, "Fair", "0", "", "4", "2,200.00");
  assert_row (sources, 1, "Not known", "0", "", "1", "50.00");
}

/* Due in five days and today; 16 days ago; and on their own days, more than 90 days ago. */
static void
test_receivables (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmReportTable) table = NULL;

  add_sales (fixture);
  table = make (fixture, "receivables");
  assert_row (table, 0, "Not due yet", "2", "550.00");
  assert_row (table, 1, "Up to 30 days", "1", "200.00");
  assert_row (table, 2, "31 to 60 days", "0", "0.00");
  assert_row (table, 4, "More than 90 days", "3", "1,510.00");
}

static void
add_work (Fixture *fixture, const char *kind, const char *due, gint64 done)
{
  g_autoptr (CrmRecord) work = crm_record_new ("activity");

  g_object_set (work, "kind", kind, "subject", "Samples", "due", due, NULL);
  crm_object_set_integer (CRM_OBJECT (work), "done_at", done);
  save (fixture, work);
}

static void
test_work (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmReportTable) promises = NULL;
  g_autoptr (CrmReportTable) load = NULL;

  crm_clock_set (instant (6, 15));
  add_work (fixture, "promise", "2026-05-10", instant (5, 10) + DAY / 2);
  add_work (fixture, "promise", "2026-05-10", instant (5, 11));
  add_work (fixture, "promise", "2026-05-20", CRM_UNSET);
  add_work (fixture, "task", "2026-06-15", CRM_UNSET);
  add_work (fixture, "meeting", "2026-05-15", CRM_UNSET);
  promises = make (fixture, "promises");
  assert_row (promises, 4, "May 2026", "3", "1", "1", "1", "1 of 3");

  load = make (fixture, "workload");
  g_assert_cmpuint (load->rows->len, ==, 1);
  assert_row (load, 0, "Nobody in particular", "2", "1", "2", "0", "");
}

static gint64
add_user (Fixture *fixture, const char *name)
{
  g_autoptr (CrmRecord) user = crm_record_new ("user");

  g_object_set (user, "name", name, NULL);

  return save (fixture, user);
}

static void
add_target (Fixture *fixture, const char *measure, const char *first, const char *last, gint64 owner, gint64 amount, gint64 count)
{
  g_autoptr (CrmRecord) target = crm_record_new ("target");

  g_object_set (target, "measure", measure, "first", first, "last", last, NULL);
  crm_object_set_integer (CRM_OBJECT (target), "owner", owner);
  if (amount > 0)
    g_object_set (target, "amount", amount, "currency", "EUR", NULL);
  else
    g_object_set (target, "count", count, NULL);
  save (fixture, target);
}

/* Half of June is over. Sara owns one of two deals that were won in it. */
static void
test_targets (Fixture *fixture, gconstpointer data)
{
  gint64 sara = add_user (fixture, "Sara");
  g_autoptr (CrmReportTable) table = NULL;
  g_autoptr (CrmRecord) shared = NULL;
  g_autoptr (CrmRecord) deal = NULL;

  add_sales (fixture);
  add_deal (fixture, instant (6, 1), 2, 2, 30000, "EUR", NULL);
  shared = crm_store_get (fixture->file.store, add_deal (fixture, instant (6, 1), 3, 2, 50000, "EUR", NULL), NULL);
  deal = crm_record_edit (shared);
  crm_object_set_integer (CRM_OBJECT (deal), "owner", sara);
  save (fixture, deal);
  add_target (fixture, "sold", "2026-01-01", "2026-03-31", CRM_UNSET, 350000, 0);
  add_target (fixture, "won", "2026-06-01", "2026-06-30", sara, 0, 4);
  add_target (fixture, "won_amount", "2026-06-01", "2026-06-30", CRM_UNSET, 100000, 0);
  add_target (fixture, "new_customers", "2026-01-01", "2026-01-31", CRM_UNSET, 0, 1);
  add_target (fixture, "sold", "2031-01-01", "2031-12-31", CRM_UNSET, 350000, 0);
  table = make (fixture, "targets");
  g_assert_cmpuint (table->rows->len, ==, 4);
  assert_row (table, 0, "Amount of deals won, 1 Jun 2026 – 30 Jun 2026", "1,000.00", "800.00", "", "", "80%", "50%");
  assert_row (table, 1, "Sara: Deals won, 1 Jun 2026 – 30 Jun 2026", "", "", "4", "1", "25%", "50%");
  assert_row (table, 3, "Amount sold, 1 Jan 2026 – 31 Mar 2026", "3,500.00", "1,750.00", "", "", "50%", "100%");
  assert_row (table, 2, "New customers, 1 Jan 2026 – 31 Jan 2026", "", "", "1", "2", "200%", "100%");
}

/* What is no target is refused in words. */
static void
test_bad_targets (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *measure;
    const char *first;
    const char *last;
    gint64      count;
    const char *reason;
  } bad[] = {
    { NULL, "2026-01-01", "2026-01-31", 5, "what is to be reached" },
    { "won", NULL, "2026-01-31", 5, "its first and its last day" },
    { "won", "2026-02-01", "2026-01-31", 5, "before it begins" },
    { "won", "2026-01-01", "2026-01-31", -5, "above zero" },
    { "sold", "2026-01-01", "2026-01-31", 5, "above zero" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (CrmRecord) target = crm_record_new ("target");
      g_autoptr (GError) error = NULL;

      g_object_set (target, "measure", bad[i].measure, "first", bad[i].first, "last", bad[i].last, "count", bad[i].count, NULL);
      g_assert_false (crm_store_save (fixture->file.store, "Save", target, &error));
      g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].reason));
    }
}

#define add(name, func) g_test_add ("/report/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("velocity", test_velocity);
  add ("pipeline", test_pipeline);
  add ("win-rate", test_win_rate);
  add ("enormous", test_enormous);
  add ("times", test_times);
  add ("funnel", test_funnel);
  add ("sales", test_sales);
  add ("paper", test_paper);
  add ("empty-paper", test_empty_paper);
  add ("customers", test_customers);
  add ("receivables", test_receivables);
  add ("work", test_work);
  add ("targets", test_targets);
  add ("bad-targets", test_bad_targets);
  g_test_add_func ("/report/shares", test_shares);

  return g_test_run ();
}
