/* All that is said of the business, from all that was sold: bench-reports FILE, where FILE was made by
 *   crmctl -f FILE init && crmctl -f FILE generate --people 100000 --orders 1000000
 * The file is only read. The window makes the same on a worker: what is measured here is how long somebody looks at the spinner. */

#include "crm-bench.h"
#include "crm-clock.h"
#include "crm-dashboard.h"
#include "crm-filter.h"
#include "crm-paper-draw.h"
#include "crm-report.h"
#include "crm-sale-paper.h"

#define PAPERS 50

static const CrmCulture cultures[] = {
  { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE },
  { CRM_CALENDAR_JALALI, TRUE, 6, TRUE, "IRR", FALSE },
};

/* The day after the last purchase, so that the file says the same whenever it is measured. */
static CrmDate
find_today (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReading) reading = crm_reading_new (path, &error);
  g_autoptr (CrmPurchases) purchases = reading != NULL ? crm_purchases_load (reading, &error) : NULL;
  gint32 last = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < purchases->customers->len; i++)
    last = MAX (last, g_array_index (purchases->customers, CrmCustomerStat, i).last);

  return crm_date_from_days (last + 1);
}

static CrmReportQuestion *
ask (CrmStore *store, CrmDate today, const CrmCulture *culture)
{
  g_autoptr (GError) error = NULL;
  CrmReportQuestion *question = crm_report_question_new (store, crm_report_get_usual_period (today, culture->calendar), today, culture, NULL, &error);

  g_assert_no_error (error);

  return question;
}

static void
bench_report (const CrmReport *report, CrmReportQuestion *question)
{
  g_autofree char *name = g_strdup_printf ("report: %s", report->name);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmReportTable) table = NULL;
  CrmBench bench;

  crm_bench_begin (&bench, name);
  crm_bench_start (&bench);
  table = crm_report_make (report, question, &error);
  crm_bench_stop (&bench);
  g_assert_no_error (error);
  crm_bench_end (&bench, (CrmBenchTarget){ 0 });
}

static void
bench_reports (CrmStore *store, CrmDate today)
{
  g_autoptr (CrmReportQuestion) question = ask (store, today, &cultures[0]);
  guint            n_reports;
  const CrmReport *reports = crm_report_list (&n_reports);

  for (guint i = 0; i < n_reports; i++)
    bench_report (&reports[i], question);
}

static void
bench_dashboard (CrmStore *store, CrmDate today)
{
  g_autoptr (CrmReportQuestion) question = ask (store, today, &cultures[0]);
  CrmBench bench;

  crm_bench_begin (&bench, "the overview, all of its figures");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CrmDashboard) dashboard = NULL;

      crm_bench_start (&bench);
      dashboard = crm_dashboard_make (question, &error);
      crm_bench_stop (&bench);
      g_assert_no_error (error);
    }
  crm_bench_end (&bench, (CrmBenchTarget){ 0 });
}

static void
bench_filter (CrmStore *store, const char *text)
{
  g_autofree char *name = g_strdup_printf ("filter: %s", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  CrmBench bench;

  crm_bench_begin (&bench, name);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CrmQuery) query = crm_query_new ("person");

      g_array_set_size (ids, 0);
      crm_bench_start (&bench);
      crm_filter_parse (text, query, store, &cultures[0], &error);
      g_assert_no_error (error);
      crm_store_query (store, query, G_MAXUINT, ids, &error);
      crm_bench_stop (&bench);
      g_assert_no_error (error);
    }
  crm_bench_end (&bench, (CrmBenchTarget){ 0 });
  g_print ("  %u people\n", ids->len);
}

static void
bench_papers (CrmStore *store, const CrmCulture *culture, const char *name)
{
  g_autoptr (CrmQuery) query = crm_query_new ("invoice");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  CrmBench bench;
  gsize    size = 0;

  crm_store_query (store, query, PAPERS, ids, &error);
  g_assert_no_error (error);
  crm_bench_begin (&bench, name);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) invoice = crm_store_get (store, g_array_index (ids, gint64, i), NULL);
      g_autoptr (CrmPaper) paper = NULL;
      g_autoptr (GBytes) pdf = NULL;

      crm_bench_start (&bench);
      paper = crm_sale_paper_new (store, invoice, culture);
      pdf = crm_paper_make_pdf (paper, &error);
      crm_bench_stop (&bench);
      g_assert_no_error (error);
      size = g_bytes_get_size (pdf);
    }
  crm_bench_end (&bench, (CrmBenchTarget){ 0 });
  g_print ("  %u papers, the last of %" G_GSIZE_FORMAT " bytes\n", ids->len, size);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmStore) store = NULL;
  CrmDate today;

  g_return_val_if_fail (argc == 2, 1);

  store = crm_store_open (argv[1], CRM_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  today = find_today (argv[1]);
  crm_clock_set (crm_date_to_instant (today));
  bench_dashboard (store, today);
  bench_reports (store, today);
  bench_filter (store, "rfm = loyal");
  bench_filter (store, "silent = yes");
  bench_filter (store, "purchases >= 15 and last_purchase < \"6 months ago\"");
  bench_papers (store, &cultures[0], "an invoice as PDF, in English");
  bench_papers (store, &cultures[1], "an invoice as PDF, in Persian");

  return 0;
}
