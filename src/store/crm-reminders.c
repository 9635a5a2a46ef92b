/* Reminders from one query: the open activities that have one, each with what was shown of it. There are as many as somebody wrote, so all are
 * looked at, on the worker, and the next instant falls out of the same walk. */

#include "config.h"

#include "crm-reminders.h"

#include "crm-error.h"
#include "crm-store-private.h"
#include "crm-team.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How far it is looked ahead for the next one: what is reminded of begins up to four weeks later. */
#define AHEAD_DAYS 29

#define QUERY                                                                                               \
  "SELECT activity.id, kind, coalesce (subject, body), due, due_time, remind, repeat, shown, later"         \
  " FROM activity LEFT JOIN reminder ON reminder.activity = activity.id"                                    \
  " WHERE deleted_at IS NULL AND due IS NOT NULL AND done_at IS NULL AND remind IS NOT NULL AND due <= :to" \
  " AND (due >= :from OR repeat IS NOT NULL OR later IS NOT NULL)"                                          \
  " AND (owner IS NULL OR :user = 0 OR owner = :user) /* scan: of what has a reminder, by its own index */"

typedef struct
{
  CrmConnection *connection;
  gint64         now;
  gint64         user; /* who is reminded: of what is theirs, or nobody's; 0 for whoever there is */
  gint64         next; /* the answer: when to ask again, 0 for never */
} LoadJob;

/* One activity as it is looked at. */
typedef struct
{
  LoadJob *job;
  int      minute;
  gint64   remind;
  gint64   shown; /* 0 for never */
  gint64   later; /* 0 for none */
  CrmDate  day;   /* of the time that is to be shown */
  gint64   at;    /* 0 for none */
} Look;

void
crm_reminder_free (CrmReminder *self)
{
  g_free (self->title);
  g_free (self->about);
  g_free (self->kind);
  g_free (self);
}

static void
come_back (LoadJob *job, gint64 at)
{
  if (job->next == 0 || at < job->next)
    job->next = at;
}

/* One time of it. The latest that has come is shown, once; which was shown before it does not matter then. */
static void
look_at (Look *look, CrmDate day, gboolean is_only)
{
  gint64   at = crm_appointment_get_reminder (day, look->minute, look->remind);
  gboolean is_new = is_only ? at != look->shown : at > look->shown;
  gint64   oldest = look->job->now - CRM_REMINDERS_LATE_DAYS * G_TIME_SPAN_DAY;

  if (at > look->job->now)
    come_back (look->job, at);
  else if (is_new && at >= oldest)
    {
      look->day = day;
      look->at = at;
    }
}

static void
look_at_later (Look *look, CrmDate day)
{
  if (look->later == 0 || look->at != 0)
    return;
  if (look->later > look->job->now)
    {
      come_back (look->job, look->later);
      return;
    }
  look->day = day;
  look->at = look->shown;
}

static void
look_at_all (Look *look, CrmDate due, const char *repeat)
{
  g_autoptr (CrmRecurrence) recurrence = repeat != NULL ? crm_recurrence_new (repeat, NULL) : NULL;
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (CrmDate));
  CrmDate today = crm_date_from_instant (look->job->now);

  if (recurrence != NULL)
    crm_recurrence_expand (recurrence, due, crm_date_add_days (today, -CRM_REMINDERS_LATE_DAYS - 1), crm_date_add_days (today, AHEAD_DAYS), days);
  else
    g_array_append_val (days, due);
  for (guint i = 0; i < days->len; i++)
    look_at (look, g_array_index (days, CrmDate, i), recurrence == NULL);
  look_at_later (look, due);
}

static gint64
get_or_none (CrmStatement *statement, int column)
{
  return crm_statement_is_null (statement, column) ? 0 : crm_statement_get_int (statement, column);
}

static CrmReminder *
read_row (LoadJob *job, CrmStatement *statement)
{
  const char  *title = crm_statement_get_text (statement, 2);
  Look         look = { .job = job };
  CrmReminder *reminder;
  CrmDate      due;

  if (!crm_date_from_iso (crm_statement_get_text (statement, 3), &due) || !crm_date_is_full (due))
    return NULL;

  look.minute = crm_appointment_parse_time (crm_statement_get_text (statement, 4));
  look.remind = crm_statement_get_int (statement, 5);
  look.shown = get_or_none (statement, 7);
  look.later = get_or_none (statement, 8);
  look_at_all (&look, due, crm_statement_is_null (statement, 6) ? NULL : crm_statement_get_text (statement, 6));
  if (look.at == 0)
    return NULL;

  reminder = g_new0 (CrmReminder, 1);
  reminder->activity = crm_statement_get_int (statement, 0);
  reminder->kind = g_strdup (crm_statement_get_text (statement, 1));
  reminder->title = title != NULL ? g_strndup (title, strcspn (title, "\n")) : g_strdup ("");
  reminder->day = look.day;
  reminder->minute = look.minute;
  reminder->at = look.at;

  return reminder;
}

static GPtrArray *
load (LoadJob *job, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_reminder_free);
  g_autoptr (CrmStatement) statement = crm_connection_prepare (job->connection, QUERY);
  CrmDate          today = crm_date_from_instant (job->now);
  g_autofree char *from = crm_date_to_iso (crm_date_add_days (today, -CRM_REMINDERS_LATE_DAYS - 1));
  g_autofree char *to = crm_date_to_iso (crm_date_add_days (today, AHEAD_DAYS));

  crm_statement_bind_text (statement, ":from", from);
  crm_statement_bind_text (statement, ":to", to);
  crm_statement_bind_int (statement, ":user", job->user);
  while (crm_statement_next (statement))
    {
      CrmReminder *reminder = read_row (job, statement);

      if (reminder != NULL)
        g_ptr_array_add (found, reminder);
    }

  return crm_statement_finish (statement, error) ? g_steal_pointer (&found) : NULL;
}

/**
 * crm_reminders_load:
 * @now: microseconds since 1970-01-01T00:00:00Z
 * @next: (out): when to ask again, 0 where nothing is planned for the coming weeks
 *
 * Main thread only; windows ask crm_reminders_load_async().
 *
 * Returns: (transfer full) (element-type CrmReminder) (nullable): what is to be shown and has not been
 */
GPtrArray *
crm_reminders_load (CrmStore *store, gint64 now, gint64 *next, GError **error)
{
  LoadJob    job = { store->reader, now, crm_team_find_me (store), 0 };
  GPtrArray *found = load (&job, error);

  *next = job.next;

  return found;
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
crm_reminders_load_async (CrmStore *store, gint64 now, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  LoadJob job = { store->queries, now, crm_team_find_me (store), 0 };

  g_task_set_source_tag (task, crm_reminders_load_async);
  g_task_set_task_data (task, g_memdup2 (&job, sizeof job), g_free);
  if (store->query_worker != NULL)
    crm_worker_push (store->query_worker, task, run_load);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
}

/**
 * crm_reminders_load_finish:
 *
 * Returns: (transfer full) (element-type CrmReminder) (nullable): as crm_reminders_load()
 */
GPtrArray *
crm_reminders_load_finish (CrmStore *store, GAsyncResult *result, gint64 *next, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  *next = ((LoadJob *) g_task_get_task_data (G_TASK (result)))->next;

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  CrmConnection *connection;
  gint64         activity;
  gint64         shown;
  gint64         later;
} RememberJob;

static void
run_remember (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RememberJob *job = data;
  GError      *error = NULL;
  g_autoptr (CrmStatement) statement = crm_connection_prepare (job->connection, "INSERT INTO reminder (activity, shown, later) VALUES (:activity, :shown, nullif (:later, 0))"
                                                                                " ON CONFLICT (activity) DO UPDATE SET shown = excluded.shown, later = excluded.later");

  crm_statement_bind_int (statement, ":activity", job->activity);
  crm_statement_bind_int (statement, ":shown", job->shown);
  crm_statement_bind_int (statement, ":later", job->later);
  if (crm_statement_run (statement, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * crm_reminders_get_shown:
 *
 * Returns: the instant that what was shown last of @activity stood for, 0 for never
 */
gint64
crm_reminders_get_shown (CrmStore *store, gint64 activity)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (store->reader, "SELECT shown FROM reminder WHERE activity = ?1");

  crm_statement_bind_int_at (statement, 1, activity);

  return crm_statement_step (statement, NULL) ? crm_statement_get_int (statement, 0) : 0;
}

/**
 * crm_reminders_remember:
 * @activity: whose reminder was shown
 * @shown: the instant it stood for
 * @later: when to show it again, 0 for never
 */
void
crm_reminders_remember (CrmStore *store, gint64 activity, gint64 shown, gint64 later, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);
  RememberJob job = { store->writer, activity, shown, later };
  GError     *error = NULL;

  g_task_set_source_tag (task, crm_reminders_remember);
  g_task_set_task_data (task, g_memdup2 (&job, sizeof job), g_free);
  if (crm_store_check_writable (store, &error))
    crm_worker_push (store->write_worker, task, run_remember);
  else
    g_task_return_error (task, error);
}

gboolean
crm_reminders_remember_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
