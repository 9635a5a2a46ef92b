/* Reports of deals: how far they come, how many are won, why they are lost, what a month of them brings. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-deal.h"
#include "crm-statistic.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAYS_A_MONTH 30

static gboolean
is (const CrmDealFact *deal, const char *status)
{
  return strcmp (deal->status, status) == 0;
}

static gboolean
is_over (const CrmDealFact *deal)
{
  return is (deal, "won") || is (deal, "lost");
}

/* Of the segment that is asked for. */
static CrmDealFacts *
load (CrmReportRun *run, GError **error)
{
  CrmDealFacts *facts = crm_deal_facts_load (run->reading, error);

  for (guint i = facts != NULL ? facts->deals->len : 0; i > 0; i--)
    {
      if (!crm_report_run_wants (run, CRM_REPORT_DEALS, g_array_index (facts->deals, CrmDealFact, i - 1).deal))
        g_array_remove_index (facts->deals, i - 1);
    }

  return facts;
}

static const CrmDealFact *
get (const CrmDealFacts *facts, guint i)
{
  return &g_array_index (facts->deals, CrmDealFact, i);
}

static char *
filter_closed (CrmReportRun *run, const char *status, const CrmPeriod *period)
{
  CrmReportFilter *filter = crm_report_filter_new (run, "deal");

  crm_report_filter_add (filter, "status", status);

  return crm_report_filter_end (crm_report_filter_add_days (filter, "closed_at", period));
}

typedef struct
{
  gint64 won;
  gint64 lost;
  gint64 value;
} Ended;

static void
fill_ended (CrmReportRun *run, CrmReportRow *row, const Ended *ended, const CrmPeriod *period)
{
  crm_report_row_set (row, 0, ended->won, filter_closed (run, "won", period));
  crm_report_row_set (row, 1, ended->lost, filter_closed (run, "lost", period));
  crm_report_row_set_share (row, 2, ended->won, ended->won + ended->lost, NULL);
  crm_report_row_set (row, 3, ended->value, filter_closed (run, "won", period));
}

/* By the day they were won or lost. */
CrmReportTable *
crm_report_make_win_rate (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmDealFacts) facts = load (run, error);
  g_autoptr (GArray) months = crm_report_run_list_months (run);
  g_autofree Ended *ended = g_new0 (Ended, months->len + 1);
  Ended            *all = &ended[months->len];
  CrmReportTable   *table;
  CrmReportMoney    money = { .n_known = 0 };

  if (facts == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Month"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "won", C_ ("deals", "Won"), CRM_REPORT_COUNT, "deal"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "lost", C_ ("deals", "Lost"), CRM_REPORT_COUNT, "deal"));
  crm_report_table_add_column (table, "win_rate", _ ("Won of those that ended"), CRM_REPORT_SHARE, NULL);
  crm_report_table_add_column (table, "value", _ ("Amount won"), CRM_REPORT_MONEY, "deal");

  for (guint i = 0; i < facts->deals->len; i++)
    {
      if (is (get (facts, i), "won") && crm_report_run_has_instant (run, get (facts, i)->closed_at))
        crm_report_money_add (&money, get (facts, i)->currency);
    }
  crm_report_money_choose (&money, run, table);
  for (guint i = 0; i < facts->deals->len; i++)
    {
      const CrmDealFact *deal = get (facts, i);
      gint               month = is_over (deal) && deal->closed_at != CRM_UNSET ? crm_report_find_month (months, crm_date_from_instant (deal->closed_at)) : -1;
      gint64             value = is (deal, "won") ? deal->value : 0;

      if (month < 0)
        continue;
      for (guint j = 0; j < 2; j++)
        {
          Ended *counted = j == 0 ? &ended[month] : all;

          counted->won += is (deal, "won");
          counted->lost += is (deal, "lost");
          counted->value = crm_report_money_sum (table, counted->value, value, deal->currency);
        }
    }
  for (guint i = 0; all->won + all->lost > 0 && i < months->len; i++)
    {
      const CrmPeriod *month = &g_array_index (months, CrmPeriod, i);
      g_autofree char *label = crm_report_run_dup_month (run, month);

      fill_ended (run, crm_report_table_add_row (table, label), &ended[i], month);
    }
  if (all->won + all->lost > 0)
    {
      CrmReportRow *total = crm_report_table_add_row (table, C_ ("report", "All"));

      total->is_total = TRUE;
      fill_ended (run, total, all, &run->question->period);
    }

  return table;
}

typedef struct
{
  const char *reason; /* (nullable) */
  gint64      count;
  gint64      value;
} Reason;

static int
compare_reasons (gconstpointer a, gconstpointer b)
{
  const Reason *x = a;
  const Reason *y = b;

  if (x->count != y->count)
    return x->count < y->count ? 1 : -1;

  return g_strcmp0 (x->reason, y->reason);
}

static Reason *
find_reason (GArray *reasons, const char *reason)
{
  Reason fresh = { reason, 0, 0 };

  for (guint i = 0; i < reasons->len; i++)
    {
      if (g_strcmp0 (g_array_index (reasons, Reason, i).reason, reason) == 0)
        return &g_array_index (reasons, Reason, i);
    }
  g_array_append_val (reasons, fresh);

  return &g_array_index (reasons, Reason, reasons->len - 1);
}

static const char *
get_reason_label (const char *reason)
{
  for (const CrmChoice *choice = crm_deal_lost_reasons; reason != NULL && choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, reason) == 0)
        return _ (choice->label);
    }

  return reason != NULL ? reason : _ ("No reason given");
}

static char *
filter_reason (CrmReportRun *run, const char *reason)
{
  CrmReportFilter *filter = crm_report_filter_new (run, "deal");

  crm_report_filter_add (filter, "status", "lost");
  crm_report_filter_add_days (filter, "closed_at", &run->question->period);

  return crm_report_filter_end (crm_report_filter_add_test (filter, "lost_reason", reason != NULL ? CRM_OP_EQUAL : CRM_OP_UNSET, reason));
}

CrmReportTable *
crm_report_make_lost_reasons (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmDealFacts) facts = load (run, error);
  g_autoptr (GArray) reasons = g_array_new (FALSE, FALSE, sizeof (Reason));
  CrmReportTable *table;
  CrmReportMoney  money = { .n_known = 0 };

  if (facts == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Reason"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "deals", _ ("Deals"), CRM_REPORT_COUNT, "deal"));
  crm_report_table_add_column (table, "share", _ ("Of all lost"), CRM_REPORT_SHARE, NULL);
  crm_report_table_add_column (table, "value", _ ("Amount lost"), CRM_REPORT_MONEY, "deal");

  for (guint i = facts->deals->len; i > 0; i--)
    {
      if (!is (get (facts, i - 1), "lost") || !crm_report_run_has_instant (run, get (facts, i - 1)->closed_at))
        g_array_remove_index (facts->deals, i - 1);
      else
        crm_report_money_add (&money, get (facts, i - 1)->currency);
    }
  crm_report_money_choose (&money, run, table);
  for (guint i = 0; i < facts->deals->len; i++)
    {
      Reason *reason = find_reason (reasons, get (facts, i)->lost_reason);

      reason->count++;
      reason->value = crm_report_money_sum (table, reason->value, get (facts, i)->value, get (facts, i)->currency);
    }
  g_array_sort (reasons, compare_reasons);
  for (guint i = 0; i < reasons->len; i++)
    {
      const Reason *reason = &g_array_index (reasons, Reason, i);
      CrmReportRow *row = crm_report_table_add_row (table, get_reason_label (reason->reason));

      crm_report_row_set (row, 0, reason->count, filter_reason (run, reason->reason));
      crm_report_row_set_share (row, 1, reason->count, facts->deals->len, NULL);
      crm_report_row_set (row, 2, reason->value, filter_reason (run, reason->reason));
    }

  return table;
}

/* The pipelines in the order of their names, as the window has them. */
static GArray *
list_pipelines (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new ("pipeline");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_set_order (query, "name", FALSE);

  return crm_reading_query (run->reading, query, 0, ids, error) ? g_steal_pointer (&ids) : NULL;
}

typedef struct
{
  gint64  open;
  gint64  won;
  gint64  lost;
  gint64  n_valued;
  gint64  value;
  GArray *days; /* (owned) (element-type double): from the beginning to the sale */
} Flow;

static void
count_flow (CrmReportRun *run, CrmReportTable *table, Flow *flow, const CrmDealFact *deal)
{
  double days;

  flow->open += is (deal, "open");
  if (!is_over (deal) || !crm_report_run_has_instant (run, deal->closed_at))
    return;

  flow->won += is (deal, "won");
  flow->lost += is (deal, "lost");
  if (!is (deal, "won"))
    return;
  flow->n_valued += crm_report_money_is (table, deal->currency);
  flow->value = crm_report_money_sum (table, flow->value, deal->value, deal->currency);
  days = MAX (crm_date_days_between (crm_date_from_instant (deal->created_at), crm_date_from_instant (deal->closed_at)), 0);
  g_array_append_val (flow->days, days);
}

static char *
filter_pipeline (CrmReportRun *run, gint64 pipeline, const char *status, gboolean closed)
{
  CrmReportFilter *filter = crm_report_filter_new (run, "deal");

  crm_report_filter_add_record (filter, "pipeline", pipeline);
  crm_report_filter_add (filter, "status", status);
  if (closed)
    crm_report_filter_add_days (filter, "closed_at", &run->question->period);

  return crm_report_filter_end (filter);
}

/* Open deals times the share that is won, times what one brings, by the days that one takes: what is sold in a month, if all stays as it is. */
static void
fill_flow (CrmReportRun *run, const CrmReportTable *table, CrmReportRow *row, gint64 pipeline, Flow *flow)
{
  double days = flow->days->len > 0 ? crm_median ((double *) (gpointer) flow->days->data, flow->days->len) : 0;
  double mean = flow->n_valued > 0 ? (double) flow->value / (double) flow->n_valued : 0;

  crm_report_row_set (row, 0, flow->open, filter_pipeline (run, pipeline, "open", FALSE));
  crm_report_row_set_share (row, 1, flow->won, flow->won + flow->lost, filter_pipeline (run, pipeline, "won", TRUE));
  if (flow->n_valued == 0)
    return;

  crm_report_row_set (row, 2, crm_report_run_round (run, table, mean), filter_pipeline (run, pipeline, "won", TRUE));
  crm_report_row_set (row, 3, (gint64) (days + 0.5), filter_pipeline (run, pipeline, "won", TRUE));
  crm_report_row_set (row, 4, crm_report_run_round (run, table, (double) flow->open * (double) flow->won / (double) (flow->won + flow->lost) * mean / MAX (days, 1) * DAYS_A_MONTH), NULL);
}

CrmReportTable *
crm_report_make_velocity (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmDealFacts) facts = load (run, error);
  g_autoptr (GArray) pipelines = facts != NULL ? list_pipelines (run, error) : NULL;
  CrmReportTable *table;
  CrmReportMoney  money = { .n_known = 0 };

  if (pipelines == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Pipeline"));
  crm_report_table_add_column (table, "open", _ ("Open deals"), CRM_REPORT_COUNT, "deal");
  crm_report_table_add_column (table, "win_rate", _ ("Won of those that ended"), CRM_REPORT_SHARE, "deal");
  crm_report_table_add_column (table, "mean", _ ("Amount of one, on average"), CRM_REPORT_MONEY, "deal");
  crm_report_table_add_column (table, "days", _ ("Time to win one (half are quicker)"), CRM_REPORT_DAYS, "deal");
  crm_report_table_add_column (table, "month", _ ("Sales a month"), CRM_REPORT_MONEY, NULL);

  for (guint i = 0; i < facts->deals->len; i++)
    {
      if (is (get (facts, i), "won") && crm_report_run_has_instant (run, get (facts, i)->closed_at))
        crm_report_money_add (&money, get (facts, i)->currency);
    }
  crm_report_money_choose (&money, run, table);
  for (guint i = 0; i < pipelines->len; i++)
    {
      gint64           pipeline = g_array_index (pipelines, gint64, i);
      g_autofree char *label = crm_report_run_dup_title (run, pipeline);
      g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (double));
      Flow flow = { .days = days };

      for (guint j = 0; j < facts->deals->len; j++)
        {
          if (get (facts, j)->pipeline == pipeline)
            count_flow (run, table, &flow, get (facts, j));
        }
      if (flow.open + flow.won + flow.lost > 0)
        fill_flow (run, table, crm_report_table_add_row (table, label), pipeline, &flow);
    }
  if (table->rows->len > 0)
    crm_report_table_take_note (table, g_strdup (_ ("Sales a month: the open deals, times the share that is won, times the amount of one, by the time that one takes.")));

  return table;
}
