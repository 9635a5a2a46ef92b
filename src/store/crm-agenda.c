/* The days of a calendar from three walks of an index: what begins in them (and the day before, since it may last over midnight), what lasts
 * for days and began up to a year before, and what repeats. Only the last is looked at one by one, on the worker. */

#include "config.h"

#include "crm-agenda.h"

#include "crm-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_SECONDS (24 * 60 * 60)

/* How long before the range something that lasts into it may have begun. */
#define LONG_DAYS 366

#define COLUMNS "id, kind, coalesce (subject, body), location, due, due_time, duration, done_at IS NOT NULL, priority = 'high'"

#define BEGINNING                                                                                          \
  "SELECT " COLUMNS " FROM activity"                                                                       \
  " WHERE deleted_at IS NULL AND due IS NOT NULL AND due BETWEEN :before AND :to AND repeat IS NULL"       \
  " UNION ALL SELECT " COLUMNS " FROM activity"                                                            \
  " WHERE deleted_at IS NULL AND due IS NOT NULL AND duration >= 86400 AND due >= :long AND due < :before" \
  " AND repeat IS NULL"

#define REPEATING                            \
  "SELECT " COLUMNS ", repeat FROM activity" \
  " WHERE deleted_at IS NULL AND due IS NOT NULL AND repeat IS NOT NULL AND due <= :to"

typedef struct
{
  CrmConnection *connection;
  CrmDate        from;
  CrmDate        to;
} AgendaJob;

void
crm_occurrence_free (CrmOccurrence *self)
{
  g_free (self->kind);
  g_free (self->title);
  g_free (self->location);
  g_free (self);
}

/**
 * crm_occurrence_get_last_day:
 *
 * Returns: the day it ends on; what ends at midnight ends on the day before
 */
CrmDate
crm_occurrence_get_last_day (const CrmOccurrence *self)
{
  gint64 begin = self->minute != CRM_WHOLE_DAY ? self->minute * 60 : 0;
  gint64 last = begin + CLAMP (self->seconds, 1, CRM_DURATION_MAX) - 1;

  return crm_date_add_days (self->day, (int) (last / DAY_SECONDS));
}

static char *
make_title (const char *text)
{
  return text != NULL ? g_strndup (text, strcspn (text, "\n")) : g_strdup ("");
}

/* Of the row a statement stands on; %NULL where its day is none. */
static CrmOccurrence *
read_row (CrmStatement *statement)
{
  CrmOccurrence *self;
  CrmDate        day;

  if (!crm_date_from_iso (crm_statement_get_text (statement, 4), &day) || !crm_date_is_full (day))
    return NULL;

  self = g_new0 (CrmOccurrence, 1);
  self->activity = crm_statement_get_int (statement, 0);
  self->kind = g_strdup (crm_statement_get_text (statement, 1));
  self->title = make_title (crm_statement_get_text (statement, 2));
  self->location = g_strdup (crm_statement_get_text (statement, 3));
  self->day = day;
  self->minute = crm_appointment_parse_time (crm_statement_get_text (statement, 5));
  self->seconds = crm_statement_is_null (statement, 6) ? 0 : CLAMP (crm_statement_get_int (statement, 6), 0, CRM_DURATION_MAX);
  self->is_done = crm_statement_get_int (statement, 7) != 0;
  self->is_urgent = crm_statement_get_int (statement, 8) != 0;

  return self;
}

CrmOccurrence *
crm_occurrence_copy (const CrmOccurrence *self)
{
  CrmOccurrence *copy = g_memdup2 (self, sizeof *self);

  copy->kind = g_strdup (self->kind);
  copy->title = g_strdup (self->title);
  copy->location = g_strdup (self->location);

  return copy;
}

static CrmOccurrence *
copy_on (const CrmOccurrence *self, CrmDate day)
{
  CrmOccurrence *copy = crm_occurrence_copy (self);

  copy->day = day;
  copy->repeats = TRUE;

  return copy;
}

static void
bind_day (CrmStatement *statement, const char *name, CrmDate day)
{
  g_autofree char *iso = crm_date_to_iso (day);

  crm_statement_bind_text (statement, name, iso != NULL ? iso : "");
}

static gboolean
overlaps (const CrmOccurrence *occurrence, const AgendaJob *job)
{
  return crm_date_compare (occurrence->day, job->to) <= 0 && crm_date_compare (crm_occurrence_get_last_day (occurrence), job->from) >= 0;
}

static gboolean
load_single (const AgendaJob *job, GPtrArray *found, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (job->connection, BEGINNING);

  bind_day (statement, ":before", crm_date_add_days (job->from, -1));
  bind_day (statement, ":long", crm_date_add_days (job->from, -LONG_DAYS));
  bind_day (statement, ":to", job->to);
  while (found->len < CRM_AGENDA_MAX && crm_statement_next (statement))
    {
      CrmOccurrence *occurrence = read_row (statement);

      if (occurrence != NULL && overlaps (occurrence, job))
        g_ptr_array_add (found, occurrence);
      else if (occurrence != NULL)
        crm_occurrence_free (occurrence);
    }

  return crm_statement_finish (statement, error);
}

/* A rule that nobody understands leaves the activity on its own day. */
static void
add_times (const AgendaJob *job, const CrmOccurrence *first, const char *repeat, GPtrArray *found)
{
  g_autoptr (CrmRecurrence) recurrence = crm_recurrence_new (repeat, NULL);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (CrmDate));
  int lasts = crm_date_days_between (first->day, crm_occurrence_get_last_day (first));

  if (recurrence != NULL)
    crm_recurrence_expand (recurrence, first->day, crm_date_add_days (job->from, -lasts), job->to, days);
  else if (overlaps (first, job))
    g_array_append_val (days, first->day);
  for (guint i = 0; i < days->len && found->len < CRM_AGENDA_MAX; i++)
    g_ptr_array_add (found, copy_on (first, g_array_index (days, CrmDate, i)));
}

static gboolean
load_repeating (const AgendaJob *job, GPtrArray *found, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (job->connection, REPEATING);

  bind_day (statement, ":to", job->to);
  while (found->len < CRM_AGENDA_MAX && crm_statement_next (statement))
    {
      CrmOccurrence *first = read_row (statement);

      if (first == NULL)
        continue;
      add_times (job, first, crm_statement_get_text (statement, 9), found);
      crm_occurrence_free (first);
    }

  return crm_statement_finish (statement, error);
}

static int
compare_occurrences (gconstpointer a, gconstpointer b)
{
  const CrmOccurrence *x = *(CrmOccurrence *const *) a;
  const CrmOccurrence *y = *(CrmOccurrence *const *) b;
  int                  by_day = crm_date_compare (x->day, y->day);

  if (by_day != 0)
    return by_day;
  if (x->minute != y->minute)
    return x->minute - y->minute;

  return (x->activity > y->activity) - (x->activity < y->activity);
}

static GPtrArray *
load (const AgendaJob *job, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_occurrence_free);

  if (!load_single (job, found, error) || !load_repeating (job, found, error))
    return NULL;
  g_ptr_array_sort (found, compare_occurrences);

  return g_steal_pointer (&found);
}

/**
 * crm_agenda_load:
 * @from: the first day
 * @to: the last
 *
 * Finds what takes place on some days, also what began before and lasts into them. Main thread only; windows ask crm_agenda_load_async().
 *
 * Returns: (transfer full) (element-type CrmOccurrence) (nullable): by day, whole days first, then by time
 */
GPtrArray *
crm_agenda_load (CrmStore *store, CrmDate from, CrmDate to, GError **error)
{
  AgendaJob job = { store->reader, from, to };

  return load (&job, error);
}

static void
run_load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError    *error = NULL;
  GPtrArray *found = load (data, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
crm_agenda_load_async (CrmStore *store, CrmDate from, CrmDate to, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  AgendaJob job = { store->queries, from, to };

  g_task_set_source_tag (task, crm_agenda_load_async);
  g_task_set_task_data (task, g_memdup2 (&job, sizeof job), g_free);
  if (store->query_worker != NULL)
    crm_worker_push (store->query_worker, task, run_load);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
}

/**
 * crm_agenda_load_finish:
 *
 * Returns: (transfer full) (element-type CrmOccurrence) (nullable): as crm_agenda_load()
 */
GPtrArray *
crm_agenda_load_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
