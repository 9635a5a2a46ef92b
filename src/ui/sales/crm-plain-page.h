#pragma once

#include "crm-command.h"
#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_PLAIN_PAGE (crm_plain_page_get_type ())

/* The page of a product or a payment: its facts, edited in place. A CrmDirectoryDetail. */
G_DECLARE_FINAL_TYPE (CrmPlainPage, crm_plain_page, CRM, PLAIN_PAGE, GtkWidget)

GtkWidget *crm_plain_page_new_for_products (CrmContext *context);
GtkWidget *crm_plain_page_new_for_payments (CrmContext *context);

G_END_DECLS
