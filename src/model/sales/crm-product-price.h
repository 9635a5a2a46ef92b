#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_PRODUCT_PRICE (crm_product_price_get_type ())

/* What a product costs on a list, from a day on; without a list it is the usual price of that time. */
CRM_DECLARE_ITEM (CrmProductPrice, crm_product_price, CRM, PRODUCT_PRICE)

G_END_DECLS
