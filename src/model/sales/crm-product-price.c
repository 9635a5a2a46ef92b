#include "config.h"

#include "crm-product-price.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_product_price_fields[] = {
  CRM_REFERENCE ("price_list", N_ ("Price list"), CRM_FIELD_NONE, "price_list"),
  CRM_MONEY ("price", N_ ("Price"), CRM_FIELD_REQUIRED),
  CRM_DATE ("since", N_ ("Since"), CRM_FIELD_NONE),
  CRM_TEXT ("currency", N_ ("Currency"), CRM_FIELD_HIDDEN), /* the product's */
};

CRM_DEFINE_ITEM (CrmProductPrice, crm_product_price)

static void
crm_product_price_override (CrmItemClass *klass)
{
}
