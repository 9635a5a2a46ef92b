/* Everything derived, made anew from the records and the journal: after a new collation or folding, a repair, or a change so large that this
 * is quicker than keeping up with it. */

#include "config.h"

#include "crm-rebuild.h"

#include "crm-aftermath.h"
#include "crm-bulk.h"
#include "crm-journal.h"
#include "crm-record-table.h"

static gboolean
empty_derived (CrmConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  if (!crm_connection_exec (connection, "DELETE FROM lookup; DELETE FROM link; DELETE FROM timeline; DELETE FROM custom_value; DELETE FROM rhythm; DELETE FROM settlement; DELETE FROM purchase; DELETE FROM bought; INSERT INTO text_search (text_search) VALUES ('delete-all');", error))
    return FALSE;

  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = g_ptr_array_index (types, i);
      g_autofree char     *sql = g_strdup_printf ("DELETE FROM %s_order; INSERT INTO %s_search (%s_search) VALUES ('delete-all');", type->name, type->name, type->name);

      if ((type->flags & CRM_TYPE_NAMED) != 0 && !crm_connection_exec (connection, sql, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_type (CrmBulk *bulk, const CrmDeriver *deriver, const CrmRecordType *type, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE deleted_at IS NULL ORDER BY id /* scan: all of them */", type->name);
  g_autoptr (CrmStatement) ids = crm_connection_prepare (deriver->connection, sql);

  while (crm_statement_next (ids))
    {
      g_autoptr (CrmRecord) record = crm_record_table_load (deriver->connection, crm_statement_get_int (ids, 0), error);
      g_autoptr (CrmDerived) derived = NULL;

      if (record == NULL)
        return FALSE;
      derived = crm_derived_new (deriver, record);
      crm_aftermath_note (deriver->aftermath, record, derived);
      if (!crm_bulk_add (bulk, record, derived, error))
        return FALSE;
    }

  return crm_statement_finish (ids, error);
}

/* Edits of named records stand on their timelines: what put_on_timeline() of a transaction writes as it goes. */
static gboolean
add_edits (CrmConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();

  for (guint i = 0; i < types->len; i++)
    {
      const CrmRecordType *type = g_ptr_array_index (types, i);
      g_autofree char     *untold = crm_journal_list_untold (type);
      g_autofree char     *sql = g_strdup_printf ("INSERT OR IGNORE INTO timeline (target, at, source, kind, pinned)"
                                                      " SELECT journal.record, change.at, journal.change << 6 | 63, 'change', 0"
                                                      " FROM journal JOIN change ON change.id = journal.change"
                                                      " WHERE journal.field NOT IN (%s) AND journal.record & 63 = %u /* scan: the whole journal */",
                                                  untold, type->code);

      if ((type->flags & CRM_TYPE_NAMED) != 0 && !crm_connection_exec (connection, sql, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_rebuild_in_transaction:
 *
 * Makes everything derived anew, in the transaction that is open.
 */
gboolean
crm_rebuild_in_transaction (CrmConnection *connection, CrmCollator *collator, GError **error)
{
  g_autoptr (CrmBulk) bulk = crm_bulk_new (connection);
  g_autoptr (CrmDeriverCache) cache = crm_deriver_cache_new ();
  g_autoptr (GPtrArray) types = crm_record_type_list ();
  g_autoptr (CrmAftermath) aftermath = crm_aftermath_new ();
  CrmDeriver deriver = { connection, collator, cache, aftermath };

  if (!empty_derived (connection, error))
    return FALSE;
  for (guint i = 0; i < types->len; i++)
    {
      if (!add_type (bulk, &deriver, g_ptr_array_index (types, i), error))
        return FALSE;
    }

  return crm_bulk_flush (bulk, &deriver, error) && crm_aftermath_settle (aftermath, connection, error) && add_edits (connection, error);
}

/**
 * crm_rebuild:
 *
 * The same in a transaction of its own.
 */
gboolean
crm_rebuild (CrmConnection *connection, CrmCollator *collator, GError **error)
{
  if (!crm_connection_exec (connection, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (crm_rebuild_in_transaction (connection, collator, error) && crm_connection_exec (connection, "COMMIT", error))
    return TRUE;

  crm_connection_exec (connection, "ROLLBACK", NULL);
  return FALSE;
}
