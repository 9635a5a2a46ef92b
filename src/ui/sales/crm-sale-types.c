#include "config.h"

#include "crm-sale-types.h"

#include "crm-format.h"
#include "crm-payment.h"
#include "crm-plain-detail.h"
#include "crm-sale-page.h"
#include "crm-sale-step.h"
#include "crm-sale-words.h"

#include <glib/gi18n-lib.h>

static char *
dup_title (CrmContext *context, CrmObject *record)
{
  return crm_format_title (record);
}

static char *
dup_day (CrmContext *context, CrmObject *record, const char *field)
{
  const char *day = crm_object_get_text (record, field);

  return day != NULL ? crm_format_day (context, day) : g_strdup ("");
}

static char *
dup_date (CrmContext *context, CrmObject *record)
{
  return dup_day (context, record, "date");
}

static char *
dup_valid_until (CrmContext *context, CrmObject *record)
{
  return dup_day (context, record, "valid_until");
}

static char *
dup_promised (CrmContext *context, CrmObject *record)
{
  return dup_day (context, record, "promised");
}

static char *
dup_due (CrmContext *context, CrmObject *record)
{
  return dup_day (context, record, "due");
}

static char *
dup_state (CrmContext *context, CrmObject *record)
{
  return crm_sale_words_dup_state (context, CRM_RECORD (record));
}

/* Whom it is for, and how it stands. */
static char *
dup_sale_about (CrmContext *context, CrmObject *record)
{
  g_autofree char *who = crm_sale_words_dup_customer (context, record);
  g_autofree char *state = dup_state (context, record);

  return crm_format_parts ((const char *const[]){ who, state }, 2);
}

static char *
dup_amount (CrmContext *context, CrmObject *payment)
{
  gint64   amount = crm_object_get_integer (payment, "amount");
  gboolean out = crm_payment_is_refund (CRM_RECORD (payment));

  return amount != CRM_UNSET ? crm_format_money (context, out ? -amount : amount, crm_object_get_text (payment, "currency")) : g_strdup ("");
}

static char *
dup_choice (CrmObject *record, const char *field)
{
  return crm_object_get_text (record, field) != NULL ? crm_format_choice (record, field) : g_strdup ("");
}

static char *
dup_method (CrmContext *context, CrmObject *payment)
{
  return dup_choice (payment, "method");
}

static char *
dup_payment_about (CrmContext *context, CrmObject *payment)
{
  g_autofree char *method = dup_method (context, payment);
  g_autofree char *day = dup_date (context, payment);

  return crm_format_parts ((const char *const[]){ method, day }, 2);
}

static char *
dup_code (CrmContext *context, CrmObject *product)
{
  return g_strdup (crm_object_get_text (product, "code") != NULL ? crm_object_get_text (product, "code") : "");
}

static char *
dup_unit (CrmContext *context, CrmObject *product)
{
  return g_strdup (crm_object_get_text (product, "unit") != NULL ? crm_object_get_text (product, "unit") : "");
}

static char *
dup_category (CrmContext *context, CrmObject *product)
{
  return g_strdup (crm_object_get_text (product, "category") != NULL ? crm_object_get_text (product, "category") : "");
}

static char *
dup_kind (CrmContext *context, CrmObject *product)
{
  return dup_choice (product, "kind");
}

static char *
dup_price (CrmContext *context, CrmObject *product)
{
  gint64 price = crm_object_get_integer (product, "price");

  return price != CRM_UNSET ? crm_format_money (context, price, crm_object_get_text (product, "currency")) : g_strdup ("");
}

static char *
dup_product_about (CrmContext *context, CrmObject *product)
{
  g_autofree char *code = dup_code (context, product);
  g_autofree char *category = dup_category (context, product);

  return crm_format_parts ((const char *const[]){ code, category }, 2);
}

static char *
dup_delete_quotes (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s quote", "Delete %s quotes", count), number);
}

static char *
dup_counted_quotes (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s quote", "%s quotes", count), number);
}

static char *
dup_delete_orders (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s order", "Delete %s orders", count), number);
}

static char *
dup_counted_orders (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s order", "%s orders", count), number);
}

static char *
dup_delete_invoices (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s invoice", "Delete %s invoices", count), number);
}

static char *
dup_counted_invoices (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s invoice", "%s invoices", count), number);
}

static char *
dup_delete_payments (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s payment", "Delete %s payments", count), number);
}

static char *
dup_counted_payments (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s payment", "%s payments", count), number);
}

static char *
dup_delete_products (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s product", "Delete %s products", count), number);
}

static char *
dup_counted_products (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s product", "%s products", count), number);
}

/* What has an index of its own, or is few. */
static gboolean
is_sortable (const CrmField *field)
{
  return field->custom != 0 || field->kind == CRM_KIND_DATE || field->kind == CRM_KIND_MONEY;
}

static const CrmTableColumn quote_columns[] = {
  { "title", N_ ("Quote"), NULL, crm_sale_words_dup_title, FALSE, 150, TRUE },
  { "customer", N_ ("Customer"), NULL, crm_sale_words_dup_customer, FALSE, 150, TRUE },
  { "date", N_ ("Date"), "date", dup_date, TRUE, 130 },
  { "valid_until", N_ ("Valid until"), "valid_until", dup_valid_until, TRUE, 130, FALSE, TRUE },
  { "status", N_ ("Status"), NULL, dup_state, FALSE, 120 },
  { "total", N_ ("Total"), "total", crm_sale_words_dup_total, TRUE, 140, .numeric = TRUE },
};

static const CrmTableColumn order_columns[] = {
  { "title", N_ ("Sales order"), NULL, crm_sale_words_dup_title, FALSE, 150, TRUE },
  { "customer", N_ ("Customer"), NULL, crm_sale_words_dup_customer, FALSE, 150, TRUE },
  { "date", N_ ("Date"), "date", dup_date, TRUE, 130 },
  { "promised", N_ ("Delivery promised"), "promised", dup_promised, TRUE, 130, FALSE, TRUE },
  { "status", N_ ("Status"), NULL, dup_state, FALSE, 120 },
  { "total", N_ ("Total"), "total", crm_sale_words_dup_total, TRUE, 140, .numeric = TRUE },
};

static const CrmTableColumn invoice_columns[] = {
  { "title", N_ ("Invoice"), NULL, crm_sale_words_dup_title, FALSE, 150, TRUE },
  { "customer", N_ ("Customer"), NULL, crm_sale_words_dup_customer, FALSE, 150, TRUE },
  { "date", N_ ("Date"), "date", dup_date, TRUE, 130 },
  { "due", N_ ("Due"), "due", dup_due, TRUE, 130, FALSE, TRUE },
  { "status", N_ ("Status"), NULL, dup_state, FALSE, 120 },
  { "total", N_ ("Total"), "total", crm_sale_words_dup_total, TRUE, 140, .numeric = TRUE },
};

static const CrmTableColumn payment_columns[] = {
  { "customer", N_ ("Customer"), NULL, crm_sale_words_dup_customer, FALSE, 150, TRUE },
  { "date", N_ ("Date"), "date", dup_date, TRUE, 130 },
  { "method", N_ ("Paid by"), NULL, dup_method, FALSE, 130 },
  { "amount", N_ ("Amount"), "amount", dup_amount, TRUE, 140, .numeric = TRUE },
};

static const CrmTableColumn product_columns[] = {
  { "name", N_ ("Name"), NULL, dup_title, TRUE, 180, TRUE },
  { "code", N_ ("Code"), NULL, dup_code, FALSE, 100 },
  { "kind", N_ ("Kind"), "kind", dup_kind, TRUE, 100, FALSE, TRUE },
  { "category", N_ ("Category"), NULL, dup_category, FALSE, 130, FALSE, TRUE },
  { "unit", N_ ("Unit"), NULL, dup_unit, FALSE, 90 },
  { "price", N_ ("Price"), "price", dup_price, TRUE, 140, .numeric = TRUE },
};

static const CrmDirectorySort sorts[] = {
  { N_ ("Newest First"), "date:desc" },
  { N_ ("Oldest First"), "date" },
  { N_ ("Largest First"), "total:desc" },
  { N_ ("Changed Last"), "changed" },
};

static const CrmDirectorySort payment_sorts[] = {
  { N_ ("Newest First"), "date:desc" },
  { N_ ("Oldest First"), "date" },
  { N_ ("Largest First"), "amount:desc" },
};

static const CrmDirectorySort product_sorts[] = {
  { N_ ("By Name"), "name" },
  { N_ ("Newest First"), "newest" },
  { N_ ("Changed Last"), "changed" },
};

static const CrmRecordFact product_facts[] = {
  { "name" },
  { "code" },
  { "kind" },
  { "unit" },
  { "price" },
  { "tax" },
  { "cost" },
  { "prices" },
  { "category" },
  { "barcode", TRUE },
  { "recurring_period", TRUE },
  { "discontinued" },
  { "tags", TRUE },
  { "about" },
};

static const CrmRecordFact payment_facts[] = {
  { "amount" },
  { "method" },
  { "date" },
  { "person" },
  { "company" },
  { "shares" },
  { "reference" },
  { "bank" },
  { "cheque_due" },
  { "cheque_state" },
  { "goods" },
  { "direction", TRUE },
  { "owner", TRUE },
  { "tags", TRUE },
  { "about" },
};

static GtkWidget *
new_product (CrmContext *context)
{
  return crm_plain_detail_new (context, product_facts, G_N_ELEMENTS (product_facts));
}

static GtkWidget *
new_payment (CrmContext *context)
{
  return crm_plain_detail_new (context, payment_facts, G_N_ELEMENTS (payment_facts));
}

/* A new document is empty, and filled in on its page. */
static void
begin_sale (GtkWidget *page, CrmContext *context, const char *type_name)
{
  crm_sale_step_begin (context, type_name, NULL);
}

static const CrmList types[] = {
  {
      .title = N_ ("Quotes"),
      .begin = begin_sale,
      .directory = {
          .icon_name = "crm-sale-symbolic",
          .search_hint = N_ ("Number, subject, customer or goods"),
          .create = N_ ("New Quote"),
          .empty_title = N_ ("No Quotes Yet"),
          .empty_text = N_ ("A quote says what somebody may buy, and for how much. Its order is made of it, without typing anything again."),
          .none_found = N_ ("Try another word, or show all of them again."),
          .refreshes = "person company",
          .sorts = sorts,
          .n_sorts = G_N_ELEMENTS (sorts),
          .new_detail = crm_sale_page_new_for_quotes,
          .table = {
              .type_name = "quote",
              .title = N_ ("Quotes"),
              .default_sort = "date:desc",
              .columns = quote_columns,
              .n_columns = G_N_ELEMENTS (quote_columns),
              .dup_value = crm_sale_words_dup_total,
              .dup_about = dup_sale_about,
              .is_sortable = is_sortable,
              .dup_delete_title = dup_delete_quotes,
              .dup_counted = dup_counted_quotes,
          },
      },
  },
  {
      .title = N_ ("Orders"),
      .begin = begin_sale,
      .directory = {
          .icon_name = "crm-sale-symbolic",
          .search_hint = N_ ("Number, subject, customer or goods"),
          .create = N_ ("New Order"),
          .empty_title = N_ ("No Orders Yet"),
          .empty_text = N_ ("An order says what somebody wants and when it is promised. Make one of a quote, or begin with it."),
          .none_found = N_ ("Try another word, or show all of them again."),
          .refreshes = "person company",
          .sorts = sorts,
          .n_sorts = G_N_ELEMENTS (sorts),
          .new_detail = crm_sale_page_new_for_orders,
          .table = {
              .type_name = "sales_order",
              .title = N_ ("Orders"),
              .default_sort = "date:desc",
              .columns = order_columns,
              .n_columns = G_N_ELEMENTS (order_columns),
              .dup_value = crm_sale_words_dup_total,
              .dup_about = dup_sale_about,
              .is_sortable = is_sortable,
              .dup_delete_title = dup_delete_orders,
              .dup_counted = dup_counted_orders,
          },
      },
  },
  {
      .title = N_ ("Invoices"),
      .begin = begin_sale,
      .directory = {
          .icon_name = "crm-sale-symbolic",
          .search_hint = N_ ("Number, subject, customer or goods"),
          .create = N_ ("New Invoice"),
          .empty_title = N_ ("No Invoices Yet"),
          .empty_text = N_ ("An invoice says what is to be paid. Make one of an order, or begin with it."),
          .none_found = N_ ("Try another word, or show all of them again."),
          .refreshes = "person company payment",
          .sorts = sorts,
          .n_sorts = G_N_ELEMENTS (sorts),
          .new_detail = crm_sale_page_new_for_invoices,
          .table = {
              .type_name = "invoice",
              .title = N_ ("Invoices"),
              .default_sort = "date:desc",
              .columns = invoice_columns,
              .n_columns = G_N_ELEMENTS (invoice_columns),
              .dup_value = crm_sale_words_dup_total,
              .dup_about = dup_sale_about,
              .is_sortable = is_sortable,
              .dup_delete_title = dup_delete_invoices,
              .dup_counted = dup_counted_invoices,
          },
      },
  },
  {
      .title = N_ ("Payments"),
      .directory = {
          .icon_name = "crm-sale-symbolic",
          .search_hint = N_ ("Customer, number or bank"),
          .create = N_ ("New Payment"),
          .empty_title = N_ ("No Payments Yet"),
          .empty_text = N_ ("What is paid for an invoice is entered on its page."),
          .none_found = N_ ("Try another word, or show all of them again."),
          .refreshes = "person company",
          .sorts = payment_sorts,
          .n_sorts = G_N_ELEMENTS (payment_sorts),
          .new_detail = new_payment,
          .table = {
              .type_name = "payment",
              .title = N_ ("Payments"),
              .default_sort = "date:desc",
              .columns = payment_columns,
              .n_columns = G_N_ELEMENTS (payment_columns),
              .dup_value = dup_amount,
              .dup_about = dup_payment_about,
              .is_sortable = is_sortable,
              .dup_delete_title = dup_delete_payments,
              .dup_counted = dup_counted_payments,
          },
      },
  },
  {
      .title = N_ ("Products"),
      .directory = {
          .icon_name = "crm-sale-symbolic",
          .search_hint = N_ ("Name, code or category"),
          .create = N_ ("New Product"),
          .empty_title = N_ ("No Products Yet"),
          .empty_text = N_ ("Add what you sell, with its price: goods by their unit, services by the hour."),
          .none_found = N_ ("Try another word, or show all of them again."),
          .refreshes = NULL,
          .sorts = product_sorts,
          .n_sorts = G_N_ELEMENTS (product_sorts),
          .new_detail = new_product,
          .table = {
              .type_name = "product",
              .title = N_ ("Products"),
              .default_sort = "name",
              .columns = product_columns,
              .n_columns = G_N_ELEMENTS (product_columns),
              .dup_value = dup_price,
              .dup_about = dup_product_about,
              .is_sortable = is_sortable,
              .dup_delete_title = dup_delete_products,
              .dup_counted = dup_counted_products,
          },
      },
  },
};

/**
 * crm_sale_types_list:
 *
 * Returns: (array length=n_types): the lists, in the order of a sale
 */
const CrmList *
crm_sale_types_list (guint *n_types)
{
  *n_types = G_N_ELEMENTS (types);

  return types;
}
