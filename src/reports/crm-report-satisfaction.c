/* What customers think, month by month: how satisfied they are, and whether they would recommend the business. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-statistic.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Who gives as much, of ten, would recommend the business; who gives no more than the other would not. */
#define PROMOTER_LEAST 9
#define DETRACTOR_MOST 6

/* Of 95 in 100. */
#define NORMAL_QUANTILE 1.96

typedef struct
{
  gint64 satisfied;
  gint64 rated; /* who were asked how satisfied they are */
  gint64 promoters;
  gint64 detractors;
  gint64 recommended; /* who were asked whether they would recommend us */
} Thought;

/**
 * crm_report_is_answer:
 * @kind: satisfaction or recommendation
 *
 * Returns: whether it answers that question, and not another
 */
gboolean
crm_report_is_answer (const CrmFeedbackFact *one, const char *kind)
{
  return one->score != CRM_UNSET && strcmp (one->kind, kind) == 0;
}

CrmDate
crm_report_get_answer_day (const CrmFeedbackFact *one)
{
  CrmDate day;

  return one->date != NULL && crm_date_from_iso (one->date, &day) ? day : CRM_DATE_NONE;
}

static void
count_thought (Thought *self, const CrmFeedbackFact *one)
{
  gboolean rated = crm_report_is_answer (one, "satisfaction");
  gboolean recommended = crm_report_is_answer (one, "recommendation");

  self->rated += rated;
  self->satisfied += rated && one->score >= CRM_REPORT_SATISFIED_LEAST;
  self->recommended += recommended;
  self->promoters += recommended && one->score >= PROMOTER_LEAST;
  self->detractors += recommended && one->score <= DETRACTOR_MOST;
}

static CrmReportFilter *
new_filter (CrmReportRun *run, const char *kind, const CrmPeriod *days)
{
  return crm_report_filter_add_days (crm_report_filter_add (crm_report_filter_new (run, "feedback"), "kind", kind), "date", days);
}

static char *
filter_answers (CrmReportRun *run, const char *kind, const CrmPeriod *days)
{
  return crm_report_filter_end (crm_report_filter_add_test (new_filter (run, kind, days), "score", CRM_OP_SET, NULL));
}

static void
set_recommendation (CrmReportRow *row, const Thought *thought, char *filter)
{
  double promoters = (double) thought->promoters / (double) thought->recommended;
  double detractors = (double) thought->detractors / (double) thought->recommended;
  double error = crm_promoter_error (promoters, detractors, (guint) thought->recommended);

  crm_report_row_set_score (row, 2, (gint64) floor (100 * (promoters - detractors) + 0.5), (gint64) floor (100 * NORMAL_QUANTILE * error + 0.5), filter);
}

/* Returns: whether there is too little to tell whether they would recommend us */
static gboolean
fill_thought (CrmReportRun *run, CrmReportRow *row, const Thought *thought, const CrmPeriod *days)
{
  crm_report_row_set_share (row, 0, thought->satisfied, thought->rated,
                            crm_report_filter_end (crm_report_filter_add_test (new_filter (run, "satisfaction", days), "score", CRM_OP_MORE_OR_EQUAL, G_STRINGIFY (CRM_REPORT_SATISFIED_LEAST))));
  crm_report_row_set (row, 1, thought->rated, filter_answers (run, "satisfaction", days));
  if (thought->recommended >= CRM_REPORT_ANSWERS_LEAST)
    set_recommendation (row, thought, filter_answers (run, "recommendation", days));
  crm_report_row_set (row, 3, thought->recommended, filter_answers (run, "recommendation", days));

  return thought->recommended > 0 && thought->recommended < CRM_REPORT_ANSWERS_LEAST;
}

static void
fill_table (CrmReportRun *run, CrmReportTable *table, GArray *months, const Thought *thoughts)
{
  gboolean few = FALSE;

  for (guint i = 0; i <= months->len; i++)
    {
      const CrmPeriod *days = i < months->len ? &g_array_index (months, CrmPeriod, i) : &run->question->period;
      g_autofree char *label = i < months->len ? crm_report_run_dup_month (run, days) : g_strdup (C_ ("report", "All"));
      CrmReportRow    *row = crm_report_table_add_row (table, label);

      row->is_total = i == months->len;
      few |= fill_thought (run, row, &thoughts[i], days);
    }
  if (few)
    {
      g_autofree char *least = crm_culture_count (&run->question->culture, CRM_REPORT_ANSWERS_LEAST);

      /* Translators: number of answers */
      crm_report_table_take_note (table, g_strdup_printf (_ ("Whether customers would recommend the business is told of %s answers or more: fewer say little."), least));
    }
  crm_report_table_take_note (table, g_strdup (_ ("Recommendation is the per cent who answered 9 or 10, less the per cent who answered 6 or less.")));
}

/* By the day they said so. */
CrmReportTable *
crm_report_make_satisfaction (CrmReportRun *run, GError **error)
{
  g_autoptr (CrmCaseFacts) facts = crm_case_facts_load (run->reading, error);
  g_autoptr (GArray) months = crm_report_run_list_months (run);
  g_autofree Thought *thoughts = g_new0 (Thought, months->len + 1);
  Thought            *all = &thoughts[months->len];
  CrmReportTable     *table;

  if (facts == NULL)
    return NULL;

  table = crm_report_table_new (_ ("Month"));
  crm_report_table_chart (table, crm_report_table_add_column (table, "satisfied", _ ("Satisfied (4 or 5 of 5)"), CRM_REPORT_SHARE, "feedback"));
  crm_report_table_add_column (table, "ratings", _ ("Answers about satisfaction"), CRM_REPORT_COUNT, "feedback");
  crm_report_table_add_column (table, "recommendation", _ ("Recommendation (−100 to 100)"), CRM_REPORT_SCORE, "feedback");
  crm_report_table_add_column (table, "recommendations", _ ("Answers about recommendation"), CRM_REPORT_COUNT, "feedback");
  for (guint i = 0; i < facts->feedbacks->len; i++)
    {
      const CrmFeedbackFact *one = &g_array_index (facts->feedbacks, CrmFeedbackFact, i);
      CrmDate                day = crm_report_get_answer_day (one);
      gint                   month = crm_date_is_full (day) ? crm_report_find_month (months, day) : -1;

      if (month < 0 || !crm_report_run_wants (run, CRM_REPORT_FEEDBACKS, one->record))
        continue;
      count_thought (&thoughts[month], one);
      count_thought (all, one);
    }
  if (all->rated + all->recommended > 0)
    fill_table (run, table, months, thoughts);

  return table;
}
