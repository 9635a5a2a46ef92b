#include "config.h"

#include "crm-chart.h"

#include "crm-chart-bars.h"
#include "crm-chart-columns.h"
#include "crm-format.h"
#include "crm-money.h"
#include "crm-report-plot.h"
#include "crm-tab-stop.h"

#include <glib/gi18n-lib.h>

#define LABEL_CHARACTERS 24

struct _CrmChart
{
  AdwBin parent_instance;

  CrmContext   *context; /* (unowned): while it shows something */
  CrmReportPlot plot;    /* of a table that lives as long */
};

G_DEFINE_FINAL_TYPE (CrmChart, crm_chart, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* "March 2026: Won 3, Lost 1": what a screen reader says, and what stands there when one points at it */
static char *
dup_summary (CrmChart *self, const CrmReportRow *row)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  g_autoptr (GString) figures = g_string_new (NULL);

  for (guint i = 0; i < self->plot.n_series; i++)
    {
      g_autofree char *title = crm_report_table_dup_title (self->plot.table, self->plot.columns[i], culture);
      g_autofree char *figure = crm_report_table_dup_text (self->plot.table, row, self->plot.columns[i], culture);

      if (!row->cells[self->plot.columns[i]].is_set)
        continue;
      if (figures->len > 0)
        g_string_append (figures, _ (" · "));
      /* Translators: a column of a report, and a figure in it: "Won 3" */
      g_string_append_printf (figures, C_ ("report", "%1$s %2$s"), title, figure);
    }

  /* Translators: a row of a report, and its figures */
  return g_strdup_printf (C_ ("report", "%1$s: %2$s"), row->label, figures->str);
}

static void
clicked_cb (CrmChart *self, GtkWidget *button)
{
  g_signal_emit (self, signals[ACTIVATED], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "crm-row")), self->plot.columns[0]);
}

/* @child: (transfer full) */
static GtkWidget *
new_point (CrmChart *self, guint place, GtkWidget *child)
{
  g_autofree char *summary = dup_summary (self, crm_report_table_get_row (self->plot.table, place));
  GtkWidget       *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "chart-point");
  gtk_widget_set_tooltip_text (button, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, summary, -1);
  g_object_set_data (G_OBJECT (button), "crm-row", GUINT_TO_POINTER (place));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
new_bars (CrmChart *self, guint place, GtkOrientation orientation)
{
  const CrmReportRow *row = crm_report_table_get_row (self->plot.table, place);
  GtkWidget          *bars = crm_chart_bars_new (orientation);

  for (guint i = 0; i < self->plot.n_series; i++)
    {
      g_autofree char *figure = crm_report_plot_dup_figure (&self->plot, row, i, crm_context_get_culture (self->context));

      crm_chart_bars_add (CRM_CHART_BARS (bars), crm_report_plot_get_share (&self->plot, row, i), figure);
    }

  return bars;
}

static GtkWidget *
new_bar_line (CrmChart *self, guint place, GtkSizeGroup *labels)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (crm_report_table_get_row (self->plot.table, place)->label);
  GtkWidget *bars = new_bars (self, place, GTK_ORIENTATION_HORIZONTAL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_CHARACTERS);
  gtk_size_group_add_widget (labels, label);
  gtk_widget_set_hexpand (bars, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), bars);

  return line;
}

static GtkWidget *
new_bar_chart (CrmChart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  guint n = 0;

  for (guint i = 0; i < self->plot.table->rows->len && n < CRM_REPORT_PLOT_BARS; i++)
    {
      if (crm_report_table_get_row (self->plot.table, i)->is_total)
        continue;
      gtk_box_append (GTK_BOX (box), new_point (self, i, new_bar_line (self, i, labels)));
      n++;
    }

  return box;
}

static void
add_scale (CrmChart *self, CrmChartColumns *columns)
{
  static const double shares[] = { 0, 0.5, 1 };
  const CrmCulture   *culture = crm_context_get_culture (self->context);
  gboolean            money = crm_report_table_get_column (self->plot.table, self->plot.columns[0])->kind == CRM_REPORT_MONEY;

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      gint64           value = (gint64) (shares[i] * self->plot.most);
      g_autofree char *text = money ? crm_money_format (value, self->plot.table->currency, culture, CRM_MONEY_STYLE_SHORT) : crm_culture_count (culture, value);

      /* Half of one is nothing to count. */
      if (money || (double) value == shares[i] * self->plot.most)
        crm_chart_columns_add_line (columns, shares[i], text);
    }
}

static GtkWidget *
new_column_chart (CrmChart *self)
{
  GtkWidget *columns = crm_chart_columns_new ();

  add_scale (self, CRM_CHART_COLUMNS (columns));
  for (guint i = 0; i < self->plot.table->rows->len; i++)
    {
      const CrmReportRow *row = crm_report_table_get_row (self->plot.table, i);

      if (!row->is_total)
        crm_chart_columns_add_point (CRM_CHART_COLUMNS (columns), new_point (self, i, new_bars (self, i, GTK_ORIENTATION_VERTICAL)), row->label);
    }

  return columns;
}

/* Which colour is what, where there are two. */
static GtkWidget *
new_legend (CrmChart *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < self->plot.n_series; i++)
    {
      g_autofree char *title = crm_report_table_dup_title (self->plot.table, self->plot.columns[i], crm_context_get_culture (self->context));
      GtkWidget       *entry = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget       *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkWidget       *label = gtk_label_new (title);

      gtk_widget_add_css_class (mark, "chart-bar");
      gtk_widget_add_css_class (mark, "chart-mark");
      gtk_widget_add_css_class (mark, i == 0 ? "chart-first" : "chart-second");
      gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (label, "caption");
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (entry), mark);
      gtk_box_append (GTK_BOX (entry), label);
      gtk_box_append (GTK_BOX (box), entry);
    }

  return box;
}

/**
 * crm_chart_show:
 * @table: must live as long as it is shown
 *
 * Shows nothing where there is nothing to compare.
 */
void
crm_chart_show (CrmChart *self, CrmContext *context, CrmReportChart chart, const CrmReportTable *table)
{
  GtkWidget *stop, *box;

  self->context = context;
  crm_report_plot_init (&self->plot, chart, table);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), self->plot.most > 0);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  stop = g_object_new (CRM_TYPE_TAB_STOP, "child", chart == CRM_REPORT_CHART_COLUMNS ? new_column_chart (self) : new_bar_chart (self), NULL);
  if (self->plot.n_series > 1)
    gtk_box_append (GTK_BOX (box), new_legend (self));
  gtk_box_append (GTK_BOX (box), stop);
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
crm_chart_class_init (CrmChartClass *klass)
{
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
crm_chart_init (CrmChart *self)
{
}
