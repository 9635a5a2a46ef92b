#include "config.h"

#include "crm-report-plot.h"

#include "crm-money.h"

#include <math.h>

/* Not much above @value, and easy to halve: what a scale ends with. */
static double
round_up (double value)
{
  static const double steps[] = { 1, 1.5, 2, 3, 4, 5, 6, 8, 10 };
  double              power = pow (10, floor (log10 (MAX (value, 1))));
  guint               i = 0;

  while (i + 1 < G_N_ELEMENTS (steps) && steps[i] * power < value)
    i++;

  return steps[i] * power;
}

static double
get_value (const CrmReportPlot *self, const CrmReportRow *row, guint series)
{
  const CrmReportCell *cell = &row->cells[self->columns[series]];
  CrmReportKind        kind = crm_report_table_get_column (self->table, self->columns[series])->kind;
  double               value = MAX ((double) cell->value, 0);

  if (!cell->is_set)
    return 0;

  return kind == CRM_REPORT_SHARE || kind == CRM_REPORT_PERCENT ? 100 * value / (double) cell->whole : value;
}

/**
 * crm_report_plot_init:
 * @table: must outlive the plot
 */
void
crm_report_plot_init (CrmReportPlot *self, CrmReportChart chart, const CrmReportTable *table)
{
  *self = (CrmReportPlot){ .table = table };
  if (chart == CRM_REPORT_CHART_NONE)
    return;

  for (guint i = 0; i < table->columns->len && self->n_series < CRM_REPORT_PLOT_SERIES; i++)
    {
      if (crm_report_table_get_column (table, i)->charted)
        self->columns[self->n_series++] = i;
    }
  for (guint i = 0; i < table->rows->len; i++)
    {
      const CrmReportRow *row = crm_report_table_get_row (table, i);

      for (guint j = 0; j < self->n_series && !row->is_total; j++)
        self->most = MAX (self->most, get_value (self, row, j));
    }
  if (chart == CRM_REPORT_CHART_COLUMNS && self->most > 0)
    self->most = round_up (self->most);
}

/**
 * crm_report_plot_get_share:
 *
 * Returns: how much of the scale the figure is, 0 to 1
 */
double
crm_report_plot_get_share (const CrmReportPlot *self, const CrmReportRow *row, guint series)
{
  return self->most > 0 ? get_value (self, row, series) / self->most : 0;
}

/**
 * crm_report_plot_dup_figure:
 *
 * Returns: (transfer full): the figure as short as it can be said; empty where there is none
 */
char *
crm_report_plot_dup_figure (const CrmReportPlot *self, const CrmReportRow *row, guint series, const CrmCulture *culture)
{
  guint    column = self->columns[series];
  gboolean money = crm_report_table_get_column (self->table, column)->kind == CRM_REPORT_MONEY;

  if (!row->cells[column].is_set)
    return g_strdup ("");

  return money ? crm_money_format (row->cells[column].value, self->table->currency, culture, CRM_MONEY_STYLE_SHORT) : crm_report_table_dup_text (self->table, row, column, culture);
}
