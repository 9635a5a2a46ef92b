#pragma once

#include "crm-command.h"
#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_SALE_PAGE (crm_sale_page_get_type ())

/* The page of a quote, an order or an invoice: whom it is for, its lines, what they come to, and the next step. A CrmDirectoryDetail. */
G_DECLARE_FINAL_TYPE (CrmSalePage, crm_sale_page, CRM, SALE_PAGE, GtkWidget)

GtkWidget *crm_sale_page_new_for_quotes (CrmContext *context);
GtkWidget *crm_sale_page_new_for_orders (CrmContext *context);
GtkWidget *crm_sale_page_new_for_invoices (CrmContext *context);

const CrmCommand *crm_sale_page_list_commands (guint *n_commands);

G_END_DECLS
