#pragma once

#include "crm-context.h"
#include "crm-page.h"

G_BEGIN_DECLS

#define CRM_TYPE_DEALS_PAGE (crm_deals_page_get_type ())

/* What may be sold: the board of a pipeline, and the page of one deal. Property: context (construct only). */
G_DECLARE_FINAL_TYPE (CrmDealsPage, crm_deals_page, CRM, DEALS_PAGE, GtkWidget)

GtkWidget *crm_deals_page_new (CrmContext *context);
GPtrArray *crm_deals_page_get_counted (CrmContext *context);

G_END_DECLS
