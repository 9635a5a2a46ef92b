/* A few walks over what refers to one contact, on the worker: a company may have a hundred thousand events. */

#include "config.h"

#include "crm-contact-summary.h"

#include "crm-store-private.h"
#include "crm-sum.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEALS                                                                                    \
  "SELECT deal.id, coalesce (deal.currency, ''), deal.status, coalesce (deal.value, 0)"          \
  " FROM link CROSS JOIN deal ON deal.id = link.source WHERE link.target = ?1 AND link.kind = 3" \
  " AND deal.deleted_at IS NULL AND (deal.person = ?1 OR deal.company = ?1)"

#define PLANS                                                                                                                   \
  "SELECT activity.id, activity.kind, activity.due, coalesce (activity.due_time, '~'), activity.done_at, activity.rating"       \
  " FROM timeline CROSS JOIN activity ON activity.id = timeline.source WHERE timeline.target = ?1 AND timeline.source & 63 = 4" \
  " AND (timeline.kind = 'promise' OR activity.rating IS NOT NULL OR (activity.done_at IS NULL AND activity.due IS NOT NULL))"

#define REFERRED                                                            \
  "SELECT person.id FROM link CROSS JOIN person ON person.id = link.source" \
  " WHERE link.target = ?1 AND link.kind = 1 AND person.referred_by = ?1 AND person.deleted_at IS NULL"

typedef struct
{
  CrmConnection *connection;
  gint64         contact;
  char          *today; /* (owned): ISO 8601 */
} Job;

static void
job_free (Job *self)
{
  g_free (self->today);
  g_free (self);
}

void
crm_contact_summary_free (CrmContactSummary *self)
{
  g_array_unref (self->money);
  g_array_unref (self->brought);
  g_free (self);
}

static CrmContactMoney *
find_money (GArray *all, const char *currency)
{
  CrmContactMoney fresh = { .n_won = 0 };

  for (guint i = 0; i < all->len; i++)
    {
      if (strcmp (g_array_index (all, CrmContactMoney, i).currency, currency) == 0)
        return &g_array_index (all, CrmContactMoney, i);
    }

  g_strlcpy (fresh.currency, currency, sizeof fresh.currency);
  g_array_append_val (all, fresh);

  return &g_array_index (all, CrmContactMoney, all->len - 1);
}

/* @open_deal: (out) (nullable): the one that is open, 0 for none or several */
static gboolean
add_deals (CrmConnection *connection, gint64 contact, GArray *all, gint64 *open_deal, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, DEALS);
  guint n_open = 0;

  crm_statement_bind_int_at (statement, 1, contact);
  while (crm_statement_next (statement))
    {
      CrmContactMoney *money = find_money (all, crm_statement_get_text (statement, 1));
      const char      *status = crm_statement_get_text (statement, 2);
      gint64           value = crm_statement_get_int (statement, 3);

      if (g_strcmp0 (status, "won") == 0)
        {
          money->n_won++;
          money->won = crm_sum_add (money->won, value);
        }
      else if (g_strcmp0 (status, "open") == 0)
        {
          money->n_open++;
          money->open = crm_sum_add (money->open, value);
          if (open_deal != NULL)
            *open_deal = n_open++ == 0 ? crm_statement_get_int (statement, 0) : 0;
        }
    }

  return crm_statement_finish (statement, error);
}

/* Whether this one is due before what was seen so far; a day before its hours ends. */
static gboolean
is_before (char **first, const char *day, const char *time)
{
  g_autofree char *due = g_strconcat (day, "T", time, NULL);

  if (*first != NULL && strcmp (due, *first) >= 0)
    return FALSE;

  g_free (*first);
  *first = g_steal_pointer (&due);
  return TRUE;
}

static void
take_promise (CrmContactSummary *self, const char *due, gint64 done_at, const char *today)
{
  g_autofree char *done = done_at != CRM_UNSET ? crm_date_to_iso (crm_date_from_instant (done_at)) : NULL;

  if (done == NULL)
    self->n_promises++;
  if (done != NULL && (due == NULL || strcmp (done, due) <= 0))
    self->n_kept++;
  else if (due != NULL && strcmp (done != NULL ? done : today, due) > 0)
    self->n_broken++;
}

static void
take_rating (CrmContactSummary *self, const char *rating)
{
  if (rating == NULL || *rating < '1' || *rating > '5')
    return;

  self->n_ratings++;
  self->ratings += (guint) (*rating - '0');
}

static gboolean
add_plans (CrmContactSummary *self, const Job *job, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (job->connection, PLANS);
  g_autofree char *first = NULL;
  g_autofree char *first_promise = NULL;

  crm_statement_bind_int_at (statement, 1, job->contact);
  while (crm_statement_next (statement))
    {
      gint64      id = crm_statement_get_int (statement, 0);
      gboolean    promise = g_strcmp0 (crm_statement_get_text (statement, 1), "promise") == 0;
      const char *due = crm_statement_get_text (statement, 2);
      const char *time = crm_statement_get_text (statement, 3);
      gint64      done_at = crm_statement_get_value (statement, 4);

      take_rating (self, crm_statement_get_text (statement, 5));
      if (promise)
        take_promise (self, due, done_at, job->today);
      if (done_at != CRM_UNSET)
        continue;
      if (promise && (self->promise == 0 || due != NULL) && is_before (&first_promise, due != NULL ? due : "~", time))
        self->promise = id;
      if (due != NULL && is_before (&first, due, time))
        self->next = id;
    }

  return crm_statement_finish (statement, error);
}

static gboolean
add_referred (CrmContactSummary *self, const Job *job, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (job->connection, REFERRED);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_statement_bind_int_at (statement, 1, job->contact);
  while (crm_statement_next (statement))
    {
      gint64 id = crm_statement_get_int (statement, 0);

      g_array_append_val (people, id);
    }
  self->n_referred = people->len;
  if (!crm_statement_finish (statement, error))
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      if (!add_deals (job->connection, g_array_index (people, gint64, i), self->brought, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static int
compare_money (gconstpointer a, gconstpointer b)
{
  const CrmContactMoney *x = a;
  const CrmContactMoney *y = b;

  return x->won != y->won ? (x->won < y->won ? 1 : -1) : strcmp (x->currency, y->currency);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job    *job = data;
  GError *error = NULL;
  g_autoptr (CrmContactSummary) self = g_new0 (CrmContactSummary, 1);

  self->money = g_array_new (FALSE, FALSE, sizeof (CrmContactMoney));
  self->brought = g_array_new (FALSE, FALSE, sizeof (CrmContactMoney));
  if (!add_deals (job->connection, job->contact, self->money, &self->open_deal, &error) || !add_plans (self, job, &error) || !add_referred (self, job, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < self->money->len; i++)
    self->n_open += g_array_index (self->money, CrmContactMoney, i).n_open;
  g_array_sort (self->money, compare_money);
  g_array_sort (self->brought, compare_money);
  g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) crm_contact_summary_free);
}

/**
 * crm_contact_summary_load_async:
 * @contact: a person or a company
 * @today: what is overdue is seen from this day
 */
void
crm_contact_summary_load_async (CrmStore *store, gint64 contact, CrmDate today, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, crm_contact_summary_load_async);
  job->connection = store->queries;
  job->contact = contact;
  job->today = crm_date_to_iso (today);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (store->query_worker != NULL)
    crm_worker_push (store->query_worker, task, run);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
}

/**
 * crm_contact_summary_load_finish:
 *
 * Returns: (transfer full) (nullable)
 */
CrmContactSummary *
crm_contact_summary_load_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
