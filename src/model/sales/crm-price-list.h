#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_PRICE_LIST (crm_price_list_get_type ())

/* Prices for some of the customers. Each product says what it costs on which list; a product that a list does not know has its usual price there. */
CRM_DECLARE_RECORD (CrmPriceList, crm_price_list, CRM, PRICE_LIST)

G_END_DECLS
