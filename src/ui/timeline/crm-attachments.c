/* What is attached is read on a thread and kept in one change with what it belongs to. What is opened is a copy that cannot be written to, in the
 * user's cache: the desktop's programs know files, not rows, and what they would change there would be lost. */

#include "config.h"

#include "crm-attachments.h"

#include "crm-content.h"
#include "crm-error.h"
#include "crm-pick-file.h"
#include "crm-reading.h"
#include "crm-text.h"
#include "crm-uri.h"
#include "crm-whole-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define ATTRIBUTES G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE

/* How long a copy that was opened is kept: whoever has it open need not lose it. */
#define COPY_SECONDS (2 * 24 * 60 * 60)

typedef struct
{
  char  *name; /* (owned) */
  gint64 size;
} Checked;

static void
checked_free (Checked *self)
{
  g_free (self->name);
  g_free (self);
}

static gboolean
check_info (GFileInfo *info, GError **error)
{
  g_autofree char *clean = crm_attachment_clean_name (g_file_info_get_display_name (info));
  g_autofree char *name = crm_text_isolate (clean);
  g_autofree char *size = g_format_size ((guint64) g_file_info_get_size (info));
  g_autofree char *most = g_format_size ((guint64) CRM_ATTACHMENT_SIZE_MAX);

  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("%s is a folder. Attach the files in it, or pack it into one file first."), name);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("%s is no file that could be kept."), name);
  else if (g_file_info_get_size (info) > CRM_ATTACHMENT_SIZE_MAX)
    /* Translators: 1: the name of a file, 2 and 3: sizes, such as 200 MB */
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("%1$s has %2$s. Files of up to %3$s are kept here; put a larger one where both sides reach it, and write down where."), name, size, most);
  else
    return TRUE;

  return FALSE;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  Checked *checked;

  if (info == NULL || !check_info (info, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  checked = g_new0 (Checked, 1);
  checked->name = crm_attachment_clean_name (g_file_info_get_display_name (info));
  checked->size = g_file_info_get_size (info);
  g_task_return_pointer (task, checked, (GDestroyNotify) checked_free);
}

/**
 * crm_attachments_check_async:
 *
 * Finds out whether a file can be attached.
 */
void
crm_attachments_check_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (file, NULL, callback, user_data);

  g_task_set_source_tag (task, crm_attachments_check_async);
  g_file_query_info_async (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, checked_cb, task);
}

/**
 * crm_attachments_check_finish:
 * @name: (out) (transfer full): what it will be called
 * @size: (out): bytes
 */
gboolean
crm_attachments_check_finish (GAsyncResult *result, char **name, gint64 *size, GError **error)
{
  Checked *checked = g_task_propagate_pointer (G_TASK (result), error);

  if (checked == NULL)
    return FALSE;

  *name = g_steal_pointer (&checked->name);
  *size = checked->size;
  checked_free (checked);
  return TRUE;
}

typedef struct
{
  CrmItem *item;  /* (owned) */
  GBytes  *bytes; /* (owned) */
} Loaded;

static void
loaded_free (Loaded *self)
{
  g_clear_object (&self->item);
  g_bytes_unref (self->bytes);
  g_free (self);
}

typedef struct
{
  CrmContext *context; /* (owned) */
  CrmStore   *store;   /* (owned) (nullable): the file that was open when it was asked for, which may be another by the time all is read */
  CrmRecord  *event;   /* (owned): new, or a draft */
  char       *title;   /* (owned) */
  GPtrArray  *files;   /* (owned) (element-type GFile) */
  GPtrArray  *loaded;  /* (owned) (element-type Loaded) */
} Job;

static void
job_free (Job *self)
{
  GApplication *application = g_application_get_default ();

  g_clear_object (&self->context);
  g_clear_object (&self->store);
  g_clear_object (&self->event);
  g_free (self->title);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->loaded);
  g_free (self);
  if (application != NULL)
    g_application_release (application);
}

static gpointer
copy_file (gconstpointer file, gpointer user_data)
{
  return g_object_ref ((gpointer) file);
}

static Loaded *
load_file (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  g_autofree char *type = NULL;
  Loaded          *loaded;

  if (info == NULL || !check_info (info, error))
    return NULL;
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  if (bytes == NULL)
    return NULL;

  name = crm_attachment_clean_name (g_file_info_get_display_name (info));
  type = g_content_type_get_mime_type (g_file_info_get_content_type (info));
  loaded = g_new0 (Loaded, 1);
  loaded->item = g_object_new (CRM_TYPE_ATTACHMENT, "name", name, "size", (gint64) g_bytes_get_size (bytes), "media-type", type, NULL);
  loaded->bytes = g_steal_pointer (&bytes);

  return loaded;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job    *job = data;
  GError *error = NULL;

  for (guint i = 0; i < job->files->len; i++)
    {
      Loaded *loaded = load_file (g_ptr_array_index (job->files, i), &error);

      if (loaded == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      g_ptr_array_add (job->loaded, loaded);
    }
  g_task_return_boolean (task, TRUE);
}

static gboolean
keep (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job *job = user_data;

  for (guint i = 0; i < job->loaded->len; i++)
    {
      Loaded          *loaded = g_ptr_array_index (job->loaded, i);
      const char      *type = crm_object_get_text (CRM_OBJECT (loaded->item), "media_type");
      g_autofree char *hash = crm_content_add (crm_transaction_get_connection (transaction), loaded->bytes, type, error);

      if (hash == NULL)
        return FALSE;
      crm_object_set_text (CRM_OBJECT (loaded->item), "file", hash);
      crm_object_add_item (CRM_OBJECT (job->event), "attachments", g_object_ref (loaded->item));
    }

  return crm_transaction_save (transaction, job->event, error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job    *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (crm_store_write_finish (CRM_STORE (source), result, &error))
    {
      crm_context_toast_undo (job->context, job->title);
      g_task_return_boolean (task, TRUE);
      return;
    }

  crm_context_report (job->context, error);
  g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job    *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && job->store != NULL)
    {
      crm_store_write_async (job->store, job->title, "edit", CRM_TRANSACTION_NONE, keep, job, NULL, NULL, kept_cb, g_steal_pointer (&task));
      return;
    }

  if (error == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
  crm_context_report (job->context, error);
  g_task_return_error (task, error);
}

/**
 * crm_attachments_save_async:
 * @title: what is done
 * @event: a new activity, or a draft of one
 * @files: (element-type GFile): what is attached to it
 *
 * Keeps it all in one change of the file that is open now, or nothing. What goes wrong is told in the window; the program does not end before.
 */
void
crm_attachments_save_async (CrmContext *context, const char *title, CrmRecord *event, GPtrArray *files, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (context, NULL, callback, user_data);
  g_autoptr (GTask) load = NULL;
  GApplication *application = g_application_get_default ();
  Job          *job = g_new0 (Job, 1);

  if (application != NULL)
    g_application_hold (application);
  job->context = g_object_ref (context);
  job->store = crm_context_get_store (context) != NULL ? g_object_ref (crm_context_get_store (context)) : NULL;
  job->event = g_object_ref (event);
  job->title = g_strdup (title);
  /* Whoever has the list may go on with it while these are read. */
  job->files = g_ptr_array_copy (files, copy_file, NULL);
  g_ptr_array_set_free_func (job->files, g_object_unref);
  job->loaded = g_ptr_array_new_with_free_func ((GDestroyNotify) loaded_free);
  g_task_set_source_tag (task, crm_attachments_save_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  load = g_task_new (context, NULL, loaded_cb, g_object_ref (task));
  g_task_set_task_data (load, job, NULL);
  g_task_run_in_thread (load, load_in_thread);
}

gboolean
crm_attachments_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  char  *path; /* (owned): of the customer file */
  char  *hash; /* (owned) */
  char  *name; /* (owned) */
  GFile *to;   /* (owned) (nullable): where it is to be written; the cache where it is NULL */
} Copy;

static void
copy_free (Copy *self)
{
  g_free (self->path);
  g_free (self->hash);
  g_free (self->name);
  g_clear_object (&self->to);
  g_free (self);
}

static char *
dup_cache_path (void)
{
  return g_build_filename (g_get_user_cache_dir (), "customers", "files", NULL);
}

static void
forget_copy (const char *folder)
{
  g_autoptr (GDir) copies = g_dir_open (folder, 0, NULL);
  const char *name;

  while (copies != NULL && (name = g_dir_read_name (copies)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* What was opened the day before yesterday is not left lying about for others to find. */
static void
forget_old_copies (void)
{
  g_autofree char *cache = dup_cache_path ();
  g_autoptr (GDir) folders = g_dir_open (cache, 0, NULL);
  gint64      oldest = g_get_real_time () / G_USEC_PER_SEC - COPY_SECONDS;
  const char *name;

  while (folders != NULL && (name = g_dir_read_name (folders)) != NULL)
    {
      g_autofree char *folder = g_build_filename (cache, name, NULL);
      GStatBuf         info;

      if (g_lstat (folder, &info) == 0 && S_ISDIR (info.st_mode) && (gint64) info.st_mtime < oldest)
        forget_copy (folder);
    }
}

/* Each content has a folder of its own, so that two files of one name do not meet. What a customer file calls a hash may be anything. */
static GFile *
choose_cache (const Copy *copy, GError **error)
{
  g_autofree char *own = g_compute_checksum_for_string (G_CHECKSUM_SHA256, copy->hash, -1);
  g_autofree char *cache = dup_cache_path ();
  g_autofree char *folder = g_build_filename (cache, own, NULL);
  g_autofree char *path = g_build_filename (folder, copy->name, NULL);

  forget_old_copies ();
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("The folder %s cannot be made."), folder);
      return NULL;
    }
  g_unlink (path);

  return g_file_new_for_path (path);
}

static void
copy_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copy   *copy = data;
  GError *error = NULL;
  g_autoptr (CrmReading) reading = crm_reading_new (copy->path, &error);
  g_autoptr (GBytes) bytes = reading != NULL ? crm_reading_load_content (reading, copy->hash, NULL, &error) : NULL;
  g_autoptr (GFile) to = bytes == NULL ? NULL : copy->to != NULL ? g_object_ref (copy->to)
                                                                 : choose_cache (copy, &error);

  if (to == NULL || !crm_whole_file_write_bytes (to, copy->path, bytes, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (copy->to == NULL)
    g_chmod (g_file_peek_path (to), 0400);

  g_task_return_pointer (task, g_steal_pointer (&to), g_object_unref);
}

static void
copy_async (CrmContext *context, CrmItem *attachment, GFile *to, GAsyncReadyCallback callback)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (GTask) task = NULL;
  Copy *copy;

  if (store == NULL)
    return;

  copy = g_new0 (Copy, 1);
  copy->path = g_strdup (crm_store_get_path (store));
  copy->hash = g_strdup (crm_object_get_text (CRM_OBJECT (attachment), "file"));
  copy->name = crm_attachment_clean_name (crm_object_get_text (CRM_OBJECT (attachment), "name"));
  copy->to = to != NULL ? g_object_ref (to) : NULL;
  task = g_task_new (context, NULL, callback, NULL);
  g_task_set_task_data (task, copy, (GDestroyNotify) copy_free);
  g_task_run_in_thread (task, copy_in_thread);
}

static void
copied_to_open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CrmContext *context = CRM_CONTEXT (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) copy = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *uri = copy != NULL ? g_file_get_uri (copy) : NULL;

  if (uri == NULL)
    crm_context_report (context, error);
  else
    crm_uri_open (context, uri);
}

/**
 * crm_attachment_open:
 *
 * Has the desktop's program show a copy of it.
 */
void
crm_attachment_open (CrmContext *context, CrmItem *attachment)
{
  copy_async (context, attachment, NULL, copied_to_open_cb);
}

static void
copied_to_save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CrmContext *context = CRM_CONTEXT (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) copy = g_task_propagate_pointer (G_TASK (result), &error);

  if (copy == NULL)
    crm_context_report (context, error);
  else
    crm_context_toast (context, _ ("File saved"));
}

typedef struct
{
  CrmContext *context;    /* (owned) */
  CrmItem    *attachment; /* (owned) */
} SaveAs;

static void
save_as_free (SaveAs *self)
{
  g_clear_object (&self->context);
  g_clear_object (&self->attachment);
  g_free (self);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SaveAs *save = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = crm_pick_file_finish (result, &error);

  if (file != NULL)
    copy_async (save->context, save->attachment, file, copied_to_save_cb);
  else
    crm_context_report (save->context, error);
  save_as_free (save);
}

/**
 * crm_attachment_save_as:
 * @parent: in whose window it is asked where
 */
void
crm_attachment_save_as (GtkWidget *parent, CrmContext *context, CrmItem *attachment)
{
  g_autofree char *name = crm_attachment_clean_name (crm_object_get_text (CRM_OBJECT (attachment), "name"));
  SaveAs          *save = g_new0 (SaveAs, 1);

  save->context = g_object_ref (context);
  save->attachment = g_object_ref (attachment);
  crm_pick_file_async (GTK_WINDOW (gtk_widget_get_root (parent)), CRM_PICK_SAVE, _ ("Save File"), _ ("Save"), name, NULL, NULL, picked_cb, save);
}
