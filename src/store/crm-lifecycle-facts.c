#include "config.h"

#include "crm-lifecycle-facts.h"

#include "crm-date.h"
#include "crm-query-private.h"
#include "crm-reading-private.h"
#include "crm-transaction.h"

#include <glib/gi18n-lib.h>

#define FACTS(type)                                                                                                                      \
  "SELECT id, lifecycle, coalesce (lifecycle_kept, 0), (SELECT max (item.value ->> 'since') FROM json_each (lifecycle_history) AS item)" \
  " FROM " type " WHERE deleted_at IS NULL AND (lifecycle IS NOT NULL OR id IN (SELECT customer FROM purchase))"
static gint32
read_day (CrmStatement *rows, int column)
{
  const char *iso = crm_statement_get_text (rows, column);
  CrmDate     day;

  return iso != NULL && crm_date_from_iso (iso, &day) && crm_date_is_full (day) ? crm_date_to_days (day) : G_MININT32;
}

static void
read_stage (CrmStatement *rows, int column, char *stage)
{
  const char *text = crm_statement_get_text (rows, column);

  g_strlcpy (stage, text != NULL ? text : "", CRM_LIFECYCLE_STAGE_SIZE);
}

/**
 * crm_lifecycle_facts_load:
 *
 * Returns: (transfer full) (element-type CrmLifecycleFact) (nullable): of all people and companies that stand somewhere or have bought something, by id
 */
GArray *
crm_lifecycle_facts_load (CrmReading *reading, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (crm_reading_get_connection (reading), FACTS ("person") " UNION ALL " FACTS ("company") " ORDER BY 1 /* scan: all customers; sort: by id */");
  g_autoptr (GArray) facts = g_array_new (FALSE, FALSE, sizeof (CrmLifecycleFact));

  while (crm_statement_next (rows))
    {
      CrmLifecycleFact fact = { .customer = crm_statement_get_int (rows, 0), .kept = crm_statement_get_int (rows, 2) != 0, .since = read_day (rows, 3) };

      read_stage (rows, 1, fact.stage);
      g_array_append_val (facts, fact);
    }

  return crm_statement_finish (rows, error) ? g_steal_pointer (&facts) : NULL;
}

/**
 * crm_lifecycle_facts_load_steps:
 *
 * Returns: (transfer full) (element-type CrmLifecycleStepFact) (nullable): all that anybody took
 */
GArray *
crm_lifecycle_facts_load_steps (CrmReading *reading, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (crm_reading_get_connection (reading), CRM_LIFECYCLE_TURNS ("person") " UNION ALL " CRM_LIFECYCLE_TURNS ("company") " /* scan: all customers; sort: by id and day */");
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (CrmLifecycleStepFact));

  while (crm_statement_next (rows))
    {
      CrmLifecycleStepFact step = { .customer = crm_statement_get_int (rows, 0), .day = crm_statement_is_null (rows, 3) ? G_MININT32 : (gint32) crm_statement_get_int (rows, 3) };

      read_stage (rows, 1, step.stage);
      read_stage (rows, 2, step.before);
      g_array_append_val (steps, step);
    }

  return crm_statement_finish (rows, error) ? g_steal_pointer (&steps) : NULL;
}

/* Who was deleted meanwhile, or stands there already, is left alone. */
static gboolean
move (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  GArray *turns = user_data;

  for (guint i = 0; i < turns->len; i++)
    {
      const CrmLifecycleTurn *turn = &g_array_index (turns, CrmLifecycleTurn, i);
      g_autoptr (CrmRecord) now = crm_transaction_load (transaction, turn->customer, error);
      g_autoptr (CrmRecord) draft = now != NULL && !crm_record_is_deleted (now) ? crm_record_edit (now) : NULL;

      if (now == NULL)
        return FALSE;
      if (draft == NULL || g_strcmp0 (crm_object_get_text (CRM_OBJECT (draft), "lifecycle"), turn->stage) == 0)
        continue;
      crm_object_set_text (CRM_OBJECT (draft), "lifecycle", turn->stage);
      if (!crm_transaction_save (transaction, draft, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_lifecycle_move:
 * @turns: (element-type CrmLifecycleTurn)
 *
 * Moves all of them as one change.
 */
gboolean
crm_lifecycle_move (CrmStore *store, GArray *turns, GError **error)
{
  return crm_store_write (store, N_ ("Move life cycles"), "edit", CRM_TRANSACTION_NONE, move, turns, NULL, error);
}

/**
 * crm_lifecycle_move_async:
 * @turns: (element-type CrmLifecycleTurn)
 * @callback: ends with crm_store_write_finish()
 */
void
crm_lifecycle_move_async (CrmStore *store, GArray *turns, GAsyncReadyCallback callback, gpointer user_data)
{
  crm_store_write_async (store, N_ ("Move life cycles"), "edit", CRM_TRANSACTION_NONE, move, g_array_ref (turns), (GDestroyNotify) g_array_unref, NULL, callback, user_data);
}
