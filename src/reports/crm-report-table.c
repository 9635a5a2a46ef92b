#include "config.h"

#include "crm-report-table.h"

#include "crm-money.h"
#include "crm-statistic.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MINUTES_AN_HOUR 60

static void
column_clear (gpointer data)
{
  g_free (((CrmReportColumn *) data)->title);
}

static void
row_free (gpointer data)
{
  CrmReportRow *self = data;

  for (guint i = 0; i < self->n_cells; i++)
    {
      g_free (self->cells[i].text);
      g_free (self->cells[i].filter);
    }
  g_free (self->cells);
  g_free (self->label);
  g_free (self);
}

/**
 * crm_report_table_new:
 *
 * Returns: (transfer full): a table without columns
 */
CrmReportTable *
crm_report_table_new (const char *heading)
{
  CrmReportTable *self = g_new0 (CrmReportTable, 1);

  self->heading = g_strdup (heading);
  self->columns = g_array_new (FALSE, FALSE, sizeof (CrmReportColumn));
  g_array_set_clear_func (self->columns, column_clear);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
crm_report_table_free (CrmReportTable *self)
{
  g_free (self->heading);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/**
 * crm_report_table_add_column:
 * @opens: (nullable): the type of the records that are counted in it; static
 *
 * Before the first row.
 *
 * Returns: its number
 */
guint
crm_report_table_add_column (CrmReportTable *self, const char *name, const char *title, CrmReportKind kind, const char *opens)
{
  CrmReportColumn column = { name, g_strdup (title), kind, opens, FALSE };

  g_array_append_val (self->columns, column);

  return self->columns->len - 1;
}

/**
 * crm_report_table_chart:
 *
 * The chart shows @column.
 */
void
crm_report_table_chart (CrmReportTable *self, guint column)
{
  g_array_index (self->columns, CrmReportColumn, column).charted = TRUE;
}

/**
 * crm_report_table_add_row:
 *
 * Returns: (transfer none): a row in which nothing is set
 */
CrmReportRow *
crm_report_table_add_row (CrmReportTable *self, const char *label)
{
  CrmReportRow *row = g_new0 (CrmReportRow, 1);

  row->label = g_strdup (label);
  row->n_cells = self->columns->len;
  row->cells = g_new0 (CrmReportCell, row->n_cells);
  g_ptr_array_add (self->rows, row);

  return row;
}

/**
 * crm_report_table_take_note:
 * @note: (transfer full)
 */
void
crm_report_table_take_note (CrmReportTable *self, char *note)
{
  g_ptr_array_add (self->notes, note);
}

/**
 * crm_report_row_set:
 * @filter: (transfer full) (nullable)
 */
void
crm_report_row_set (CrmReportRow *self, guint column, gint64 value, char *filter)
{
  CrmReportCell *cell = &self->cells[column];

  cell->is_set = TRUE;
  cell->value = value;
  g_free (cell->filter);
  cell->filter = filter;
}

/**
 * crm_report_row_set_share:
 * @filter: (transfer full) (nullable)
 *
 * A share of nothing is not set.
 */
void
crm_report_row_set_share (CrmReportRow *self, guint column, gint64 part, gint64 whole, char *filter)
{
  crm_report_row_set (self, column, part, filter);
  self->cells[column].whole = whole;
  self->cells[column].is_set = whole > 0;
}

void
crm_report_row_set_percent (CrmReportRow *self, guint column, gint64 part, gint64 whole)
{
  crm_report_row_set_share (self, column, part, whole, NULL);
}

/**
 * crm_report_row_set_score:
 * @margin: in points: so far beside it may be, 19 times in 20
 * @filter: (transfer full) (nullable)
 */
void
crm_report_row_set_score (CrmReportRow *self, guint column, gint64 points, gint64 margin, char *filter)
{
  crm_report_row_set (self, column, points, filter);
  self->cells[column].whole = margin;
}

void
crm_report_row_set_text (CrmReportRow *self, guint column, const char *text)
{
  self->cells[column].is_set = TRUE;
  self->cells[column].text = g_strdup (text);
}

const CrmReportColumn *
crm_report_table_get_column (const CrmReportTable *self, guint column)
{
  return &g_array_index (self->columns, CrmReportColumn, column);
}

const CrmReportRow *
crm_report_table_get_row (const CrmReportTable *self, guint row)
{
  return g_ptr_array_index (self->rows, row);
}

static char *
dup_days (gint64 days, const CrmCulture *culture)
{
  g_autofree char *count = crm_culture_count (culture, days);

  return days > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s day", "%s days", (gulong) days), count) : g_strdup (C_ ("span", "the same day"));
}

/* "2:30": a column says in its head what hours these are. */
static char *
dup_hours (gint64 minutes, const CrmCulture *culture)
{
  g_autofree char *ascii = g_strdup_printf ("%" G_GINT64_FORMAT ":%02d", minutes / MINUTES_AN_HOUR, (int) (minutes % MINUTES_AN_HOUR));
  g_autofree char *digits = crm_culture_digits (culture, ascii);

  return crm_text_isolate_ltr (digits);
}

static char *
dup_score (const CrmReportCell *cell, const CrmCulture *culture)
{
  g_autofree char *points = crm_culture_count (culture, cell->value);
  g_autofree char *margin = crm_culture_count (culture, cell->whole);

  /* Translators: a score, and how far beside it may be: "33 ± 12" */
  return g_strdup_printf (C_ ("score", "%1$s ± %2$s"), points, margin);
}

static char *
dup_percent (const CrmReportCell *cell, const CrmCulture *culture)
{
  g_autofree char *percent = crm_culture_count (culture, (gint64) floor (100.0 * (double) cell->value / (double) cell->whole + 0.5));

  /* Translators: per cent */
  return g_strdup_printf (C_ ("share", "%s%%"), percent);
}

/**
 * crm_report_table_get_opens:
 *
 * Returns: (nullable): the type of the records that the cell counted; %NULL where there are none to be shown
 */
const char *
crm_report_table_get_opens (const CrmReportTable *self, const CrmReportRow *row, guint column)
{
  const CrmReportCell *cell = &row->cells[column];

  if (cell->filter == NULL || !cell->is_set)
    return NULL;

  return cell->opens != NULL ? cell->opens : crm_report_table_get_column (self, column)->opens;
}

/* "3 of 7", and from twenty on "43 % (38–48)": what it may be in truth, 19 times in 20. */
static char *
dup_share (const CrmReportCell *cell, const CrmCulture *culture)
{
  g_autofree char *part = crm_culture_count (culture, cell->value);
  g_autofree char *whole = crm_culture_count (culture, cell->whole);
  g_autofree char *share = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  double           low, high;

  if (cell->whole < CRM_REPORT_SHARE_LEAST)
    /* Translators: how many of how many, such as "3 of 7" */
    return g_strdup_printf (C_ ("share", "%1$s of %2$s"), part, whole);

  crm_wilson_interval (cell->value, cell->whole, &low, &high);
  share = crm_culture_count (culture, (gint64) (100.0 * (double) cell->value / (double) cell->whole + 0.5));
  from = crm_culture_count (culture, (gint64) (100 * low + 0.5));
  until = crm_culture_count (culture, (gint64) (100 * high + 0.5));

  /* Translators: a share in per cent, and between which it probably is in truth: "43% (38–48)" */
  return g_strdup_printf (C_ ("share", "%1$s%% (%2$s–%3$s)"), share, from, until);
}

/**
 * crm_report_cell_dup_text:
 * @currency: ISO 4217
 *
 * Returns: (transfer full): the figure for people; empty where nothing is set
 */
char *
crm_report_cell_dup_text (const CrmReportCell *self, CrmReportKind kind, const char *currency, const CrmCulture *culture)
{
  if (!self->is_set)
    return g_strdup ("");

  switch (kind)
    {
    case CRM_REPORT_MONEY:
      return crm_money_format (self->value, currency, culture, CRM_MONEY_STYLE_FIGURES);
    case CRM_REPORT_SHARE:
      return dup_share (self, culture);
    case CRM_REPORT_PERCENT:
      return dup_percent (self, culture);
    case CRM_REPORT_DAYS:
      return dup_days (self->value, culture);
    case CRM_REPORT_HOURS:
      return dup_hours (self->value, culture);
    case CRM_REPORT_SCORE:
      return dup_score (self, culture);
    case CRM_REPORT_TEXT:
      return g_strdup (self->text);
    case CRM_REPORT_COUNT:
    default:
      return crm_culture_count (culture, self->value);
    }
}

char *
crm_report_table_dup_text (const CrmReportTable *self, const CrmReportRow *row, guint column, const CrmCulture *culture)
{
  return crm_report_cell_dup_text (&row->cells[column], crm_report_table_get_column (self, column)->kind, self->currency, culture);
}

/**
 * crm_report_table_dup_plain:
 *
 * Returns: (transfer full): the cell for programs: numbers in ASCII, shares from 0 to 1, times of work in hours, money in the currency's unit; empty where nothing is set
 */
char *
crm_report_table_dup_plain (const CrmReportTable *self, const CrmReportRow *row, guint column)
{
  static const CrmCulture plain = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "", FALSE };
  const CrmReportCell    *cell = &row->cells[column];
  char                    number[G_ASCII_DTOSTR_BUF_SIZE];

  if (!cell->is_set)
    return g_strdup ("");

  switch (crm_report_table_get_column (self, column)->kind)
    {
    case CRM_REPORT_MONEY:
      return crm_money_format (cell->value, self->currency, &plain, CRM_MONEY_STYLE_PLAIN);
    case CRM_REPORT_SHARE:
    case CRM_REPORT_PERCENT:
      return g_strdup (g_ascii_formatd (number, sizeof number, "%.4f", (double) cell->value / (double) cell->whole));
    case CRM_REPORT_HOURS:
      return g_strdup (g_ascii_formatd (number, sizeof number, "%.2f", (double) cell->value / MINUTES_AN_HOUR));
    case CRM_REPORT_TEXT:
      return g_strdup (cell->text);
    case CRM_REPORT_COUNT:
    case CRM_REPORT_DAYS:
    case CRM_REPORT_SCORE:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->value);
    }
}

/**
 * crm_report_table_dup_title:
 *
 * Returns: (transfer full): the head of @column, with the unit of its money
 */
char *
crm_report_table_dup_title (const CrmReportTable *self, guint column, const CrmCulture *culture)
{
  const CrmReportColumn *head = crm_report_table_get_column (self, column);

  if (head->kind != CRM_REPORT_MONEY || self->currency[0] == '\0')
    return g_strdup (head->title);

  /* Translators: the head of a column: what is in it, and the unit of its amounts */
  return g_strdup_printf (C_ ("report", "%1$s (%2$s)"), head->title, crm_currency_unit (self->currency, culture));
}
