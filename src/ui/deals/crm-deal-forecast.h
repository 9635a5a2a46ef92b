#pragma once

#include "crm-context.h"
#include "crm-criterion.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_FORECAST (crm_deal_forecast_get_type ())

/* What the deals of a pipeline are expected to bring, month by month: expected, weighted, and what was won.
 *
 * Property: context (construct only). Signal: "open" (const char *filter): show the deals behind a figure. */
G_DECLARE_FINAL_TYPE (CrmDealForecast, crm_deal_forecast, CRM, DEAL_FORECAST, GtkWidget)

GtkWidget *crm_deal_forecast_new (CrmContext *context);
void       crm_deal_forecast_set_pipeline (CrmDealForecast *self, gint64 pipeline);
void       crm_deal_forecast_set_criterion (CrmDealForecast *self, CrmCriterion *criterion);

G_END_DECLS
