/* The editor of a pipeline works on drafts of it and of its stages; the order of the rows becomes the order of the stages. */

#include "config.h"

#include "crm-pipeline-dialog.h"

#include "crm-dialog.h"
#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-pipeline-write.h"
#include "crm-pipelines.h"
#include "crm-stage-row.h"

#include <glib/gi18n-lib.h>

struct _CrmPipelineDialog
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *name_group;
  GtkListBox          *list;
  GtkLabel            *problem;

  CrmContext *context; /* (owned) */
  CrmRecord  *draft;   /* (owned) */
  GPtrArray  *rows;    /* (owned) (element-type CrmStageRow): children, in their order */
  GArray     *removed; /* (owned) (element-type gint64) */
  char       *title;   /* (owned) (nullable): of the change that is being saved */
};

G_DEFINE_FINAL_TYPE (CrmPipelineDialog, crm_pipeline_dialog, ADW_TYPE_WINDOW)

static void
move_cb (CrmStageRow *row, int by, CrmPipelineDialog *self)
{
  guint index;

  if (!g_ptr_array_find (self->rows, row, &index) || (int) index + by < 0 || (int) index + by >= (int) self->rows->len)
    return;

  g_ptr_array_remove_index (self->rows, index);
  g_ptr_array_insert (self->rows, (int) index + by, row);
  g_object_ref (row);
  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  gtk_list_box_insert (self->list, GTK_WIDGET (row), (int) index + by);
  g_object_unref (row); /* the list has its own again */
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
remove_cb (CrmPipelineDialog *self, CrmStageRow *row)
{
  gint64 id = crm_record_get_id (crm_stage_row_get_draft (row));

  if (id != 0)
    g_array_append_val (self->removed, id);
  g_ptr_array_remove (self->rows, row);
  gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static CrmStageRow *
add_row (CrmPipelineDialog *self, CrmRecord *draft)
{
  GtkWidget *row = crm_stage_row_new (self->context, draft);

  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (self->list, row);
  g_signal_connect_object (row, "move", G_CALLBACK (move_cb), self, 0);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);

  return CRM_STAGE_ROW (row);
}

static void
add_stage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (CrmRecord) draft = crm_record_new ("stage");

  crm_object_set_text (CRM_OBJECT (draft), "kind", "open");
  crm_stage_row_show_error (add_row (CRM_PIPELINE_DIALOG (widget), draft));
}

static void
show_problem (CrmPipelineDialog *self, const char *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static gboolean
is_valid (CrmPipelineDialog *self)
{
  if (crm_object_get_text (CRM_OBJECT (self->draft), "name") == NULL)
    {
      show_problem (self, _ ("A pipeline needs a name."));
      return FALSE;
    }
  if (self->rows->len == 0)
    {
      show_problem (self, _ ("A pipeline needs a stage at least."));
      return FALSE;
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (crm_stage_row_is_valid (self->rows->pdata[i]))
        continue;
      crm_stage_row_show_error (self->rows->pdata[i]);
      show_problem (self, _ ("A stage needs a name and a kind; its probability is a number from 0 to 100."));
      return FALSE;
    }

  return TRUE;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmPipelineDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Closed meanwhile, with the window before which it stood. */
  if (self->context == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (!crm_store_write_finish (CRM_STORE (source), result, &error))
    {
      show_problem (self, error->message);
      return;
    }

  crm_context_toast_undo (self->context, self->title);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmPipelineDialog *self = CRM_PIPELINE_DIALOG (widget);
  CrmStore          *store = crm_context_get_store (self->context);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *shown = NULL;

  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (store == NULL || !is_valid (self))
    return;

  g_ptr_array_add (records, g_object_ref (self->draft));
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (records, g_object_ref (crm_stage_row_get_draft (self->rows->pdata[i])));
  shown = crm_format_title (self->draft);
  g_free (self->title);
  self->title = g_strdup_printf (_ ("Edited the pipeline “%s”"), shown);
  gtk_widget_set_sensitive (widget, FALSE);
  crm_pipeline_save_async (store, self->title, records, self->removed, saved_cb, g_object_ref (self));
}

static void
crm_pipeline_dialog_dispose (GObject *object)
{
  CrmPipelineDialog *self = CRM_PIPELINE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_PIPELINE_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_pipeline_dialog_parent_class)->dispose (object);
}

static void
crm_pipeline_dialog_finalize (GObject *object)
{
  CrmPipelineDialog *self = CRM_PIPELINE_DIALOG (object);

  g_array_unref (self->removed);
  g_free (self->title);

  G_OBJECT_CLASS (crm_pipeline_dialog_parent_class)->finalize (object);
}

static void
crm_pipeline_dialog_class_init (CrmPipelineDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_pipeline_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_pipeline_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-pipeline-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmPipelineDialog, name_group);
  gtk_widget_class_bind_template_child (widget_class, CrmPipelineDialog, list);
  gtk_widget_class_bind_template_child (widget_class, CrmPipelineDialog, problem);
  gtk_widget_class_install_action (widget_class, "pipeline.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "pipeline.add-stage", NULL, add_stage_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "pipeline.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "pipeline.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_pipeline_dialog_init (CrmPipelineDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->removed = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill (CrmPipelineDialog *self)
{
  g_autoptr (GPtrArray) stages = crm_pipelines_load_stages (crm_context_get_store (self->context), crm_record_get_id (self->draft));
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (self->draft);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (klass, &n_fields);

  adw_preferences_group_add (self->name_group, crm_field_row_new (self->context, self->draft, &fields[crm_object_class_find_field (klass, "name")]));
  for (guint i = 0; i < stages->len; i++)
    {
      g_autoptr (CrmRecord) draft = crm_record_edit (stages->pdata[i]);

      add_row (self, draft);
    }
}

/**
 * crm_pipeline_dialog_present:
 * @parent: over whose window
 * @pipeline: a pipeline of the context's file
 */
void
crm_pipeline_dialog_present (GtkWidget *parent, CrmContext *context, CrmRecord *pipeline)
{
  CrmPipelineDialog *self = g_object_new (CRM_TYPE_PIPELINE_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->draft = crm_record_edit (pipeline);
  fill (self);
  crm_dialog_present (GTK_WINDOW (self), parent);
}
