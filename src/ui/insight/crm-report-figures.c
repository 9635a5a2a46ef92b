#include "config.h"

#include "crm-report-figures.h"

#include "crm-tab-stop.h"

#include <glib/gi18n-lib.h>

#define HEAD_CHARACTERS 14
#define LABEL_LEAST 14
#define LABEL_CHARACTERS 28

/* Shades of a share, the last for all of it. */
#define SHADES 4

struct _CrmReportFigures
{
  AdwBin parent_instance;

  CrmContext           *context; /* (unowned): while something is being shown */
  const CrmReportTable *table;   /* (unowned): likewise */
};

G_DEFINE_FINAL_TYPE (CrmReportFigures, crm_report_figures, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* @column: 0 for the labels, then the figures; @line: 0 for the heads; @child: (transfer full) */
static GtkWidget *
attach (GtkWidget *grid, int column, int line, GtkWidget *child, GtkAccessibleRole role)
{
  GtkWidget *cell = g_object_new (GTK_TYPE_BOX, "accessible-role", role, NULL);

  gtk_widget_set_hexpand (child, TRUE);
  gtk_widget_add_css_class (cell, "report-cell");
  gtk_box_append (GTK_BOX (cell), child);
  gtk_grid_attach (GTK_GRID (grid), cell, column, line, 1, 1);

  return cell;
}

static GtkWidget *
new_text (const char *text, gboolean figure)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", figure ? 1.0 : 0.0, NULL);

  if (figure)
    gtk_widget_add_css_class (label, "numeric");

  return label;
}

/* Between words only, and not of a few. */
static void
wrap (GtkWidget *label, int least, int characters)
{
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (gtk_label_get_text (GTK_LABEL (label)), -1), least));
  gtk_label_set_max_width_chars (GTK_LABEL (label), characters);
}

static void
attach_heads (CrmReportFigures *self, GtkWidget *grid)
{
  gtk_widget_add_css_class (attach (grid, 0, 0, new_text (self->table->heading, FALSE), GTK_ACCESSIBLE_ROLE_COLUMN_HEADER), "report-head");
  for (guint i = 0; i < self->table->columns->len; i++)
    {
      gboolean         figure = crm_report_table_get_column (self->table, i)->kind != CRM_REPORT_TEXT;
      g_autofree char *title = crm_report_table_dup_title (self->table, i, crm_context_get_culture (self->context));
      GtkWidget       *head = new_text (title, figure);

      wrap (head, 0, HEAD_CHARACTERS);
      gtk_label_set_justify (GTK_LABEL (head), figure ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
      gtk_widget_add_css_class (attach (grid, (int) i + 1, 0, head, GTK_ACCESSIBLE_ROLE_COLUMN_HEADER), "report-head");
    }
}

static void
clicked_cb (CrmReportFigures *self, GtkWidget *button)
{
  g_signal_emit (self, signals[ACTIVATED], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "crm-row")),
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "crm-column")));
}

/* @label: (transfer full) */
static GtkWidget *
new_button (CrmReportFigures *self, guint place, guint column, GtkWidget *label)
{
  GtkWidget       *button = gtk_button_new ();
  const char      *text = gtk_label_get_text (GTK_LABEL (label));
  g_autofree char *title = crm_report_table_dup_title (self->table, column, crm_context_get_culture (self->context));
  /* Translators: a figure of a report, for a screen reader: its row, its column, the figure */
  g_autofree char *name = g_strdup_printf (C_ ("report", "%1$s, %2$s: %3$s"), crm_report_table_get_row (self->table, place)->label, title, text);

  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "report-figure");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "crm-row", GUINT_TO_POINTER (place));
  g_object_set_data (G_OBJECT (button), "crm-column", GUINT_TO_POINTER (column));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
shade (GtkWidget *widget, const CrmReportCell *cell)
{
  guint level = (guint) ((cell->value * SHADES + cell->whole - 1) / cell->whole);
  g_autofree char *class = g_strdup_printf ("report-shade-%u", MIN (level, SHADES));

  gtk_widget_add_css_class (widget, class);
}

static GtkWidget *
attach_figure (CrmReportFigures *self, GtkWidget *grid, guint place, guint column)
{
  const CrmReportRow    *row = crm_report_table_get_row (self->table, place);
  const CrmReportCell   *cell = &row->cells[column];
  const CrmReportColumn *head = crm_report_table_get_column (self->table, column);
  g_autofree char       *text = crm_report_table_dup_text (self->table, row, column, crm_context_get_culture (self->context));
  GtkWidget             *label = new_text (text, head->kind != CRM_REPORT_TEXT);
  gboolean               opens = cell->value != 0 && crm_report_table_get_opens (self->table, row, column) != NULL;
  GtkWidget             *widget = attach (grid, (int) column + 1, (int) place + 1, opens ? new_button (self, place, column, label) : label, GTK_ACCESSIBLE_ROLE_CELL);

  if (head->charted && head->kind == CRM_REPORT_SHARE && cell->is_set && cell->value > 0)
    shade (widget, cell);

  return widget;
}

static void
attach_row (CrmReportFigures *self, GtkWidget *grid, guint place)
{
  const CrmReportRow *row = crm_report_table_get_row (self->table, place);
  GtkWidget          *label = new_text (row->label, FALSE);
  GtkWidget          *first = attach (grid, 0, (int) place + 1, label, GTK_ACCESSIBLE_ROLE_ROW_HEADER);

  wrap (label, LABEL_LEAST, LABEL_CHARACTERS);
  if (row->is_total)
    gtk_widget_add_css_class (first, "report-total");
  for (guint i = 0; i < self->table->columns->len; i++)
    {
      GtkWidget *cell = attach_figure (self, grid, place, i);

      if (row->is_total)
        gtk_widget_add_css_class (cell, "report-total");
    }
}

/**
 * crm_report_figures_show:
 *
 * Shares that a chart would show are the darker the larger they are.
 */
void
crm_report_figures_show (CrmReportFigures *self, CrmContext *context, const CrmReportTable *table)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_TABLE, NULL);

  self->context = context;
  self->table = table;
  attach_heads (self, grid);
  for (guint i = 0; i < table->rows->len; i++)
    attach_row (self, grid, i);
  gtk_widget_set_visible (GTK_WIDGET (self), table->rows->len > 0);
  adw_bin_set_child (ADW_BIN (self), g_object_new (CRM_TYPE_TAB_STOP, "child", grid, NULL));
}

static void
crm_report_figures_class_init (CrmReportFiguresClass *klass)
{
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
crm_report_figures_init (CrmReportFigures *self)
{
}
