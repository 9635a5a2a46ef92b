/* Several queries run one after the other on the query worker. What is cancelled there is not waited for: the statement that runs is
 * interrupted. Nobody else's can be, since the connection is the worker's alone. */

#include "config.h"

#include "crm-find.h"

#include "crm-query-private.h"
#include "crm-store-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  CrmConnection *connection;
  CrmCollator   *collator;
  GPtrArray     *queries; /* (owned) (element-type CrmQuery) */
} FindJob;

static void
find_job_free (FindJob *job)
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
cancelled_cb (GCancellable *cancellable, CrmConnection *connection)
{
  crm_connection_interrupt (connection);
}

static gboolean
run_queries (FindJob *job, GPtrArray *answers, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < job->queries->len; i++)
    {
      GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_ptr_array_add (answers, ids);
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !crm_query_run (g_ptr_array_index (job->queries, i), job->connection, job->collator, 0, ids, error))
        return FALSE;
    }

  return TRUE;
}

static void
run_find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FindJob *job = data;
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  gulong   handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), job->connection, NULL) : 0;
  GError  *error = NULL;
  gboolean found = run_queries (job, answers, cancellable, &error);

  g_cancellable_disconnect (cancellable, handler);
  if (found)
    g_task_return_pointer (task, g_steal_pointer (&answers), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * crm_find_async:
 * @queries: (element-type CrmQuery): each with a limit of its own; copied
 * @callback: ends with crm_find_finish()
 */
void
crm_find_async (CrmStore *store, GPtrArray *queries, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  FindJob *job = g_new0 (FindJob, 1);

  g_task_set_source_tag (task, crm_find_async);
  job->connection = store->queries;
  job->collator = store->collator;
  job->queries = g_ptr_array_copy (queries, (GCopyFunc) copy_query, NULL);
  g_ptr_array_set_free_func (job->queries, (GDestroyNotify) crm_query_free);
  g_task_set_task_data (task, job, (GDestroyNotify) find_job_free);
  if (store->query_worker != NULL)
    crm_worker_push (store->query_worker, task, run_find);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
}

/**
 * crm_find_finish:
 *
 * Returns: (transfer full) (element-type GArray) (nullable): for each query the ids of its records, in their order
 */
GPtrArray *
crm_find_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
