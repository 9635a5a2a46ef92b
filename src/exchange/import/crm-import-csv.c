/* Drives a file of rows, CSV or a sheet, through the importer. The first rows are read ahead, to find out what the columns are. */

#include "config.h"

#include "crm-import-private.h"

#include "crm-error.h"
#include "crm-import-feed.h"
#include "crm-import-habits.h"
#include "crm-import-later.h"
#include "crm-import-values.h"
#include "crm-table-open.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows that a map is guessed from. */
#define SAMPLE_ROWS 100

typedef struct
{
  CrmImportJob       *job;
  CrmCsvReader       *reader; /* (owned) */
  CrmImportMap       *map;    /* (owned) */
  CrmImportRowReader *rows;   /* (owned) */
  CrmImportLater     *later;  /* (owned) */
} Sheet;

static void
sheet_clear (Sheet *sheet)
{
  g_clear_object (&sheet->reader);
  g_clear_pointer (&sheet->map, crm_import_map_unref);
  g_clear_pointer (&sheet->rows, crm_import_row_reader_free);
  g_clear_pointer (&sheet->later, crm_import_later_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

static GStrv
copy_row (const CrmCsvRow *row)
{
  GStrv copy = g_new0 (char *, row->n_fields + 1);

  for (gsize i = 0; i < row->n_fields; i++)
    copy[i] = g_strndup (row->fields[i], row->lengths[i]);

  return copy;
}

/* The first rows of a sheet; those that cannot be read come up again when the whole file is read. */
static GPtrArray *
read_sample (CrmCsvReader *reader, guint n_rows, guint *n_columns)
{
  GPtrArray         *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *const *header = crm_csv_reader_get_header (reader);

  *n_columns = header != NULL ? g_strv_length ((GStrv) header) : 0;
  while (rows->len < n_rows)
    {
      g_autoptr (GError) failure = NULL;
      const CrmCsvRow *row = crm_csv_reader_next (reader, &failure);

      if (row == NULL && !g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
        break;
      if (row == NULL)
        continue;
      if (header == NULL)
        *n_columns = MAX (*n_columns, (guint) row->n_fields);
      g_ptr_array_add (rows, copy_row (row));
    }

  return rows;
}

/* As somebody matched a sheet with the same headings before, if that still makes sense; else what can be guessed. */
static CrmImportMap *
remember_or_guess (const CrmImportOptions *options, const char *const *header, guint n_columns, GPtrArray *rows)
{
  CrmImportMap    *guess = crm_import_map_new_guess (header, n_columns, rows, options->fields);
  g_autofree char *digest = header != NULL ? crm_import_map_dup_header_digest (guess) : NULL;
  gboolean         may_be_known = digest != NULL && options->known_maps != NULL && crm_import_map_get_own (guess) == NULL;
  const char      *spec = may_be_known ? g_hash_table_lookup (options->known_maps, digest) : NULL;
  CrmImportMap    *known = spec != NULL ? crm_import_map_parse (spec, header, n_columns, options->fields, NULL) : NULL;

  if (known == NULL)
    return guess;

  crm_import_map_unref (guess);
  return known;
}

/* The map that a person made, fitted to the file; or a new one. */
CrmImportMap *
crm_import_make_map (const CrmImportOptions *options, const char *const *header, guint n_columns, GPtrArray *rows, GError **error)
{
  if (options->map == NULL)
    return options->map_spec != NULL ? crm_import_map_parse (options->map_spec, header, n_columns, options->fields, error) : remember_or_guess (options, header, n_columns, rows);
  if (crm_import_map_get_n_columns (options->map) == n_columns)
    return crm_import_map_ref (options->map);

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The file has %u columns, and %u were matched to fields. Match the columns of this file again."),
               n_columns, crm_import_map_get_n_columns (options->map));
  return NULL;
}

/**
 * crm_import_preview:
 * @path: a CSV file
 * @options: encoding, delimiter and header as a person says, and a map to start from
 * @n_rows: how many rows are wanted
 * @rows: (out) (transfer full) (element-type GStrv): the first rows, for the dialog's samples
 *
 * Looks at the beginning of a sheet. Reads the disk: for a worker.
 *
 * Returns: (transfer full) (nullable): what its columns seem to be, which the dialog may change and hand to crm_import_run()
 */
CrmImportMap *
crm_import_preview (const char *path, const CrmImportOptions *options, guint n_rows, GPtrArray **rows, GError **error)
{
  g_autoptr (CrmCsvReader) reader = crm_table_open (path, &options->csv, NULL, NULL, error);
  g_autoptr (GPtrArray) sample = NULL;
  g_autoptr (CrmImportMap) map = NULL;
  guint n_columns;

  if (reader == NULL)
    return NULL;

  sample = read_sample (reader, MAX (n_rows, SAMPLE_ROWS), &n_columns);
  map = crm_import_make_map (options, crm_csv_reader_get_header (reader), n_columns, sample, error);
  if (map == NULL)
    return NULL;
  if (sample->len > n_rows)
    g_ptr_array_remove_range (sample, n_rows, sample->len - n_rows);
  *rows = g_steal_pointer (&sample);

  return g_steal_pointer (&map);
}

static gboolean
open_sheet (Sheet *sheet, CrmImportJob *job, GError **error)
{
  CrmImportEngine *engine = job->engine;
  CrmImportWriting writing = { engine->culture, engine->today, job->options->default_country };
  g_autoptr (CrmCsvReader) reader = crm_table_open (job->path, &job->options->csv, NULL, NULL, error);
  g_autoptr (GPtrArray) sample = NULL;
  g_autoptr (CrmImportHabits) habits = NULL;
  const char *const *header;
  guint              n_columns;

  sheet->job = job;
  sheet->later = crm_import_later_new ();
  if (reader == NULL)
    return FALSE;

  sample = read_sample (reader, SAMPLE_ROWS, &n_columns);
  header = crm_csv_reader_get_header (reader);
  sheet->map = crm_import_make_map (job->options, header, n_columns, sample, error);
  if (sheet->map == NULL)
    return FALSE;

  habits = crm_import_habits_new (sheet->map, sample, job->options);
  writing.culture.day_first = habits->day_first;
  engine->culture = writing.culture;
  engine->scope = crm_import_map_get_preset (sheet->map);
  if (!crm_import_make_fields (job, sheet->map, sample, &writing, error))
    return FALSE;
  sheet->rows = crm_import_row_reader_new (sheet->map, &writing);
  crm_import_rejects_set_header (job->rejects, header, n_columns, crm_csv_reader_get_delimiter (reader));
  sheet->reader = crm_table_open (job->path, &job->options->csv, NULL, NULL, error);

  return sheet->reader != NULL;
}

static gboolean
reject (CrmImportEntry *entry, gpointer user_data, GError **error)
{
  Sheet                *sheet = user_data;
  const CrmImportFault *fault = &entry->fault;
  const char           *column = fault->column >= 0 ? crm_import_map_get_header (sheet->map, (guint) fault->column) : NULL;
  const char           *reason = fault->error->message;

  crm_import_report_reject (sheet->job->report, entry->line, column, fault->value, reason);

  return crm_import_rejects_add_row (sheet->job->rejects, (const char *const *) entry->cells->pdata, entry->cells->len, reason, error);
}

/* The reader's cells are gone with its next row. */
static void
keep_cells (CrmImportEntry *entry, const CrmCsvRow *row)
{
  for (gsize i = 0; i < row->n_fields; i++)
    g_byte_array_append (entry->source, (const guint8 *) row->fields[i], (guint) row->lengths[i] + 1);
  for (gsize i = 0, offset = 0; i < row->n_fields; offset += row->lengths[i++] + 1)
    g_ptr_array_add (entry->cells, entry->source->data + offset);
  g_array_append_vals (entry->lengths, row->lengths, (guint) row->n_fields);
}

/* Whom a row names may stand in a later one. */
static gboolean
put_off_or_reject (CrmImportEntry *entry, gpointer user_data, GError **error)
{
  return crm_import_later_add (((Sheet *) user_data)->later, entry) || reject (entry, user_data, error);
}

/* On the feed's thread. The reader's own words for a row it cannot read name the line. */
static gboolean
read_row (CrmImportEntry *entry, gpointer user_data)
{
  Sheet           *sheet = user_data;
  const CrmCsvRow *row = crm_csv_reader_next (sheet->reader, &entry->fault.error);

  if (row == NULL && entry->fault.error == NULL)
    return FALSE;

  entry->position = crm_csv_reader_get_bytes_read (sheet->reader);
  entry->is_fatal = row == NULL && !g_error_matches (entry->fault.error, CRM_ERROR, CRM_ERROR_INVALID);
  entry->line = crm_csv_reader_get_line (sheet->reader);
  if (row == NULL)
    return TRUE;
  keep_cells (entry, row);
  if (crm_import_row_reader_fill (sheet->rows, entry->draft, (const char *const *) entry->cells->pdata, (const gsize *) (gpointer) entry->lengths->data, entry->cells->len, &entry->fault) &&
      entry->draft->own->len == 0)
    entry->finished = crm_import_draft_finish (entry->draft, &entry->fault.error);

  return TRUE;
}

static void
finish_report (Sheet *sheet)
{
  CrmImportReport *report = sheet->job->report;

  if (g_str_equal (report->format, "csv"))
    {
      report->charset = g_strdup (crm_csv_reader_get_charset (sheet->reader));
      report->charset_reason = g_strdup (crm_csv_reader_get_charset_reason (sheet->reader));
      report->delimiter = crm_csv_reader_get_delimiter (sheet->reader);
    }
  report->map = crm_import_map_ref (sheet->map);
  crm_import_take_problems (sheet->job, crm_csv_reader_get_problems (sheet->reader));
  if (crm_csv_reader_get_replaced (sheet->reader) > 0)
    {
      gulong           n = (gulong) crm_csv_reader_get_replaced (sheet->reader);
      g_autofree char *message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu damaged character was replaced. Choose another encoding if letters look wrong.", "%lu damaged characters were replaced. Choose another encoding if letters look wrong.", n), n);

      crm_import_report_add_problem (report, 0, message);
    }
}

static gboolean
take_rows (Sheet *sheet, GError **error)
{
  CrmImportJob *job = sheet->job;

  if (crm_import_map_get_records (sheet->map) != NULL)
    return crm_import_read_records (job, sheet->reader, sheet->map, error);

  return crm_import_take_all (job, read_row, crm_csv_reader_get_size (sheet->reader), put_off_or_reject, sheet, error) &&
         crm_import_later_take (sheet->later, job, sheet->rows, reject, sheet, error);
}

/* Reads the whole sheet into the engine. */
gboolean
crm_import_read_csv (CrmImportJob *job, GError **error)
{
  g_auto (Sheet) sheet = { NULL };

  if (!open_sheet (&sheet, job, error) || !take_rows (&sheet, error))
    return FALSE;
  finish_report (&sheet);

  return TRUE;
}
