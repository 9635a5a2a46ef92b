/* How many records queries list. The counting is SQLite's; a million people are some ten milliseconds on the worker. */

#include "config.h"

#include "crm-count.h"

#include "crm-query-private.h"
#include "crm-store-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrmConnection *connection;
  GPtrArray     *queries; /* (owned) (element-type CrmQuery) */
} CountJob;

static void
count_job_free (CountJob *job)
{
  g_ptr_array_unref (job->queries);
  g_free (job);
}

static gpointer
copy_query (gconstpointer query, gpointer data)
{
  return crm_query_copy (query);
}

static void
run_count (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CountJob *job = data;
  gint64    sum = 0;
  GError   *error = NULL;

  for (guint i = 0; i < job->queries->len; i++)
    {
      gint64 count = crm_query_count (g_ptr_array_index (job->queries, i), job->connection, &error);

      if (error != NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      sum += count;
    }

  g_task_return_int (task, sum);
}

/**
 * crm_count_async:
 * @queries: (element-type CrmQuery): of a type's records, with filters but without a search; copied
 * @callback: ends with crm_count_finish()
 *
 * Counts what the queries list, one after the other. A record that two of them list is counted twice.
 */
void
crm_count_async (CrmStore *store, GPtrArray *queries, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  CountJob *job = g_new0 (CountJob, 1);

  g_task_set_source_tag (task, crm_count_async);
  job->connection = store->queries;
  job->queries = g_ptr_array_copy (queries, (GCopyFunc) copy_query, NULL);
  g_ptr_array_set_free_func (job->queries, (GDestroyNotify) crm_query_free);
  g_task_set_task_data (task, job, (GDestroyNotify) count_job_free);
  if (store->query_worker != NULL)
    crm_worker_push (store->query_worker, task, run_count);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
}

/**
 * crm_count_finish:
 *
 * Returns: the sum of the counts, or -1
 */
gint64
crm_count_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
