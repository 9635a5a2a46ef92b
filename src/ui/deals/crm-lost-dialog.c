/* Lost deals are worth what is learnt from them, so the question comes at the one moment when the answer is known. It can be called off, and the
 * deal stays where it was. */

#include "config.h"

#include "crm-lost-dialog.h"

#include "crm-deal.h"
#include "crm-dialog.h"
#include "crm-entry-row.h"
#include "crm-format.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmLostDialog
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *group;
  AdwComboRow         *reason;
  AdwEntryRow         *note;

  GTask *task; /* (owned) (nullable): the question, until it is answered */
};

G_DEFINE_FINAL_TYPE (CrmLostDialog, crm_lost_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  const char *reason;
  char       *note; /* (owned) (nullable) */
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->note);
  g_free (answer);
}

/* The first entry is for those who do not say. */
static const char *
get_reason (CrmLostDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->reason);

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION ? crm_deal_lost_reasons[selected - 1].value : NULL;
}

static void
accept_cb (CrmLostDialog *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  Answer *answer = g_new0 (Answer, 1);

  answer->reason = get_reason (self);
  answer->note = crm_text_clean (gtk_editable_get_text (GTK_EDITABLE (self->note)));
  if (task != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) answer_free);
  else
    answer_free (answer);
  gtk_window_close (GTK_WINDOW (self));
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  accept_cb (CRM_LOST_DIALOG (widget));
}

static GtkStringList *
list_reasons (void)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("Not said"));
  for (const CrmChoice *choice = crm_deal_lost_reasons; choice->value != NULL; choice++)
    gtk_string_list_append (list, crm_choice_get_label (choice));

  return list;
}

static void
crm_lost_dialog_dispose (GObject *object)
{
  CrmLostDialog *self = CRM_LOST_DIALOG (object);
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task != NULL)
    g_task_return_pointer (task, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_LOST_DIALOG);

  G_OBJECT_CLASS (crm_lost_dialog_parent_class)->dispose (object);
}

static void
crm_lost_dialog_class_init (CrmLostDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_lost_dialog_dispose;

  g_type_ensure (CRM_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-lost-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmLostDialog, group);
  gtk_widget_class_bind_template_child (widget_class, CrmLostDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, CrmLostDialog, note);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_install_action (widget_class, "lost.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "lost.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "lost.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_lost_dialog_init (CrmLostDialog *self)
{
  g_autoptr (GtkStringList) reasons = list_reasons ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->reason, G_LIST_MODEL (reasons));
}

/**
 * crm_lost_dialog_ask:
 * @parent: over whose window
 * @callback: ends with crm_lost_dialog_finish()
 */
void
crm_lost_dialog_ask (GtkWidget *parent, CrmRecord *deal, GAsyncReadyCallback callback, gpointer user_data)
{
  CrmLostDialog   *self = g_object_new (CRM_TYPE_LOST_DIALOG, NULL);
  g_autofree char *title = crm_format_title (deal);

  adw_preferences_group_set_title (self->group, title);
  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, crm_lost_dialog_ask);
  crm_dialog_present (GTK_WINDOW (self), parent);
}

/**
 * crm_lost_dialog_finish:
 * @reason: (out) (transfer full) (nullable): the value of one of crm_deal_lost_reasons, %NULL where none was said
 * @note: (out) (transfer full) (nullable)
 *
 * Returns: whether the deal is lost; %FALSE when the question was called off
 */
gboolean
crm_lost_dialog_finish (GAsyncResult *result, char **reason, char **note)
{
  Answer *answer = g_task_propagate_pointer (G_TASK (result), NULL);

  if (answer == NULL)
    return FALSE;

  *reason = g_strdup (answer->reason);
  *note = g_steal_pointer (&answer->note);
  answer_free (answer);

  return TRUE;
}
