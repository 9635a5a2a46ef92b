/* A file of rows, whatever wrote it: text with delimiters, or a workbook, of which one sheet is read. */

#include "config.h"

#include "crm-table-open.h"

#include "crm-charset.h"
#include "crm-error.h"
#include "crm-sheet-stream.h"

#include <glib/gi18n-lib.h>

static CrmCsvReader *
open_sheet (CrmWorkbook *book, guint sheet, const CrmCsvOptions *said, GError **error)
{
  CrmCsvOptions options = { .charset = CRM_CHARSET_UTF_8, .delimiter = ',', .header = said != NULL ? said->header : CRM_CSV_HEADER_GUESS, .record_a_line = TRUE };
  g_autoptr (CrmSheetStream) stream = crm_sheet_stream_new (book, sheet, error);
  CrmCsvReader *reader = stream != NULL ? crm_csv_reader_new_for_stream (G_INPUT_STREAM (stream), &options, error) : NULL;

  if (reader != NULL)
    crm_csv_reader_set_size (reader, crm_sheet_stream_get_size (stream));

  return reader;
}

static GStrv
get_names (CrmWorkbook *book)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < book->sheets->len; i++)
    g_strv_builder_add (names, ((CrmSheet *) g_ptr_array_index (book->sheets, i))->name);

  return g_strv_builder_end (names);
}

static gboolean
find_sheet (const char *const *names, const char *name, guint *sheet, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_strcmp0 (names[i], name) != 0)
        continue;
      *sheet = i;
      return TRUE;
    }

  g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no sheet “%s” in the file."), name);
  return FALSE;
}

/* The first that has rows: people keep an empty one, or a cover, before their data. */
static CrmCsvReader *
open_first (CrmWorkbook *book, const CrmCsvOptions *options, guint *sheet, GError **error)
{
  for (*sheet = 0; *sheet < book->sheets->len; ++*sheet)
    {
      g_autoptr (GError) failure = NULL;
      CrmCsvReader *reader = open_sheet (book, *sheet, options, &failure);

      if (reader != NULL)
        return reader;
      if (*sheet + 1 < book->sheets->len && g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
        continue;
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return NULL;
}

/**
 * crm_table_open:
 * @path: a CSV, xlsx or ods file
 * @options: (nullable): what a person says of it
 * @sheets: (out) (optional) (nullable) (transfer full): the names of the sheets of a workbook; %NULL for other files
 * @sheet: (out) (optional): which of them is read
 *
 * Opens a file by its content. Reads the disk: for a worker.
 *
 * Returns: (transfer full) (nullable): its rows, or %NULL with @error set
 */
CrmCsvReader *
crm_table_open (const char *path, const CrmCsvOptions *options, GStrv *sheets, guint *sheet, GError **error)
{
  g_autoptr (CrmWorkbook) book = NULL;
  g_auto (GStrv) names = NULL;
  CrmCsvReader *reader;
  guint         which = 0;

  if (crm_workbook_detect (path) == CRM_WORKBOOK_NONE)
    {
      if (sheets != NULL)
        *sheets = NULL;
      return crm_csv_reader_new_for_path (path, options, error);
    }

  book = crm_workbook_open (path, error);
  if (book == NULL)
    return NULL;
  names = get_names (book);
  if (options == NULL || options->sheet == NULL)
    reader = open_first (book, options, &which, error);
  else
    reader = find_sheet ((const char *const *) names, options->sheet, &which, error) ? open_sheet (book, which, options, error) : NULL;
  if (reader == NULL)
    return NULL;

  if (sheets != NULL)
    *sheets = g_steal_pointer (&names);
  if (sheet != NULL)
    *sheet = which;

  return reader;
}
