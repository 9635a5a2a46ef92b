/* What the next months bring, beside what would have been said of the last ones. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-outlook.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MONTHS_A_YEAR 12
#define AHEAD 3 /* this month, and the next two */

static const char *const ways[CRM_OUTLOOK_N_WAYS] = {
  [CRM_OUTLOOK_MEAN] = N_ ("Foreseen is the mean of the three months before."),
  [CRM_OUTLOOK_LAST_YEAR] = N_ ("Foreseen is the same month of the year before, with the growth since."),
  [CRM_OUTLOOK_SEASON] = N_ ("Foreseen is what level, trend and season of all months so far come to (Holt-Winters)."),
};

/* The months from the first sale to the one that goes on. */
static GArray *
list_months (CrmReportRun *run, CrmDate first)
{
  CrmCalendar calendar = run->question->culture.calendar;
  GArray     *months = g_array_new (FALSE, FALSE, sizeof (CrmPeriod));
  CrmDate     start = crm_date_month_start (first, calendar);

  while (crm_date_compare (start, run->question->today) <= 0)
    {
      CrmPeriod month = { start, crm_date_month_end (start, calendar) };

      g_array_append_val (months, month);
      start = crm_date_add_days (month.last, 1);
    }

  return months;
}

static char *
filter_month (CrmReportRun *run, const CrmPeriod *month)
{
  return crm_report_filter_end (crm_report_filter_add_days (crm_report_filter_add (crm_report_filter_new (run, "invoice"), "sold", "yes"), "date", month));
}

static void
note_outlook (CrmReportRun *run, CrmReportTable *table, const CrmOutlook *outlook)
{
  const CrmCulture *culture = &run->question->culture;
  g_autofree char  *months = crm_culture_count (culture, outlook->n_tested);
  g_autofree char  *wrong = crm_culture_count (culture, (gint64) (outlook->wrong * 100 + 0.5));
  g_autofree char  *mean = crm_culture_count (culture, (gint64) (outlook->mean_wrong * 100 + 0.5));

  crm_report_table_take_note (table, g_strdup (_ (ways[outlook->way])));
  if (outlook->n_tested < CRM_OUTLOOK_TESTED_LEAST)
    crm_report_table_take_note (table, g_strdup (_ ("How sure that is cannot be said yet: there are too few months to try it on.")));
  else if (outlook->way == CRM_OUTLOOK_MEAN)
    /* Translators: 1: number of months, 2: per cent */
    crm_report_table_take_note (table, g_strdup_printf (_ ("Over the last %1$s months it would have been wrong by %2$s%%. Four of five of them are between the two ends."), months, wrong));
  else
    /* Translators: 1: number of months, 2, 3: per cent */
    crm_report_table_take_note (table, g_strdup_printf (_ ("Over the last %1$s months it would have been wrong by %2$s%%, the mean of three months by %3$s%%. Four of five of them are between the two ends."),
                                                        months, wrong, mean));
}

static void
note_early (CrmReportRun *run, CrmReportTable *table, guint n)
{
  g_autofree char *have = crm_culture_count (&run->question->culture, n);
  g_autofree char *need = crm_culture_count (&run->question->culture, CRM_OUTLOOK_LEAST);

  /* Translators: numbers of months */
  crm_report_table_take_note (table, g_strdup_printf (_ ("It is too early to foresee anything: %1$s whole months with sales, of the %2$s it takes."), have, need));
}

static CrmReportRow *
add_month (CrmReportRun *run, CrmReportTable *table, const CrmPeriod *month)
{
  g_autofree char *label = crm_report_run_dup_month (run, month);

  return crm_report_table_add_row (table, label);
}

static void
fill_past (CrmReportRun *run, CrmReportTable *table, GArray *months, const double *sold, guint whole, const CrmOutlook *outlook)
{
  for (guint i = whole > MONTHS_A_YEAR ? whole - MONTHS_A_YEAR : 0; i < whole; i++)
    {
      const CrmPeriod *month = &g_array_index (months, CrmPeriod, i);
      CrmReportRow    *row = add_month (run, table, month);

      crm_report_row_set (row, 0, (gint64) sold[i], filter_month (run, month));
      if (i + outlook->n_tested >= whole)
        crm_report_row_set (row, 1, crm_report_run_round (run, table, outlook->foreseen[i + outlook->n_tested - whole]), NULL);
    }
}

static void
fill_ahead (CrmReportRun *run, CrmReportTable *table, GArray *months, const double *sold, guint whole, const CrmOutlook *outlook)
{
  CrmCalendar calendar = run->question->culture.calendar;
  CrmPeriod   month = g_array_index (months, CrmPeriod, whole);

  for (guint ahead = 1; ahead <= AHEAD; ahead++)
    {
      CrmReportRow *row = add_month (run, table, &month);
      double        value = crm_outlook_foresee (outlook, sold, whole, MONTHS_A_YEAR, ahead);
      double        spread = outlook->spread * sqrt (ahead);

      if (ahead == 1)
        crm_report_row_set (row, 0, (gint64) sold[whole], filter_month (run, &month));
      crm_report_row_set (row, 1, crm_report_run_round (run, table, value), NULL);
      if (spread > 0)
        {
          crm_report_row_set (row, 2, crm_report_run_round (run, table, MAX (value - spread, 0)), NULL);
          crm_report_row_set (row, 3, crm_report_run_round (run, table, value + spread), NULL);
        }
      month.first = crm_date_add_days (month.last, 1);
      month.last = crm_date_month_end (month.first, calendar);
    }
}

/* Returns: (transfer full): what was sold in each of @months */
static double *
count_months (CrmReportRun *run, const CrmReportTable *table, GArray *sold, GArray *months)
{
  double *amounts = g_new0 (double, months->len);

  for (guint i = 0; i < sold->len; i++)
    {
      const CrmSold *one = &g_array_index (sold, CrmSold, i);
      gint           month = crm_report_find_month (months, crm_date_from_days (one->day));

      if (month >= 0 && crm_report_run_wants (run, CRM_REPORT_INVOICES, one->document) && crm_report_money_is (table, one->currency))
        amounts[month] += (double) one->amount;
    }

  return amounts;
}

static CrmReportTable *
new_table (void)
{
  CrmReportTable *table = crm_report_table_new (_ ("Month"));

  crm_report_table_chart (table, crm_report_table_add_column (table, "revenue", _ ("Sold"), CRM_REPORT_MONEY, "invoice"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "foreseen", _ ("Foreseen"), CRM_REPORT_MONEY, NULL));
  crm_report_table_add_column (table, "from", _ ("Probably from"), CRM_REPORT_MONEY, NULL);
  crm_report_table_add_column (table, "until", _ ("Probably up to"), CRM_REPORT_MONEY, NULL);

  return table;
}

CrmReportTable *
crm_report_make_forecast (CrmReportRun *run, GError **error)
{
  g_autoptr (GArray) sold = crm_purchases_load_sold (run->reading, error);
  g_autoptr (GArray) months = NULL;
  g_autofree double *amounts = NULL;
  gint32             first = G_MAXINT32;
  CrmReportMoney     money = { .n_known = 0 };
  CrmOutlook         outlook;
  CrmReportTable    *table;

  if (sold == NULL)
    return NULL;

  table = new_table ();
  for (guint i = 0; i < sold->len; i++)
    {
      const CrmSold *one = &g_array_index (sold, CrmSold, i);

      if (!crm_report_run_wants (run, CRM_REPORT_INVOICES, one->document))
        continue;
      crm_report_money_add (&money, one->currency);
      first = MIN (first, one->day);
    }
  crm_report_money_choose (&money, run, table);
  if (money.n_all == 0 || first > crm_date_to_days (run->question->today))
    return table;

  months = list_months (run, crm_date_from_days (first));
  amounts = count_months (run, table, sold, months);
  if (!crm_outlook_find (&outlook, amounts, months->len - 1, MONTHS_A_YEAR))
    {
      note_early (run, table, months->len - 1);
      return table;
    }

  fill_past (run, table, months, amounts, months->len - 1, &outlook);
  fill_ahead (run, table, months, amounts, months->len - 1, &outlook);
  note_outlook (run, table, &outlook);

  return table;
}
