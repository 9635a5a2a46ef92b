#include "config.h"

#include "crm-product.h"

#include "crm-custom-value.h"
#include "crm-deal.h"
#include "crm-error.h"
#include "crm-foreign-field.h"
#include "crm-sale-sum.h"
#include "crm-tagging.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

const CrmChoice crm_product_kinds[] = {
  { "goods", N_ ("Goods") },
  { "service", N_ ("Service") },
  { NULL, NULL },
};

static const CrmField crm_product_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_SEARCHED | CRM_FIELD_REQUIRED),
  CRM_TEXT ("code", N_ ("Code"), CRM_FIELD_SEARCHED),
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_NONE, crm_product_kinds),
  CRM_TEXT ("unit", N_ ("Unit"), CRM_FIELD_NONE),
  CRM_MONEY ("price", N_ ("Price"), CRM_FIELD_NONE),
  CRM_TEXT ("currency", N_ ("Currency"), CRM_FIELD_NONE),
  CRM_REFERENCE ("tax", N_ ("Tax"), CRM_FIELD_UNLINKED, "tax"),
  CRM_MONEY ("cost", N_ ("Costs us"), CRM_FIELD_PRIVATE),
  CRM_ITEMS ("prices", N_ ("Other prices"), CRM_FIELD_NONE, crm_product_price_get_type),
  CRM_TEXT ("category", N_ ("Category"), CRM_FIELD_SEARCHED),
  CRM_TEXT ("barcode", N_ ("Barcode"), CRM_FIELD_SEARCHED),
  CRM_CHOICE ("recurring_period", N_ ("Is paid for again"), CRM_FIELD_NONE, crm_deal_recurring_periods),
  CRM_BOOLEAN ("discontinued", N_ ("Not sold any more"), CRM_FIELD_NONE),
  CRM_ITEMS ("tags", N_ ("Tags"), CRM_FIELD_NONE, crm_tagging_get_type),
  CRM_LONG_TEXT ("about", N_ ("About"), CRM_FIELD_SEARCHED),
  CRM_FILE ("photo", N_ ("Photo"), CRM_FIELD_HIDDEN),
  CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),
  CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type),
};

CRM_DEFINE_RECORD (CrmProduct, crm_product)

/* Of the prices of one list the newest that goes on that day. */
static gint64
find_price (CrmRecord *self, gint64 price_list, const char *day)
{
  GPtrArray  *prices = crm_object_get_items (CRM_OBJECT (self), "prices");
  const char *newest = NULL;
  gint64      price = CRM_UNSET;

  for (guint i = 0; prices != NULL && i < prices->len; i++)
    {
      CrmObject  *item = g_ptr_array_index (prices, i);
      const char *since = crm_object_get_text (item, "since");

      if (crm_object_get_integer (item, "price_list") != price_list || (since != NULL && g_strcmp0 (since, day) > 0))
        continue;
      if (price == CRM_UNSET || g_strcmp0 (since, newest) >= 0)
        {
          newest = since;
          price = crm_object_get_integer (item, "price");
        }
    }

  return price;
}

/**
 * crm_product_get_price:
 * @price_list: id of a price list, or %CRM_UNSET
 * @day: ISO 8601
 *
 * Returns: what one unit costs on that list on that day, in minor units of the product's currency; where the list does not say, what it costs
 *   usually; %CRM_UNSET where nobody has said
 */
gint64
crm_product_get_price (CrmRecord *self, gint64 price_list, const char *day)
{
  gint64 price = price_list != CRM_UNSET ? find_price (self, price_list, day) : CRM_UNSET;

  if (price == CRM_UNSET)
    price = find_price (self, CRM_UNSET, day);

  return price != CRM_UNSET ? price : crm_object_get_integer (CRM_OBJECT (self), "price");
}

/**
 * crm_product_dup_code_key:
 *
 * Returns: (transfer full): what a product of that code is looked up by
 */
char *
crm_product_dup_code_key (const char *code)
{
  g_autofree char *folded = crm_text_fold (code);

  return g_strconcat ("product-code:", folded, NULL);
}

static void
crm_product_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  static const char *const codes[] = { "code", "barcode" };

  crm_record_collect_name_key (self, keys);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *code = crm_object_get_text (CRM_OBJECT (self), codes[i]);

      if (code != NULL)
        g_ptr_array_add (keys, crm_product_dup_code_key (code));
    }
}

static void
crm_product_prepare (CrmObject *self)
{
  crm_items_share_currency (self, "prices");
}

static gboolean
is_amount (gint64 amount)
{
  return amount == CRM_UNSET || (amount >= 0 && amount <= CRM_SALE_AMOUNT_MAX);
}

static gboolean
crm_product_validate (CrmRecord *record, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);
  GPtrArray *prices = crm_object_get_items (self, "prices");
  gboolean   good = is_amount (crm_object_get_integer (self, "price")) && is_amount (crm_object_get_integer (self, "cost"));

  if (crm_object_get_text (self, "name") == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A product needs a name."));
      return FALSE;
    }
  for (guint i = 0; prices != NULL && i < prices->len; i++)
    good = good && is_amount (crm_object_get_integer (g_ptr_array_index (prices, i), "price"));
  if (!good)
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A price cannot be below nothing, nor too large to be summed up."));

  return good;
}

static void
crm_product_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->prepare = crm_product_prepare;
  klass->collect_keys = crm_product_collect_keys;
  klass->validate = crm_product_validate;
}
