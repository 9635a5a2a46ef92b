/* Records into a file that takes its place only when it is whole. */

#include "config.h"

#include "crm-export-file.h"

#define BUFFER (1 << 16)

/* A stream that is let go without being cancelled would take the file's place half written. */
static void
give_up (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

/**
 * crm_export_file_write:
 * @type_name: (nullable): of the records; %NULL for everything, which only JSON can hold
 * @file: is replaced; with @error set it is as it was
 * @n_records: (out): how many were written
 *
 * Writes all records of a type to a file that only its owner can read. Main thread; takes as long as it takes.
 */
gboolean
crm_export_file_write (CrmStore *store, const char *type_name, CrmExportFormat format, GFile *file, guint *n_records, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GOutputStream) raw = NULL;
  g_autoptr (GOutputStream) stream = NULL;

  if (!crm_export_collect (store, type_name, ids, error))
    return FALSE;
  raw = G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, error));
  if (raw == NULL)
    return FALSE;

  *n_records = ids->len;
  stream = g_buffered_output_stream_new_sized (raw, BUFFER);
  if (crm_export (store, type_name != NULL ? type_name : "person", ids, format, stream, NULL, error) && g_output_stream_flush (stream, NULL, error) && g_output_stream_close (stream, NULL, error))
    return TRUE;

  give_up (raw);

  return FALSE;
}
