/* Records into a file that takes its place only when it is whole. */

#include "config.h"

#include "crm-export-file.h"

#include "crm-lock.h"
#include "crm-whole-file.h"

#define BUFFER (1 << 16)

typedef struct
{
  char           *path;      /* (owned): of the customer file */
  char           *type_name; /* (owned) (nullable): %NULL for everything */
  CrmQuery       *query;     /* (owned) (nullable): which records of the type; %NULL for all */
  CrmExportFormat format;
  GFile          *file;       /* (owned) */
  char           *passphrase; /* (owned) (nullable): to lock it with */
  CrmProgress    *progress;   /* (owned) (nullable) */
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
  g_free (self->passphrase);
  crm_query_free (self->query);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static Job *
job_new (const char *path, const char *type_name, const CrmQuery *query, CrmExportFormat format, GFile *file, const char *passphrase)
{
  Job *self = g_new0 (Job, 1);

  self->path = g_strdup (path);
  self->type_name = g_strdup (type_name);
  self->query = query != NULL ? crm_query_copy (query) : NULL;
  self->format = format;
  self->file = g_object_ref (file);
  self->passphrase = g_strdup (passphrase);

  return self;
}

static gboolean
write_records (GOutputStream *raw, gpointer job, GCancellable *cancellable, GError **error)
{
  Job *self = job;
  g_autoptr (CrmReading) reading = crm_reading_new (self->path, error);
  g_autoptr (GOutputStream) stream = g_buffered_output_stream_new_sized (raw, BUFFER);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_filter_output_stream_set_close_base_stream (G_FILTER_OUTPUT_STREAM (stream), FALSE);
  if (reading == NULL || !crm_export_collect (reading, self->type_name, self->query, ids, error))
    return FALSE;
  self->n_records = ids->len;

  return crm_export (reading, self->type_name != NULL ? self->type_name : "person", ids, self->format, stream,
                     self->progress != NULL ? crm_progress_tell : NULL, self->progress, cancellable, error) &&
         g_output_stream_flush (stream, cancellable, error);
}

static gboolean
write_locked (GOutputStream *raw, gpointer job, GCancellable *cancellable, GError **error)
{
  Job *self = job;
  g_autoptr (GOutputStream) locked = crm_lock_stream_new (raw, self->passphrase, &crm_lock_usual_cost, error);

  return locked != NULL && write_records (locked, self, cancellable, error) && crm_lock_stream_finish (locked, cancellable, error);
}

static gboolean
write_file (Job *self, GCancellable *cancellable, GError **error)
{
  return crm_whole_file_write (self->file, self->path, self->passphrase != NULL ? write_locked : write_records, self, cancellable, error);
}

/**
 * crm_export_file_write:
 * @path: of the customer file
 * @type_name: (nullable): of the records; %NULL for everything, which only JSON can hold
 * @query: (nullable): which of them, in which order; %NULL for all
 * @file: is replaced; with @error set it is as it was
 * @passphrase: (nullable): to lock it with; see crm-lock.h
 *
 * Writes records of a type to a file that only its owner can read. Takes as long as it takes.
 */
gboolean
crm_export_file_write (const char *path, const char *type_name, const CrmQuery *query, CrmExportFormat format, GFile *file, const char *passphrase, GCancellable *cancellable, GError **error)
{
  g_autoptr (Job) job = job_new (path, type_name, query, format, file, passphrase);

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
crm_export_file_write_async (CrmStore *store, const char *type_name, const CrmQuery *query, CrmExportFormat format, GFile *file, const char *passphrase, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Job *job = job_new (crm_store_get_path (store), type_name, query, format, file, passphrase);

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
