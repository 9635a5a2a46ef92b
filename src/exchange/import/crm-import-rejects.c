#include "config.h"

#include "crm-import-rejects.h"

#include "crm-csv-writer.h"
#include "crm-whole-file.h"

#include <json-glib/json-glib.h>
#include <string.h>

struct _CrmImportRejects
{
  char          *path;   /* (owned) (nullable): %NULL for none wanted */
  char          *source; /* (owned): the file that is imported, which is never replaced */
  GOutputStream *stream; /* (owned) (nullable): once something was rejected */
  CrmCsvWriter  *writer; /* (owned) (nullable) */
  GStrv          header; /* (owned) (nullable) */
  guint          n_columns;
  char           delimiter;
  gboolean       is_array; /* of JSON, which is to be closed */
};

CrmImportRejects *
crm_import_rejects_new (const char *path, const char *source)
{
  CrmImportRejects *self = g_new0 (CrmImportRejects, 1);

  self->path = g_strdup (path);
  self->source = g_strdup (source);
  self->delimiter = ',';

  return self;
}

/**
 * crm_import_rejects_free:
 *
 * Without crm_import_rejects_finish() before, an older file of that name stays what it was.
 */
void
crm_import_rejects_free (CrmImportRejects *self)
{
  if (self->stream != NULL && !g_output_stream_is_closed (self->stream))
    {
      g_autoptr (GCancellable) undo = g_cancellable_new ();

      g_cancellable_cancel (undo);
      g_output_stream_close (self->stream, undo, NULL);
    }
  g_clear_object (&self->writer);
  g_clear_object (&self->stream);
  g_strfreev (self->header);
  g_free (self->path);
  g_free (self->source);
  g_free (self);
}

/**
 * crm_import_rejects_set_header:
 * @header: (nullable) (array length=n_columns): %NULL where the file has none
 */
void
crm_import_rejects_set_header (CrmImportRejects *self, const char *const *header, guint n_columns, char delimiter)
{
  self->n_columns = n_columns;
  self->delimiter = delimiter;
  if (header == NULL)
    return;

  self->header = g_new0 (char *, n_columns + 1);
  for (guint i = 0; i < n_columns; i++)
    self->header[i] = g_strdup (header[i]);
}

static gboolean
open_file (CrmImportRejects *self, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (self->stream != NULL)
    return TRUE;

  file = g_file_new_for_path (self->path);
  if (!crm_whole_file_may_replace (file, self->source, NULL, error))
    return FALSE;
  self->stream = G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, error));

  return self->stream != NULL;
}

static gboolean
write_cells (CrmImportRejects *self, const char *const *cells, guint n_cells, const char *last, GError **error)
{
  for (guint i = 0; i < MAX (n_cells, self->n_columns); i++)
    crm_csv_writer_add (self->writer, i < n_cells ? cells[i] : "");
  crm_csv_writer_add (self->writer, last);

  return crm_csv_writer_end_row (self->writer, error);
}

static gboolean
open_sheet (CrmImportRejects *self, GError **error)
{
  if (self->writer != NULL)
    return TRUE;
  if (!open_file (self, error))
    return FALSE;

  self->writer = crm_csv_writer_new (self->stream, self->delimiter, CRM_CSV_WRITER_MARK);

  return self->header == NULL || write_cells (self, (const char *const *) self->header, self->n_columns, CRM_IMPORT_REASON, error);
}

/**
 * crm_import_rejects_add_row:
 * @cells: (array length=n_cells): as the file has them
 *
 * Returns: %FALSE with the error of the file system
 */
gboolean
crm_import_rejects_add_row (CrmImportRejects *self, const char *const *cells, guint n_cells, const char *reason, GError **error)
{
  return self->path == NULL || (open_sheet (self, error) && write_cells (self, cells, n_cells, reason, error));
}

/**
 * crm_import_rejects_add_text:
 *
 * Keeps a card as it is.
 */
gboolean
crm_import_rejects_add_text (CrmImportRejects *self, const char *text, gsize length, GError **error)
{
  return self->path == NULL || (open_file (self, error) && g_output_stream_write_all (self->stream, text, length, NULL, NULL, error));
}

static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  return json_to_string (node, FALSE);
}

static gboolean
is_empty_object (const char *source)
{
  return source[1 + strspn (source + 1, " \t\r\n")] == '}';
}

/**
 * crm_import_rejects_add_record:
 * @source: a value of JSON, or what cannot be read as one
 * @is_object: whether it is an object, which is kept with the reason as a further member; what is none is kept as text
 */
gboolean
crm_import_rejects_add_record (CrmImportRejects *self, const char *source, gsize length, gboolean is_object, const char *reason, GError **error)
{
  g_autofree char *quoted = quote (reason);
  g_autofree char *valid = is_object ? NULL : g_utf8_make_valid (source, (gssize) length);
  g_autofree char *text = is_object ? NULL : quote (valid);
  g_autofree char *head = g_strdup_printf ("%s{\"%s\":%s%s", self->stream == NULL ? "[\n" : ",\n", CRM_IMPORT_REASON, quoted,
                                           is_object && is_empty_object (source) ? "" : ",");

  self->is_array = self->path != NULL;
  if (!crm_import_rejects_add_text (self, head, strlen (head), error))
    return FALSE;
  if (is_object)
    return crm_import_rejects_add_text (self, source + 1, length - 1, error);

  return crm_import_rejects_add_text (self, "\"text\":", strlen ("\"text\":"), error) &&
         crm_import_rejects_add_text (self, text, strlen (text), error) &&
         crm_import_rejects_add_text (self, "}", 1, error);
}

gboolean
crm_import_rejects_finish (CrmImportRejects *self, GError **error)
{
  if (self->writer != NULL && !crm_csv_writer_finish (self->writer, error))
    return FALSE;

  if (self->is_array && !crm_import_rejects_add_text (self, "\n]\n", 3, error))
    return FALSE;

  return self->stream == NULL || g_output_stream_close (self->stream, NULL, error);
}
