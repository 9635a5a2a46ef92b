#include "config.h"

#include "crm-sale-news.h"

#include "crm-format.h"
#include "crm-product.h"
#include "crm-quote.h"
#include "crm-sale-prices.h"
#include "crm-sale.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* Of more lines nobody reads each. */
#define LINES_SHOWN 5

/* What was agreed on is not looked at again. */
static gboolean
is_open (CrmRecord *document)
{
  return crm_sale_is_draft (document) || (CRM_IS_QUOTE (document) && g_strcmp0 (crm_object_get_text (CRM_OBJECT (document), "status"), "sent") == 0);
}

/* What the product of @line costs today; %CRM_UNSET where nobody can say. */
static gint64
find_price (CrmContext *context, CrmObject *document, CrmRecord *product, gint64 price_list)
{
  g_autofree char *today = crm_date_to_iso (crm_context_get_today (context));

  if (g_strcmp0 (crm_object_get_text (CRM_OBJECT (product), "currency"), crm_object_get_text (document, "currency")) != 0)
    return CRM_UNSET;

  return crm_product_get_price (product, price_list, today);
}

static CrmRecord *
get_product (CrmContext *context, CrmObject *line)
{
  gint64 id = crm_object_get_integer (line, "product");

  return id != CRM_UNSET ? crm_store_get (crm_context_get_store (context), id, NULL) : NULL;
}

static void
add_line (GString *text, char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  g_free (line);
}

/* @price: today's */
static char *
dup_line (CrmContext *context, CrmObject *document, CrmObject *line, CrmRecord *product, gint64 price)
{
  const char      *currency = crm_object_get_text (document, "currency");
  gint64           here = crm_object_get_integer (line, "price");
  g_autofree char *name = crm_format_title (product);
  g_autofree char *now = price != CRM_UNSET ? crm_format_money (context, price, currency) : NULL;
  g_autofree char *then = here != CRM_UNSET ? crm_format_money (context, here, currency) : NULL;

  if (crm_record_is_deleted (product))
    return g_strdup_printf (_ ("“%s” was deleted from the products. The line stays as it is."), name);
  if (crm_object_get_boolean (CRM_OBJECT (product), "discontinued"))
    return g_strdup_printf (_ ("“%s” is not sold any more."), name);
  if (now == NULL || then == NULL || price == here)
    return NULL;

  /* Translators: 1: a product, 2, 3: amounts of money */
  return g_strdup_printf (_ ("“%1$s” costs %2$s by now. Here it is %3$s."), name, now, then);
}

/**
 * crm_sale_news_dup_text:
 * @prices: (out): whether crm_sale_news_take_prices() would change anything
 *
 * Returns: (transfer full): a sentence for each product that is not what it was; empty where nothing is to be said
 */
char *
crm_sale_news_dup_text (CrmContext *context, CrmRecord *document, gboolean *prices)
{
  g_autoptr (GPtrArray) lines = crm_sale_list_lines (CRM_OBJECT (document));
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean open = is_open (document) && lines->len > 0;
  gint64   price_list = open ? crm_sale_prices_find_list (crm_context_get_store (context), document, crm_context_get_culture (context)) : CRM_UNSET;
  guint    n_said = 0;

  *prices = FALSE;
  for (guint i = 0; open && i < lines->len; i++)
    {
      g_autoptr (CrmRecord) product = get_product (context, lines->pdata[i]);
      gint64 price = product != NULL ? find_price (context, CRM_OBJECT (document), product, price_list) : CRM_UNSET;
      char  *line = product != NULL ? dup_line (context, CRM_OBJECT (document), lines->pdata[i], product, price) : NULL;

      if (line == NULL)
        continue;
      *prices = *prices || (price != CRM_UNSET && !crm_record_is_deleted (product) && price != crm_object_get_integer (lines->pdata[i], "price"));
      if (n_said++ < LINES_SHOWN)
        add_line (text, line);
      else
        g_free (line);
    }
  if (n_said > LINES_SHOWN)
    {
      g_autofree char *more = crm_format_count (context, n_said - LINES_SHOWN);

      add_line (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "And %s line more.", "And %s lines more.", n_said - LINES_SHOWN), more));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * crm_sale_news_take_prices:
 *
 * Returns: (transfer full): a draft of @document at the prices of today
 */
CrmRecord *
crm_sale_news_take_prices (CrmContext *context, CrmRecord *document)
{
  CrmRecord *draft = crm_record_edit (document);
  g_autoptr (GPtrArray) lines = crm_sale_list_lines (CRM_OBJECT (document));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 price_list = crm_sale_prices_find_list (crm_context_get_store (context), document, crm_context_get_culture (context));

  for (guint i = 0; i < lines->len; i++)
    {
      CrmItem *item = crm_item_copy (lines->pdata[i]);
      g_autoptr (CrmRecord) product = get_product (context, lines->pdata[i]);
      gint64 price = product != NULL && !crm_record_is_deleted (product) ? find_price (context, CRM_OBJECT (document), product, price_list) : CRM_UNSET;

      if (price != CRM_UNSET)
        crm_object_set_integer (CRM_OBJECT (item), "price", price);
      g_ptr_array_add (items, item);
    }
  crm_object_set_items (CRM_OBJECT (draft), "lines", items);

  return draft;
}
