#pragma once

#include "crm-product-price.h"
#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_PRODUCT (crm_product_get_type ())

extern const CrmChoice crm_product_kinds[];

/* What is sold: goods, a service, or something paid for again and again. */
CRM_DECLARE_RECORD (CrmProduct, crm_product, CRM, PRODUCT)

gint64 crm_product_get_price (CrmRecord *self, gint64 price_list, const char *day);
char  *crm_product_dup_code_key (const char *code);

G_END_DECLS
