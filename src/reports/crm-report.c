/* The register of reports, and how one is made. */

#include "config.h"

#include "crm-report-private.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>

static const CrmReport reports[] = {
  { "sales", N_ ("Sales by Month"), N_ ("What was sold, to how many, and how it compares with the year before."), CRM_REPORT_GROUP_SALES, CRM_REPORT_CHART_COLUMNS, TRUE, crm_report_make_sales },
  { "forecast", N_ ("Sales Forecast"), N_ ("What this month and the next two bring, and how far one can rely on it."), CRM_REPORT_GROUP_SALES, CRM_REPORT_CHART_COLUMNS, FALSE, crm_report_make_forecast },
  { "products", N_ ("Products"), N_ ("What sells, and for how much."), CRM_REPORT_GROUP_SALES, CRM_REPORT_CHART_BARS, TRUE, crm_report_make_products },
  { "receivables", N_ ("Open Invoices"), N_ ("What customers owe, by how long it has been due."), CRM_REPORT_GROUP_SALES, CRM_REPORT_CHART_BARS, FALSE, crm_report_make_receivables },
  { "pipeline", N_ ("Deals Ahead"), N_ ("What the open deals bring, month by month, and how sure that is."), CRM_REPORT_GROUP_DEALS, CRM_REPORT_CHART_BARS, FALSE, crm_report_make_pipeline },
  { "funnel", N_ ("Funnel and Time in Stage"), N_ ("How far the deals that began in this time came, and how long they stayed where."), CRM_REPORT_GROUP_DEALS, CRM_REPORT_CHART_BARS, TRUE, crm_report_make_funnel },
  { "win-rate", N_ ("Won and Lost"), N_ ("How many of the deals that ended were won, month by month."), CRM_REPORT_GROUP_DEALS, CRM_REPORT_CHART_COLUMNS, TRUE, crm_report_make_win_rate },
  { "lost-reasons", N_ ("Reasons for Losing"), N_ ("Why deals were lost."), CRM_REPORT_GROUP_DEALS, CRM_REPORT_CHART_BARS, TRUE, crm_report_make_lost_reasons },
  { "velocity", N_ ("Velocity"), N_ ("What the open deals bring a month, if it goes on as in this time."), CRM_REPORT_GROUP_DEALS, CRM_REPORT_CHART_NONE, TRUE, crm_report_make_velocity },
  { "sources", N_ ("Sources"), N_ ("Where customers come from, and what they bring."), CRM_REPORT_GROUP_CUSTOMERS, CRM_REPORT_CHART_BARS, TRUE, crm_report_make_sources },
  { "best-customers", N_ ("Best Customers"), N_ ("Who buys most, and how few of them make most of the sales."), CRM_REPORT_GROUP_CUSTOMERS, CRM_REPORT_CHART_BARS, TRUE, crm_report_make_best_customers },
  { "cohorts", N_ ("Who Comes Again"), N_ ("Of those who bought first in one month, how many came again in the months after."), CRM_REPORT_GROUP_CUSTOMERS, CRM_REPORT_CHART_NONE, TRUE, crm_report_make_cohorts },
  { "worth", N_ ("Who Will Come Again"), N_ ("How likely each customer is to come again, and what a year with them is worth."), CRM_REPORT_GROUP_CUSTOMERS, CRM_REPORT_CHART_BARS, FALSE, crm_report_make_worth },
  { "contracts", N_ ("Subscriptions"), N_ ("What is paid for again and again: how many go on, and for how long."), CRM_REPORT_GROUP_CUSTOMERS, CRM_REPORT_CHART_BARS, FALSE, crm_report_make_contracts },
  { "lifecycle", N_ ("Life Cycle"), N_ ("Where people and companies stand, and how many came there and left in this time."), CRM_REPORT_GROUP_CUSTOMERS, CRM_REPORT_CHART_BARS, TRUE, crm_report_make_lifecycle },
  { "targets", N_ ("Targets"), N_ ("What was to be reached, and how far it is."), CRM_REPORT_GROUP_WORK, CRM_REPORT_CHART_BARS, TRUE, crm_report_make_targets },
  { "promises", N_ ("Promises"), N_ ("Which promises were kept, and which in time."), CRM_REPORT_GROUP_WORK, CRM_REPORT_CHART_COLUMNS, TRUE, crm_report_make_promises },
  { "workload", N_ ("Workload"), N_ ("Who has how much to do."), CRM_REPORT_GROUP_WORK, CRM_REPORT_CHART_BARS, TRUE, crm_report_make_workload },
  { "channels", N_ ("Channels"), N_ ("By which ways one speaks with customers, before the first sale and after."), CRM_REPORT_GROUP_WORK, CRM_REPORT_CHART_BARS, TRUE, crm_report_make_channels },
  { "cases", N_ ("Cases by Month"), N_ ("What customers asked, and how soon it was answered and solved."), CRM_REPORT_GROUP_SERVICE, CRM_REPORT_CHART_COLUMNS, TRUE, crm_report_make_cases },
  { "topics", N_ ("Topics"), N_ ("What customers ask about, and how often an article answers it."), CRM_REPORT_GROUP_SERVICE, CRM_REPORT_CHART_BARS, TRUE, crm_report_make_topics },
  { "satisfaction", N_ ("Satisfaction"), N_ ("How satisfied customers are, and whether they would recommend the business."), CRM_REPORT_GROUP_SERVICE, CRM_REPORT_CHART_COLUMNS, TRUE, crm_report_make_satisfaction },
};

static const char *const groups[CRM_REPORT_N_GROUPS] = {
  [CRM_REPORT_GROUP_SALES] = NC_ ("report", "Sales"),
  [CRM_REPORT_GROUP_DEALS] = NC_ ("report", "Deals"),
  [CRM_REPORT_GROUP_CUSTOMERS] = NC_ ("report", "Customers"),
  [CRM_REPORT_GROUP_WORK] = NC_ ("report", "Work"),
  [CRM_REPORT_GROUP_SERVICE] = NC_ ("report", "Service"),
};

/* Twenty years: a row for each month of it can still be read. */
#define DAYS_MOST 7320

/**
 * crm_report_list:
 *
 * Returns: (transfer none) (array length=n_reports): all reports, by their groups
 */
const CrmReport *
crm_report_list (guint *n_reports)
{
  *n_reports = G_N_ELEMENTS (reports);

  return reports;
}

/**
 * crm_report_find:
 *
 * Returns: (nullable): the report of that name
 */
const CrmReport *
crm_report_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (reports); i++)
    {
      if (g_strcmp0 (reports[i].name, name) == 0)
        return &reports[i];
    }

  return NULL;
}

const char *
crm_report_group_get_title (CrmReportGroup group)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "report", groups[group]);
}

/**
 * crm_report_get_usual_period:
 *
 * Returns: this month and the eleven before it
 */
CrmPeriod
crm_report_get_usual_period (CrmDate today, CrmCalendar calendar)
{
  return (CrmPeriod){ crm_date_add_months (crm_date_month_start (today, calendar), calendar, -11), crm_date_month_end (today, calendar) };
}

/* What is about the people or companies of the view, as a figure's filter says it too. */
static CrmQuery *
new_segment (CrmReportQuestion *self, CrmStore *store, const char *type, GError **error)
{
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (CrmExpression) test = crm_expression_new_test (crm_report_get_segment_field (type), CRM_OP_EQUAL, self->segment);
  g_autofree char *text = crm_expression_to_string (test);

  return crm_filter_parse (text, query, store, &self->culture, error) ? g_steal_pointer (&query) : NULL;
}

static gboolean
is_customer (const char *type)
{
  return g_strcmp0 (type, "person") == 0 || g_strcmp0 (type, "company") == 0;
}

/**
 * crm_report_question_new:
 * @period: the days that are counted
 * @culture: whose months, digits and words
 * @segment: (nullable): a saved view of people or companies: only what is about those is counted
 *
 * On the main thread.
 *
 * Returns: (transfer full) (nullable): what a report is to be made of; %CRM_ERROR_USAGE where @period or @segment cannot be one
 */
CrmReportQuestion *
crm_report_question_new (CrmStore *store, CrmPeriod period, CrmDate today, const CrmCulture *culture, CrmRecord *segment, GError **error)
{
  static const char *const types[CRM_REPORT_N_TYPES] = { "deal", "invoice", "activity", "service_case", "feedback", "person", "company" };
  g_autoptr (CrmReportQuestion) self = g_atomic_rc_box_new0 (CrmReportQuestion);
  const char *shown;

  if (crm_date_compare (period.first, period.last) > 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("The time ends before it begins."));
      return NULL;
    }
  if (crm_date_days_between (period.first, period.last) > DAYS_MOST)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("A report is about twenty years at most."));
      return NULL;
    }

  self->path = g_strdup (crm_store_get_path (store));
  self->period = period;
  self->today = today;
  self->culture = *culture;
  if (segment == NULL)
    return g_steal_pointer (&self);

  self->segment = g_strdup (crm_record_get_uid (segment));
  self->segment_name = crm_object_dup_title (CRM_OBJECT (segment));
  shown = crm_object_get_text (CRM_OBJECT (segment), "record_type");
  if (!is_customer (shown))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("The view “%s” shows neither people nor companies."), self->segment_name);
      return NULL;
    }
  for (guint i = 0; i < CRM_REPORT_N_TYPES; i++)
    {
      if (is_customer (types[i]) && strcmp (types[i], shown) != 0)
        continue;
      self->segments[i] = new_segment (self, store, types[i], error);
      if (self->segments[i] == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

CrmReportQuestion *
crm_report_question_ref (CrmReportQuestion *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
question_clear (gpointer data)
{
  CrmReportQuestion *self = data;

  for (guint i = 0; i < CRM_REPORT_N_TYPES; i++)
    g_clear_pointer (&self->segments[i], crm_query_free);
  g_free (self->segment);
  g_free (self->segment_name);
  g_free (self->path);
}

void
crm_report_question_unref (CrmReportQuestion *self)
{
  g_atomic_rc_box_release_full (self, question_clear);
}

static gboolean
find_wanted (CrmReportRun *self, GError **error)
{
  for (guint i = 0; i < CRM_REPORT_N_TYPES; i++)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      if (self->question->segment == NULL)
        return TRUE;
      if (self->question->segments[i] != NULL && !crm_reading_query (self->reading, self->question->segments[i], 0, ids, error))
        return FALSE;
      self->wanted[i] = crm_id_set_new ();
      crm_id_set_add_array (self->wanted[i], ids);
    }

  return TRUE;
}

/**
 * crm_report_make:
 *
 * On any thread.
 *
 * Returns: (transfer full) (nullable)
 */
CrmReportTable *
crm_report_make (const CrmReport *report, CrmReportQuestion *question, GError **error)
{
  g_autoptr (CrmReading) reading = crm_reading_new (question->path, error);
  CrmReportRun    run = { .question = question, .reading = reading };
  CrmReportTable *table = reading != NULL && find_wanted (&run, error) ? report->make (&run, error) : NULL;

  for (guint i = 0; i < CRM_REPORT_N_TYPES; i++)
    g_clear_pointer (&run.wanted[i], crm_id_set_free);

  return table;
}

typedef struct
{
  const CrmReport   *report;
  CrmReportQuestion *question; /* (owned) */
} Job;

static void
job_free (Job *job)
{
  crm_report_question_unref (job->question);
  g_free (job);
}

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job            *job = task_data;
  GError         *error = NULL;
  CrmReportTable *table = crm_report_make (job->report, job->question, &error);

  if (table != NULL)
    g_task_return_pointer (task, table, (GDestroyNotify) crm_report_table_free);
  else
    g_task_return_error (task, error);
}

/**
 * crm_report_make_async:
 * @callback: ends with crm_report_make_finish()
 */
void
crm_report_make_async (const CrmReport *report, CrmReportQuestion *question, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new (Job, 1);

  *job = (Job){ report, crm_report_question_ref (question) };
  g_task_set_source_tag (task, crm_report_make_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, make_thread);
}

/**
 * crm_report_make_finish:
 *
 * Returns: (transfer full) (nullable)
 */
CrmReportTable *
crm_report_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
