#include "config.h"

#include "crm-report-write.h"

#include "crm-csv-writer.h"
#include "crm-date-format.h"
#include "crm-paper-draw.h"
#include "crm-report-plot.h"
#include "crm-report-private.h"
#include "crm-text.h"
#include "crm-whole-file.h"

#include <glib/gi18n-lib.h>

/* How wide columns are, one to the other. */
#define LABEL_SHARE 4
#define FIGURE_SHARE 2
#define MONEY_SHARE 3

/* What is wider lies on its side. */
#define UPRIGHT_MOST 16

/* Programs read amounts in the currency itself, whatever people count in; marks of direction say nothing to them. */
static char *
dup_head (const CrmReportTable *table, guint column)
{
  const CrmReportColumn *head = crm_report_table_get_column (table, column);
  g_autofree char       *title = crm_text_clean (head->title);

  return head->kind == CRM_REPORT_MONEY && table->currency[0] != '\0' ? g_strdup_printf ("%s (%s)", title, table->currency) : g_steal_pointer (&title);
}

/**
 * crm_report_write_csv:
 *
 * Its rows as figures for programs, under heads for people.
 */
gboolean
crm_report_write_csv (const CrmReportTable *table, GOutputStream *stream, GError **error)
{
  g_autoptr (CrmCsvWriter) writer = crm_csv_writer_new (stream, ',', CRM_CSV_WRITER_MARK);

  crm_csv_writer_add (writer, table->heading);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *head = dup_head (table, i);

      crm_csv_writer_add (writer, head);
    }
  if (!crm_csv_writer_end_row (writer, error))
    return FALSE;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const CrmReportRow *row = crm_report_table_get_row (table, i);

      crm_csv_writer_add (writer, row->label);
      for (guint j = 0; j < table->columns->len; j++)
        {
          g_autofree char *text = crm_report_table_dup_plain (table, row, j);

          crm_csv_writer_add (writer, text);
        }
      if (!crm_csv_writer_end_row (writer, error))
        return FALSE;
    }

  return crm_csv_writer_finish (writer, error);
}

/**
 * crm_report_question_dup_time:
 *
 * Returns: (transfer full): "1 March 2026 – 31 March 2026"
 */
char *
crm_report_question_dup_time (const CrmReportQuestion *self)
{
  g_autofree char *first = crm_date_format (self->period.first, &self->culture, CRM_DATE_STYLE_MEDIUM);
  g_autofree char *last = crm_date_format (self->period.last, &self->culture, CRM_DATE_STYLE_MEDIUM);

  /* Translators: from a day to a day */
  return g_strdup_printf (C_ ("report", "%1$s – %2$s"), first, last);
}

static void
add_head (CrmPaper *paper, const CrmReport *report, const CrmReportQuestion *question)
{
  g_autofree char *time = crm_report_question_dup_time (question);
  g_autofree char *today = crm_date_format (question->today, &question->culture, CRM_DATE_STYLE_MEDIUM);
  g_autofree char *segment = question->segment_name != NULL ? crm_text_isolate (question->segment_name) : NULL;

  if (report->has_period)
    crm_paper_add_pair (paper->head, C_ ("report", "Time"), time);
  crm_paper_add_pair (paper->head, C_ ("report", "Customers"), segment);
  crm_paper_add_pair (paper->head, C_ ("report", "As of"), today);
}

static void
add_row (CrmPaper *paper, const CrmReportTable *table, const CrmReportRow *row, const CrmCulture *culture)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  g_strv_builder_add (texts, row->label);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *text = crm_report_table_dup_text (table, row, i, culture);

      g_strv_builder_add (texts, text);
    }
  g_ptr_array_add (paper->rows, g_strv_builder_end (texts));
}

static void
add_columns (CrmPaper *paper, const CrmReportTable *table, const CrmCulture *culture)
{
  int width = LABEL_SHARE;

  crm_paper_add_column (paper, table->heading, LABEL_SHARE, FALSE);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const CrmReportColumn *column = crm_report_table_get_column (table, i);
      g_autofree char       *title = crm_report_table_dup_title (table, i, culture);
      int                    share = column->kind == CRM_REPORT_MONEY ? MONEY_SHARE : FIGURE_SHARE;

      crm_paper_add_column (paper, title, share, column->kind != CRM_REPORT_TEXT);
      width += share;
    }
  paper->landscape = width > UPRIGHT_MOST;
}

static void
add_point (CrmPaperChart *chart, const CrmReportPlot *plot, const CrmReportRow *row, const CrmCulture *culture)
{
  CrmPaperPoint *point = crm_paper_chart_add (chart, row->label);

  for (guint i = 0; i < plot->n_series; i++)
    {
      point->shares[i] = crm_report_plot_get_share (plot, row, i);
      point->figures[i] = crm_report_plot_dup_figure (plot, row, i, culture);
    }
}

static void
add_chart (CrmPaper *paper, const CrmReport *report, const CrmReportTable *table, const CrmCulture *culture)
{
  gboolean      is_columns = report->chart == CRM_REPORT_CHART_COLUMNS;
  CrmReportPlot plot;

  crm_report_plot_init (&plot, report->chart, table);
  if (plot.most <= 0)
    return;

  paper->chart = crm_paper_chart_new (is_columns);
  for (guint i = 0; i < plot.n_series; i++)
    paper->chart->titles[i] = crm_report_table_dup_title (table, plot.columns[i], culture);
  for (guint i = 0; i < table->rows->len && (is_columns || paper->chart->points->len < CRM_REPORT_PLOT_BARS); i++)
    {
      if (!crm_report_table_get_row (table, i)->is_total)
        add_point (paper->chart, &plot, crm_report_table_get_row (table, i), culture);
    }
}

static char *
join_notes (const CrmReport *report, const CrmReportTable *table)
{
  g_autoptr (GString) text = g_string_new (_ (report->about));

  for (guint i = 0; i < table->notes->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) table->notes->pdata[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * crm_report_paper_new:
 *
 * Returns: (transfer full): the report as pages to be printed
 */
CrmPaper *
crm_report_paper_new (const CrmReport *report, const CrmReportQuestion *question, const CrmReportTable *table)
{
  CrmPaper *paper = crm_paper_new ();

  paper->culture = question->culture;
  paper->title = g_strdup (_ (report->title));
  paper->rtl = crm_text_is_right_to_left (paper->title, FALSE);
  add_head (paper, report, question);
  add_columns (paper, table, &question->culture);
  add_chart (paper, report, table, &question->culture);
  for (guint i = 0; i < table->rows->len; i++)
    add_row (paper, table, crm_report_table_get_row (table, i), &question->culture);
  paper->note = join_notes (report, table);

  return paper;
}

static gboolean
write_csv_func (GOutputStream *stream, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return crm_report_write_csv (user_data, stream, error);
}

/**
 * crm_report_write_file:
 * @file: is replaced whole; with @error set it is as it was
 */
gboolean
crm_report_write_file (const CrmReport *report, const CrmReportQuestion *question, const CrmReportTable *table, CrmReportFormat format, GFile *file, GError **error)
{
  g_autoptr (CrmPaper) paper = NULL;

  if (format == CRM_REPORT_CSV)
    return crm_whole_file_write (file, question->path, write_csv_func, (gpointer) table, NULL, error);

  paper = crm_report_paper_new (report, question, table);
  return crm_paper_write_pdf (paper, file, question->path, error);
}
