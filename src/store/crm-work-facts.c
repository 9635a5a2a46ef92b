#include "config.h"

#include "crm-work-facts.h"

#include "crm-query-private.h"
#include "crm-reading-private.h"

#define WORKS                                                                                                                                                       \
  "SELECT id, kind, channel, owner, due, done_at, occurred_at, " CRM_IS_LATE (":today") ", crm_has (:after, id) FROM activity WHERE deleted_at IS NULL ORDER BY id" \
                                                                                        " /* scan: all that was done */"

static void
add_work (CrmWorkFacts *self, CrmStatement *rows)
{
  const char *due = crm_statement_get_text (rows, 4);
  CrmWorkFact fact = {
    .activity = crm_statement_get_int (rows, 0),
    .due = CRM_DATE_NONE,
  };

  if (due != NULL && !crm_date_from_iso (due, &fact.due))
    fact.due = CRM_DATE_NONE;
  fact.kind = crm_statement_keep_text (rows, 1, self->texts);
  fact.channel = crm_statement_keep_text (rows, 2, self->texts);
  fact.owner = crm_statement_get_value (rows, 3);
  fact.done_at = crm_statement_get_value (rows, 5);
  fact.occurred_at = crm_statement_get_value (rows, 6);
  fact.late = crm_statement_get_int (rows, 7) != 0;
  fact.after = crm_statement_get_int (rows, 8) != 0;
  g_array_append_val (self->works, fact);
}

static CrmIdSet *
find_after (CrmConnection *connection, GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (connection, CRM_AFTER_SALE " /* scan: all that was bought */");
  g_autoptr (CrmIdSet) after = crm_id_set_new ();

  while (crm_statement_next (rows))
    crm_id_set_add (after, crm_statement_get_int (rows, 0));

  return crm_statement_finish (rows, error) ? g_steal_pointer (&after) : NULL;
}

/**
 * crm_work_facts_load:
 * @today: what is to be done before it is late
 * @with_sales: whether it is told who had bought something by then, for which all purchases are looked through
 *
 * Returns: (transfer full) (nullable): of all activities that are not deleted
 */
CrmWorkFacts *
crm_work_facts_load (CrmReading *reading, CrmDate today, gboolean with_sales, GError **error)
{
  CrmConnection *connection = crm_reading_get_connection (reading);
  g_autoptr (CrmIdSet) after = with_sales ? find_after (connection, error) : crm_id_set_new ();
  g_autoptr (CrmStatement) rows = after != NULL ? crm_connection_prepare (connection, WORKS) : NULL;
  g_autoptr (CrmWorkFacts) self = g_new (CrmWorkFacts, 1);
  g_autofree char *iso = crm_date_to_iso (today);

  self->works = g_array_new (FALSE, FALSE, sizeof (CrmWorkFact));
  self->texts = g_string_chunk_new (1024);
  if (rows == NULL)
    return NULL;

  crm_statement_bind_text (rows, ":today", iso);
  crm_statement_bind_set (rows, ":after", after);
  while (crm_statement_next (rows))
    add_work (self, rows);

  return crm_statement_finish (rows, error) ? g_steal_pointer (&self) : NULL;
}

void
crm_work_facts_free (CrmWorkFacts *self)
{
  g_array_unref (self->works);
  g_string_chunk_free (self->texts);
  g_free (self);
}
