#include "config.h"

#include "crm-deal-facts.h"

#include "crm-field.h"
#include "crm-reading-private.h"

#define DEALS                                                                                                                                    \
  "SELECT deal.id, deal.pipeline, deal.stage, status, value, currency, deal.created_at, closed_at, owner, person, company, source, lost_reason," \
  " min (100, max (0, coalesce (deal.probability, stage.probability, 100))), expected_close FROM deal LEFT JOIN stage ON stage.id = deal.stage WHERE deal.deleted_at IS NULL ORDER BY deal.id /* scan: all deals */"
#define MOVES "SELECT deal, to_stage, at FROM stage_change WHERE deleted_at IS NULL AND at IS NOT NULL ORDER BY deal, at, id /* scan, sort: where all deals have been */"

static void
add_deal (CrmDealFacts *self, CrmStatement *rows)
{
  const char *status = crm_statement_keep_text (rows, 3, self->texts);
  const char *currency = crm_statement_get_text (rows, 5);
  const char *expected = crm_statement_get_text (rows, 14);
  CrmDealFact fact = {
    .deal = crm_statement_get_int (rows, 0),
    .pipeline = crm_statement_get_value (rows, 1),
    .stage = crm_statement_get_value (rows, 2),
    .status = status != NULL ? status : "",
    .value = crm_statement_get_int (rows, 4),
    .created_at = crm_statement_get_int (rows, 6),
    .closed_at = crm_statement_get_value (rows, 7),
    .owner = crm_statement_get_value (rows, 8),
    .person = crm_statement_get_value (rows, 9),
    .company = crm_statement_get_value (rows, 10),
    .source = crm_statement_keep_text (rows, 11, self->texts),
    .lost_reason = crm_statement_keep_text (rows, 12, self->texts),
    .probability = (int) crm_statement_get_int (rows, 13),
  };

  if (expected == NULL || !crm_date_from_iso (expected, &fact.expected))
    fact.expected = CRM_DATE_NONE;
  g_strlcpy (fact.currency, currency != NULL ? currency : "", sizeof fact.currency);
  g_array_append_val (self->deals, fact);
}

static void
add_move (CrmDealFacts *self, CrmStatement *rows)
{
  CrmStageStay  stay = { crm_statement_get_int (rows, 0), crm_statement_get_int (rows, 1), crm_statement_get_int (rows, 2), CRM_UNSET };
  CrmStageStay *last = self->stays->len > 0 ? &g_array_index (self->stays, CrmStageStay, self->stays->len - 1) : NULL;

  if (last != NULL && last->deal == stay.deal)
    last->left = stay.entered;
  g_array_append_val (self->stays, stay);
}

static gboolean
load (CrmDealFacts *self, CrmConnection *connection, const char *sql, void (*add) (CrmDealFacts *self, CrmStatement *rows), GError **error)
{
  g_autoptr (CrmStatement) rows = crm_connection_prepare (connection, sql);

  while (crm_statement_next (rows))
    add (self, rows);

  return crm_statement_finish (rows, error);
}

/**
 * crm_deal_facts_load:
 *
 * Returns: (transfer full) (nullable): of all deals that are not deleted
 */
CrmDealFacts *
crm_deal_facts_load (CrmReading *reading, GError **error)
{
  CrmConnection *connection = crm_reading_get_connection (reading);
  g_autoptr (CrmDealFacts) self = g_new (CrmDealFacts, 1);

  self->deals = g_array_new (FALSE, FALSE, sizeof (CrmDealFact));
  self->stays = g_array_new (FALSE, FALSE, sizeof (CrmStageStay));
  self->texts = g_string_chunk_new (4096);
  if (!load (self, connection, DEALS, add_deal, error) || !load (self, connection, MOVES, add_move, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
crm_deal_facts_free (CrmDealFacts *self)
{
  g_array_unref (self->deals);
  g_array_unref (self->stays);
  g_string_chunk_free (self->texts);
  g_free (self);
}
