#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_CHART_COLUMNS (crm_chart_columns_get_type ())

/* Points side by side, such as months: a scale at the start, lines across, and below them as many of their names as there is room for. */
G_DECLARE_FINAL_TYPE (CrmChartColumns, crm_chart_columns, CRM, CHART_COLUMNS, GtkWidget)

GtkWidget *crm_chart_columns_new (void);
void       crm_chart_columns_add_line (CrmChartColumns *self, double share, const char *text);
void       crm_chart_columns_add_point (CrmChartColumns *self, GtkWidget *point, const char *label);

G_END_DECLS
