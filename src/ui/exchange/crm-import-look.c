/* A look at the beginning of a file. */

#include "config.h"

#include "crm-import-look.h"

#include "crm-format.h"
#include "crm-import-fields.h"
#include "crm-table-open.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* Rows the map is guessed from, and values are shown of. */
#define SAMPLE_ROWS 100
/* Rows are counted up to here: more take a while. */
#define COUNTED_ROWS 10000

typedef struct
{
  char         *path;    /* (owned) */
  char         *charset; /* (owned) (nullable): as csv.charset */
  char         *sheet;   /* (owned) (nullable): as csv.sheet */
  CrmCsvOptions csv;     /* what a person says of it */
  CrmCulture    culture;
  char         *country; /* (owned) (nullable): where whoever imports is at home */
  GHashTable   *known;   /* (owned) (nullable) (element-type utf8 utf8): how sheets were matched before */
  GPtrArray    *fields;  /* (owned) (nullable) (element-type CrmFieldSet): of the file imported into */
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->path);
  g_free (self->charset);
  g_free (self->sheet);
  g_free (self->country);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_free (self);
}

static gboolean
look_at_rows (CrmImportLook *self, Request *request, GCancellable *cancellable, GError **error)
{
  CrmImportOptions options = { .format = self->format, .culture = &request->culture, .csv = request->csv, .fields = request->fields, .known_maps = request->known, .default_country = request->country };
  g_autoptr (CrmCsvReader) reader = crm_table_open (request->path, &options.csv, &self->sheets, &self->sheet, error);

  if (reader == NULL)
    return FALSE;
  if (self->sheets != NULL)
    options.csv.sheet = self->sheets[self->sheet];
  self->map = crm_import_preview (request->path, &options, SAMPLE_ROWS, &self->rows, error);
  if (self->map == NULL)
    return FALSE;

  self->habits = crm_import_habits_new (self->map, self->rows, &options);
  self->has_header = crm_csv_reader_get_header (reader) != NULL;
  while (self->n_rows < COUNTED_ROWS && !g_cancellable_is_cancelled (cancellable) && crm_csv_reader_next (reader, NULL) != NULL)
    self->n_rows++;
  if (self->sheets == NULL)
    {
      self->charset = g_strdup (crm_csv_reader_get_charset (reader));
      self->charset_reason = g_strdup (crm_csv_reader_get_charset_reason (reader));
      self->delimiter = crm_csv_reader_get_delimiter (reader);
    }

  return TRUE;
}

static CrmImportLook *
look (Request *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmImportLook) self = g_new0 (CrmImportLook, 1);
  g_autofree char *name = g_filename_display_basename (request->path);
  g_autoptr (GFile) file = g_file_new_for_path (request->path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return NULL;
  self->bytes = (guint64) g_file_info_get_size (info);
  self->name = crm_text_isolate (name);
  self->format = crm_import_detect_format (request->path, &self->reason, error);
  if (self->format == CRM_IMPORT_FORMAT_AUTO)
    return NULL;
  if (CRM_IMPORT_IS_TABLE (self->format) && !look_at_rows (self, request, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError        *error = NULL;
  CrmImportLook *self = look (task_data, cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, (GDestroyNotify) crm_import_look_free);
  else
    g_task_return_error (task, error);
}

/**
 * crm_import_look_async:
 * @path: of a file
 * @csv: (nullable): what a person says of it
 * @callback: ends with crm_import_look_finish()
 *
 * Finds out what a file is.
 */
void
crm_import_look_async (const char *path, const CrmCsvOptions *csv, CrmContext *context, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->path = g_strdup (path);
  if (csv != NULL)
    request->csv = *csv;
  request->charset = g_strdup (request->csv.charset);
  request->csv.charset = request->charset;
  request->sheet = g_strdup (request->csv.sheet);
  request->csv.sheet = request->sheet;
  request->culture = *crm_context_get_culture (context);
  request->country = g_strdup (crm_context_default_country (context));
  if (crm_context_get_store (context) != NULL)
    {
      request->fields = crm_import_fields_new (crm_context_get_store (context));
      request->known = crm_import_known_maps_new (crm_context_get_store (context));
    }
  g_task_set_source_tag (task, crm_import_look_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, look_in_thread);
}

/**
 * crm_import_look_finish:
 *
 * Returns: (transfer full) (nullable): what it is; %NULL with @error set where it cannot be read
 */
CrmImportLook *
crm_import_look_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
crm_import_look_free (CrmImportLook *self)
{
  g_free (self->name);
  g_strfreev (self->sheets);
  g_free (self->charset);
  g_free (self->charset_reason);
  g_clear_pointer (&self->map, crm_import_map_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->habits, crm_import_habits_free);
  g_free (self);
}

/**
 * crm_import_look_format_name:
 *
 * Returns: what such a file is called
 */
const char *
crm_import_look_format_name (const CrmImportLook *self)
{
  const char *preset = self->map != NULL ? crm_import_map_get_preset_label (self->map) : NULL;

  if (preset != NULL)
    return preset;

  switch (self->format)
    {
    case CRM_IMPORT_FORMAT_VCARD:
      return _ ("Contact cards (vCard)");
    case CRM_IMPORT_FORMAT_JSON:
      return _ ("Records (JSON)");
    case CRM_IMPORT_FORMAT_ICAL:
      return _ ("A calendar (iCalendar)");
    case CRM_IMPORT_FORMAT_MBOX:
      return _ ("A mailbox (mbox)");
    case CRM_IMPORT_FORMAT_EML:
      return _ ("An e-mail");
    case CRM_IMPORT_FORMAT_XLSX:
      return _ ("An Excel workbook");
    case CRM_IMPORT_FORMAT_ODS:
      return _ ("A LibreOffice workbook");
    case CRM_IMPORT_FORMAT_AUTO:
    case CRM_IMPORT_FORMAT_CSV:
    default:
      return _ ("A sheet (CSV)");
    }
}

/**
 * crm_import_look_dup_size:
 *
 * Returns: (transfer full): how many rows it has, or how large it is, in words
 */
char *
crm_import_look_dup_size (const CrmImportLook *self, CrmContext *context)
{
  g_autofree char *number = crm_format_count (context, self->n_rows);

  if (!CRM_IMPORT_IS_TABLE (self->format))
    return crm_format_size (context, self->bytes);
  if (self->n_rows >= COUNTED_ROWS)
    return g_strdup_printf (_ ("%s rows or more"), number);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", self->n_rows), number);
}

/**
 * crm_import_look_is_empty:
 *
 * Returns: whether that column of a table has no value in the first rows
 */
gboolean
crm_import_look_is_empty (const CrmImportLook *self, guint column)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      char **cells = g_ptr_array_index (self->rows, i);

      if (g_strv_length (cells) > column && *cells[column] != '\0')
        return FALSE;
    }

  return TRUE;
}
