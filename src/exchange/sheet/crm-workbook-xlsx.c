/* ECMA-376, part 1: SpreadsheetML, of the transitional and of the strict kind, which differ in the names of their namespaces alone. */

#include "config.h"

#include "crm-workbook-private.h"

#include "crm-error.h"
#include "crm-number-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Texts that cells refer to are kept, all of them. */
#define STRINGS_MOST (512 * 1024 * 1024)

#define STYLES_MOST 65536

static gboolean
is_true (CrmXml *xml, const char *name)
{
  g_autofree char *text = crm_xml_dup_attribute (xml, name);

  return text != NULL && (g_str_equal (text, "1") || g_str_equal (text, "true"));
}

/* "worksheets/sheet1.xml" beside the workbook, or "/xl/worksheets/sheet1.xml". */
static char *
resolve (const char *target)
{
  return *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL);
}

/* What the ids of sheets stand for. */
static GHashTable *
read_targets (CrmArchive *archive, GError **error)
{
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (CrmXml) xml = crm_xml_open (archive, "xl/_rels/workbook.xml.rels", error);

  if (xml == NULL)
    return NULL;

  while (crm_xml_next (xml))
    {
      g_autofree char *id = NULL;
      g_autofree char *target = NULL;

      if (!crm_xml_begins (xml, "Relationship"))
        continue;
      id = crm_xml_dup_attribute (xml, "Id");
      target = crm_xml_dup_attribute (xml, "Target");
      if (id != NULL && target != NULL)
        g_hash_table_replace (targets, g_steal_pointer (&id), resolve (target));
    }

  return crm_xml_finish (xml, error) ? g_steal_pointer (&targets) : NULL;
}

static void
add_sheet (CrmWorkbook *self, CrmXml *xml, GHashTable *targets)
{
  g_autofree char *name = crm_xml_dup_attribute (xml, "name");
  g_autofree char *id = crm_xml_dup_attribute (xml, "id");
  g_autofree char *state = crm_xml_dup_attribute (xml, "state");
  const char      *target = id != NULL ? g_hash_table_lookup (targets, id) : NULL;

  if (target == NULL || (state != NULL && !g_str_equal (state, "visible")) || strstr (target, "/chartsheets/") != NULL)
    return;
  crm_workbook_add_sheet (self, name, g_strdup (target), 0);
}

static gboolean
read_sheets (CrmWorkbook *self, CrmArchive *archive, GError **error)
{
  g_autoptr (GHashTable) targets = read_targets (archive, error);
  g_autoptr (CrmXml) xml = targets != NULL ? crm_xml_open (archive, "xl/workbook.xml", error) : NULL;

  if (xml == NULL)
    return FALSE;

  while (crm_xml_next (xml))
    {
      if (crm_xml_begins (xml, "sheet"))
        add_sheet (self, xml, targets);
      else if (crm_xml_begins (xml, "workbookPr"))
        self->from_1904 = is_true (xml, "date1904");
    }

  return crm_xml_finish (xml, error);
}

static guint
hex_value (const char *p)
{
  guint value = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (p[i]);

      if (digit < 0)
        return 0;
      value = value * 16 + (guint) digit;
    }

  return value;
}

/* "_x000D_" is a sign that XML cannot have, and "_x005F_" the line before one that means itself. */
static void
append_unescaped (GString *text, const char *from)
{
  for (const char *p = from; *p != '\0';)
    {
      guint code = p[0] == '_' && p[1] == 'x' && strlen (p) >= 7 && p[6] == '_' ? hex_value (p + 2) : 0;

      if (code > 0 && code != '\r' && g_unichar_validate (code))
        g_string_append_unichar (text, code);
      else if (code == 0)
        g_string_append_c (text, *p);
      p += code > 0 ? 7 : 1;
    }
}

/* The texts within an element, which ends at @end, without how they are said. */
static gboolean
read_texts (CrmXml *xml, const char *end, GString *text)
{
  gboolean within = FALSE;

  if (crm_xml_is_empty (xml))
    return TRUE;
  while (crm_xml_next (xml))
    {
      const char *part = within ? crm_xml_get_text (xml) : NULL;

      if (crm_xml_ends (xml, end))
        return TRUE;
      if (part != NULL)
        append_unescaped (text, part);
      else if (crm_xml_begins (xml, "t"))
        within = !crm_xml_is_empty (xml);
      else if (crm_xml_ends (xml, "t"))
        within = FALSE;
      else if (crm_xml_begins (xml, "rPh") && !crm_xml_is_empty (xml))
        {
          g_autoptr (GString) aloud = g_string_new (NULL);

          if (!read_texts (xml, "rPh", aloud))
            return FALSE;
        }
    }

  return FALSE;
}

/* An entry that a workbook need not have. Returns: whether it was asked for without trouble; @xml: (out) (nullable) */
static gboolean
open_optional (CrmArchive *archive, const char *entry, CrmXml **xml, GError **error)
{
  g_autoptr (GError) failure = NULL;

  *xml = crm_xml_open (archive, entry, &failure);
  if (*xml != NULL || g_error_matches (failure, CRM_ERROR, CRM_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_strings (CrmWorkbook *self, CrmArchive *archive, GError **error)
{
  g_autoptr (CrmXml) xml = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  gsize kept = 0;

  self->strings = g_ptr_array_new ();
  self->texts = g_string_chunk_new (65536);
  if (!open_optional (archive, "xl/sharedStrings.xml", &xml, error))
    return FALSE;

  while (xml != NULL && crm_xml_next (xml))
    {
      if (!crm_xml_begins (xml, "si"))
        continue;
      g_string_truncate (text, 0);
      if (!read_texts (xml, "si", text))
        break;
      kept += text->len + sizeof (char *);
      if (kept > STRINGS_MOST)
        {
          g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The texts of the sheet are more than 512 MB, which cannot be read."));
          return FALSE;
        }
      g_ptr_array_add (self->strings, g_string_chunk_insert_len (self->texts, text->str, (gssize) text->len));
    }

  return xml == NULL || crm_xml_finish (xml, error);
}

static void
add_format (CrmWorkbook *self, CrmXml *xml, GHashTable *codes)
{
  guint           id = (guint) crm_xml_get_number (xml, "numFmtId", 0, G_MAXINT, 0);
  const char     *code = g_hash_table_lookup (codes, GUINT_TO_POINTER (id));
  CrmNumberFormat format = code != NULL ? crm_number_format_parse (code) : crm_number_format_get (id);

  if (self->formats->len < STYLES_MOST)
    g_array_append_val (self->formats, format);
}

static gboolean
read_styles (CrmWorkbook *self, CrmArchive *archive, GError **error)
{
  g_autoptr (CrmXml) xml = NULL;
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gboolean of_cells = FALSE;

  self->formats = g_array_new (FALSE, FALSE, sizeof (CrmNumberFormat));
  if (!open_optional (archive, "xl/styles.xml", &xml, error))
    return FALSE;

  while (xml != NULL && crm_xml_next (xml))
    {
      if (crm_xml_begins (xml, "numFmt"))
        g_hash_table_replace (codes, GUINT_TO_POINTER ((guint) crm_xml_get_number (xml, "numFmtId", 0, G_MAXINT, 0)), crm_xml_dup_attribute (xml, "formatCode"));
      else if (crm_xml_begins (xml, "cellXfs"))
        of_cells = !crm_xml_is_empty (xml);
      else if (crm_xml_ends (xml, "cellXfs"))
        of_cells = FALSE;
      else if (of_cells && crm_xml_begins (xml, "xf"))
        add_format (self, xml, codes);
    }

  return xml == NULL || crm_xml_finish (xml, error);
}

gboolean
crm_workbook_read_xlsx (CrmWorkbook *self, CrmArchive *archive, GError **error)
{
  return read_sheets (self, archive, error) && read_styles (self, archive, error) && read_strings (self, archive, error);
}

/* Puts the column of "AB12", from 0, in @column, and leaves it where that is no place of a sheet. */
static void
parse_column (const char *reference, guint *column)
{
  guint n = 0;

  for (const char *p = reference; p != NULL && g_ascii_isalpha (*p); p++)
    {
      n = n * 26 + (guint) (g_ascii_toupper (*p) - 'A' + 1);
      if (n > CRM_SHEET_COLUMNS)
        return;
    }
  if (n > 0)
    *column = n - 1;
}

static void
append_number (CrmSheetRows *self, const char *value, guint style)
{
  char           *end;
  double          number = g_ascii_strtod (value, &end);
  CrmNumberFormat format = { CRM_NUMBER_PLAIN, 0 };

  if (end == value || *end != '\0')
    {
      g_string_append (self->text, value);
      return;
    }
  if (style < self->book->formats->len)
    format = g_array_index (self->book->formats, CrmNumberFormat, style);
  crm_number_format_append (format, number, self->book->from_1904, self->text);
}

static void
append_shared (CrmSheetRows *self, const char *value)
{
  guint64 number;

  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT, &number, NULL) && number < self->book->strings->len)
    g_string_append (self->text, g_ptr_array_index (self->book->strings, (guint) number));
}

static void
append_value (CrmSheetRows *self, const char *type, const char *value, guint style)
{
  if (type == NULL || g_str_equal (type, "n"))
    append_number (self, value, style);
  else if (g_str_equal (type, "s"))
    append_shared (self, value);
  else if (g_str_equal (type, "b"))
    g_string_append (self->text, g_str_equal (value, "0") ? "FALSE" : "TRUE");
  else
    append_unescaped (self->text, value);
}

/* Leaves what the cell says in @self->text. */
static gboolean
read_cell (CrmSheetRows *self)
{
  g_autofree char *type = crm_xml_dup_attribute (self->xml, "t");
  guint            style = (guint) crm_xml_get_number (self->xml, "s", 0, G_MAXINT, 0);
  g_autoptr (GString) value = g_string_new (NULL);
  gboolean within = FALSE;

  g_string_truncate (self->text, 0);
  if (crm_xml_is_empty (self->xml))
    return TRUE;
  while (crm_xml_next (self->xml))
    {
      const char *part = within ? crm_xml_get_text (self->xml) : NULL;

      if (crm_xml_ends (self->xml, "c"))
        {
          if (value->len > 0)
            append_value (self, type, value->str, style);
          return TRUE;
        }
      if (part != NULL)
        g_string_append (value, part);
      else if (crm_xml_begins (self->xml, "v"))
        within = !crm_xml_is_empty (self->xml);
      else if (crm_xml_ends (self->xml, "v"))
        within = FALSE;
      else if (crm_xml_begins (self->xml, "is") && !read_texts (self->xml, "is", self->text))
        return FALSE;
    }

  return FALSE;
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
      g_autofree char *reference = NULL;

      if (crm_xml_ends (self->xml, "row"))
        return TRUE;
      if (!crm_xml_begins (self->xml, "c"))
        continue;
      reference = crm_xml_dup_attribute (self->xml, "r");
      parse_column (reference, &column);
      if (column >= CRM_SHEET_COLUMNS)
        return crm_xml_refuse (self->xml, CRM_ERROR_INVALID, _ ("A row of the sheet has more than 16,384 cells, which no spreadsheet has."));
      if (!read_cell (self))
        return FALSE;
      crm_sheet_append_cell (line, &n_cells, column, self->text->str);
      column++;
    }

  return FALSE;
}

gboolean
crm_sheet_rows_next_xlsx (CrmSheetRows *self, GString *csv)
{
  while (crm_xml_next (self->xml))
    {
      guint row;

      if (!crm_xml_begins (self->xml, "row"))
        continue;
      row = (guint) crm_xml_get_number (self->xml, "r", 1, CRM_SHEET_ROWS, self->row + 1);
      /* Rows come in their order; one that does not is read as the next. */
      for (; self->row + 1 < row; self->row++)
        g_string_append_c (csv, '\n');
      self->row++;
      if (!read_row (self, csv))
        return FALSE;
      g_string_append_c (csv, '\n');
      return TRUE;
    }

  return FALSE;
}
