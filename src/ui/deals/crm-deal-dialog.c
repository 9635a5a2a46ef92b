#include "config.h"

#include "crm-deal-dialog.h"

#include "crm-dialog.h"
#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-pipelines.h"

#include <glib/gi18n-lib.h>

struct _CrmDealDialog
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *group;

  CrmContext  *context; /* (owned) */
  CrmRecord   *draft;   /* (owned) */
  GPtrArray   *stages;  /* (owned) (element-type CrmRecord) */
  GPtrArray   *rows;    /* (owned) (element-type GtkWidget): children */
  AdwComboRow *stage;
};

G_DEFINE_FINAL_TYPE (CrmDealDialog, crm_deal_dialog, ADW_TYPE_WINDOW)

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const fields[] = { "title", "value", "person", "company", "expected_close" };

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmDealDialog) self = user_data;
  gint64 id;

  /* Closed meanwhile, with the window before which it stood. */
  if (self->context == NULL)
    return;
  /* Refused: it stays open, with what was typed. */
  if (!crm_context_commit_finish (CRM_CONTEXT (source), result, NULL))
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      return;
    }

  id = crm_record_get_id (self->draft);
  gtk_window_destroy (GTK_WINDOW (self));
  g_signal_emit (self, signals[ADDED], 0, id);
}

static gboolean
is_valid (CrmDealDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (crm_field_row_is_valid (self->rows->pdata[i]))
        continue;
      gtk_widget_grab_focus (self->rows->pdata[i]);
      return FALSE;
    }
  if (crm_object_get_text (CRM_OBJECT (self->draft), "title") != NULL)
    return TRUE;

  gtk_widget_add_css_class (self->rows->pdata[0], "error");
  gtk_widget_grab_focus (self->rows->pdata[0]);
  return FALSE;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealDialog   *self = CRM_DEAL_DIALOG (widget);
  guint            selected = adw_combo_row_get_selected (self->stage);
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;

  /* What is being typed is understood when its row loses the focus. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (!is_valid (self) || selected >= self->stages->len)
    return;

  crm_object_set_integer (CRM_OBJECT (self->draft), "stage", crm_record_get_id (self->stages->pdata[selected]));
  shown = crm_format_title (self->draft);
  title = g_strdup_printf (_ ("Added “%s”"), shown);
  gtk_widget_set_sensitive (widget, FALSE);
  crm_context_commit_record (self->context, title, self->draft, saved_cb, g_object_ref (self));
}

static void
add_rows (CrmDealDialog *self)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (self->draft);
  guint           n_fields;
  const CrmField *declared = crm_object_class_get_fields (klass, &n_fields);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      int        number = crm_object_class_find_field (klass, fields[i]);
      GtkWidget *row = crm_field_row_new (self->context, self->draft, &declared[number]);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->group, row);
    }
}

static void
add_stage_row (CrmDealDialog *self, gint64 selected)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint position = crm_pipelines_find_position (self->stages, selected);

  for (guint i = 0; i < self->stages->len; i++)
    {
      g_autofree char *name = crm_format_title (self->stages->pdata[i]);

      gtk_string_list_append (names, name);
    }
  self->stage = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->stage), _ ("Stage"));
  adw_combo_row_set_model (self->stage, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->stage, position < self->stages->len ? position : 0);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->stage));
}

static void
crm_deal_dialog_dispose (GObject *object)
{
  CrmDealDialog *self = CRM_DEAL_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DEAL_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deal_dialog_parent_class)->dispose (object);
}

static void
crm_deal_dialog_class_init (CrmDealDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_deal_dialog_dispose;

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-deal-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDealDialog, group);
  gtk_widget_class_install_action (widget_class, "deal-dialog.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "deal-dialog.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "deal-dialog.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_deal_dialog_init (CrmDealDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_deal_dialog_present:
 * @parent: over whose window
 * @pipeline: in which the deal begins
 * @beside: (nullable): a deal in whose stage it begins
 *
 * Returns: (transfer none): the dialog, which closes by itself
 */
CrmDealDialog *
crm_deal_dialog_present (GtkWidget *parent, CrmContext *context, CrmRecord *pipeline, CrmRecord *beside)
{
  CrmDealDialog *self = g_object_new (CRM_TYPE_DEAL_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->draft = crm_record_new ("deal");
  crm_context_take_on (self->context, self->draft);
  self->stages = crm_pipelines_load_stages (crm_context_get_store (context), crm_record_get_id (pipeline));
  add_rows (self);
  add_stage_row (self, beside != NULL ? crm_object_get_integer (CRM_OBJECT (beside), "stage") : 0);
  crm_dialog_present (GTK_WINDOW (self), parent);

  return self;
}
