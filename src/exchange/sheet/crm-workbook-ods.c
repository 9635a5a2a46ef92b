/* OpenDocument 1.2, part 1, chapter 9: all sheets stand in one entry, one after the other. */

#include "config.h"

#include "crm-workbook-private.h"

#include "crm-error.h"
#include "crm-number-format.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define CONTENT "content.xml"

/* A sheet that is protected with a password has entries that are nothing but noise, and says so elsewhere. */
static gboolean
check_open (CrmArchive *archive, GError **error)
{
  g_autoptr (CrmXml) xml = crm_xml_open (archive, "META-INF/manifest.xml", NULL);

  while (xml != NULL && crm_xml_next (xml))
    {
      if (!crm_xml_begins (xml, "encryption-data"))
        continue;
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The file is protected with a password. Save it again without one."));
      return FALSE;
    }

  return TRUE;
}

gboolean
crm_workbook_read_ods (CrmWorkbook *self, CrmArchive *archive, GError **error)
{
  g_autoptr (CrmXml) xml = check_open (archive, error) ? crm_xml_open (archive, CONTENT, error) : NULL;
  guint    place = 0;
  gboolean more = xml != NULL && crm_xml_next (xml);

  if (xml == NULL)
    return FALSE;

  while (more)
    {
      g_autofree char *name = NULL;

      if (!crm_xml_begins (xml, "table"))
        {
          more = crm_xml_next (xml);
          continue;
        }
      name = crm_xml_dup_attribute (xml, "name");
      crm_workbook_add_sheet (self, name, g_strdup (CONTENT), place++);
      more = crm_xml_skip (xml);
    }

  return crm_xml_finish (xml, error);
}

static gboolean
is_one_of (CrmXml *xml, const char *const *elements)
{
  for (guint i = 0; elements[i] != NULL; i++)
    {
      if (crm_xml_begins (xml, elements[i]))
        return TRUE;
    }

  return FALSE;
}

/* What is within a cell: paragraphs, with line breaks, spaces that stand for several, and what nobody typed, such as comments. */
static gboolean
read_paragraphs (CrmSheetRows *self, GString *text)
{
  static const char *const others[] = { "annotation", "shapes", "frame", "custom-shape", "tracked-changes", NULL };
  guint                    within = 0;
  gboolean                 more = crm_xml_next (self->xml);

  while (more && !crm_xml_ends (self->xml, "table-cell") && !crm_xml_ends (self->xml, "covered-table-cell"))
    {
      const char *part = within > 0 ? crm_xml_get_text (self->xml) : NULL;

      if (is_one_of (self->xml, others))
        {
          more = crm_xml_skip (self->xml);
          continue;
        }
      if (part != NULL)
        g_string_append (text, part);
      else if (crm_xml_begins (self->xml, "p"))
        {
          if (text->len > 0)
            g_string_append_c (text, '\n');
          within += !crm_xml_is_empty (self->xml);
        }
      else if (crm_xml_ends (self->xml, "p"))
        within -= within > 0;
      else if (crm_xml_begins (self->xml, "line-break"))
        g_string_append_c (text, '\n');
      else if (crm_xml_begins (self->xml, "tab"))
        g_string_append_c (text, '\t');
      else if (crm_xml_begins (self->xml, "s"))
        for (gint64 n = crm_xml_get_number (self->xml, "c", 1, 1000, 1); n > 0; n--)
          g_string_append_c (text, ' ');
      more = crm_xml_next (self->xml);
    }

  return more;
}

/* "PT27H30M00S", as hours and minutes. */
static void
append_duration (const char *value, GString *text)
{
  guint  hours, minutes;
  double seconds;

  if (sscanf (value, "PT%6uH%2uM%6lfS", &hours, &minutes, &seconds) != 3)
    g_string_append (text, value);
  else if (seconds >= 1)
    g_string_append_printf (text, "%02u:%02u:%02.0f", hours, minutes, seconds);
  else
    g_string_append_printf (text, "%02u:%02u", hours, minutes);
}

/* "2025-03-21T14:30:00" */
static void
append_date (const char *value, GString *text)
{
  gsize length = strlen (value);

  g_string_append_len (text, value, (gssize) MIN (length, strlen ("2025-03-21")));
  if (length < strlen ("2025-03-21T14:30:00"))
    return;
  g_string_append_c (text, ' ');
  g_string_append_len (text, value + 11, g_str_has_prefix (value + 16, ":00") ? 5 : 8);
}

/* Zeros before a number are shown, and are no part of its value. */
static gboolean
is_code (const char *shown, const char *value)
{
  return *shown == '0' && g_ascii_isdigit (shown[1]) && strspn (shown, "0123456789") == strlen (shown) && strlen (shown) > strlen (value);
}

static void
append_typed (CrmSheetRows *self, const char *type, const char *value, const char *shown)
{
  if (g_str_equal (type, "date"))
    append_date (value, self->text);
  else if (g_str_equal (type, "time"))
    append_duration (value, self->text);
  else if (g_str_equal (type, "percentage"))
    crm_number_format_append ((CrmNumberFormat){ .kind = CRM_NUMBER_PERCENT }, g_ascii_strtod (value, NULL), FALSE, self->text);
  else if (g_str_equal (type, "boolean"))
    g_string_append (self->text, g_str_equal (value, "true") ? "TRUE" : "FALSE");
  else if (is_code (shown, value))
    g_string_append (self->text, shown);
  else
    crm_number_append_plain (g_ascii_strtod (value, NULL), self->text);
}

/* Leaves what the cell says in @self->text. */
static gboolean
read_cell (CrmSheetRows *self)
{
  static const char *const values[] = { "date-value", "time-value", "boolean-value", "value" };
  g_autofree char         *type = crm_xml_dup_attribute (self->xml, "value-type");
  g_autofree char         *currency = crm_xml_dup_attribute (self->xml, "currency");
  g_autofree char         *value = NULL;
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (values) && value == NULL; i++)
    value = crm_xml_dup_attribute (self->xml, values[i]);
  g_string_truncate (self->text, 0);
  if (!crm_xml_is_empty (self->xml) && !read_paragraphs (self, shown))
    return FALSE;

  if (type == NULL || value == NULL || g_str_equal (type, "string"))
    g_string_append (self->text, shown->str);
  else
    append_typed (self, type, value, shown->str);
  if (currency != NULL && type != NULL && g_str_equal (type, "currency"))
    g_string_append_printf (self->text, " %s", currency);

  return TRUE;
}

/* One that is there many times over and has something is written as often, as far as a sheet is wide. */
static void
append_repeated (CrmSheetRows *self, GString *line, guint *n_cells, guint *column, guint repeated)
{
  for (guint i = 0; i < repeated && *column < CRM_SHEET_COLUMNS; i++, (*column)++)
    {
      if (self->text->len > 0)
        crm_sheet_append_cell (line, n_cells, *column, self->text->str);
    }
}

static gboolean
read_row (CrmSheetRows *self, GString *line)
{
  guint n_cells = 0;
  guint column = 0;

  if (crm_xml_is_empty (self->xml))
    return TRUE;
  while (crm_xml_next (self->xml))
    {
      guint repeated;

      if (crm_xml_ends (self->xml, "table-row"))
        return TRUE;
      if (!crm_xml_begins (self->xml, "table-cell") && !crm_xml_begins (self->xml, "covered-table-cell"))
        continue;
      repeated = (guint) crm_xml_get_number (self->xml, "number-columns-repeated", 1, CRM_SHEET_COLUMNS, 1);
      if (!read_cell (self))
        return FALSE;
      append_repeated (self, line, &n_cells, &column, repeated);
    }

  return FALSE;
}

static void
append_line (CrmSheetRows *self, GString *csv)
{
  g_string_append_len (csv, self->line->str, (gssize) self->line->len);
  g_string_append_c (csv, '\n');
  self->row++;
}

gboolean
crm_sheet_rows_next_ods (CrmSheetRows *self, GString *csv)
{
  if (self->repeats > 0 && self->row < CRM_SHEET_ROWS)
    {
      self->repeats--;
      append_line (self, csv);
      return TRUE;
    }

  while (crm_xml_next (self->xml))
    {
      if (crm_xml_ends (self->xml, "table"))
        return FALSE;
      if (!crm_xml_begins (self->xml, "table-row"))
        continue;
      self->repeats = (guint) crm_xml_get_number (self->xml, "number-rows-repeated", 1, CRM_SHEET_ROWS, 1) - 1;
      g_string_truncate (self->line, 0);
      if (!read_row (self, self->line))
        return FALSE;
      append_line (self, csv);
      return TRUE;
    }

  return FALSE;
}
