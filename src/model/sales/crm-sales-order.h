#pragma once

#include "crm-sale.h"

G_BEGIN_DECLS

#define CRM_TYPE_SALES_ORDER (crm_sales_order_get_type ())

extern const CrmChoice crm_sales_order_statuses[];
extern const CrmChoice crm_delivery_methods[];

/* What somebody has ordered, how it gets to them, and when that was promised. ("order" means something else to SQL.) */
CRM_DECLARE_RECORD (CrmSalesOrder, crm_sales_order, CRM, SALES_ORDER)

G_END_DECLS
