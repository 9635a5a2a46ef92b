#pragma once

#include "crm-lists-page.h"

G_BEGIN_DECLS

#define CRM_TYPE_SALES_PAGE (crm_sales_page_get_type ())

/* What was offered, ordered, invoiced and paid, and what there is to sell: a directory of each. */
G_DECLARE_FINAL_TYPE (CrmSalesPage, crm_sales_page, CRM, SALES_PAGE, CrmListsPage)

GPtrArray *crm_sales_page_get_counted (CrmContext *context);

G_END_DECLS
