#include "config.h"

#include "crm-sale-next.h"

#include "crm-decimal.h"
#include "crm-invoice.h"
#include "crm-product.h"

#include <string.h>

CrmSalePart *
crm_sale_part_new (void)
{
  CrmSalePart *self = g_new0 (CrmSalePart, 1);

  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
crm_sale_part_free (CrmSalePart *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->lines);
  g_free (self);
}

/**
 * crm_sale_line_get_quantity:
 *
 * Returns: how much, in millionths; one where nobody says
 */
gint64
crm_sale_line_get_quantity (CrmObject *line)
{
  const char *text = crm_object_get_text (line, "quantity");
  gint64      quantity = CRM_SALE_UNIT;

  if (text != NULL && !crm_decimal_to_scaled (text, CRM_SALE_DIGITS, &quantity))
    return 0;

  return quantity;
}

static gint64
get_amount (CrmObject *object, const char *name)
{
  gint64 amount = crm_object_get_integer (object, name);

  return amount == CRM_UNSET ? 0 : amount;
}

/**
 * crm_sale_part_add:
 * @made: a document that was made from the one in question
 *
 * Counts what it took.
 */
void
crm_sale_part_add (CrmSalePart *self, CrmRecord *made)
{
  GPtrArray *lines = crm_object_get_items (CRM_OBJECT (made), "lines");

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const char   *source = crm_object_get_text (lines->pdata[i], "source");
      CrmSaleTaken *taken = source != NULL ? g_hash_table_lookup (self->lines, source) : NULL;

      if (source == NULL)
        continue;
      if (taken == NULL)
        {
          taken = g_new0 (CrmSaleTaken, 1);
          g_hash_table_insert (self->lines, g_strdup (source), taken);
        }
      taken->quantity += crm_sale_line_get_quantity (lines->pdata[i]);
      taken->discount += get_amount (lines->pdata[i], "discount");
    }
  self->discount += get_amount (CRM_OBJECT (made), "discount");
}

static const CrmSaleTaken *
find_taken (const CrmSalePart *self, CrmObject *line)
{
  static const CrmSaleTaken nothing = { 0, 0 };
  const CrmSaleTaken       *taken = g_hash_table_lookup (self->lines, crm_item_get_id (CRM_ITEM (line)));

  return taken != NULL ? taken : &nothing;
}

/**
 * crm_sale_part_get_left:
 * @line: of the document in question
 *
 * Returns: how much of it nobody has taken yet, in millionths
 */
gint64
crm_sale_part_get_left (const CrmSalePart *self, CrmObject *line)
{
  return MAX (crm_sale_line_get_quantity (line) - find_taken (self, line)->quantity, 0);
}

/**
 * crm_sale_part_is_all:
 *
 * Returns: whether nothing is left of @from
 */
gboolean
crm_sale_part_is_all (const CrmSalePart *self, CrmRecord *from)
{
  GPtrArray *lines = crm_object_get_items (CRM_OBJECT (from), "lines");

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      if (crm_sale_part_get_left (self, lines->pdata[i]) > 0)
        return FALSE;
    }

  return TRUE;
}

/* In proportion; the last who takes gets what is left, so that nothing is lost by rounding. */
static gint64
get_part (gint64 whole, gint64 taken, gint64 part, gint64 all, gboolean last)
{
  __extension__ typedef __int128 Wide;

  if (last)
    return MAX (whole - taken, 0);

  return all > 0 ? MIN ((gint64) ((Wide) whole * part / all), MAX (whole - taken, 0)) : 0;
}

static CrmItem *
take_line (CrmItem *line, const CrmSalePart *taken, gint64 quantity)
{
  CrmItem         *made = crm_item_copy (line);
  gint64           all = crm_sale_line_get_quantity (CRM_OBJECT (line));
  gboolean         last = quantity >= crm_sale_part_get_left (taken, CRM_OBJECT (line));
  gint64           discount = get_part (get_amount (CRM_OBJECT (line), "discount"), find_taken (taken, CRM_OBJECT (line))->discount, quantity, all, last);
  g_autofree char *text = crm_decimal_from_scaled (quantity, CRM_SALE_DIGITS);

  crm_item_set_id (made, "");
  crm_object_set_text (CRM_OBJECT (made), "quantity", text);
  crm_object_set_integer (CRM_OBJECT (made), "discount", discount > 0 ? discount : CRM_UNSET);
  crm_object_set_text (CRM_OBJECT (made), "source", crm_item_get_id (line));

  return made;
}

static gint64
get_wanted (CrmItem *line, const CrmSalePart *taken, GHashTable *wanted)
{
  gint64        left = crm_sale_part_get_left (taken, CRM_OBJECT (line));
  const gint64 *some = wanted != NULL ? g_hash_table_lookup (wanted, crm_item_get_id (line)) : NULL;

  if (wanted == NULL)
    return left;

  return some != NULL ? MIN (*some, left) : 0;
}

static void
copy_fields (CrmRecord *made, CrmRecord *from)
{
  static const char *const names[] = { "subject", "person", "company", "currency", "discount_percent", "tax_included", "deal", "owner", "source", "source_detail", "campaign", "tags" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int            number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (made), names[i]);
      int            other = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (from), names[i]);
      guint          n_fields;
      const CrmField field = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (made), &n_fields)[number];

      if (!crm_object_is_set (CRM_OBJECT (from), (guint) other))
        continue;
      if (field.kind == CRM_KIND_ITEMS)
        crm_object_put_items (CRM_OBJECT (made), (guint) number, crm_object_peek_items (CRM_OBJECT (from), (guint) other));
      else if (crm_kind_is_integer (field.kind))
        crm_object_put_integer (CRM_OBJECT (made), (guint) number, crm_object_peek_integer (CRM_OBJECT (from), (guint) other));
      else
        crm_object_put_text (CRM_OBJECT (made), (guint) number, crm_object_peek_text (CRM_OBJECT (from), (guint) other));
    }
}

static void
refer_back (CrmRecord *made, CrmRecord *from)
{
  const char *type = crm_record_get_record_type (from)->name;

  if (CRM_IS_INVOICE (from))
    {
      crm_object_set_text (CRM_OBJECT (made), "kind", "return");
      crm_object_set_integer (CRM_OBJECT (made), "returns", crm_record_get_id (from));
    }
  else
    {
      crm_object_set_integer (CRM_OBJECT (made), type, crm_record_get_id (from));
    }
}

/**
 * crm_sale_make_next:
 * @from: a quote, an order, or an invoice that something of comes back from
 * @type_name: what is made of it: "sales_order" of a quote, "invoice" of the others
 * @taken: what was taken of it before
 * @wanted: (nullable) (element-type utf8 gint64): how much of which line, in millionths; all that is left where it is %NULL
 *
 * Returns: (transfer full): the next document, a draft that is not saved; without a line where nothing is left
 */
CrmRecord *
crm_sale_make_next (CrmRecord *from, const char *type_name, const CrmSalePart *taken, GHashTable *wanted)
{
  CrmRecord *made = crm_record_new (type_name);
  g_autoptr (GPtrArray) lines = crm_sale_list_lines (CRM_OBJECT (from));
  g_autofree CrmSaleFigures *figures = NULL;
  CrmSaleTotals              totals;
  gint64                     part = 0, all = 0, discount;
  gboolean                   last = TRUE;
  gboolean                   summed = crm_sale_get_figures (CRM_OBJECT (from), lines, &figures, &totals, NULL);

  copy_fields (made, from);
  refer_back (made, from);
  for (guint i = 0; i < lines->len; i++)
    {
      gint64 quantity = get_wanted (lines->pdata[i], taken, wanted);
      gint64 whole = crm_sale_line_get_quantity (lines->pdata[i]);

      last = last && quantity >= crm_sale_part_get_left (taken, lines->pdata[i]);
      all += summed ? figures[i].reduced : 0;
      if (quantity <= 0)
        continue;
      part += summed ? get_part (figures[i].reduced, 0, quantity, whole, quantity >= whole) : 0;
      crm_object_add_item (CRM_OBJECT (made), "lines", take_line (lines->pdata[i], taken, quantity));
    }
  discount = get_part (get_amount (CRM_OBJECT (from), "discount"), taken->discount, part, all, last);
  if (discount > 0)
    crm_object_set_integer (CRM_OBJECT (made), "discount", discount);

  return made;
}

/**
 * crm_sale_line_new_of_product:
 * @price_list: id, or %CRM_UNSET
 * @day: ISO 8601
 * @currency: (nullable): of the document; a product in another one comes without its price
 *
 * Returns: (transfer full): one of @product, as it is sold on that day
 */
CrmItem *
crm_sale_line_new_of_product (CrmRecord *product, gint64 price_list, const char *day, const char *currency)
{
  CrmObject *line = g_object_new (CRM_TYPE_SALE_LINE, "product", crm_record_get_id (product), "quantity", "1", "currency", currency, NULL);
  CrmObject *self = CRM_OBJECT (product);

  crm_object_set_text (line, "text", crm_object_get_text (self, "name"));
  crm_object_set_text (line, "unit", crm_object_get_text (self, "unit"));
  crm_object_set_integer (line, "tax", crm_object_get_integer (self, "tax"));
  if (g_strcmp0 (currency, crm_object_get_text (self, "currency")) == 0)
    {
      crm_object_set_integer (line, "price", crm_product_get_price (product, price_list, day));
      crm_object_set_integer (line, "cost", crm_object_get_integer (self, "cost"));
    }

  return CRM_ITEM (line);
}
