/* Reports of what people do: promises kept, how much is to be done, and by which ways one speaks with customers. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-activity.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is (const CrmWorkFact *work, const char *kind)
{
  return g_strcmp0 (work->kind, kind) == 0;
}

static CrmWorkFacts *
load (CrmReportRun *run, gboolean with_sales, GError **error)
{
  CrmWorkFacts *facts = crm_work_facts_load (run->reading, run->question->today, with_sales, error);
  guint         kept = 0;

  for (guint i = 0; facts != NULL && i < facts->works->len; i++)
    {
      if (crm_report_run_wants (run, CRM_REPORT_ACTIVITIES, g_array_index (facts->works, CrmWorkFact, i).activity))
        g_array_index (facts->works, CrmWorkFact, kept++) = g_array_index (facts->works, CrmWorkFact, i);
    }
  if (facts != NULL)
    g_array_set_size (facts->works, kept);

  return facts;
}

typedef struct
{
  gint64 made;
  gint64 in_time;
  gint64 late; /* kept, and late */
  gint64 open;
} Kept;

/* @done: whether it was; @late: (nullable): "yes" or "no" */
static char *
filter_promises (CrmReportRun *run, const CrmPeriod *days, CrmOp done, const char *late)
{
  CrmReportFilter *filter = crm_report_filter_new (run, "activity");

  crm_report_filter_add (filter, "kind", "promise");
  crm_report_filter_add_days (filter, "due", days);
  if (done == CRM_OP_SET || done == CRM_OP_UNSET)
    crm_report_filter_add_test (filter, "done_at", done, NULL);
  if (late != NULL)
    crm_report_filter_add (filter, "late", late);

  return crm_report_filter_end (filter);
}

static void
fill_kept (CrmReportRun *run, CrmReportRow *row, const Kept *kept, const CrmPeriod *days)
{
  crm_report_row_set (row, 0, kept->made, filter_promises (run, days, CRM_OP_EQUAL, NULL));
  crm_report_row_set (row, 1, kept->in_time, filter_promises (run, days, CRM_OP_SET, "no"));
  crm_report_row_set (row, 2, kept->late, filter_promises (run, days, CRM_OP_SET, "yes"));
  crm_report_row_set (row, 3, kept->open, filter_promises (run, days, CRM_OP_UNSET, NULL));
  crm_report_row_set_share (row, 4, kept->in_time, kept->made, NULL);
}

/* By the day they were due. */
CrmReportTable *
crm_report_make_promises (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmWorkFacts) facts = load (run, FALSE, error);
  g_autoptr (GArray) months = crm_report_run_list_months (run);
  g_autofree Kept *kept = g_new0 (Kept, months->len + 1);
  Kept            *all = &kept[months->len];
  CrmReportTable  *table;

  if (facts == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Month"));
  crm_report_table_add_column (table, "promised", _ ("Promised"), CRM_REPORT_COUNT, "activity");
  crm_report_table_chart (table, crm_report_table_add_column (table, "in_time", _ ("Kept in time"), CRM_REPORT_COUNT, "activity"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "late", _ ("Kept late"), CRM_REPORT_COUNT, "activity"));
  crm_report_table_add_column (table, "open", _ ("Not kept yet"), CRM_REPORT_COUNT, "activity");
  crm_report_table_add_column (table, "rate", _ ("In time, of all"), CRM_REPORT_SHARE, NULL);
  for (guint i = 0; i < facts->works->len; i++)
    {
      const CrmWorkFact *work = &g_array_index (facts->works, CrmWorkFact, i);
      gint               month = is (work, "promise") && crm_date_is_full (work->due) ? crm_report_find_month (months, work->due) : -1;

      if (month < 0)
        continue;
      for (guint j = 0; j < 2; j++)
        {
          Kept *counted = j == 0 ? &kept[month] : all;

          counted->made++;
          counted->open += work->done_at == CRM_UNSET;
          counted->in_time += work->done_at != CRM_UNSET && !work->late;
          counted->late += work->done_at != CRM_UNSET && work->late;
        }
    }
  for (guint i = 0; all->made > 0 && i <= months->len; i++)
    {
      const CrmPeriod *days = i < months->len ? &g_array_index (months, CrmPeriod, i) : &run->question->period;
      g_autofree char *label = i < months->len ? crm_report_run_dup_month (run, days) : g_strdup (C_ ("report", "All"));
      CrmReportRow    *row = crm_report_table_add_row (table, label);

      row->is_total = i == months->len;
      fill_kept (run, row, &kept[i], days);
    }

  return table;
}

typedef struct
{
  gint64 user; /* CRM_UNSET for nobody */
  gint64 open;
  gint64 overdue;
  gint64 done;
  gint64 deals;
  gint64 value;
} Load;

static Load *
find_load (GArray *loads, gint64 user)
{
  Load fresh = { .user = user };

  for (guint i = 0; i < loads->len; i++)
    {
      if (g_array_index (loads, Load, i).user == user)
        return &g_array_index (loads, Load, i);
    }
  g_array_append_val (loads, fresh);

  return &g_array_index (loads, Load, loads->len - 1);
}

static void
count_works (CrmReportRun *run, CrmWorkFacts *facts, GArray *loads)
{
  for (guint i = 0; i < facts->works->len; i++)
    {
      const CrmWorkFact *work = &g_array_index (facts->works, CrmWorkFact, i);
      Load              *counted;

      if (!crm_activity_kind_is_plan (work->kind) || (work->done_at != CRM_UNSET && !crm_report_run_has_instant (run, work->done_at)))
        continue;
      counted = find_load (loads, work->owner);
      counted->done += work->done_at != CRM_UNSET;
      counted->open += work->done_at == CRM_UNSET;
      counted->overdue += work->done_at == CRM_UNSET && work->late;
    }
}

static char *
filter_works (CrmReportRun *run, gint64 user, gboolean done, gboolean late)
{
  CrmReportFilter *filter = crm_report_filter_new (run, "activity");

  crm_report_filter_add_record (filter, "owner", user);
  if (done)
    crm_report_filter_add_days (filter, "done_at", &run->question->period);
  else
    crm_report_filter_add_test (filter, "done_at", CRM_OP_UNSET, NULL);
  if (late)
    crm_report_filter_add (filter, "late", "yes");

  return crm_report_with_kinds (crm_report_filter_end (filter), crm_activity_kind_is_plan);
}

static char *
filter_open_deals (CrmReportRun *run, gint64 user)
{
  return crm_report_filter_end (crm_report_filter_add_record (crm_report_filter_add (crm_report_filter_new (run, "deal"), "status", "open"), "owner", user));
}

static gboolean
count_deals (CrmReportRun *run, CrmReportTable *table, GArray *loads, GError **error)
{
  g_autoptr (CrmDealFacts) facts = crm_deal_facts_load (run->reading, error);
  CrmReportMoney money = { .n_known = 0 };

  for (guint round = 0; facts != NULL && round < 2; round++)
    {
      for (guint i = 0; i < facts->deals->len; i++)
        {
          const CrmDealFact *deal = &g_array_index (facts->deals, CrmDealFact, i);
          Load              *counted;

          if (strcmp (deal->status, "open") != 0 || !crm_report_run_wants (run, CRM_REPORT_DEALS, deal->deal))
            continue;
          if (round == 0)
            {
              crm_report_money_add (&money, deal->currency);
              continue;
            }
          counted = find_load (loads, deal->owner);
          counted->deals++;
          counted->value = crm_report_money_sum (table, counted->value, deal->value, deal->currency);
        }
      if (round == 0)
        crm_report_money_choose (&money, run, table);
    }

  return facts != NULL;
}

static int
compare_loads (gconstpointer a, gconstpointer b)
{
  const Load *x = a;
  const Load *y = b;

  if ((x->user == CRM_UNSET) != (y->user == CRM_UNSET))
    return x->user == CRM_UNSET ? 1 : -1;
  if (x->open != y->open)
    return x->open < y->open ? 1 : -1;

  return (x->user > y->user) - (x->user < y->user);
}

CrmReportTable *
crm_report_make_workload (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmWorkFacts) facts = load (run, FALSE, error);
  g_autoptr (GArray) loads = g_array_new (FALSE, FALSE, sizeof (Load));
  g_autoptr (CrmReportTable) table = crm_report_table_new (_ ("Who"));

  if (facts == NULL)
    return NULL;

  crm_report_table_chart (table, crm_report_table_add_column (table, "open", _ ("To do"), CRM_REPORT_COUNT, "activity"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "overdue", _ ("Overdue"), CRM_REPORT_COUNT, "activity"));
  crm_report_table_add_column (table, "done", _ ("Done in this time"), CRM_REPORT_COUNT, "activity");
  crm_report_table_add_column (table, "deals", _ ("Open deals"), CRM_REPORT_COUNT, "deal");
  crm_report_table_add_column (table, "value", _ ("Their amount"), CRM_REPORT_MONEY, "deal");
  count_works (run, facts, loads);
  if (!count_deals (run, table, loads, error))
    return NULL;
  g_array_sort (loads, compare_loads);
  for (guint i = 0; i < loads->len; i++)
    {
      const Load      *one = &g_array_index (loads, Load, i);
      g_autofree char *label = one->user != CRM_UNSET ? crm_report_run_dup_title (run, one->user) : g_strdup (_ ("Nobody in particular"));
      CrmReportRow    *row = crm_report_table_add_row (table, label);

      crm_report_row_set (row, 0, one->open, filter_works (run, one->user, FALSE, FALSE));
      crm_report_row_set (row, 1, one->overdue, filter_works (run, one->user, FALSE, TRUE));
      crm_report_row_set (row, 2, one->done, filter_works (run, one->user, TRUE, FALSE));
      crm_report_row_set (row, 3, one->deals, filter_open_deals (run, one->user));
      if (one->deals > 0)
        crm_report_row_set (row, 4, one->value, filter_open_deals (run, one->user));
    }

  return g_steal_pointer (&table);
}

/* Messages go by many ways, and what else one does is one way each. */
typedef struct
{
  const char *kind;
  const char *channel; /* (nullable): of messages */
  char       *key;     /* (owned) (nullable) */
  gint64      before;
  gint64      after;
} Way;

static void
way_clear (gpointer data)
{
  g_free (((Way *) data)->key);
}

static Way *
find_way (GArray *ways, const CrmWorkFact *work)
{
  const char      *channel = is (work, "message") ? work->channel : NULL;
  g_autofree char *key = channel != NULL ? crm_text_fold (channel) : NULL;
  Way              fresh = { .kind = work->kind, .channel = channel };

  for (guint i = 0; i < ways->len; i++)
    {
      Way *known = &g_array_index (ways, Way, i);

      if (strcmp (known->kind, work->kind) == 0 && g_strcmp0 (known->key, key) == 0)
        return known;
    }
  fresh.key = g_steal_pointer (&key);
  g_array_append_val (ways, fresh);

  return &g_array_index (ways, Way, ways->len - 1);
}

static const char *
get_way_label (const Way *way)
{
  for (const CrmChoice *choice = crm_activity_kinds; way->channel == NULL && choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, way->kind) == 0)
        return _ (choice->label);
    }

  return way->channel;
}

static char *
filter_way (CrmReportRun *run, const Way *way, const char *after)
{
  CrmReportFilter *filter = crm_report_filter_new (run, "activity");

  crm_report_filter_add (filter, "kind", way->kind);
  crm_report_filter_add_days (filter, "occurred_at", &run->question->period);
  if (strcmp (way->kind, "message") == 0)
    crm_report_filter_add_test (filter, "channel", way->channel != NULL ? CRM_OP_EQUAL : CRM_OP_UNSET, way->channel);

  return crm_report_filter_end (crm_report_filter_add (filter, "after_sale", after));
}

static int
compare_ways (gconstpointer a, gconstpointer b)
{
  const Way *x = a;
  const Way *y = b;
  gint64     n = x->before + x->after;
  gint64     m = y->before + y->after;

  if (n != m)
    return n < m ? 1 : -1;

  return strcmp (get_way_label (x), get_way_label (y));
}

CrmReportTable *
crm_report_make_channels (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmWorkFacts) facts = load (run, TRUE, error);
  g_autoptr (GArray) ways = g_array_new (FALSE, FALSE, sizeof (Way));
  CrmReportTable *table;

  g_array_set_clear_func (ways, way_clear);
  if (facts == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Way"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "before", _ ("Before the first sale"), CRM_REPORT_COUNT, "activity"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "after", _ ("After it"), CRM_REPORT_COUNT, "activity"));
  for (guint i = 0; i < facts->works->len; i++)
    {
      const CrmWorkFact *work = &g_array_index (facts->works, CrmWorkFact, i);
      Way               *way;

      if (work->kind == NULL || !crm_activity_kind_is_contact (work->kind) || !crm_report_run_has_instant (run, work->occurred_at))
        continue;
      way = find_way (ways, work);
      way->before += !work->after;
      way->after += work->after;
    }
  g_array_sort (ways, compare_ways);
  for (guint i = 0; i < ways->len; i++)
    {
      const Way    *way = &g_array_index (ways, Way, i);
      CrmReportRow *row = crm_report_table_add_row (table, get_way_label (way));

      crm_report_row_set (row, 0, way->before, filter_way (run, way, "no"));
      crm_report_row_set (row, 1, way->after, filter_way (run, way, "yes"));
    }

  return table;
}
