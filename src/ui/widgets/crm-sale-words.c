#include "config.h"

#include "crm-sale-words.h"

#include "crm-format.h"
#include "crm-invoice.h"
#include "crm-payment.h"
#include "crm-quote.h"
#include "crm-sale.h"
#include "crm-sales-order.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
get_text (CrmRecord *document, const char *field)
{
  return crm_object_get_text (CRM_OBJECT (document), field);
}

/* The day by which something is to happen, NULL where none is said: an invoice that says none is due on its own. */
static const char *
get_limit (CrmRecord *document)
{
  if (CRM_IS_QUOTE (document))
    return get_text (document, "valid_until");
  if (CRM_IS_SALES_ORDER (document))
    return get_text (document, "promised");

  return get_text (document, "due") != NULL ? get_text (document, "due") : get_text (document, "date");
}

static gboolean
is_late (CrmContext *context, CrmRecord *document)
{
  const char      *limit = get_limit (document);
  g_autofree char *today = crm_date_to_iso (crm_context_get_today (context));

  return limit != NULL && strcmp (limit, today) < 0;
}

static gboolean
find_settlement (CrmContext *context, CrmRecord *document, CrmSettlement *settlement)
{
  CrmStore *store = crm_context_get_store (context);

  return store != NULL && CRM_IS_INVOICE (document) && crm_settlement_find (store, crm_record_get_id (document), settlement);
}

static gboolean
is_done (CrmContext *context, CrmRecord *document)
{
  CrmSettlement settlement;

  if (CRM_IS_QUOTE (document))
    return g_strcmp0 (get_text (document, "status"), "accepted") == 0;
  if (CRM_IS_SALES_ORDER (document))
    return get_text (document, "delivered") != NULL;

  return find_settlement (context, document, &settlement) ? settlement.open == 0 : crm_invoice_is_return (document);
}

CrmSaleState
crm_sale_words_get_state (CrmContext *context, CrmRecord *document)
{
  if (crm_sale_is_draft (document))
    return CRM_SALE_DRAFT;
  if (!crm_sale_counts (document))
    return CRM_SALE_OFF;
  if (is_done (context, document))
    return CRM_SALE_DONE;

  return is_late (context, document) ? CRM_SALE_WAITS : CRM_SALE_STANDS;
}

static const char *
get_invoice_word (CrmContext *context, CrmRecord *invoice, CrmSaleState state)
{
  CrmSettlement settlement;
  gboolean      known = find_settlement (context, invoice, &settlement);

  if (crm_invoice_is_return (invoice))
    return C_ ("invoice", "Issued");
  if (state == CRM_SALE_DONE)
    return C_ ("invoice", "Paid");
  if (known && settlement.open < 0)
    return C_ ("invoice", "Money to give back");
  if (state == CRM_SALE_WAITS)
    return C_ ("invoice", "Overdue");

  return known && settlement.paid > 0 ? C_ ("invoice", "Paid in part") : C_ ("invoice", "To be paid");
}

/**
 * crm_sale_words_dup_state:
 *
 * Returns: (transfer full): a word or two: "Draft", "Overdue"
 */
char *
crm_sale_words_dup_state (CrmContext *context, CrmRecord *document)
{
  CrmSaleState state = crm_sale_words_get_state (context, document);

  if (state == CRM_SALE_DRAFT || state == CRM_SALE_OFF)
    return crm_format_choice (CRM_OBJECT (document), "status");
  if (CRM_IS_INVOICE (document))
    return g_strdup (get_invoice_word (context, document, state));
  if (CRM_IS_SALES_ORDER (document) && state == CRM_SALE_DONE)
    return g_strdup (C_ ("order", "Delivered"));
  if (CRM_IS_SALES_ORDER (document) && state == CRM_SALE_WAITS)
    return g_strdup (C_ ("order", "Later than promised"));
  if (CRM_IS_QUOTE (document) && state == CRM_SALE_WAITS)
    return g_strdup (C_ ("quote", "No longer valid"));

  return crm_format_choice (CRM_OBJECT (document), "status");
}

static char *
dup_limit (CrmContext *context, CrmRecord *document)
{
  const char      *limit = CRM_IS_INVOICE (document) ? get_text (document, "due") : get_limit (document);
  g_autofree char *day = limit != NULL ? crm_format_day (context, limit) : NULL;

  if (day == NULL)
    return NULL;
  if (CRM_IS_QUOTE (document))
    return g_strdup_printf (_ ("valid until %s"), day);
  if (CRM_IS_SALES_ORDER (document))
    return g_strdup_printf (_ ("promised for %s"), day);

  return g_strdup_printf (_ ("due %s"), day);
}

static char *
dup_open (CrmContext *context, CrmRecord *document)
{
  CrmSettlement    settlement;
  g_autofree char *amount = NULL;

  if (!find_settlement (context, document, &settlement) || settlement.open == 0)
    return NULL;

  amount = crm_format_money (context, ABS (settlement.open), get_text (document, "currency"));
  /* Translators: an amount of money that the customer is still to pay */
  return g_strdup_printf (settlement.open > 0 ? _ ("%s open") : _ ("%s to give back"), amount);
}

/**
 * crm_sale_words_dup_sentence:
 *
 * Returns: (transfer full): how it stands, with its days and what is open
 */
char *
crm_sale_words_dup_sentence (CrmContext *context, CrmRecord *document)
{
  g_autofree char *state = crm_sale_words_dup_state (context, document);
  g_autofree char *day = crm_format_day (context, get_text (document, "date"));
  gboolean         over = crm_sale_words_get_state (context, document) >= CRM_SALE_OFF;
  g_autofree char *limit = over ? NULL : dup_limit (context, document);
  g_autofree char *open = dup_open (context, document);

  return crm_format_parts ((const char *const[]){ state, day, limit, open }, 4);
}

/* "Invoice 12": what it is, with its number in the digits of the window. */
static char *
dup_name (CrmContext *context, CrmObject *document)
{
  gboolean         back = CRM_IS_INVOICE (document) && crm_invoice_is_return (CRM_RECORD (document));
  const char      *kind = back ? _ ("Return") : _ (crm_record_get_record_type (CRM_RECORD (document))->label);
  const char      *number = crm_object_get_text (document, "number");
  g_autofree char *shown = number != NULL ? crm_culture_digits (crm_context_get_culture (context), number) : NULL;
  g_autofree char *isolated = shown != NULL ? crm_text_isolate (shown) : NULL;

  /* Translators: 1: quote, order or invoice, 2: its number */
  return isolated != NULL ? g_strdup_printf (_ ("%1$s %2$s"), kind, isolated) : g_strdup (kind);
}

/**
 * crm_sale_words_dup_title:
 *
 * Returns: (transfer full): what it is, its number and what it is about
 */
char *
crm_sale_words_dup_title (CrmContext *context, CrmObject *document)
{
  g_autofree char *name = dup_name (context, document);
  g_autofree char *subject = crm_text_isolate (crm_object_get_text (document, "subject"));

  return crm_format_parts ((const char *const[]){ name, subject }, 2);
}

/**
 * crm_sale_words_dup_line:
 *
 * Returns: (transfer full): all of it in one line, for a timeline: what it comes to and how it stands, too
 */
char *
crm_sale_words_dup_line (CrmContext *context, CrmRecord *document)
{
  g_autofree char *title = crm_sale_words_dup_title (context, CRM_OBJECT (document));
  g_autofree char *total = crm_sale_words_dup_total (context, CRM_OBJECT (document));
  g_autofree char *state = crm_sale_words_dup_state (context, document);

  return crm_format_parts ((const char *const[]){ title, total, state }, 3);
}

/**
 * crm_sale_words_dup_payment:
 *
 * Returns: (transfer full): how much was paid, or paid back, and how
 */
char *
crm_sale_words_dup_payment (CrmContext *context, CrmRecord *payment)
{
  g_autofree char *amount = crm_format_money (context, crm_object_get_integer (CRM_OBJECT (payment), "amount"), crm_object_get_text (CRM_OBJECT (payment), "currency"));
  g_autofree char *text = g_strdup_printf (crm_payment_is_refund (payment) ? _ ("Paid back: %s") : _ ("Payment: %s"), amount);
  gboolean         said = crm_object_get_text (CRM_OBJECT (payment), "method") != NULL;
  g_autofree char *method = said ? crm_format_choice (CRM_OBJECT (payment), "method") : NULL;

  return crm_format_parts ((const char *const[]){ text, method }, 2);
}

/**
 * crm_sale_words_dup_customer:
 * @document: anything with a "person" and a "company"
 *
 * Returns: (transfer full): whom it is for
 */
char *
crm_sale_words_dup_customer (CrmContext *context, CrmObject *document)
{
  gint64           person = crm_object_get_integer (document, "person");
  gint64           company = crm_object_get_integer (document, "company");
  g_autofree char *who = person != CRM_UNSET ? crm_format_reference (context, person) : NULL;
  g_autofree char *where = company != CRM_UNSET ? crm_format_reference (context, company) : NULL;

  g_autofree char *both = crm_format_parts ((const char *const[]){ who, where }, 2);

  return both != NULL ? g_steal_pointer (&both) : g_strdup ("");
}

/**
 * crm_sale_words_dup_total:
 *
 * Returns: (transfer full): what it comes to, below nothing for a return
 */
char *
crm_sale_words_dup_total (CrmContext *context, CrmObject *document)
{
  gint64   total = crm_object_get_integer (document, "total");
  gboolean back = CRM_IS_INVOICE (document) && crm_invoice_is_return (CRM_RECORD (document));

  return total != CRM_UNSET ? crm_format_money (context, back ? -total : total, crm_object_get_text (document, "currency")) : g_strdup ("");
}
