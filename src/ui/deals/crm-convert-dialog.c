#include "config.h"

#include "crm-convert-dialog.h"

#include "crm-dialog.h"
#include "crm-entry-row.h"
#include "crm-format.h"
#include "crm-lead-write.h"
#include "crm-money-entry.h"
#include "crm-person-role.h"
#include "crm-pipelines.h"
#include "crm-quick-deal.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmConvertDialog
{
  AdwWindow parent_instance;

  CrmContext *context;   /* (owned) */
  CrmRecord  *person;    /* (owned) */
  GPtrArray  *pipelines; /* (owned) (element-type CrmRecord): those with an open stage */
  GPtrArray  *stages;    /* (owned) (element-type CrmRecord): the open ones of the pipeline chosen */

  /* Template widgets */
  GtkRevealer         *problem;
  GtkLabel            *problem_label;
  AdwPreferencesGroup *deal_group;
  AdwActionRow        *who;
  AdwEntryRow         *company;
  AdwEntryRow         *title;
  AdwComboRow         *pipeline;
  AdwComboRow         *stage;
  CrmMoneyEntry       *value; /* a child, made with the context */
};

G_DEFINE_FINAL_TYPE (CrmConvertDialog, crm_convert_dialog, ADW_TYPE_WINDOW)

static void
show_problem (CrmConvertDialog *self, const char *text)
{
  if (text != NULL)
    gtk_label_set_text (self->problem_label, text);
  gtk_revealer_set_reveal_child (self->problem, text != NULL);
}

static void
converted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CrmContext *context = CRM_CONTEXT (source);
  g_autoptr (CrmConvertDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) deal = NULL;
  gint64 id = crm_lead_write_finish (context, result, &error);

  /* Closed meanwhile, with the window before which it stood. */
  if (self->context == NULL)
    return;
  /* Refused: it stays open, with what was typed and why. */
  if (id < 0)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
      show_problem (self, error->message);
      return;
    }

  if (crm_context_get_store (context) != NULL)
    deal = crm_store_get (crm_context_get_store (context), id, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
  if (deal != NULL)
    crm_context_open (context, deal);
}

static CrmRecord *
get_selected (AdwComboRow *row, GPtrArray *records)
{
  guint selected = adw_combo_row_get_selected (row);

  return selected < records->len ? g_ptr_array_index (records, selected) : NULL;
}

static char *
dup_text (AdwEntryRow *row)
{
  return crm_text_clean (gtk_editable_get_text (GTK_EDITABLE (row)));
}

static gboolean
is_valid (CrmConvertDialog *self, const char *title)
{
  if (title == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->title), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->title));
      return FALSE;
    }
  if (!crm_money_entry_get_valid (self->value))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->value));
      return FALSE;
    }

  return TRUE;
}

static void
accept (CrmConvertDialog *self)
{
  CrmRecord         *stage = get_selected (self->stage, self->stages);
  g_autofree char   *title = dup_text (self->title);
  CrmLeadConversion *conversion;

  if (!is_valid (self, title))
    return;

  conversion = g_new0 (CrmLeadConversion, 1);
  conversion->person = crm_record_get_id (self->person);
  conversion->stage = stage != NULL ? crm_record_get_id (stage) : 0;
  conversion->company = gtk_editable_get_editable (GTK_EDITABLE (self->company)) ? dup_text (self->company) : NULL;
  conversion->title = g_steal_pointer (&title);
  conversion->value = crm_money_entry_get_amount (self->value);
  conversion->currency = g_strdup (crm_money_entry_get_currency (self->value));
  show_problem (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  crm_lead_write_conversion (self->context, conversion, converted_cb, g_object_ref (self));
}

static void
accept_cb (CrmConvertDialog *self)
{
  accept (self);
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  accept (CRM_CONVERT_DIALOG (widget));
}

static void
title_changed_cb (CrmConvertDialog *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->title), "error");
}

static void
set_names (AdwComboRow *row, GPtrArray *records)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *name = crm_format_title (g_ptr_array_index (records, i));

      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
}

static GPtrArray *
load_open_stages (CrmStore *store, CrmRecord *pipeline)
{
  GPtrArray *stages = crm_pipelines_load_stages (store, crm_record_get_id (pipeline));

  for (guint i = stages->len; i > 0; i--)
    {
      if (crm_pipelines_is_over (g_ptr_array_index (stages, i - 1)))
        g_ptr_array_remove_index (stages, i - 1);
    }

  return stages;
}

static void
pipeline_chosen_cb (CrmConvertDialog *self)
{
  CrmStore  *store = crm_context_get_store (self->context);
  CrmRecord *pipeline = get_selected (self->pipeline, self->pipelines);

  if (store == NULL || pipeline == NULL)
    return;

  g_ptr_array_unref (self->stages);
  self->stages = load_open_stages (store, pipeline);
  set_names (self->stage, self->stages);
}

/* Where no deal can begin, that is said before anything is typed. */
static void
show_pipelines (CrmConvertDialog *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  g_ptr_array_unref (self->pipelines);
  self->pipelines = crm_pipelines_load (store);
  for (guint i = self->pipelines->len; i > 0; i--)
    {
      g_autoptr (GPtrArray) stages = load_open_stages (store, g_ptr_array_index (self->pipelines, i - 1));

      if (stages->len == 0)
        g_ptr_array_remove_index (self->pipelines, i - 1);
    }
  set_names (self->pipeline, self->pipelines);
  gtk_widget_set_visible (GTK_WIDGET (self->pipeline), self->pipelines->len > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->stage), self->pipelines->len > 0);
  pipeline_chosen_cb (self);
  if (self->pipelines->len > 0)
    return;

  show_problem (self, _ ("There is no pipeline with an open stage where the deal could begin."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "convert.accept", FALSE);
}

/* How they are reached: their numbers and addresses. */
static char *
dup_reach (CrmConvertDialog *self)
{
  GPtrArray *points = crm_object_get_items (CRM_OBJECT (self->person), "contact_points");
  GString   *text = g_string_new (NULL);

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      CrmObject       *object = g_ptr_array_index (points, i);
      const char      *value = crm_object_get_text (object, "value");
      gboolean         phone = g_strcmp0 (crm_object_get_text (object, "kind"), "phone") == 0;
      g_autofree char *point = phone ? crm_format_phone (self->context, value) : crm_text_isolate_ltr (value);

      g_string_append_printf (text, "%s%s", i > 0 ? _ (" · ") : "", point);
    }

  return g_string_free (text, FALSE);
}

static void
show_person (CrmConvertDialog *self)
{
  gint64           company = crm_person_find_company (CRM_OBJECT (self->person));
  g_autofree char *name = crm_format_title (self->person);
  g_autofree char *reach = dup_reach (self);
  CrmStore        *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) record = company != CRM_UNSET ? crm_store_get (store, company, NULL) : NULL;
  g_autofree char *company_name = record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->who), name);
  adw_action_row_set_subtitle (self->who, reach);
  gtk_editable_set_text (GTK_EDITABLE (self->company), company_name != NULL ? company_name : "");
  gtk_editable_set_editable (GTK_EDITABLE (self->company), company_name == NULL);
}

/* What they asked for, and the amount in it, if it names one. */
static void
show_request (CrmConvertDialog *self)
{
  g_autofree char *request = crm_leads_dup_request (crm_context_get_store (self->context), self->person);
  g_auto (CrmQuickDeal) deal = { NULL };

  if (!crm_quick_deal_parse (request, crm_context_get_culture (self->context), &deal))
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->title), deal.title);
  if (deal.value != CRM_UNSET)
    crm_money_entry_set_amount (self->value, deal.value, deal.currency);
}

static void
crm_convert_dialog_dispose (GObject *object)
{
  CrmConvertDialog *self = CRM_CONVERT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_CONVERT_DIALOG);
  g_clear_pointer (&self->pipelines, g_ptr_array_unref);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_object (&self->person);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_convert_dialog_parent_class)->dispose (object);
}

static void
crm_convert_dialog_class_init (CrmConvertDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_convert_dialog_dispose;

  g_type_ensure (CRM_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-convert-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmConvertDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmConvertDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, CrmConvertDialog, deal_group);
  gtk_widget_class_bind_template_child (widget_class, CrmConvertDialog, who);
  gtk_widget_class_bind_template_child (widget_class, CrmConvertDialog, company);
  gtk_widget_class_bind_template_child (widget_class, CrmConvertDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CrmConvertDialog, pipeline);
  gtk_widget_class_bind_template_child (widget_class, CrmConvertDialog, stage);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pipeline_chosen_cb);
  gtk_widget_class_install_action (widget_class, "convert.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "convert.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "convert.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_convert_dialog_init (CrmConvertDialog *self)
{
  self->pipelines = g_ptr_array_new ();
  self->stages = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_convert_dialog_present:
 * @parent: over whose window
 * @person: a lead of the open file
 *
 * Returns: (transfer none): the dialog, which closes by itself
 */
CrmConvertDialog *
crm_convert_dialog_present (GtkWidget *parent, CrmContext *context, CrmRecord *person)
{
  CrmConvertDialog *self = g_object_new (CRM_TYPE_CONVERT_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->person = g_object_ref (person);
  self->value = CRM_MONEY_ENTRY (crm_money_entry_new (context, _ ("Amount")));
  adw_preferences_group_add (self->deal_group, GTK_WIDGET (self->value));
  g_signal_connect_object (self->value, "entry-activated", G_CALLBACK (accept_cb), self, G_CONNECT_SWAPPED);
  show_person (self);
  show_request (self);
  show_pipelines (self);
  crm_dialog_present (GTK_WINDOW (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
  /* All of it chosen, and its beginning in sight. */
  gtk_editable_select_region (GTK_EDITABLE (self->title), -1, 0);

  return self;
}
