/* The board's own questions and its one act: totals of every stage from one grouped query over an index, and the move of a card. */

#include "config.h"

#include "crm-board.h"

#include "crm-board-rank.h"
#include "crm-criterion-private.h"
#include "crm-deal.h"
#include "crm-error.h"
#include "crm-stage.h"
#include "crm-store-private.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* Values are summed in halves of 32 bits, so that no file can make a sum overflow. A deal that is won is worth all of its value, one that is
 * lost none, whatever anybody thought before. */
#define TOTALS(filter)                                                                                                                                                 \
  "SELECT stage.id, coalesce (deal.currency, ''), count (*),"                                                                                                          \
  " sum (coalesce (deal.value >> 32, 0)), sum (coalesce (deal.value & 4294967295, 0)),"                                                                                \
  " sum (coalesce (deal.value >> 32, 0) * CASE stage.kind WHEN 'won' THEN 100 WHEN 'lost' THEN 0 ELSE coalesce (deal.probability, stage.probability, 100) END),"       \
  " sum (coalesce (deal.value & 4294967295, 0) * CASE stage.kind WHEN 'won' THEN 100 WHEN 'lost' THEN 0 ELSE coalesce (deal.probability, stage.probability, 100) END)" \
  " FROM stage CROSS JOIN deal ON deal.stage = stage.id AND deal.deleted_at IS NULL"                                                                                   \
  " WHERE stage.pipeline = :pipeline AND stage.deleted_at IS NULL" filter                                                                                              \
  " GROUP BY 1, 2 /* sort: of a stage's currencies */"

/* @high times 2 to the 32nd plus @low, as near as a number of 64 bits comes. */
static gint64
join_halves (gint64 high, gint64 low)
{
  gint64 whole;

  if (__builtin_mul_overflow (high, G_GINT64_CONSTANT (1) << 32, &whole) || __builtin_add_overflow (whole, low, &whole))
    return high < 0 ? -G_MAXINT64 : G_MAXINT64;

  return whole;
}

/* A hundredth of it, rounded: hundreds of the high half go over into the low one. */
static gint64
join_percent (gint64 high, gint64 low)
{
  gint64 left = (high % 100) * (G_GINT64_CONSTANT (1) << 32) + low;

  return join_halves (high / 100, (left + (left < 0 ? -50 : 50)) / 100);
}

static GArray *
load_totals (CrmConnection *connection, gint64 pipeline, CrmCriterion *criterion, GError **error)
{
  g_autoptr (GArray) totals = g_array_new (FALSE, TRUE, sizeof (CrmStageTotal));
  g_autoptr (CrmIdSet) wanted = criterion != NULL ? crm_criterion_run (criterion, connection, crm_record_type_find ("deal"), error) : NULL;
  g_autoptr (CrmStatement) statement = NULL;

  if (criterion != NULL && wanted == NULL)
    return NULL;

  statement = crm_connection_prepare (connection, wanted != NULL ? TOTALS (" AND crm_has (:wanted, deal.id)") : TOTALS (""));
  if (wanted != NULL)
    crm_statement_bind_set (statement, ":wanted", wanted);
  crm_statement_bind_int (statement, ":pipeline", pipeline);
  while (crm_statement_next (statement))
    {
      CrmStageTotal total = { .stage = crm_statement_get_int (statement, 0) };

      g_strlcpy (total.currency, crm_statement_get_text (statement, 1), sizeof total.currency);
      total.count = (guint) crm_statement_get_int (statement, 2);
      total.sum = join_halves (crm_statement_get_int (statement, 3), crm_statement_get_int (statement, 4));
      total.weighted = join_percent (crm_statement_get_int (statement, 5), crm_statement_get_int (statement, 6));
      g_array_append_val (totals, total);
    }

  return crm_statement_finish (statement, error) ? g_steal_pointer (&totals) : NULL;
}

/**
 * crm_board_load_totals:
 * @pipeline: whose stages
 *
 * Counts and sums the living deals of each stage, at once. Main thread only; windows ask crm_board_load_totals_async().
 *
 * Returns: (transfer full) (element-type CrmStageTotal) (nullable): one a stage and currency; an empty stage has none
 */
GArray *
crm_board_load_totals (CrmStore *store, gint64 pipeline, GError **error)
{
  return load_totals (store->reader, pipeline, NULL, error);
}

typedef struct
{
  CrmConnection *connection;
  gint64         pipeline;
  CrmCriterion  *criterion; /* (owned) (nullable) */
} TotalsJob;

static void
totals_job_free (TotalsJob *job)
{
  crm_criterion_unref (job->criterion);
  g_free (job);
}

static void
run_totals (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  TotalsJob *job = data;
  GError    *error = NULL;
  GArray    *totals = load_totals (job->connection, job->pipeline, job->criterion, &error);

  if (totals != NULL)
    g_task_return_pointer (task, totals, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * crm_board_load_totals_async:
 * @criterion: (nullable): only deals for which it holds
 *
 * As crm_board_load_totals(), on a worker.
 */
void
crm_board_load_totals_async (CrmStore *store, gint64 pipeline, CrmCriterion *criterion, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  TotalsJob *job = g_new0 (TotalsJob, 1);

  g_task_set_source_tag (task, crm_board_load_totals_async);
  job->connection = store->queries;
  job->pipeline = pipeline;
  job->criterion = criterion != NULL ? crm_criterion_ref (criterion) : NULL;
  g_task_set_task_data (task, job, (GDestroyNotify) totals_job_free);
  if (store->query_worker != NULL)
    crm_worker_push (store->query_worker, task, run_totals);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
}

/**
 * crm_board_load_totals_finish:
 *
 * Returns: (transfer full) (element-type CrmStageTotal) (nullable): as crm_board_load_totals()
 */
GArray *
crm_board_load_totals_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * crm_board_find_next_activity:
 *
 * Main thread only.
 *
 * Returns: the open activity about @deal that is due first, 0 where none is planned
 */
gint64
crm_board_find_next_activity (CrmStore *store, gint64 deal)
{
  g_autoptr (CrmStatement) statement = NULL;

  if (store->reader == NULL)
    return 0;

  statement = crm_connection_prepare (store->reader,
                                      "SELECT activity.id FROM link CROSS JOIN activity ON activity.id = link.source"
                                      " WHERE link.target = :deal AND link.kind = :kind AND activity.deleted_at IS NULL AND activity.due IS NOT NULL AND activity.done_at IS NULL"
                                      " ORDER BY activity.due, activity.due_time IS NULL, activity.due_time LIMIT 1 /* sort: of one deal's open tasks */");
  crm_statement_bind_int (statement, ":deal", deal);
  crm_statement_bind_int (statement, ":kind", crm_record_type_find ("activity")->code);

  return crm_statement_step (statement, NULL) ? crm_statement_get_int (statement, 0) : 0;
}

/**
 * crm_board_has_task:
 * @since: an instant
 *
 * Main thread only.
 *
 * Returns: whether an activity of that subject about @deal was written down at @since or later, done or not
 */
gboolean
crm_board_has_task (CrmStore *store, gint64 deal, const char *subject, gint64 since)
{
  g_autoptr (CrmStatement) statement = NULL;

  if (store->reader == NULL)
    return FALSE;

  statement = crm_connection_prepare (store->reader,
                                      "SELECT 1 FROM link CROSS JOIN activity ON activity.id = link.source"
                                      " WHERE link.target = :deal AND link.kind = :kind AND activity.deleted_at IS NULL AND activity.subject = :subject AND activity.created_at >= :since LIMIT 1");
  crm_statement_bind_int (statement, ":deal", deal);
  crm_statement_bind_int (statement, ":kind", crm_record_type_find ("activity")->code);
  crm_statement_bind_text (statement, ":subject", subject);
  crm_statement_bind_int (statement, ":since", since);

  return crm_statement_step (statement, NULL);
}

typedef struct
{
  gint64 deal;
  gint64 stage;
  gint64 above;
  char  *lost_reason; /* (owned) (nullable) */
  char  *lost_note;   /* (owned) (nullable) */
} Move;

static void
move_free (Move *self)
{
  g_free (self->lost_reason);
  g_free (self->lost_note);
  g_free (self);
}

static CrmRecord *
load_living (CrmTransaction *transaction, gint64 id, GType type, const char *sentence, GError **error)
{
  g_autoptr (CrmRecord) record = crm_transaction_load (transaction, id, NULL);

  if (record != NULL && !crm_record_is_deleted (record) && G_TYPE_CHECK_INSTANCE_TYPE (record, type))
    return g_steal_pointer (&record);

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, sentence);
  return NULL;
}

static void
describe_move (CrmTransaction *transaction, CrmRecord *deal, CrmRecord *stage)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (deal));
  g_autofree char *name = crm_object_dup_title (CRM_OBJECT (stage));
  g_autofree char *shown_title = crm_text_isolate (title);
  g_autofree char *shown_name = crm_text_isolate (name);
  /* Translators: 1: a deal, 2: a stage of the pipeline */
  g_autofree char *change = g_strdup_printf (_ ("Moved “%1$s” to %2$s"), shown_title, shown_name);

  crm_transaction_set_title (transaction, change);
}

static gboolean
apply_move (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  const Move *self = user_data;
  g_autoptr (CrmRecord) deal = load_living (transaction, self->deal, CRM_TYPE_DEAL, _ ("That deal is not there any more."), error);
  g_autoptr (CrmRecord) stage = deal != NULL ? load_living (transaction, self->stage, CRM_TYPE_STAGE, _ ("That stage is not there any more."), error) : NULL;
  g_autoptr (CrmRecord) draft = NULL;
  gint64 rank;

  if (stage == NULL)
    return FALSE;
  rank = crm_object_get_integer (CRM_OBJECT (deal), "rank");
  /* A card dropped under itself stays where it is. */
  if (self->above != self->deal && !crm_board_make_rank (transaction, self->deal, self->stage, self->above, &rank, error))
    return FALSE;

  describe_move (transaction, deal, stage);
  draft = crm_record_edit (deal);
  crm_object_set_integer (CRM_OBJECT (draft), "stage", self->stage);
  crm_object_set_integer (CRM_OBJECT (draft), "rank", rank);
  if (self->lost_reason != NULL)
    crm_object_set_text (CRM_OBJECT (draft), "lost_reason", self->lost_reason);
  if (self->lost_note != NULL)
    crm_object_set_text (CRM_OBJECT (draft), "lost_note", self->lost_note);

  return crm_transaction_save (transaction, draft, error);
}

static Move *
move_new (gint64 deal, gint64 stage, gint64 above, const char *lost_reason, const char *lost_note)
{
  Move *self = g_new0 (Move, 1);

  self->deal = deal;
  self->stage = stage;
  self->above = above;
  self->lost_reason = g_strdup (lost_reason);
  self->lost_note = g_strdup (lost_note);

  return self;
}

/**
 * crm_board_move_async:
 * @above: the card of @stage that the deal lands under; 0 for the top
 * @lost_reason: (nullable): why it was lost, where @stage is a lost one; kept as it is where %NULL
 * @lost_note: (nullable): likewise
 *
 * Moves a card to another stage or within its own, as one change. End it with crm_store_write_finish().
 */
void
crm_board_move_async (CrmStore *store, gint64 deal, gint64 stage, gint64 above, const char *lost_reason, const char *lost_note, GAsyncReadyCallback callback, gpointer user_data)
{
  crm_store_write_async (store, N_ ("Move a deal"), "edit", CRM_TRANSACTION_NONE, apply_move, move_new (deal, stage, above, lost_reason, lost_note), (GDestroyNotify) move_free, NULL, callback, user_data);
}

/**
 * crm_board_move:
 *
 * The same, for programs without a window: waits for it.
 */
gboolean
crm_board_move (CrmStore *store, gint64 deal, gint64 stage, gint64 above, const char *lost_reason, const char *lost_note, GError **error)
{
  Move    *move = move_new (deal, stage, above, lost_reason, lost_note);
  gboolean ok = crm_store_write (store, N_ ("Move a deal"), "edit", CRM_TRANSACTION_NONE, apply_move, move, NULL, error);

  move_free (move);

  return ok;
}
