/* Reports. */

#include "config.h"

#include "crm-cli-report.h"

#include "crm-clock.h"
#include "crm-date-parse.h"
#include "crm-report-write.h"
#include "crm-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Not a table, and asked of no time. */
#define OVERVIEW "overview"

static void
add_report (CrmCli *cli, JsonArray *array, const char *name, const char *title, const char *about)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "about", about);
  json_array_add_object_element (array, object);
  if (!cli->json)
    crm_cli_print ("%-16s %s", name, about);
}

static gboolean
list_reports (CrmCli *cli)
{
  guint            n_reports;
  const CrmReport *reports = crm_report_list (&n_reports);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), array);

  add_report (cli, array, OVERVIEW, _ ("Overview"), _ ("How the business stands, at one look."));
  for (guint i = 0; i < n_reports; i++)
    add_report (cli, array, reports[i].name, _ (reports[i].title), _ (reports[i].about));
  if (cli->json)
    crm_cli_print_json (node);

  return TRUE;
}

/* Cells of a terminal that @text takes: marks of direction take none. */
static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (letter))
        width += g_unichar_iswide (letter) ? 2 : 1;
    }

  return width;
}

static void
append_padded (GString *line, const char *text, guint width, gboolean at_end)
{
  guint room = width - MIN (get_width (text), width);

  g_string_append_printf (line, "%s%*s%s%*s", line->len > 0 ? "  " : "", at_end ? (int) room : 0, "", text, at_end ? 0 : (int) room, "");
}

static char *
dup_cell (CrmCli *cli, const CrmReportTable *table, const CrmReportRow *row, guint column)
{
  if (column == 0)
    return g_strdup (row != NULL ? row->label : table->heading);

  return row != NULL ? crm_report_table_dup_text (table, row, column - 1, &cli->culture) : crm_report_table_dup_title (table, column - 1, &cli->culture);
}

static void
print_table (CrmCli *cli, const CrmReportTable *table)
{
  g_autofree guint *widths = g_new0 (guint, table->columns->len + 1);

  for (guint i = 0; i <= table->rows->len; i++)
    {
      for (guint j = 0; j <= table->columns->len; j++)
        {
          g_autofree char *text = dup_cell (cli, table, i > 0 ? crm_report_table_get_row (table, i - 1) : NULL, j);

          widths[j] = MAX (widths[j], get_width (text));
        }
    }
  for (guint i = 0; i <= table->rows->len && table->rows->len > 0; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint j = 0; j <= table->columns->len; j++)
        {
          g_autofree char *text = dup_cell (cli, table, i > 0 ? crm_report_table_get_row (table, i - 1) : NULL, j);

          append_padded (line, text, widths[j], j > 0);
        }
      crm_cli_print ("%s", line->str);
    }
  if (table->rows->len == 0)
    crm_cli_print ("%s", _ ("There is nothing to count in this time."));
  for (guint i = 0; i < table->notes->len; i++)
    crm_cli_print ("%s", (const char *) table->notes->pdata[i]);
}

static JsonObject *
cell_to_json (const CrmReportTable *table, const CrmReportRow *row, guint column)
{
  const CrmReportCell *cell = &row->cells[column];
  CrmReportKind        kind = crm_report_table_get_column (table, column)->kind;
  JsonObject          *object = json_object_new ();

  if (kind == CRM_REPORT_TEXT)
    json_object_set_string_member (object, "value", cell->text);
  else
    json_object_set_int_member (object, "value", cell->value);
  if (kind == CRM_REPORT_SHARE || kind == CRM_REPORT_PERCENT)
    json_object_set_int_member (object, "of", cell->whole);
  if (kind == CRM_REPORT_SCORE)
    json_object_set_int_member (object, "margin", cell->whole);
  if (cell->filter != NULL)
    {
      json_object_set_string_member (object, "type", crm_report_table_get_opens (table, row, column));
      json_object_set_string_member (object, "filter", cell->filter);
    }

  return object;
}

/**
 * crm_cli_report_get_kind_name:
 *
 * Returns: (transfer none): what programs call figures of that kind
 */
const char *
crm_cli_report_get_kind_name (CrmReportKind kind)
{
  static const char *const kinds[] = {
    [CRM_REPORT_COUNT] = "count",
    [CRM_REPORT_MONEY] = "money",
    [CRM_REPORT_SHARE] = "share",
    [CRM_REPORT_PERCENT] = "percent",
    [CRM_REPORT_DAYS] = "days",
    [CRM_REPORT_HOURS] = "minutes",
    [CRM_REPORT_SCORE] = "score",
    [CRM_REPORT_TEXT] = "text",
  };

  return kinds[kind];
}

static JsonArray *
columns_to_json (const CrmReportTable *table)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < table->columns->len; i++)
    {
      const CrmReportColumn *column = crm_report_table_get_column (table, i);
      JsonObject            *object = json_object_new ();

      json_object_set_string_member (object, "name", column->name);
      json_object_set_string_member (object, "title", column->title);
      json_object_set_string_member (object, "kind", crm_cli_report_get_kind_name (column->kind));
      if (column->opens != NULL)
        json_object_set_string_member (object, "type", column->opens);
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
print_json (const CrmReport *report, const CrmReportTable *table)
{
  JsonObject *document = json_object_new ();
  JsonArray  *rows = json_array_new ();
  JsonArray  *notes = json_array_new ();

  for (guint i = 0; i < table->rows->len; i++)
    {
      const CrmReportRow *row = crm_report_table_get_row (table, i);
      JsonObject         *object = json_object_new ();
      JsonObject         *cells = json_object_new ();

      json_object_set_string_member (object, "label", row->label);
      json_object_set_boolean_member (object, "total", row->is_total);
      for (guint j = 0; j < table->columns->len; j++)
        {
          if (row->cells[j].is_set)
            json_object_set_object_member (cells, crm_report_table_get_column (table, j)->name, cell_to_json (table, row, j));
        }
      json_object_set_object_member (object, "cells", cells);
      json_array_add_object_element (rows, object);
    }
  for (guint i = 0; i < table->notes->len; i++)
    json_array_add_string_element (notes, table->notes->pdata[i]);
  json_object_set_string_member (document, "name", report->name);
  json_object_set_string_member (document, "title", _ (report->title));
  json_object_set_string_member (document, "currency", table->currency);
  json_object_set_array_member (document, "columns", columns_to_json (table));
  json_object_set_array_member (document, "rows", rows);
  json_object_set_array_member (document, "notes", notes);
  crm_cli_print_object (document);
}

typedef struct
{
  char *from;
  char *to;
  char *calendar;
  char *view;
  char *output;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self->calendar);
  g_free (self->view);
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
read_calendar (CrmCli *cli, const char *name, GError **error)
{
  if (name == NULL)
    return TRUE;
  if (!g_str_equal (name, "jalali") && !g_str_equal (name, "gregorian"))
    return crm_cli_usage (error, _ ("“%s” is no calendar: jalali or gregorian."), name);

  cli->culture.calendar = g_str_equal (name, "jalali") ? CRM_CALENDAR_JALALI : CRM_CALENDAR_GREGORIAN;

  return TRUE;
}

static CrmReportQuestion *
new_question (CrmCli *cli, const Options *options, GError **error)
{
  CrmDate   today = crm_date_from_instant (crm_clock_now ());
  CrmPeriod period = crm_report_get_usual_period (today, cli->culture.calendar);
  g_autoptr (CrmRecord) segment = NULL;

  if (options->from != NULL && !crm_date_parse (options->from, &cli->culture, today, &period.first, error))
    return NULL;
  if (options->to != NULL && !crm_date_parse (options->to, &cli->culture, today, &period.last, error))
    return NULL;
  if (options->view != NULL)
    {
      segment = crm_view_find (cli->store, options->view, error);
      if (segment == NULL)
        return NULL;
    }

  return crm_report_question_new (cli->store, period, today, &cli->culture, segment, error);
}

static gboolean
read_format (const char *path, CrmReportFormat *format, GError **error)
{
  *format = g_str_has_suffix (path, ".pdf") ? CRM_REPORT_PDF : CRM_REPORT_CSV;
  if (*format == CRM_REPORT_PDF || g_str_has_suffix (path, ".csv"))
    return TRUE;

  return crm_cli_usage (error, _ ("“%s” ends neither in .csv nor in .pdf."), path);
}

static gboolean
run_report (CrmCli *cli, int argc, char *argv[], GError **error)
{
  g_auto (Options) options = { NULL };
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, NULL, NULL },
    { "calendar", 0, 0, G_OPTION_ARG_STRING, &options.calendar, NULL, NULL },
    { "view", 0, 0, G_OPTION_ARG_STRING, &options.view, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, NULL, NULL },
    { NULL },
  };
  const CrmReport *report;
  gboolean         overview;
  CrmReportFormat  format = CRM_REPORT_CSV;
  g_autoptr (CrmReportQuestion) question = NULL;
  g_autoptr (CrmReportTable) table = NULL;

  if (!crm_cli_parse (cli, &argc, &argv, entries, error))
    return FALSE;
  if (argc == 1)
    return list_reports (cli);
  overview = argc == 2 && g_str_equal (argv[1], OVERVIEW);
  report = argc == 2 ? crm_report_find (argv[1]) : NULL;
  if (overview && (options.output != NULL || options.view != NULL || options.from != NULL || options.to != NULL))
    return crm_cli_usage (error, _ ("The overview is of today and of all; it is not written to a file."));
  if (report == NULL && !overview)
    return crm_cli_usage (error, _ ("“%s” is no report; “crmctl report” lists them."), argv[1]);
  if (options.output != NULL && !read_format (options.output, &format, error))
    return FALSE;
  if (!crm_cli_open (cli, error) || !read_calendar (cli, options.calendar, error))
    return FALSE;

  question = new_question (cli, &options, error);
  if (overview)
    return question != NULL && crm_cli_print_overview (cli, question, error);
  table = question != NULL ? crm_report_make (report, question, error) : NULL;
  if (table == NULL)
    return FALSE;
  if (options.output != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (options.output);

      return crm_report_write_file (report, question, table, format, file, error);
    }
  if (cli->json)
    print_json (report, table);
  else
    print_table (cli, table);
  return TRUE;
}

const CrmCliCommand crm_cli_report_commands[] = {
  { "report", "[NAME] [--from DATE] [--to DATE] [--calendar jalali|gregorian] [--view NAME] [-o PATH]", N_ ("Make a report, as lines or as CSV or PDF; without a name, list them."), run_report },
  { NULL },
};
