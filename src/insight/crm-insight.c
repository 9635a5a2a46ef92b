#include "config.h"

#include "crm-insight.h"

#include <stdlib.h>

/**
 * crm_insight_load:
 * @path: of a customer file
 *
 * On any thread.
 */
CrmInsight *
crm_insight_load (const char *path, gint32 today, GError **error)
{
  g_autoptr (CrmReading) reading = crm_reading_new (path, error);
  g_autoptr (CrmPurchases) purchases = reading != NULL ? crm_purchases_load (reading, error) : NULL;
  g_autoptr (GArray) bought = purchases != NULL ? crm_purchases_load_bought (reading, error) : NULL;
  CrmInsight *self;

  if (bought == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (CrmInsight);
  self->today = today;
  self->scores = crm_rfm_new (purchases->customers, today);
  self->purchases = g_steal_pointer (&purchases);
  self->companions = crm_companions_new (bought);

  return self;
}

typedef struct
{
  char  *path; /* (owned) */
  gint32 today;
} Job;

static void
job_free (Job *job)
{
  g_free (job->path);
  g_free (job);
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job        *job = task_data;
  GError     *error = NULL;
  CrmInsight *self = crm_insight_load (job->path, job->today, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) crm_insight_unref);
  else
    g_task_return_error (task, error);
}

/**
 * crm_insight_load_async:
 * @path: of a customer file
 * @today: day it is seen from, since 1970-01-01
 * @callback: ends with crm_insight_load_finish()
 *
 * Reads all that was bought, on a worker.
 */
void
crm_insight_load_async (const char *path, gint32 today, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new (Job, 1);

  *job = (Job){ g_strdup (path), today };
  g_task_set_source_tag (task, crm_insight_load_async);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * crm_insight_load_finish:
 *
 * Returns: (transfer full) (nullable)
 */
CrmInsight *
crm_insight_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

CrmInsight *
crm_insight_ref (CrmInsight *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
insight_clear (gpointer data)
{
  CrmInsight *self = data;

  crm_purchases_free (self->purchases);
  crm_companions_free (self->companions);
  g_array_unref (self->scores);
}

void
crm_insight_unref (CrmInsight *self)
{
  g_atomic_rc_box_release_full (self, insight_clear);
}

static int
compare_customer (const void *key, const void *member)
{
  gint64 customer = *(const gint64 *) key;
  gint64 other = ((const CrmCustomerStat *) member)->customer;

  return (customer > other) - (customer < other);
}

/**
 * crm_insight_find:
 *
 * Returns: (transfer none) (nullable): what is known of the buying of @customer; %NULL for who has never paid for anything
 */
const CrmCustomerStat *
crm_insight_find (const CrmInsight *self, gint64 customer)
{
  GArray *customers = self->purchases->customers;

  return customers->len > 0 ? bsearch (&customer, customers->data, customers->len, sizeof (CrmCustomerStat), compare_customer) : NULL;
}
