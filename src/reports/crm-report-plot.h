#pragma once

#include "crm-report.h"

G_BEGIN_DECLS

/* What the chart of a report shows of its table, wherever it is drawn. */

#define CRM_REPORT_PLOT_SERIES 2

/* So many bars are compared; the table has the others. */
#define CRM_REPORT_PLOT_BARS 15

/**
 * CrmReportPlot:
 * @table: (unowned)
 * @columns: those that are charted
 * @most: where the scale ends; 0 where there is nothing to compare
 */
typedef struct
{
  const CrmReportTable *table;
  guint                 columns[CRM_REPORT_PLOT_SERIES];
  guint                 n_series;
  double                most;
} CrmReportPlot;

void   crm_report_plot_init (CrmReportPlot *self, CrmReportChart chart, const CrmReportTable *table);
double crm_report_plot_get_share (const CrmReportPlot *self, const CrmReportRow *row, guint series);
char  *crm_report_plot_dup_figure (const CrmReportPlot *self, const CrmReportRow *row, guint series, const CrmCulture *culture);

G_END_DECLS
