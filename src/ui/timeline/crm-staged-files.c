/* What is dropped or chosen is looked at at once, so that what cannot be attached is told before anything is written. It is read when it is saved. */

#include "config.h"

#include "crm-staged-files.h"

#include "crm-attachments.h"
#include "crm-format.h"
#include "crm-pick-file.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmStagedFiles
{
  AdwBin parent_instance;

  CrmContext *context; /* (owned) */
  GPtrArray  *files;   /* (owned) (element-type GFile): in the order of their rows */
  GtkBox     *rows;    /* the only child */
  guint       round;   /* how often it was cleared: what was to come before stays away */
  gboolean    closed;
};

G_DEFINE_FINAL_TYPE (CrmStagedFiles, crm_staged_files, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_state (CrmStagedFiles *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), self->files->len > 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_row (CrmStagedFiles *self, GtkWidget *row)
{
  GFile *file = g_object_get_data (G_OBJECT (row), "crm-file");

  g_ptr_array_remove (self->files, file);
  gtk_box_remove (self->rows, row);
  show_state (self);
}

static void
remove_clicked_cb (CrmStagedFiles *self, GtkWidget *button)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_BACKWARD);
  remove_row (self, gtk_widget_get_parent (button));
}

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");

  return label;
}

static void
add_row (CrmStagedFiles *self, GFile *file, const char *name, gint64 size)
{
  GtkWidget       *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *shown = crm_text_isolate (name);
  g_autofree char *bytes = crm_format_size (self->context, (guint64) size);
  g_autofree char *text = g_strconcat (shown, _ (" · "), bytes, NULL);
  /* Translators: %s is the name of a file */
  g_autofree char *tooltip = g_strdup_printf (_ ("Do not attach %s"), shown);

  g_object_set_data_full (G_OBJECT (row), "crm-file", g_object_ref (file), g_object_unref);
  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (row), new_label (text));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (self->rows, row);
}

static gboolean
has_file (CrmStagedFiles *self, GFile *file)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      if (g_file_equal (g_ptr_array_index (self->files, i), file))
        return TRUE;
    }

  return FALSE;
}

/* What is asked for now may come when it is not wanted any more. */
typedef struct
{
  CrmStagedFiles *files; /* (owned) */
  guint           round;
} Coming;

static Coming *
coming_new (CrmStagedFiles *files)
{
  Coming *self = g_new0 (Coming, 1);

  self->files = g_object_ref (files);
  self->round = files->round;

  return self;
}

/* (transfer full) (nullable): who it comes to */
static CrmStagedFiles *
coming_end (Coming *self)
{
  g_autoptr (CrmStagedFiles) files = self->files;
  gboolean wanted = !files->closed && files->round == self->round;

  g_free (self);

  return wanted ? g_steal_pointer (&files) : NULL;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmStagedFiles) self = coming_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  gint64           size = 0;

  if (self == NULL)
    return;
  if (!crm_attachments_check_finish (result, &name, &size, &error))
    {
      crm_context_report (self->context, error);
      return;
    }
  if (has_file (self, G_FILE (source)))
    return;

  g_ptr_array_add (self->files, g_object_ref (source));
  add_row (self, G_FILE (source), name, size);
  show_state (self);
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmStagedFiles) self = coming_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = crm_pick_file_finish (result, &error);

  if (self == NULL)
    return;
  if (file != NULL)
    crm_staged_files_add (self, file);
  else
    crm_context_report (self->context, error);
}

static void
crm_staged_files_dispose (GObject *object)
{
  CrmStagedFiles *self = CRM_STAGED_FILES (object);

  self->closed = TRUE;
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_staged_files_parent_class)->dispose (object);
}

static void
crm_staged_files_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_STAGED_FILES (object)->files);

  G_OBJECT_CLASS (crm_staged_files_parent_class)->finalize (object);
}

static void
crm_staged_files_class_init (CrmStagedFilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crm_staged_files_dispose;
  object_class->finalize = crm_staged_files_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_staged_files_init (CrmStagedFiles *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->rows));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
crm_staged_files_new (CrmContext *context)
{
  CrmStagedFiles *self = g_object_new (CRM_TYPE_STAGED_FILES, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * crm_staged_files_add:
 *
 * Has the file wait here, or says why it cannot be attached.
 */
void
crm_staged_files_add (CrmStagedFiles *self, GFile *file)
{
  crm_attachments_check_async (file, checked_cb, coming_new (self));
}

/**
 * crm_staged_files_choose:
 *
 * Asks for a file.
 */
void
crm_staged_files_choose (CrmStagedFiles *self)
{
  crm_pick_file_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), CRM_PICK_OPEN, _ ("Attach a File"), _ ("Attach"), NULL, NULL, NULL, picked_cb, coming_new (self));
}

/**
 * crm_staged_files_get:
 *
 * Returns: (transfer none) (element-type GFile): those that wait
 */
GPtrArray *
crm_staged_files_get (CrmStagedFiles *self)
{
  return self->files;
}

static gpointer
copy_file (gconstpointer file, gpointer user_data)
{
  return g_object_ref ((gpointer) file);
}

/**
 * crm_staged_files_dup:
 *
 * Returns: (transfer full) (element-type GFile): those that wait now
 */
GPtrArray *
crm_staged_files_dup (CrmStagedFiles *self)
{
  GPtrArray *files = g_ptr_array_copy (self->files, copy_file, NULL);

  g_ptr_array_set_free_func (files, g_object_unref);

  return files;
}

/**
 * crm_staged_files_remove:
 * @file: one that no longer waits, or never did
 */
void
crm_staged_files_remove (CrmStagedFiles *self, GFile *file)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      if (g_file_equal (g_object_get_data (G_OBJECT (row), "crm-file"), file))
        remove_row (self, row);
      row = next;
    }
}

/**
 * crm_staged_files_clear:
 *
 * Lets go of all that wait, and of what is still being looked at.
 */
void
crm_staged_files_clear (CrmStagedFiles *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  g_ptr_array_set_size (self->files, 0);
  self->round++;
  show_state (self);
}
