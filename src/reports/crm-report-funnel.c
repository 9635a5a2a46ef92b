/* How far deals come. A deal that is in a stage has been in all before it, though it may have been moved past some; a lost one came as far as it was. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-stage.h"
#include "crm-statistic.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gint64   stage;
  gint64   pipeline;
  guint    number; /* of the pipeline, from 0 */
  gint64   position;
  gboolean won;
  char    *label;   /* (owned) */
  gint64   reached; /* deals */
  gint64   value;
  GArray  *days; /* (owned) (element-type double): of stays that ended */
} Step;

static void
step_clear (gpointer data)
{
  Step *self = data;

  g_free (self->label);
  g_array_unref (self->days);
}

/**
 * Funnel:
 * @steps: (owned) (element-type Step): by pipeline, in their order
 * @n_pipelines: that have steps
 * @deals: (owned) (element-type CrmDealFact): those that are counted, by id
 * @furthest: (owned) (element-type gint): of each of @deals, for each pipeline: the step it came to; -1 for none
 */
typedef struct
{
  GArray *steps;
  guint   n_pipelines;
  GArray *deals;
  GArray *furthest;
} Funnel;

static void
funnel_clear (Funnel *self)
{
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->deals, g_array_unref);
  g_clear_pointer (&self->furthest, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Funnel, funnel_clear)

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const Step *x = a;
  const Step *y = b;

  if (x->pipeline != y->pipeline)
    return x->pipeline < y->pipeline ? -1 : 1;
  if (x->won != y->won)
    return x->won - y->won;
  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;

  return (x->stage > y->stage) - (x->stage < y->stage);
}

static void
add_step (CrmReportRun *run, GArray *steps, CrmRecord *stage, gboolean several)
{
  CrmObject       *object = CRM_OBJECT (stage);
  const char      *kind = crm_object_get_text (object, "kind");
  gint64           pipeline = crm_object_get_integer (object, "pipeline");
  g_autofree char *title = crm_object_dup_title (object);
  g_autofree char *name = several ? crm_report_run_dup_title (run, pipeline) : NULL;
  Step             step = { .stage = crm_record_get_id (stage), .pipeline = pipeline, .position = crm_object_get_integer (object, "position") };

  if (g_strcmp0 (kind, "open") != 0 && g_strcmp0 (kind, "won") != 0)
    return;

  step.won = g_strcmp0 (kind, "won") == 0;
  /* Translators: a pipeline and one of its stages */
  step.label = several ? g_strdup_printf (C_ ("report", "%1$s: %2$s"), name, title) : g_strdup (title);
  step.days = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_val (steps, step);
}

static guint
count_pipelines (CrmReportRun *run)
{
  g_autoptr (CrmQuery) query = crm_query_new ("pipeline");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_reading_query (run->reading, query, 2, ids, NULL);

  return ids->len;
}

static GArray *
list_steps (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new ("stage");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  gboolean several = count_pipelines (run) > 1;

  g_array_set_clear_func (steps, step_clear);
  if (!crm_reading_query (run->reading, query, 0, ids, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) stage = crm_reading_load (run->reading, g_array_index (ids, gint64, i), error);

      if (stage == NULL)
        return NULL;
      add_step (run, steps, stage, several);
    }
  g_array_sort (steps, compare_steps);

  return g_steal_pointer (&steps);
}

/* Returns: how many pipelines there are */
static guint
number_pipelines (GArray *steps)
{
  guint n = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      Step *step = &g_array_index (steps, Step, i);

      if (i > 0 && step->pipeline != g_array_index (steps, Step, i - 1).pipeline)
        n++;
      step->number = n;
    }

  return steps->len > 0 ? n + 1 : 0;
}

static gint
find_step (const Funnel *self, gint64 stage)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      if (g_array_index (self->steps, Step, i).stage == stage)
        return (gint) i;
    }

  return -1;
}

static void
mark (Funnel *self, guint deal, gint step)
{
  gint *furthest = step >= 0 ? &g_array_index (self->furthest, gint, deal * self->n_pipelines + g_array_index (self->steps, Step, step).number) : NULL;

  if (furthest != NULL && *furthest < step)
    *furthest = step;
}

static void
collect_deals (Funnel *self, CrmReportRun *run, CrmDealFacts *facts)
{
  static const gint none = -1;

  self->deals = g_array_new (FALSE, FALSE, sizeof (CrmDealFact));
  self->furthest = g_array_new (FALSE, FALSE, sizeof (gint));
  for (guint i = 0; i < facts->deals->len; i++)
    {
      const CrmDealFact *deal = &g_array_index (facts->deals, CrmDealFact, i);

      if (!crm_report_run_wants (run, CRM_REPORT_DEALS, deal->deal) || !crm_report_run_has_instant (run, deal->created_at))
        continue;
      g_array_append_vals (self->deals, deal, 1);
      for (guint j = 0; j < self->n_pipelines; j++)
        g_array_append_val (self->furthest, none);
      mark (self, self->deals->len - 1, find_step (self, deal->stage));
    }
}

static void
count_stays (Funnel *self, CrmDealFacts *facts)
{
  guint deal = 0;

  for (guint i = 0; i < facts->stays->len; i++)
    {
      const CrmStageStay *stay = &g_array_index (facts->stays, CrmStageStay, i);
      gint                step = find_step (self, stay->stage);
      double              days;

      while (deal < self->deals->len && g_array_index (self->deals, CrmDealFact, deal).deal < stay->deal)
        deal++;
      if (deal == self->deals->len || g_array_index (self->deals, CrmDealFact, deal).deal != stay->deal || step < 0)
        continue;
      mark (self, deal, step);
      if (stay->left == CRM_UNSET)
        continue;
      days = MAX (crm_date_days_between (crm_date_from_instant (stay->entered), crm_date_from_instant (stay->left)), 0);
      g_array_append_val (g_array_index (self->steps, Step, step).days, days);
    }
}

static void
count_reached (Funnel *self, CrmReportTable *table)
{
  for (guint i = 0; i < self->furthest->len; i++)
    {
      const CrmDealFact *deal = &g_array_index (self->deals, CrmDealFact, i / self->n_pipelines);

      for (gint j = g_array_index (self->furthest, gint, i); j >= 0; j--)
        {
          Step *step = &g_array_index (self->steps, Step, j);

          if (step->number != i % self->n_pipelines)
            break;
          step->reached++;
          step->value = crm_report_money_sum (table, step->value, deal->value, deal->currency);
        }
    }
}

static char *
filter_step (CrmReportRun *run, const Step *step)
{
  CrmReportFilter *filter = crm_report_filter_new (run, "deal");

  crm_report_filter_add_days (filter, "created_at", &run->question->period);

  return crm_report_filter_end (crm_report_filter_add_record (filter, "reached", step->stage));
}

static void
fill_step (CrmReportRun *run, CrmReportRow *row, const Step *step, const Step *before)
{
  double *days = (double *) (gpointer) step->days->data;

  crm_report_row_set (row, 0, step->reached, filter_step (run, step));
  if (before != NULL)
    crm_report_row_set_share (row, 1, step->reached, before->reached, NULL);
  crm_report_row_set (row, 2, step->value, filter_step (run, step));
  if (step->won || step->days->len == 0)
    return;

  crm_report_row_set (row, 3, (gint64) (crm_median (days, step->days->len) + 0.5), NULL);
  crm_report_row_set (row, 4, (gint64) (crm_quantile (days, step->days->len, 0.8) + 0.5), NULL);
}

static void
fill (CrmReportRun *run, CrmReportTable *table, GArray *steps)
{
  const Step *before = NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (before != NULL && before->pipeline != step->pipeline)
        before = NULL;
      /* A pipeline that nothing went through. */
      if (before == NULL && step->reached == 0)
        continue;
      fill_step (run, crm_report_table_add_row (table, step->label), step, before);
      before = step;
    }
}

CrmReportTable *
crm_report_make_funnel (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmDealFacts) facts = crm_deal_facts_load (run->reading, error);
  g_auto (Funnel) self = { .steps = facts != NULL ? list_steps (run, error) : NULL };
  CrmReportTable *table;
  CrmReportMoney  money = { .n_known = 0 };

  if (self.steps == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Stage"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "reached", _ ("Came so far"), CRM_REPORT_COUNT, "deal"));
  crm_report_table_add_column (table, "of_before", _ ("Of the stage before"), CRM_REPORT_SHARE, NULL);
  crm_report_table_add_column (table, "value", _ ("Amount"), CRM_REPORT_MONEY, "deal");
  crm_report_table_add_column (table, "median_days", _ ("Time there (half are quicker)"), CRM_REPORT_DAYS, NULL);
  crm_report_table_add_column (table, "slow_days", _ ("The slowest fifth: longer than"), CRM_REPORT_DAYS, NULL);

  self.n_pipelines = number_pipelines (self.steps);
  collect_deals (&self, run, facts);
  for (guint i = 0; i < self.deals->len; i++)
    crm_report_money_add (&money, g_array_index (self.deals, CrmDealFact, i).currency);
  crm_report_money_choose (&money, run, table);
  count_stays (&self, facts);
  count_reached (&self, table);
  fill (run, table, self.steps);

  return table;
}
