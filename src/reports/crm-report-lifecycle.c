/* Where customers stand in the life cycle, and who came there and left it in a time. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-filter-terms.h"
#include "crm-lifecycle-facts.h"
#include "crm-lifecycle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STAGES_MOST 16

/* What is counted, of people and of companies. */
enum
{
  NOW,
  CAME,
  LEFT,
  N_COUNTS,
};

static const struct
{
  const char *type;
  struct
  {
    const char *name;
    const char *title;
  } columns[N_COUNTS];
} sides[] = {
  { "person", { { "people", N_ ("People now") }, { "people_came", N_ ("People who came") }, { "people_left", N_ ("People who left") } } },
  { "company", { { "companies", N_ ("Companies now") }, { "companies_came", N_ ("Companies that came") }, { "companies_left", N_ ("Companies that left") } } },
};

#define SIDES G_N_ELEMENTS (sides)

/* Of each stage; who came twice is one who came. */
typedef struct
{
  gint64    counts[SIDES][STAGES_MOST][N_COUNTS];
  CrmIdSet *seen[SIDES][STAGES_MOST][N_COUNTS]; /* (owned) (nullable) */
} Flow;

/* -1 for a stage that this program does not know. */
static int
find_stage (const char *stage)
{
  for (int i = 0; crm_lifecycle_choices[i].value != NULL && i < STAGES_MOST; i++)
    {
      if (strcmp (crm_lifecycle_choices[i].value, stage) == 0)
        return i;
    }

  return -1;
}

static gboolean
is_within (CrmReportRun *run, gint32 day)
{
  return day != G_MININT32 && crm_report_run_has_day (run, crm_date_from_days (day));
}

static void
count (CrmReportRun *run, Flow *flow, gint64 customer, const char *stage, guint what)
{
  int        place = find_stage (stage);
  guint      side = g_str_equal (crm_record_type_of_id (customer)->name, sides[1].type) ? 1 : 0;
  CrmIdSet **seen = place >= 0 ? &flow->seen[side][place][what] : NULL;

  if (seen == NULL || !crm_report_run_wants_customer (run, customer))
    return;
  if (*seen == NULL)
    *seen = crm_id_set_new ();
  if (crm_id_set_has (*seen, customer))
    return;

  crm_id_set_add (*seen, customer);
  flow->counts[side][place][what]++;
}

static gboolean
count_now (CrmReportRun *run, Flow *flow, GError **error)
{
  g_autoptr (GArray) facts = crm_lifecycle_facts_load (run->reading, error);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const CrmLifecycleFact *fact = &g_array_index (facts, CrmLifecycleFact, i);

      count (run, flow, fact->customer, fact->stage, NOW);
    }

  return facts != NULL;
}

/* Who takes a step leaves the one before. */
static gboolean
count_steps (CrmReportRun *run, Flow *flow, GError **error)
{
  g_autoptr (GArray) steps = crm_lifecycle_facts_load_steps (run->reading, error);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const CrmLifecycleStepFact *step = &g_array_index (steps, CrmLifecycleStepFact, i);

      if (!is_within (run, step->day))
        continue;
      count (run, flow, step->customer, step->stage, CAME);
      count (run, flow, step->customer, step->before, LEFT);
    }

  return steps != NULL;
}

/* Who was counted. */
static char *
filter (CrmReportRun *run, const char *type, const char *stage, guint what)
{
  CrmReportFilter *filter = crm_report_filter_new (run, type);
  g_autofree char *step = what == NOW ? NULL : g_strconcat (what == CAME ? CRM_TERM_BECAME : CRM_TERM_LEFT, stage, NULL);

  if (what == NOW)
    crm_report_filter_add (filter, "lifecycle", stage);
  else
    crm_report_filter_add_days (filter, step, &run->question->period);

  return crm_report_filter_end (filter);
}

static gboolean
has_any (const Flow *flow, guint side, int stage)
{
  return flow->counts[side][stage][NOW] + flow->counts[side][stage][CAME] + flow->counts[side][stage][LEFT] > 0;
}

/* A business of people alone need not read of companies, and a segment is of one of both. */
static gboolean
has_side (CrmReportRun *run, const Flow *flow, guint side)
{
  static const CrmReportType types[] = { CRM_REPORT_PEOPLE, CRM_REPORT_COMPANIES };
  gboolean                   has = side == 0;

  if (run->question->segment != NULL)
    return run->question->segments[types[side]] != NULL;
  for (int i = 0; i < STAGES_MOST; i++)
    has = has || has_any (flow, side, i);

  return has;
}

static void
add_columns (CrmReportTable *table, guint side)
{
  for (guint what = 0; what < N_COUNTS; what++)
    {
      guint column = crm_report_table_add_column (table, sides[side].columns[what].name, _ (sides[side].columns[what].title), CRM_REPORT_COUNT, sides[side].type);

      if (what == NOW)
        crm_report_table_chart (table, column);
    }
}

static CrmReportTable *
make_table (CrmReportRun *run, const Flow *flow)
{
  CrmReportTable *table = crm_report_table_new (_ ("Life cycle"));
  guint           first = has_side (run, flow, 0) ? 0 : 1;
  guint           end = has_side (run, flow, 1) ? SIDES : 1;

  for (guint side = first; side < end; side++)
    add_columns (table, side);
  for (int i = 0; crm_lifecycle_choices[i].value != NULL && i < STAGES_MOST; i++)
    {
      CrmReportRow *row;

      if (!has_any (flow, 0, i) && !has_any (flow, 1, i))
        continue;
      row = crm_report_table_add_row (table, crm_choice_get_label (&crm_lifecycle_choices[i]));
      for (guint j = 0; j < (end - first) * N_COUNTS; j++)
        {
          guint side = first + j / N_COUNTS;
          guint what = j % N_COUNTS;

          crm_report_row_set (row, j, flow->counts[side][i][what], filter (run, sides[side].type, crm_lifecycle_choices[i].value, what));
        }
    }

  return table;
}

CrmReportTable *
crm_report_make_lifecycle (CrmReportRun *run, GError **error)
{
  Flow            flow = { 0 };
  CrmReportTable *table = count_now (run, &flow, error) && count_steps (run, &flow, error) ? make_table (run, &flow) : NULL;

  for (guint i = 0; i < SIDES * STAGES_MOST * N_COUNTS; i++)
    g_clear_pointer (&(&flow.seen[0][0][0])[i], crm_id_set_free);

  return table;
}
