/* A look at the beginning of a file. */

#include "config.h"

#include "crm-import-look.h"

#include "crm-format.h"
#include "crm-text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* Rows the map is guessed from, and values are shown of. */
#define SAMPLE_ROWS 50
/* Rows are counted up to here: more take a while. */
#define COUNTED_ROWS 10000

static const char *
say_delimiter (char delimiter)
{
  switch (delimiter)
    {
    case ',':
      return _ ("Commas stand between the columns");
    case ';':
      return _ ("Semicolons stand between the columns");
    case '\t':
      return _ ("Tabs stand between the columns");
    case '|':
      return _ ("Bars stand between the columns");
    default:
      return NULL;
    }
}

static char *
count_rows (CrmContext *context, CrmCsvReader *reader)
{
  guint            n_rows = 0;
  g_autofree char *number = NULL;

  while (n_rows < COUNTED_ROWS && crm_csv_reader_next (reader, NULL) != NULL)
    n_rows++;
  number = crm_format_count (context, n_rows);
  if (n_rows == COUNTED_ROWS)
    return g_strdup_printf (_ ("%s rows or more"), number);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", n_rows), number);
}

static gboolean
look_at_rows (CrmImportLook *self, CrmContext *context, const char *path, GError **error)
{
  CrmImportOptions options = { .format = CRM_IMPORT_FORMAT_CSV, .culture = crm_context_get_culture (context) };
  g_autoptr (CrmCsvReader) reader = crm_csv_reader_new_for_path (path, &options.csv, error);
  const char *reason;

  if (reader == NULL)
    return FALSE;
  self->map = crm_import_preview (path, &options, SAMPLE_ROWS, &self->rows, error);
  if (self->map == NULL)
    return FALSE;

  self->size = count_rows (context, reader);
  reason = crm_csv_reader_get_charset_reason (reader);
  self->charset = g_strdup_printf ("%s\n%s", crm_csv_reader_get_charset (reader), reason != NULL ? reason : "");
  g_strchomp (self->charset);
  self->parted = say_delimiter (crm_csv_reader_get_delimiter (reader));

  return TRUE;
}

static gboolean
look_at_size (CrmImportLook *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return FALSE;
  self->size = g_format_size ((guint64) g_file_info_get_size (info));

  return TRUE;
}

/**
 * crm_import_look_new:
 * @path: of a file
 *
 * Returns: (transfer full) (nullable): what it is; %NULL with @error set where it cannot be read
 */
CrmImportLook *
crm_import_look_new (CrmContext *context, const char *path, GError **error)
{
  g_autoptr (CrmImportLook) self = g_new0 (CrmImportLook, 1);
  g_autofree char *name = g_filename_display_basename (path);

  self->format = crm_import_detect_format (path, &self->reason, error);
  if (self->format == CRM_IMPORT_FORMAT_AUTO)
    return NULL;
  self->name = crm_text_isolate (name);
  if (!(self->format == CRM_IMPORT_FORMAT_CSV ? look_at_rows (self, context, path, error) : look_at_size (self, path, error)))
    return NULL;

  return g_steal_pointer (&self);
}

void
crm_import_look_free (CrmImportLook *self)
{
  g_free (self->name);
  g_free (self->charset);
  g_free (self->size);
  g_clear_pointer (&self->map, crm_import_map_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
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

  return self->format == CRM_IMPORT_FORMAT_CSV ? _ ("A sheet (CSV)") : self->format == CRM_IMPORT_FORMAT_VCARD ? _ ("Contact cards (vCard)")
                                                                                                               : _ ("Records (JSON)");
}
