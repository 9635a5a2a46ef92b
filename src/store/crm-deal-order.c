/* Orders that deals alone have: by how far they are past their stage's days, by the stages as the board has them, and by what is a number or a day,
 * from one index that has it all. What has no value comes last, whichever way. */

#include "config.h"

#include "crm-deal-order.h"

#include "crm-deal.h"

#include <string.h>

/* The columns of the index "deal_table". */
static const char *const sorted_columns[] = { "expected_close", "value", "probability", "recurring_value", "stage_entered_at", "closed_at", "updated_at" };

static gboolean
is_deals (const CrmQuery *query)
{
  return query->type != NULL && query->type->get_type () == CRM_TYPE_DEAL;
}

static gboolean
is_sorted_column (const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorted_columns); i++)
    {
      if (strcmp (sorted_columns[i], column) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * crm_deal_order_knows:
 *
 * Returns: whether crm_deal_order_run() knows the order of @query
 */
gboolean
crm_deal_order_knows (const CrmQuery *query)
{
  if (!is_deals (query) || query->order == NULL || query->order_custom != 0)
    return FALSE;

  if (strcmp (query->order, "stale") == 0 || strcmp (query->order, "stage") == 0)
    return TRUE;

  /* The few deals of one person are sorted sooner than all of them are read. */
  return query->targets->len == 0 && (strcmp (query->order, "title") == 0 || is_sorted_column (query->order));
}

static gboolean
run_stale (const CrmQuery *query, CrmConnection *connection, GArray *ids, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, CRM_STALE_DEALS (":now") CRM_STALE_ORDER (":now") " /* scan: of the stages, which are few; sort: of what is found */");

  crm_statement_bind_int (statement, ":now", query->stale);

  return crm_statement_collect (statement, ids, error);
}

static gboolean
run_stages (const CrmQuery *query, CrmConnection *connection, GArray *ids, GError **error)
{
  const char *direction = query->descending ? "DESC" : "ASC";
  g_autoptr (GArray) stages = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *sql = g_strdup_printf ("SELECT stage.id FROM stage LEFT JOIN pipeline ON pipeline.id = stage.pipeline ORDER BY pipeline.position %s, pipeline.id %s, stage.position %s, stage.id %s"
                                          " /* scan: of the stages, which are few; sort: likewise */",
                                          direction, direction, direction, direction);
  g_autoptr (CrmStatement) order = crm_connection_prepare (connection, sql);
  g_autoptr (CrmStatement) deals = crm_connection_prepare (connection, "SELECT id FROM deal WHERE stage = ?1 AND deleted_at IS NULL ORDER BY rank");

  if (!crm_statement_collect (order, stages, error))
    return FALSE;
  for (guint i = 0; i < stages->len; i++)
    {
      crm_statement_bind_int_at (deals, 1, g_array_index (stages, gint64, i));
      if (!crm_statement_collect (deals, ids, error))
        return FALSE;
      crm_statement_reset (deals);
    }

  return TRUE;
}

static gboolean
run_column (const CrmQuery *query, CrmConnection *connection, GArray *ids, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM deal INDEXED BY deal_table WHERE deleted_at IS NULL ORDER BY %s IS NULL, %s %s, id DESC /* scan: all of them, in one index; sort: of what is in it */",
                                          query->order, query->order, query->descending ? "DESC" : "ASC");
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);

  return crm_statement_collect (statement, ids, error);
}

static gboolean
run_titles (const CrmQuery *query, CrmConnection *connection, GArray *ids, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM deal_order ORDER BY pos %s /* scan: all of them, in the alphabet */", query->descending ? "DESC" : "ASC");
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, sql);

  return crm_statement_collect (statement, ids, error);
}

/**
 * crm_deal_order_run:
 * @ids: (element-type gint64): where all living deals are appended, in the order of @query, its filters aside
 */
gboolean
crm_deal_order_run (const CrmQuery *query, CrmConnection *connection, GArray *ids, GError **error)
{
  if (strcmp (query->order, "stale") == 0)
    return run_stale (query, connection, ids, error);
  if (strcmp (query->order, "stage") == 0)
    return run_stages (query, connection, ids, error);
  if (strcmp (query->order, "title") == 0)
    return run_titles (query, connection, ids, error);

  return run_column (query, connection, ids, error);
}
