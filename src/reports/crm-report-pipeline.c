/* What the open deals bring, by the month in which they are expected to close.
 *
 * Expected is the sum of p v, its variance that of p (1 - p) v v, where each deal is won or lost by itself: the ends are 1.28 deviations away, between which
 * four of five lie. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-sum.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MONTHS 6 /* this one, and those that follow */

/* Of a normal distribution: four of five lie so many deviations from the middle. */
#define FOUR_OF_FIVE 1.2816

/* Before the first month, the months, after the last, and without a day. */
enum
{
  EARLIER,
  FIRST,
  LATER = FIRST + MONTHS,
  NO_DAY,
  N_PLACES,
};

typedef struct
{
  gint64 count;
  gint64 amount;
  double weighted;
  double variance;
  double largest[2]; /* the two that weigh most */
} Place;

static void
count_deal (Place *self, const CrmReportTable *table, const CrmDealFact *deal)
{
  double p = deal->probability / 100.0;
  double weight = p * (double) deal->value;

  self->count++;
  if (!crm_report_money_is (table, deal->currency))
    return;

  self->amount = crm_sum_add (self->amount, deal->value);
  self->weighted += weight;
  self->variance += p * (1 - p) * (double) deal->value * (double) deal->value;
  if (weight > self->largest[0])
    {
      self->largest[1] = self->largest[0];
      self->largest[0] = weight;
    }
  else
    self->largest[1] = MAX (self->largest[1], weight);
}

static guint
find_place (GArray *months, CrmDate day)
{
  gint month = crm_date_is_full (day) ? crm_report_find_month (months, day) : -1;

  if (!crm_date_is_full (day))
    return NO_DAY;
  if (month >= 0)
    return FIRST + (guint) month;

  return crm_date_compare (day, g_array_index (months, CrmPeriod, 0).first) < 0 ? EARLIER : LATER;
}

static GArray *
list_months (CrmReportRun *run)
{
  CrmCalendar calendar = run->question->culture.calendar;
  GArray     *months = g_array_new (FALSE, FALSE, sizeof (CrmPeriod));
  CrmDate     first = crm_date_month_start (run->question->today, calendar);

  for (guint i = 0; i < MONTHS; i++)
    {
      CrmPeriod month = { first, crm_date_month_end (first, calendar) };

      g_array_append_val (months, month);
      first = crm_date_add_days (month.last, 1);
    }

  return months;
}

static char *
filter_place (CrmReportRun *run, GArray *months, guint place)
{
  CrmReportFilter *filter = crm_report_filter_add (crm_report_filter_new (run, "deal"), "status", "open");
  g_autofree char *first = crm_date_to_iso (g_array_index (months, CrmPeriod, 0).first);
  g_autofree char *last = crm_date_to_iso (g_array_index (months, CrmPeriod, MONTHS - 1).last);

  if (place == EARLIER)
    crm_report_filter_add_test (filter, "expected_close", CRM_OP_LESS, first);
  else if (place == LATER)
    crm_report_filter_add_test (filter, "expected_close", CRM_OP_MORE, last);
  else if (place == NO_DAY)
    crm_report_filter_add_test (filter, "expected_close", CRM_OP_UNSET, NULL);
  else if (place < N_PLACES)
    crm_report_filter_add_days (filter, "expected_close", &g_array_index (months, CrmPeriod, place - FIRST));

  return crm_report_filter_end (filter);
}

static char *
dup_label (CrmReportRun *run, GArray *months, guint place)
{
  if (place == EARLIER)
    return g_strdup (_ ("Should have closed already"));
  if (place == LATER)
    return g_strdup (_ ("Later"));
  if (place == NO_DAY)
    return g_strdup (_ ("Without a day"));

  return place < N_PLACES ? crm_report_run_dup_month (run, &g_array_index (months, CrmPeriod, place - FIRST)) : g_strdup (C_ ("report", "All"));
}

static void
add_place (CrmReportRun *run, CrmReportTable *table, GArray *months, guint place, const Place *counted)
{
  g_autofree char *label = dup_label (run, months, place);
  CrmReportRow    *row = crm_report_table_add_row (table, label);
  double           spread = FOUR_OF_FIVE * sqrt (counted->variance);

  row->is_total = place == N_PLACES;
  crm_report_row_set (row, 0, counted->count, filter_place (run, months, place));
  crm_report_row_set (row, 1, counted->amount, filter_place (run, months, place));
  crm_report_row_set (row, 2, crm_report_run_round (run, table, counted->weighted), filter_place (run, months, place));
  crm_report_row_set (row, 3, crm_report_run_round (run, table, MAX (counted->weighted - spread, 0)), NULL);
  crm_report_row_set (row, 4, crm_report_run_round (run, table, MIN (counted->weighted + spread, (double) counted->amount)), NULL);
  if (counted->count > 2 && counted->weighted > 0)
    crm_report_row_set_percent (row, 5, (gint64) (10000 * (counted->largest[0] + counted->largest[1]) / counted->weighted), 10000);
}

static CrmReportTable *
new_table (void)
{
  CrmReportTable *table = crm_report_table_new (_ ("Expected to close"));

  crm_report_table_add_column (table, "deals", _ ("Deals"), CRM_REPORT_COUNT, "deal");
  crm_report_table_chart (table, crm_report_table_add_column (table, "amount", _ ("Amount"), CRM_REPORT_MONEY, "deal"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "weighted", _ ("Weighed by probability"), CRM_REPORT_MONEY, "deal"));
  crm_report_table_add_column (table, "from", _ ("Probably from"), CRM_REPORT_MONEY, NULL);
  crm_report_table_add_column (table, "until", _ ("Probably up to"), CRM_REPORT_MONEY, NULL);
  crm_report_table_add_column (table, "largest", _ ("The two largest, of that"), CRM_REPORT_PERCENT, NULL);

  return table;
}

CrmReportTable *
crm_report_make_pipeline (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmDealFacts) facts = crm_deal_facts_load (run->reading, error);
  g_autoptr (GArray) months = list_months (run);
  Place           places[N_PLACES + 1] = { { .count = 0 } };
  CrmReportMoney  money = { .n_known = 0 };
  CrmReportTable *table;

  if (facts == NULL)
    return NULL;

  table = new_table ();
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < facts->deals->len; i++)
        {
          const CrmDealFact *deal = &g_array_index (facts->deals, CrmDealFact, i);

          if (strcmp (deal->status, "open") != 0 || !crm_report_run_wants (run, CRM_REPORT_DEALS, deal->deal))
            continue;
          if (round == 0)
            {
              crm_report_money_add (&money, deal->currency);
              continue;
            }
          count_deal (&places[find_place (months, deal->expected)], table, deal);
          count_deal (&places[N_PLACES], table, deal);
        }
      if (round == 0)
        crm_report_money_choose (&money, run, table);
    }
  for (guint i = 0; places[N_PLACES].count > 0 && i <= N_PLACES; i++)
    {
      if (places[i].count > 0 || (i >= FIRST && i < LATER))
        add_place (run, table, months, i, &places[i]);
    }
  if (table->rows->len > 0)
    crm_report_table_take_note (table, g_strdup (_ ("Weighed: each amount times its probability, which is the deal's own or its stage's. If these are right, what comes is between the two ends four times of five.")));

  return table;
}
