#include "config.h"

#include "crm-sales.h"

#include "crm-deal.h"
#include "crm-error.h"
#include "crm-invoice.h"
#include "crm-payment.h"
#include "crm-quote.h"
#include "crm-sales-order.h"
#include "crm-settlement-private.h"

#include <glib/gi18n-lib.h>

static gboolean
refuse (CrmRecord *record, const char *format, GError **error)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (record));

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, format, title);
#pragma GCC diagnostic pop
  return FALSE;
}

static CrmRecord *
load_living (CrmTransaction *transaction, gint64 id, GError **error)
{
  g_autoptr (CrmRecord) record = crm_transaction_load (transaction, id, error);

  if (record != NULL && crm_record_is_deleted (record))
    {
      refuse (record, _ ("“%s” was deleted."), error);
      return NULL;
    }

  return g_steal_pointer (&record);
}

/* Whether @made was made from @from, and counts. Drafts count too: what one of them has is not to be in another. */
static gboolean
is_made_from (CrmRecord *made, CrmRecord *from)
{
  const char *field = CRM_IS_INVOICE (from) ? "returns" : crm_record_get_record_type (from)->name;

  if (crm_record_is_deleted (made) || crm_object_class_find_field (CRM_OBJECT_GET_CLASS (made), field) < 0 || !(crm_sale_is_draft (made) || crm_sale_counts (made)))
    return FALSE;

  return crm_object_get_integer (CRM_OBJECT (made), field) == crm_record_get_id (from);
}

/**
 * crm_sales_find_taken:
 *
 * Returns: (transfer full) (nullable): what documents that were made from @from have of it
 */
CrmSalePart *
crm_sales_find_taken (CrmTransaction *transaction, CrmRecord *from, GError **error)
{
  g_autoptr (CrmSalePart) taken = crm_sale_part_new ();
  g_autoptr (CrmStatement) sources = crm_connection_prepare (crm_transaction_get_connection (transaction), "SELECT source FROM link WHERE target = ?1 AND kind IN (20, 21)");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_statement_bind_int_at (sources, 1, crm_record_get_id (from));
  while (crm_statement_next (sources))
    {
      gint64 id = crm_statement_get_int (sources, 0);

      g_array_append_val (ids, id);
    }
  if (!crm_statement_finish (sources, error))
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) made = crm_transaction_load (transaction, g_array_index (ids, gint64, i), error);

      if (made == NULL)
        return NULL;
      if (is_made_from (made, from))
        crm_sale_part_add (taken, made);
    }

  return g_steal_pointer (&taken);
}

static void
add_made (CrmStore *store, CrmRecord *from, const char *type_name, GPtrArray *made)
{
  g_autoptr (CrmQuery) query = crm_query_new (type_name);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_add_reference_to (query, crm_record_get_id (from));
  crm_query_set_order (query, "created_at", FALSE);
  if (!crm_store_query (store, query, G_MAXUINT, ids, NULL))
    return;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (store, g_array_index (ids, gint64, i), NULL);

      if (record != NULL && is_made_from (record, from))
        g_ptr_array_add (made, g_steal_pointer (&record));
    }
}

/**
 * crm_sales_list_made:
 * @from: a quote, an order or an invoice
 *
 * Returns: (transfer full) (element-type CrmRecord): orders of the quote, invoices of the order or returns of the invoice: those that go, and drafts
 */
GPtrArray *
crm_sales_list_made (CrmStore *store, CrmRecord *from)
{
  GPtrArray *made = g_ptr_array_new_with_free_func (g_object_unref);

  add_made (store, from, CRM_IS_QUOTE (from) ? "sales_order" : "invoice", made);

  return made;
}

/**
 * crm_sales_has_left:
 * @made: (element-type CrmRecord): as crm_sales_list_made() has it
 *
 * Returns: whether something of @from is in none of them
 */
gboolean
crm_sales_has_left (CrmRecord *from, GPtrArray *made)
{
  g_autoptr (CrmSalePart) taken = crm_sale_part_new ();

  for (guint i = 0; i < made->len; i++)
    crm_sale_part_add (taken, made->pdata[i]);

  return !crm_sale_part_is_all (taken, from);
}

/**
 * crm_sales_quote_deal:
 * @deal: id of a deal
 * @currency: (nullable): ISO 4217, where the deal names none
 *
 * Returns: (transfer full) (nullable): a quote for the deal, a draft: one line of what the deal is worth, if that has been said
 */
CrmRecord *
crm_sales_quote_deal (CrmTransaction *transaction, gint64 deal, const char *currency, GError **error)
{
  static const char *const same[] = { "currency", "source", "source_detail", "campaign" };
  g_autoptr (CrmRecord) from = load_living (transaction, deal, error);
  g_autoptr (CrmRecord) quote = crm_record_new ("quote");
  const char *title;
  gint64      value;

  if (from == NULL)
    return NULL;

  title = crm_object_get_text (CRM_OBJECT (from), "title");
  value = crm_object_get_integer (CRM_OBJECT (from), "value");
  g_object_set (quote, "subject", title, "deal", deal, "person", crm_object_get_integer (CRM_OBJECT (from), "person"), "company", crm_object_get_integer (CRM_OBJECT (from), "company"),
                "owner", crm_object_get_integer (CRM_OBJECT (from), "owner"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    crm_object_set_text (CRM_OBJECT (quote), same[i], crm_object_get_text (CRM_OBJECT (from), same[i]));
  if (crm_object_get_text (CRM_OBJECT (quote), "currency") == NULL)
    crm_object_set_text (CRM_OBJECT (quote), "currency", currency);
  if (value != CRM_UNSET)
    crm_object_add_item (CRM_OBJECT (quote), "lines", g_object_new (CRM_TYPE_SALE_LINE, "text", title, "quantity", "1", "price", value, NULL));

  return crm_transaction_save (transaction, quote, error) ? g_steal_pointer (&quote) : NULL;
}

/* What a document must be, so that something may be made of it. */
static gboolean
check_from (CrmRecord *from, const char *type_name, GError **error)
{
  gboolean quote = CRM_IS_QUOTE (from) && g_str_equal (type_name, "sales_order");
  gboolean order = CRM_IS_SALES_ORDER (from) && g_str_equal (type_name, "invoice");
  gboolean back = CRM_IS_INVOICE (from) && g_str_equal (type_name, "invoice") && !crm_invoice_is_return (from);

  if (!quote && !order && !back)
    return refuse (from, _ ("An order is made from a quote, an invoice from an order, and a return from an invoice, but not from “%s”."), error);
  if (quote && !crm_sale_is_draft (from) && !crm_sale_counts (from))
    return refuse (from, _ ("“%s” was declined. Mark it as sent first, if that is over."), error);
  if (order && !crm_sale_is_draft (from) && !crm_sale_counts (from))
    return refuse (from, _ ("“%s” was cancelled."), error);
  if (back && !crm_sale_counts (from))
    return refuse (from, _ ("Nothing of “%s” was sold: it is a draft, or was cancelled."), error);

  return TRUE;
}

/* What follows for the document itself: a quote of which something is ordered was accepted, an order that is invoiced stands. */
static gboolean
advance (CrmTransaction *transaction, CrmRecord *from, GError **error)
{
  const char *status = CRM_IS_QUOTE (from) ? "accepted" : "confirmed";
  g_autoptr (CrmRecord) draft = NULL;

  if (CRM_IS_INVOICE (from) || g_strcmp0 (crm_object_get_text (CRM_OBJECT (from), "status"), status) == 0)
    return TRUE;

  draft = crm_record_edit (from);
  crm_object_set_text (CRM_OBJECT (draft), "status", status);

  return crm_transaction_save (transaction, draft, error);
}

/**
 * crm_sales_make_next:
 * @from: id of a quote, an order, or an invoice of which something comes back
 * @type_name: "sales_order" or "invoice"
 * @wanted: (nullable) (element-type utf8 gint64): how much of which line, in millionths; all that is left where it is %NULL
 *
 * Returns: (transfer full) (nullable): what was made: an order stands, an invoice and a return are drafts still
 */
CrmRecord *
crm_sales_make_next (CrmTransaction *transaction, gint64 from, const char *type_name, GHashTable *wanted, GError **error)
{
  g_autoptr (CrmRecord) source = load_living (transaction, from, error);
  g_autoptr (CrmSalePart) taken = NULL;
  g_autoptr (CrmRecord) made = NULL;
  GPtrArray *lines;

  if (source == NULL || !check_from (source, type_name, error))
    return NULL;
  taken = crm_sales_find_taken (transaction, source, error);
  if (taken == NULL)
    return NULL;

  made = crm_sale_make_next (source, type_name, taken, wanted);
  lines = crm_object_get_items (CRM_OBJECT (made), "lines");
  if (lines == NULL || lines->len == 0)
    {
      refuse (source, _ ("Nothing of “%s” is left for another."), error);
      return NULL;
    }
  if (CRM_IS_SALES_ORDER (made))
    crm_object_set_text (CRM_OBJECT (made), "status", "confirmed");
  if (!advance (transaction, source, error) || !crm_transaction_save (transaction, made, error))
    return NULL;

  return g_steal_pointer (&made);
}

/**
 * crm_sales_set_status:
 *
 * Issues, cancels, sends a document; or takes it back where that can be.
 */
gboolean
crm_sales_set_status (CrmTransaction *transaction, gint64 document, const char *status, GError **error)
{
  g_autoptr (CrmRecord) record = load_living (transaction, document, error);
  g_autoptr (CrmRecord) draft = NULL;

  if (record == NULL)
    return FALSE;

  draft = crm_record_edit (record);
  crm_object_set_text (CRM_OBJECT (draft), "status", status);

  return crm_transaction_save (transaction, draft, error);
}

/* What @payment does not say follows from what it is for. */
static void
complete_payment (CrmObject *payment, CrmObject *invoice, gint64 open)
{
  static const char *const parties[] = { "person", "company" };
  gint64                   due = ABS (open);
  gint64                   amount = crm_object_get_integer (payment, "amount");
  CrmObject               *share;

  if (amount == CRM_UNSET)
    crm_object_set_integer (payment, "amount", amount = due);
  if (crm_object_get_text (payment, "currency") == NULL)
    crm_object_set_text (payment, "currency", crm_object_get_text (invoice, "currency"));
  if (open < 0)
    crm_object_set_text (payment, "direction", "out");
  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    {
      if (crm_object_get_integer (payment, parties[i]) == CRM_UNSET)
        crm_object_set_integer (payment, parties[i], crm_object_get_integer (invoice, parties[i]));
    }

  share = g_object_new (CRM_TYPE_PAYMENT_SHARE, "invoice", crm_record_get_id (CRM_RECORD (invoice)), "amount", MIN (amount, due), NULL);
  crm_object_add_item (payment, "shares", share);
}

/**
 * crm_sales_pay:
 * @invoice: id of an invoice that was issued
 * @payment: a new payment that says how much, how and when; what it leaves out follows from the invoice: all that is open, by its customer
 *
 * Enters a payment. What is more than is open of the invoice is the customer's credit; where they are to get money, it is paid back.
 *
 * Returns: %FALSE with %CRM_ERROR_INVALID where nothing is open
 */
gboolean
crm_sales_pay (CrmTransaction *transaction, gint64 invoice, CrmRecord *payment, GError **error)
{
  g_autoptr (CrmRecord) record = load_living (transaction, invoice, error);
  CrmSettlement settlement;

  if (record == NULL)
    return FALSE;
  if (!CRM_IS_INVOICE (record) || !crm_sale_counts (record))
    return refuse (record, _ ("“%s” is no invoice that was issued: nothing is to be paid for it."), error);
  /* What this change has done so far is told at its end. */
  if (!crm_settlement_update (crm_transaction_get_connection (transaction), invoice, error))
    return FALSE;
  if (!crm_settlement_read (crm_transaction_get_connection (transaction), invoice, &settlement) || settlement.open == 0)
    return refuse (record, _ ("Nothing is open of “%s”: it has been paid already, or belongs to another invoice."), error);

  complete_payment (CRM_OBJECT (payment), CRM_OBJECT (record), settlement.open);

  return crm_transaction_save (transaction, payment, error);
}
