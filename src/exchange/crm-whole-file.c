/* A file takes its place only when it is whole: it is written beside it, and what fails, is cancelled or is killed leaves what was there. */

#include "config.h"

#include "crm-whole-file.h"

#include "crm-error.h"

#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* What every file of SQLite begins with. */
#define DATABASE_MARK "SQLite format 3"

static gboolean
is_database (GFile *file)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char  head[sizeof DATABASE_MARK] = "";
  gsize length;

  return stream != NULL && g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, NULL, NULL) && memcmp (head, DATABASE_MARK, sizeof head) == 0;
}

/**
 * crm_whole_file_may_replace:
 * @customers: path of the customer file
 *
 * Returns: whether @file may be written; a folder or a device is not replaced by a file, nor are the customers, of this file or another
 */
gboolean
crm_whole_file_may_replace (GFile *file, const char *customers, GCancellable *cancellable, GError **error)
{
  GFileType type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable);
  g_autoptr (GFile) own = g_file_new_for_path (customers);
  g_autofree char *name = NULL;

  if (type == G_FILE_TYPE_UNKNOWN || (type == G_FILE_TYPE_REGULAR && !g_file_equal (file, own) && !is_database (file)))
    return TRUE;

  name = g_file_get_parse_name (file);
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no file that could be replaced. Choose another name."), name);
  return FALSE;
}

/* The error of a file that people know nothing of, in words about the one they want. */
static void
say_place (GFile *file, GFile *folder, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *where = g_file_get_parse_name (folder);

  if (error == NULL)
    return;
  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    {
      g_clear_error (error);
      g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no folder “%s” that could be written to."), where);
    }
  else if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    {
      g_clear_error (error);
      g_set_error (error, CRM_ERROR, CRM_ERROR_READ_ONLY, _ ("“%s” cannot be written, because its folder may not be changed. Choose another folder."), name);
    }
}

/* A new file in the same folder; only a folder has none. */
static GFile *
make_beside (GFile *file, GOutputStream **stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_strdup_printf (".%.100s.%08x.part", base, g_random_int ());
  g_autoptr (GFile) beside = g_file_get_child (folder, name);

  *stream = G_OUTPUT_STREAM (g_file_create (beside, G_FILE_CREATE_PRIVATE, cancellable, error));

  if (*stream == NULL)
    {
      say_place (file, folder, error);
      return NULL;
    }

  return g_steal_pointer (&beside);
}

/* On the disk before the older file goes. */
static gboolean
settle (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  if (G_IS_FILE_DESCRIPTOR_BASED (stream) && fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream))) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }

  return g_output_stream_close (stream, cancellable, error);
}

/**
 * crm_whole_file_write:
 * @file: is replaced; with @error set it is as it was
 * @customers: path of the customer file, which is never replaced
 *
 * Writes a file that only its owner can read. Takes as long as it takes.
 */
gboolean
crm_whole_file_write (GFile *file, const char *customers, CrmWholeFileFunc write, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GFile) beside = NULL;

  if (!crm_whole_file_may_replace (file, customers, cancellable, error))
    return FALSE;
  beside = make_beside (file, &stream, cancellable, error);
  if (beside == NULL)
    return FALSE;
  if (write (stream, user_data, cancellable, error) && settle (stream, cancellable, error) &&
      g_file_move (beside, file, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, cancellable, NULL, NULL, error))
    return TRUE;

  g_output_stream_close (stream, NULL, NULL);
  g_file_delete (beside, NULL, NULL);

  return FALSE;
}

static gboolean
write_bytes (GOutputStream *stream, gpointer bytes, GCancellable *cancellable, GError **error)
{
  gsize         size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return g_output_stream_write_all (stream, data, size, NULL, cancellable, error);
}

/**
 * crm_whole_file_write_bytes:
 *
 * crm_whole_file_write() of what is in memory.
 */
gboolean
crm_whole_file_write_bytes (GFile *file, const char *customers, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  return crm_whole_file_write (file, customers, write_bytes, bytes, cancellable, error);
}
