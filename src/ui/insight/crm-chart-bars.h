#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_CHART_BARS (crm_chart_bars_get_type ())

/* The bars of one point of a chart: one for each series, as long as its share of the longest. Across, each with its figure at the end of it; or
 * upright. */
G_DECLARE_FINAL_TYPE (CrmChartBars, crm_chart_bars, CRM, CHART_BARS, GtkWidget)

GtkWidget *crm_chart_bars_new (GtkOrientation orientation);
void       crm_chart_bars_add (CrmChartBars *self, double share, const char *text);

G_END_DECLS
