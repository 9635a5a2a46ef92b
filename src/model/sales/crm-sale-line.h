#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_SALE_LINE (crm_sale_line_get_type ())

/* A line of a quote, an order or an invoice: so much of something at a price. It says by itself what was sold, so that nothing changes in it
 * when the product gets another name or price, or goes. */
CRM_DECLARE_ITEM (CrmSaleLine, crm_sale_line, CRM, SALE_LINE)

G_END_DECLS
