#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_INSIGHT_CUSTOMERS (crm_insight_customers_get_type ())

/* Who the customers are, who has gone quiet, what is bought together: sentences that open what they counted. */
G_DECLARE_FINAL_TYPE (CrmInsightCustomers, crm_insight_customers, CRM, INSIGHT_CUSTOMERS, GtkWidget)

GtkWidget *crm_insight_customers_new (CrmContext *context);

G_END_DECLS
