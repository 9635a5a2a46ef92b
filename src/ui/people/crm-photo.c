/* The photo of a person or the logo of a company: a button that shows it, with a menu. What is chosen or dropped is read and made small on
 * another thread, and kept in the file once, however many records show it. */

#include "config.h"

#include "crm-photo.h"

#include "crm-content.h"
#include "crm-error.h"
#include "crm-format.h"
#include "crm-photo-image.h"
#include "crm-pick-file.h"

#include <glib/gi18n-lib.h>

struct _CrmPhoto
{
  AdwBin parent_instance;

  CrmContext *context; /* (owned) (nullable) */
  CrmRecord  *record;  /* (owned) (nullable) */
  CrmStore   *store;   /* (owned) (nullable): that the record is of */
  gulong      changed_handler;
  gulong      news_handler;

  /* Template widgets */
  AdwAvatar *avatar;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (CrmPhoto, crm_photo, ADW_TYPE_BIN)

#define FILE_SIZE_MAX (32 * 1024 * 1024)

/* A picture on its way into the file. */
typedef struct
{
  CrmContext *context; /* (owned) */
  CrmRecord  *draft;   /* (owned) */
  GFile      *file;    /* (owned) (nullable) */
  GBytes     *bytes;   /* (owned) (nullable): as it came, then as it is kept */
  const char *mime;
  char       *title; /* (owned) */
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->context);
  g_clear_object (&job->draft);
  g_clear_object (&job->file);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job->title);
  g_free (job);
}

static gboolean
store_photo (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Job             *job = user_data;
  g_autofree char *hash = crm_content_add (crm_transaction_get_connection (transaction), job->bytes, job->mime, error);

  if (hash == NULL)
    return FALSE;

  crm_object_set_text (CRM_OBJECT (job->draft), "photo", hash);
  return crm_transaction_save (transaction, job->draft, error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;

  if (crm_store_write_finish (CRM_STORE (source), result, &error))
    crm_context_toast_undo (job->context, job->title);
  else
    crm_context_report (job->context, error);
  job_free (job);
}

static GBytes *
load_file (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > FILE_SIZE_MAX)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("That picture is too large. Choose a smaller one."));
      return NULL;
    }

  return g_file_load_bytes (file, NULL, NULL, error);
}

static void
run_shrink (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) came = job->bytes != NULL ? g_bytes_ref (job->bytes) : load_file (job->file, &error);
  GBytes *small = came != NULL ? crm_photo_shrink (came, &job->mime, &error) : NULL;

  g_clear_pointer (&job->bytes, g_bytes_unref);
  job->bytes = small;
  if (small != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
shrunk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job      *job = user_data;
  CrmStore *store = crm_context_get_store (job->context);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) || store == NULL)
    {
      crm_context_report (job->context, error);
      job_free (job);
      return;
    }

  crm_store_write_async (store, job->title, "edit", CRM_TRANSACTION_NONE, store_photo, job, NULL, NULL, stored_cb, job);
}

/* Takes @file, or else @bytes. */
static void
take (CrmPhoto *self, GFile *file, GBytes *bytes)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *name = crm_format_title (self->record);
  Job             *job;

  if (self->record == NULL || !gtk_widget_get_sensitive (self->button))
    return;

  job = g_new0 (Job, 1);
  job->context = g_object_ref (self->context);
  job->draft = crm_record_edit (self->record);
  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  /* Translators: what was done, for the list of changes; %s is a name */
  job->title = g_strdup_printf (_ ("Change the photo of %s"), name);
  task = g_task_new (NULL, NULL, shrunk_cb, job);
  g_task_set_source_tag (task, take);
  g_task_set_task_data (task, job, NULL);
  g_task_run_in_thread (task, run_shrink);
}

static gboolean
dropped_cb (CrmPhoto *self, const GValue *value, double x, double y)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (g_value_get_object (value));

      take (self, NULL, bytes);
      return TRUE;
    }
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;

  crm_photo_take_file (self, g_value_get_object (value));
  return TRUE;
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmPhoto) self = user_data;
  g_autoptr (GFile) file = crm_pick_file_finish (result, NULL);

  if (file != NULL)
    crm_photo_take_file (self, file);
}

static void
photo_choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const patterns[] = { "*.jpg", "*.jpeg", "*.png", "*.webp", "*.gif", "*.bmp", "*.tif", "*.tiff", "*.svg", "*.JPG", "*.JPEG", "*.PNG", NULL };
  const CrmPickFilter      filters[] = { { _ ("Pictures"), patterns }, { _ ("All files"), NULL }, { NULL, NULL } };

  crm_pick_file_async (GTK_WINDOW (gtk_widget_get_root (widget)), CRM_PICK_OPEN, _ ("Choose a Photo"), _ ("Choose"), NULL, filters, NULL, picked_cb, g_object_ref (widget));
}

static void
photo_remove (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmPhoto *self = CRM_PHOTO (widget);
  g_autoptr (CrmRecord) draft = crm_record_edit (self->record);
  g_autofree char *name = crm_format_title (self->record);
  /* Translators: what was done, for the list of changes; %s is a name */
  g_autofree char *title = g_strdup_printf (_ ("Remove the photo of %s"), name);

  crm_object_set_text (CRM_OBJECT (draft), "photo", NULL);
  crm_context_commit_record (self->context, title, draft, NULL, NULL);
}

static void
show (CrmPhoto *self)
{
  const char      *hash = self->record != NULL ? crm_object_get_text (CRM_OBJECT (self->record), "photo") : NULL;
  g_autofree char *name = self->record != NULL ? crm_object_dup_title (CRM_OBJECT (self->record)) : NULL;
  CrmStore        *store = crm_context_get_store (self->context);
  g_autoptr (GBytes) bytes = hash != NULL && store != NULL ? crm_store_load_content (store, hash, NULL, NULL) : NULL;
  g_autoptr (GdkTexture) texture = bytes != NULL ? crm_photo_read (bytes, NULL) : NULL;

  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
  gtk_widget_set_sensitive (self->button, store != NULL && !crm_store_is_read_only (store));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "photo.remove", hash != NULL);
}

/* The picture may come later than the record, which is told of without being another. */
static void
records_changed_cb (CrmPhoto *self, CrmChangeSet *set)
{
  if (crm_change_set_has_id (set, crm_record_get_id (self->record)) && adw_avatar_get_custom_image (self->avatar) == NULL)
    show (self);
}

static void
let_go (CrmPhoto *self)
{
  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  if (self->store != NULL)
    g_clear_signal_handler (&self->news_handler, self->store);
  g_clear_object (&self->record);
  g_clear_object (&self->store);
}

static void
crm_photo_dispose (GObject *object)
{
  CrmPhoto *self = CRM_PHOTO (object);

  let_go (self);
  /* The bin and the template would both let go of it. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_PHOTO);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_photo_parent_class)->dispose (object);
}

static void
crm_photo_class_init (CrmPhotoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_photo_dispose;

  gtk_widget_class_install_action (widget_class, "photo.choose", NULL, photo_choose);
  gtk_widget_class_install_action (widget_class, "photo.remove", NULL, photo_remove);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/people/crm-photo.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmPhoto, avatar);
  gtk_widget_class_bind_template_child (widget_class, CrmPhoto, button);
}

static void
crm_photo_init (CrmPhoto *self)
{
  GType          types[] = { GDK_TYPE_TEXTURE, G_TYPE_FILE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
crm_photo_set_context (CrmPhoto *self, CrmContext *context)
{
  g_set_object (&self->context, context);
}

/**
 * crm_photo_set_record:
 * @record: (nullable): of a type that has a photo
 */
void
crm_photo_set_record (CrmPhoto *self, CrmRecord *record)
{
  let_go (self);
  if (record != NULL)
    {
      self->record = g_object_ref (record);
      self->store = g_object_ref (crm_context_get_store (self->context));
      self->changed_handler = g_signal_connect_swapped (record, "notify", G_CALLBACK (show), self);
      self->news_handler = g_signal_connect_swapped (self->store, "changed", G_CALLBACK (records_changed_cb), self);
    }
  show (self);
}

/**
 * crm_photo_take_file:
 * @file: a picture, or anything else, which is refused
 *
 * Makes a picture the photo of the record.
 */
void
crm_photo_take_file (CrmPhoto *self, GFile *file)
{
  g_return_if_fail (G_IS_FILE (file));

  take (self, file, NULL);
}

/**
 * crm_photo_is_shown:
 *
 * Returns: whether there is a photo, rather than initials
 */
gboolean
crm_photo_is_shown (CrmPhoto *self)
{
  return adw_avatar_get_custom_image (self->avatar) != NULL;
}
