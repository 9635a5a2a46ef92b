#include "config.h"

#include "crm-settlement-private.h"

#include "crm-invoice.h"
#include "crm-payment.h"
#include "crm-record-table.h"
#include "crm-store-private.h"

#include <string.h>

/**
 * crm_settlement_touch:
 * @invoices: (element-type gint64): where those are added whose settlement may be another
 * @derived: what follows, or followed, from @record
 */
void
crm_settlement_touch (GArray *invoices, CrmRecord *record, const CrmDerived *derived)
{
  gint64 id = crm_record_get_id (record);

  if (CRM_IS_INVOICE (record))
    g_array_append_val (invoices, id);
  else if (!CRM_IS_PAYMENT (record))
    return;

  for (guint i = 0; i < derived->targets->len; i++)
    {
      gint64               target = g_array_index (derived->targets, gint64, i);
      const CrmRecordType *type = crm_record_type_of_id (target);

      if (type != NULL && type->get_type () == CRM_TYPE_INVOICE)
        g_array_append_val (invoices, target);
    }
}

static gint64
get_share (CrmRecord *payment, gint64 invoice)
{
  GPtrArray *shares = crm_object_get_items (CRM_OBJECT (payment), "shares");
  gint64     sum = 0;

  for (guint i = 0; shares != NULL && i < shares->len; i++)
    {
      if (crm_object_get_integer (shares->pdata[i], "invoice") == invoice)
        sum += MAX (crm_object_get_integer (shares->pdata[i], "amount"), 0);
    }

  return sum;
}

static gint64
get_total (CrmRecord *invoice)
{
  return MAX (crm_object_get_integer (CRM_OBJECT (invoice), "total"), 0);
}

static void
add_source (CrmSettlement *self, CrmRecord *source, gint64 invoice)
{
  if (crm_record_is_deleted (source))
    return;
  if (CRM_IS_PAYMENT (source) && crm_payment_counts (source))
    self->paid += crm_payment_is_refund (source) ? -get_share (source, invoice) : get_share (source, invoice);
  if (CRM_IS_INVOICE (source) && crm_sale_counts (source) && crm_invoice_is_return (source) && crm_object_get_integer (CRM_OBJECT (source), "returns") == invoice)
    self->returned += get_total (source);
}

static gboolean
add_sources (CrmConnection *connection, gint64 invoice, CrmSettlement *settlement, GError **error)
{
  g_autoptr (CrmStatement) sources = crm_connection_prepare (connection, "SELECT source FROM link WHERE target = ?1 AND kind IN (21, 22)");

  crm_statement_bind_int_at (sources, 1, invoice);
  while (crm_statement_next (sources))
    {
      g_autoptr (CrmRecord) source = crm_record_table_load (connection, crm_statement_get_int (sources, 0), error);

      if (source == NULL)
        return FALSE;
      add_source (settlement, source, invoice);
    }

  return crm_statement_finish (sources, error);
}

/* @has_one: (out): whether the invoice goes, and is settled by itself */
static gboolean
work_out (CrmConnection *connection, gint64 id, CrmSettlement *settlement, gboolean *has_one, GError **error)
{
  g_autoptr (CrmRecord) invoice = crm_record_table_load (connection, id, error);
  gboolean is_return;

  *settlement = (CrmSettlement){ 0 };
  *has_one = FALSE;
  if (invoice == NULL)
    return FALSE;

  is_return = crm_invoice_is_return (invoice);
  if (crm_record_is_deleted (invoice) || !crm_sale_counts (invoice) || (is_return && crm_object_get_integer (CRM_OBJECT (invoice), "returns") != CRM_UNSET))
    return TRUE;

  *has_one = TRUE;
  if (!add_sources (connection, id, settlement, error))
    return FALSE;
  settlement->open = (is_return ? -get_total (invoice) : get_total (invoice)) - settlement->paid - settlement->returned;

  return TRUE;
}

/**
 * crm_settlement_read:
 * @settlement: (out)
 *
 * Returns: whether the invoice has one
 */
gboolean
crm_settlement_read (CrmConnection *connection, gint64 invoice, CrmSettlement *settlement)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT paid, returned, open FROM settlement WHERE invoice = ?1");

  *settlement = (CrmSettlement){ 0 };
  crm_statement_bind_int_at (statement, 1, invoice);
  if (!crm_statement_step (statement, NULL))
    return FALSE;

  *settlement = (CrmSettlement){ crm_statement_get_int (statement, 0), crm_statement_get_int (statement, 1), crm_statement_get_int (statement, 2) };
  return TRUE;
}

static gboolean
write_settlement (CrmConnection *connection, gint64 invoice, const CrmSettlement *settlement, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "INSERT OR REPLACE INTO settlement (invoice, paid, returned, open) VALUES (?1, ?2, ?3, ?4)");

  crm_statement_bind_int_at (statement, 1, invoice);
  crm_statement_bind_int_at (statement, 2, settlement->paid);
  crm_statement_bind_int_at (statement, 3, settlement->returned);
  crm_statement_bind_int_at (statement, 4, settlement->open);
  return crm_statement_run (statement, error);
}

static gboolean
forget (CrmConnection *connection, gint64 invoice, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "DELETE FROM settlement WHERE invoice = ?1");

  crm_statement_bind_int_at (statement, 1, invoice);
  return crm_statement_run (statement, error);
}

/**
 * crm_settlement_update:
 *
 * Tells the settlement of @invoice anew.
 */
gboolean
crm_settlement_update (CrmConnection *connection, gint64 invoice, GError **error)
{
  CrmSettlement before, now;
  gboolean      has_one;
  gboolean      known = crm_settlement_read (connection, invoice, &before);

  if (!work_out (connection, invoice, &now, &has_one, error))
    return FALSE;
  if (!has_one)
    return !known || forget (connection, invoice, error);

  return (known && memcmp (&before, &now, sizeof now) == 0) || write_settlement (connection, invoice, &now, error);
}

/**
 * crm_settlement_stands:
 * @has_one: (out): whether there is a settlement to tell
 *
 * Returns: whether the table says of @invoice what follows from the records
 */
gboolean
crm_settlement_stands (CrmConnection *connection, gint64 invoice, gboolean *has_one, GError **error)
{
  CrmSettlement written, now;
  gboolean      known = crm_settlement_read (connection, invoice, &written);

  if (!work_out (connection, invoice, &now, has_one, error))
    return FALSE;

  return known == *has_one && memcmp (&written, &now, sizeof now) == 0;
}

/**
 * crm_settlement_find:
 * @settlement: (out)
 *
 * Main thread only.
 *
 * Returns: whether the invoice goes and is settled by itself: a draft is not, nor is a return of another invoice
 */
gboolean
crm_settlement_find (CrmStore *store, gint64 invoice, CrmSettlement *settlement)
{
  *settlement = (CrmSettlement){ 0 };

  return store->reader != NULL && crm_settlement_read (store->reader, invoice, settlement);
}
