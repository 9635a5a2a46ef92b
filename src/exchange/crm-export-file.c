/* Records into a file that takes its place only when it is whole: it is written beside it, and an export that fails, is cancelled or is
 * killed leaves what was there. */

#include "config.h"

#include "crm-export-file.h"

#include "crm-error.h"

#include <gio/gfiledescriptorbased.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#define BUFFER (1 << 16)

typedef struct
{
  char           *path;      /* (owned): of the customer file */
  char           *type_name; /* (owned) (nullable): %NULL for everything */
  CrmQuery       *query;     /* (owned) (nullable): which records of the type; %NULL for all */
  CrmExportFormat format;
  GFile          *file;     /* (owned) */
  CrmProgress    *progress; /* (owned) (nullable) */
  guint           n_records;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  if (self->progress != NULL)
    crm_progress_stop (self->progress);
  g_clear_pointer (&self->progress, crm_progress_unref);
  g_clear_object (&self->file);
  g_free (self->path);
  g_free (self->type_name);
  crm_query_free (self->query);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (const char *path, const char *type_name, const CrmQuery *query, CrmExportFormat format, GFile *file)
{
  Job *self = g_new0 (Job, 1);

  self->path = g_strdup (path);
  self->type_name = g_strdup (type_name);
  self->query = query != NULL ? crm_query_copy (query) : NULL;
  self->format = format;
  self->file = g_object_ref (file);

  return self;
}

/* A folder or a device is not replaced by a file, nor are the customers themselves. */
static gboolean
check_place (const Job *self, GCancellable *cancellable, GError **error)
{
  GFileType type = g_file_query_file_type (self->file, G_FILE_QUERY_INFO_NONE, cancellable);
  g_autoptr (GFile) customers = g_file_new_for_path (self->path);
  g_autofree char *name = NULL;

  if ((type == G_FILE_TYPE_UNKNOWN || type == G_FILE_TYPE_REGULAR) && !g_file_equal (self->file, customers))
    return TRUE;

  name = g_file_get_parse_name (self->file);
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

static gboolean
write_records (Job *self, GOutputStream *raw, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmReading) reading = crm_reading_new (self->path, error);
  g_autoptr (GOutputStream) stream = g_buffered_output_stream_new_sized (raw, BUFFER);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (stream), FALSE);
  if (reading == NULL || !crm_export_collect (reading, self->type_name, self->query, ids, error))
    return FALSE;
  self->n_records = ids->len;

  return crm_export (reading, self->type_name != NULL ? self->type_name : "person", ids, self->format, stream,
                     self->progress != NULL ? crm_progress_tell : NULL, self->progress, cancellable, error) &&
         g_output_stream_flush (stream, cancellable, error) &&
         settle (raw, cancellable, error);
}

static gboolean
write_file (Job *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GFile) beside = NULL;

  if (!check_place (self, cancellable, error))
    return FALSE;
  beside = make_beside (self->file, &stream, cancellable, error);
  if (beside == NULL)
    return FALSE;
  if (write_records (self, stream, cancellable, error) && g_file_move (beside, self->file, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, cancellable, NULL, NULL, error))
    return TRUE;

  g_output_stream_close (stream, NULL, NULL);
  g_file_delete (beside, NULL, NULL);

  return FALSE;
}

/**
 * crm_export_file_write:
 * @path: of the customer file
 * @type_name: (nullable): of the records; %NULL for everything, which only JSON can hold
 * @query: (nullable): which of them, in which order; %NULL for all
 * @file: is replaced; with @error set it is as it was
 *
 * Writes records of a type to a file that only its owner can read. Takes as long as it takes.
 */
gboolean
crm_export_file_write (const char *path, const char *type_name, const CrmQuery *query, CrmExportFormat format, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (Job) job = job_new (path, type_name, query, format, file);

  return write_file (job, cancellable, error);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_file (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * crm_export_file_write_async:
 * @progress: (nullable): told now and then how many records are written, in the caller's main context, until @callback
 *
 * The same as crm_export_file_write() on another thread, for the window. What is written to @store meanwhile is not in the file.
 */
void
crm_export_file_write_async (CrmStore *store, const char *type_name, const CrmQuery *query, CrmExportFormat format, GFile *file, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Job *job = job_new (crm_store_get_path (store), type_name, query, format, file);

  /* A file that is whole by the time it is cancelled is there. */
  g_task_set_check_cancellable (task, FALSE);
  job->progress = crm_progress_new (progress, progress_data);
  g_task_set_source_tag (task, crm_export_file_write_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * crm_export_file_write_finish:
 * @n_records: (out): how many were written
 *
 * Returns: whether the file is there
 */
gboolean
crm_export_file_write_finish (GAsyncResult *result, guint *n_records, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  crm_progress_stop (job->progress);
  *n_records = job->n_records;

  return g_task_propagate_boolean (G_TASK (result), error);
}
