#include "config.h"

#include "crm-pay-dialog.h"

#include "crm-dialog.h"
#include "crm-field-row.h"
#include "crm-sale-step.h"
#include "crm-sale-words.h"
#include "crm-settlement.h"

#include <glib/gi18n-lib.h>

static const char *const fields[] = { "amount", "method", "date", "reference", "bank", "cheque_due", "cheque_state", "goods", "about" };

struct _CrmPayDialog
{
  AdwWindow parent_instance;

  CrmContext *context; /* (owned) */
  CrmRecord  *invoice; /* (owned) */
  CrmRecord  *draft;   /* (owned) */

  /* Template widgets */
  AdwPreferencesGroup *group;
  GtkLabel            *problem;
};

G_DEFINE_FINAL_TYPE (CrmPayDialog, crm_pay_dialog, ADW_TYPE_WINDOW)

static void
set_problem (CrmPayDialog *self, const char *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
paid_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmPayDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean paid = crm_sale_step_pay_finish (CRM_CONTEXT (source), result, &error);

  /* Closed meanwhile, with the window before which it stood. */
  if (self->context == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pay.save", TRUE);
  if (paid)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    set_problem (self, error->message);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmPayDialog *self = CRM_PAY_DIALOG (widget);
  g_autoptr (CrmRecord) payment = NULL;

  /* What is being typed is understood when its row loses the focus. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (!crm_field_row_is_valid (GTK_WIDGET (self->group)))
    {
      set_problem (self, _ ("Something could not be understood. Look for the marked rows."));
      return;
    }

  set_problem (self, NULL);
  gtk_widget_action_set_enabled (widget, "pay.save", FALSE);
  payment = crm_record_edit (self->draft);
  crm_sale_step_pay (self->context, self->invoice, payment, paid_cb, g_object_ref (self));
}

/* What is known already: all that is open, today. */
static void
begin (CrmPayDialog *self)
{
  CrmObject       *draft = CRM_OBJECT (self->draft);
  g_autofree char *today = crm_date_to_iso (crm_context_get_today (self->context));
  CrmSettlement    settlement;

  crm_object_set_text (draft, "currency", crm_object_get_text (CRM_OBJECT (self->invoice), "currency"));
  crm_object_set_text (draft, "date", today);
  crm_object_set_text (draft, "method", "cash");
  crm_context_take_on (self->context, self->draft);
  if (!crm_settlement_find (crm_context_get_store (self->context), crm_record_get_id (self->invoice), &settlement))
    return;

  crm_object_set_integer (draft, "amount", ABS (settlement.open));
  if (settlement.open < 0)
    gtk_window_set_title (GTK_WINDOW (self), _ ("Pay Money Back"));
}

static void
add_rows (CrmPayDialog *self)
{
  CrmObjectClass  *klass = CRM_OBJECT_GET_CLASS (self->draft);
  guint            n_fields;
  const CrmField  *declared = crm_object_class_get_fields (klass, &n_fields);
  g_autofree char *title = crm_sale_words_dup_title (self->context, CRM_OBJECT (self->invoice));

  adw_preferences_group_set_title (self->group, title);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      GtkWidget *row = crm_field_row_new (self->context, self->draft, &declared[crm_object_class_find_field (klass, fields[i])]);

      adw_preferences_group_add (self->group, row);
      if (i == 0)
        gtk_widget_grab_focus (row);
    }
}

static void
crm_pay_dialog_dispose (GObject *object)
{
  CrmPayDialog *self = CRM_PAY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_PAY_DIALOG);
  g_clear_object (&self->draft);
  g_clear_object (&self->invoice);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_pay_dialog_parent_class)->dispose (object);
}

static void
crm_pay_dialog_class_init (CrmPayDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_pay_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/sales/crm-pay-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmPayDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CrmPayDialog, problem);
  gtk_widget_class_install_action (widget_class, "pay.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "pay.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "pay.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_pay_dialog_init (CrmPayDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_pay_dialog_present:
 * @parent: over whose window
 * @invoice: one that was issued
 *
 * Returns: (transfer none): the dialog, which closes by itself
 */
CrmPayDialog *
crm_pay_dialog_present (GtkWidget *parent, CrmContext *context, CrmRecord *invoice)
{
  CrmPayDialog *self = g_object_new (CRM_TYPE_PAY_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->invoice = g_object_ref (invoice);
  self->draft = crm_record_new ("payment");
  begin (self);
  add_rows (self);
  crm_dialog_present (GTK_WINDOW (self), parent);

  return self;
}
