/* One pass over the deals of a pipeline, on a worker. Months are those of the calendar that is asked for, so the days are counted into them
 * here and not by SQLite, which knows one calendar only. */

#include "config.h"

#include "crm-forecast.h"

#include "crm-criterion-private.h"
#include "crm-store-private.h"
#include "crm-sum.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEALS(filter)                                                                                  \
  "SELECT stage.kind, deal.expected_close, deal.closed_at, coalesce (deal.currency, ''),"              \
  " coalesce (deal.value, 0), min (100, max (0, coalesce (deal.probability, stage.probability, 100)))" \
  " FROM stage CROSS JOIN deal ON deal.stage = stage.id AND deal.deleted_at IS NULL"                   \
  " WHERE stage.pipeline = :pipeline AND stage.deleted_at IS NULL AND stage.kind IS NOT 'lost'" filter

static CrmForecast *
find_month (GArray *months, CrmDate month, const char *currency)
{
  CrmForecast fresh = { .month = month };

  for (guint i = 0; i < months->len; i++)
    {
      CrmForecast *known = &g_array_index (months, CrmForecast, i);

      if (crm_date_compare (known->month, month) == 0 && strcmp (known->currency, currency) == 0)
        return known;
    }

  g_strlcpy (fresh.currency, currency, sizeof fresh.currency);
  g_array_append_val (months, fresh);

  return &g_array_index (months, CrmForecast, months->len - 1);
}

static CrmDate
get_month (CrmStatement *statement, gboolean won, CrmCalendar calendar)
{
  CrmDate day = CRM_DATE_NONE;

  if (won && !crm_statement_is_null (statement, 2))
    day = crm_date_from_instant (crm_statement_get_int (statement, 2));
  else if (!won && !crm_statement_is_null (statement, 1) && !crm_date_from_iso (crm_statement_get_text (statement, 1), &day))
    day = CRM_DATE_NONE;

  return crm_date_is_full (day) ? crm_date_month_start (day, calendar) : CRM_DATE_NONE;
}

static void
count_deal (GArray *months, CrmStatement *statement, CrmCalendar calendar)
{
  gboolean     won = g_strcmp0 (crm_statement_get_text (statement, 0), "won") == 0;
  CrmForecast *month = find_month (months, get_month (statement, won, calendar), crm_statement_get_text (statement, 3));
  gint64       value = crm_statement_get_int (statement, 4);

  if (won)
    {
      month->n_won++;
      month->won = crm_sum_add (month->won, value);
      return;
    }
  month->n_open++;
  month->expected = crm_sum_add (month->expected, value);
  month->weighted = crm_sum_add (month->weighted, crm_sum_percent (value, crm_statement_get_int (statement, 5)));
}

static int
compare_months (gconstpointer a, gconstpointer b)
{
  const CrmForecast *x = a;
  const CrmForecast *y = b;
  int                order = crm_date_compare (x->month, y->month);

  return order != 0 ? order : strcmp (x->currency, y->currency);
}

static GArray *
load (CrmConnection *connection, gint64 pipeline, CrmCriterion *criterion, CrmCalendar calendar, GError **error)
{
  g_autoptr (GArray) months = g_array_new (FALSE, TRUE, sizeof (CrmForecast));
  g_autoptr (CrmIdSet) wanted = criterion != NULL ? crm_criterion_run (criterion, connection, crm_record_type_find ("deal"), error) : NULL;
  g_autoptr (CrmStatement) statement = NULL;

  if (criterion != NULL && wanted == NULL)
    return NULL;

  statement = crm_connection_prepare (connection, wanted != NULL ? DEALS (" AND crm_has (:wanted, deal.id)") : DEALS (""));
  if (wanted != NULL)
    crm_statement_bind_set (statement, ":wanted", wanted);
  crm_statement_bind_int (statement, ":pipeline", pipeline);
  while (crm_statement_next (statement))
    count_deal (months, statement, calendar);
  if (!crm_statement_finish (statement, error))
    return NULL;

  g_array_sort (months, compare_months);
  return g_steal_pointer (&months);
}

/**
 * crm_forecast_load:
 * @pipeline: whose deals
 * @criterion: (nullable): only those for which it holds
 * @calendar: whose months
 *
 * Main thread only; windows ask crm_forecast_load_async().
 *
 * Returns: (transfer full) (element-type CrmForecast) (nullable): one a month and currency, by month; those without a day first
 */
GArray *
crm_forecast_load (CrmStore *store, gint64 pipeline, CrmCriterion *criterion, CrmCalendar calendar, GError **error)
{
  return load (store->reader, pipeline, criterion, calendar, error);
}

typedef struct
{
  CrmConnection *connection;
  gint64         pipeline;
  CrmCriterion  *criterion; /* (owned) (nullable) */
  CrmCalendar    calendar;
} Job;

static void
job_free (Job *job)
{
  crm_criterion_unref (job->criterion);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job    *job = data;
  GError *error = NULL;
  GArray *months = load (job->connection, job->pipeline, job->criterion, job->calendar, &error);

  if (months != NULL)
    g_task_return_pointer (task, months, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

void
crm_forecast_load_async (CrmStore *store, gint64 pipeline, CrmCriterion *criterion, CrmCalendar calendar, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, crm_forecast_load_async);
  *job = (Job){ store->queries, pipeline, criterion != NULL ? crm_criterion_ref (criterion) : NULL, calendar };
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (store->query_worker != NULL)
    crm_worker_push (store->query_worker, task, run);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
}

/**
 * crm_forecast_load_finish:
 *
 * Returns: (transfer full) (element-type CrmForecast) (nullable): as crm_forecast_load()
 */
GArray *
crm_forecast_load_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
