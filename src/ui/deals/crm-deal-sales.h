#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_SALES (crm_deal_sales_get_type ())

/* What was offered, ordered and invoiced for a deal, and the step that comes next: a quote of it, and of one that is won its quote's order. */
G_DECLARE_FINAL_TYPE (CrmDealSales, crm_deal_sales, CRM, DEAL_SALES, GtkWidget)

GtkWidget *crm_deal_sales_new (CrmContext *context);
void       crm_deal_sales_set_deal (CrmDealSales *self, CrmRecord *deal);

G_END_DECLS
