/* Where customers stand in the life cycle, and who came there and left it in a time. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-lifecycle-facts.h"
#include "crm-lifecycle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STAGES_MOST 16

typedef struct
{
  gint64 people;
  gint64 companies;
  gint64 came;
  gint64 left;
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

static gboolean
count_now (CrmReportRun *run, Flow *flows, GError **error)
{
  g_autoptr (GArray) facts = crm_lifecycle_facts_load (run->reading, error);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const CrmLifecycleFact *fact = &g_array_index (facts, CrmLifecycleFact, i);
      int                     stage = find_stage (fact->stage);

      if (stage < 0)
        continue;
      if (g_str_equal (crm_record_type_of_id (fact->customer)->name, "company"))
        flows[stage].companies++;
      else
        flows[stage].people++;
    }

  return facts != NULL;
}

/* Who takes a step leaves the one before. */
static gboolean
count_steps (CrmReportRun *run, Flow *flows, GError **error)
{
  g_autoptr (GArray) steps = crm_lifecycle_facts_load_steps (run->reading, error);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const CrmLifecycleStepFact *step = &g_array_index (steps, CrmLifecycleStepFact, i);
      const CrmLifecycleStepFact *before = i > 0 && g_array_index (steps, CrmLifecycleStepFact, i - 1).customer == step->customer ? step - 1 : NULL;
      int                         to = find_stage (step->stage);
      int                         from = before != NULL ? find_stage (before->stage) : -1;

      if (!is_within (run, step->day) || from == to)
        continue;
      if (to >= 0)
        flows[to].came++;
      if (from >= 0)
        flows[from].left++;
    }

  return steps != NULL;
}

static char *
filter_stage (CrmReportRun *run, const char *type, const char *stage)
{
  return crm_report_filter_end (crm_report_filter_add (crm_report_filter_new (run, type), "lifecycle", stage));
}

CrmReportTable *
crm_report_make_lifecycle (CrmReportRun *run, GError **error)
{
  Flow            flows[STAGES_MOST] = { 0 };
  CrmReportTable *table;

  if (!count_now (run, flows, error) || !count_steps (run, flows, error))
    return NULL;

  table = crm_report_table_new (_ ("Life cycle"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "people", _ ("People now"), CRM_REPORT_COUNT, "person"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "companies", _ ("Companies now"), CRM_REPORT_COUNT, "company"));
  crm_report_table_add_column (table, "came", _ ("Came in this time"), CRM_REPORT_COUNT, NULL);
  crm_report_table_add_column (table, "left", _ ("Left in this time"), CRM_REPORT_COUNT, NULL);
  for (int i = 0; crm_lifecycle_choices[i].value != NULL && i < STAGES_MOST; i++)
    {
      const char   *stage = crm_lifecycle_choices[i].value;
      CrmReportRow *row;

      if (flows[i].people + flows[i].companies + flows[i].came + flows[i].left == 0)
        continue;
      row = crm_report_table_add_row (table, crm_choice_get_label (&crm_lifecycle_choices[i]));
      crm_report_row_set (row, 0, flows[i].people, filter_stage (run, "person", stage));
      crm_report_row_set (row, 1, flows[i].companies, filter_stage (run, "company", stage));
      crm_report_row_set (row, 2, flows[i].came, NULL);
      crm_report_row_set (row, 3, flows[i].left, NULL);
    }

  return table;
}
