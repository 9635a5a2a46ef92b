#include "config.h"

#include "crm-draft-dialog.h"

#include "crm-dialog.h"
#include "crm-field-row.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

struct _CrmDraftDialog
{
  AdwWindow parent_instance;

  CrmContext                *context; /* (owned) */
  CrmRecord                 *draft;   /* (owned) */
  const CrmDraftDialogWords *words;
  GPtrArray                 *rows; /* (element-type GtkWidget): children */

  /* Template widgets */
  GtkLabel            *problem;
  GtkButton           *accept;
  AdwPreferencesGroup *group;
  GtkBox              *below;
};

G_DEFINE_FINAL_TYPE (CrmDraftDialog, crm_draft_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_problem (CrmDraftDialog *self, const char *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmDraftDialog) self = user_data;
  g_autoptr (CrmRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  gboolean saved = crm_context_commit_finish (CRM_CONTEXT (source), result, &error);

  /* Closed meanwhile, with the window before which it stood. */
  if (self->context == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (!saved)
    {
      set_problem (self, error != NULL ? error->message : NULL);
      return;
    }

  record = g_object_ref (self->draft);
  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[SAVED], 0, record);
}

static gboolean
is_valid (CrmDraftDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (crm_field_row_is_valid (self->rows->pdata[i]))
        continue;
      gtk_widget_grab_focus (self->rows->pdata[i]);
      return FALSE;
    }

  return TRUE;
}

/**
 * crm_draft_dialog_save:
 *
 * As if the button was pressed that saves.
 */
void
crm_draft_dialog_save (CrmDraftDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;

  /* What is being typed is understood when its row loses the focus. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (!is_valid (self))
    return;
  crm_object_prepare (CRM_OBJECT (self->draft));
  if (!crm_record_validate (self->draft, &error))
    {
      set_problem (self, error->message);
      gtk_widget_grab_focus (self->rows->pdata[0]);
      return;
    }

  set_problem (self, NULL);
  shown = crm_format_title (self->draft);
  title = self->words->change != NULL ? g_strdup (self->words->change) : g_strdup_printf (_ ("Added “%s”"), shown);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  crm_context_commit_record (self->context, title, self->draft, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  crm_draft_dialog_save (CRM_DRAFT_DIALOG (widget));
}

static void
add_rows (CrmDraftDialog *self, AdwPreferencesGroup *group, const char *const *fields)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (self->draft);
  guint           n_fields;
  const CrmField *declared = crm_object_class_get_fields (klass, &n_fields);

  for (; *fields != NULL; fields++)
    {
      GtkWidget *row = crm_field_row_new (self->context, self->draft, &declared[crm_object_class_find_field (klass, *fields)]);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (group, row);
    }
}

static void
crm_draft_dialog_dispose (GObject *object)
{
  CrmDraftDialog *self = CRM_DRAFT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DRAFT_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_draft_dialog_parent_class)->dispose (object);
}

static void
crm_draft_dialog_class_init (CrmDraftDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_draft_dialog_dispose;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/widgets/crm-draft-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDraftDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmDraftDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, CrmDraftDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CrmDraftDialog, below);
  gtk_widget_class_install_action (widget_class, "draft.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_draft_dialog_init (CrmDraftDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_draft_dialog_new:
 * @draft: what is asked for is written into it
 * @words: static
 * @fields: ended by %NULL: of the record, in this order
 *
 * Returns: (transfer none): the dialog, which closes by itself
 */
CrmDraftDialog *
crm_draft_dialog_new (CrmContext *context, CrmRecord *draft, const CrmDraftDialogWords *words, const char *const *fields)
{
  CrmDraftDialog *self = g_object_new (CRM_TYPE_DRAFT_DIALOG, "title", _ (words->title), NULL);

  self->context = g_object_ref (context);
  self->draft = g_object_ref (draft);
  self->words = words;
  gtk_button_set_label (self->accept, _ (words->accept));
  add_rows (self, self->group, fields);

  return self;
}

/**
 * crm_draft_dialog_present:
 * @parent: over whose window
 *
 * Shows it as high as all that is in it, when everything is.
 */
void
crm_draft_dialog_present (CrmDraftDialog *self, GtkWidget *parent)
{
  crm_dialog_present (GTK_WINDOW (self), parent);
  gtk_widget_child_focus (self->rows->pdata[0], GTK_DIR_TAB_FORWARD);
}

/**
 * crm_draft_dialog_add:
 * @widget: (transfer full): what stands below the fields
 */
void
crm_draft_dialog_add (CrmDraftDialog *self, GtkWidget *widget)
{
  gtk_box_append (self->below, widget);
}

/**
 * crm_draft_dialog_add_fields:
 * @fields: ended by %NULL: what is asked for below that
 */
void
crm_draft_dialog_add_fields (CrmDraftDialog *self, const char *const *fields)
{
  GtkWidget *group = adw_preferences_group_new ();

  add_rows (self, ADW_PREFERENCES_GROUP (group), fields);
  gtk_box_append (self->below, group);
}
