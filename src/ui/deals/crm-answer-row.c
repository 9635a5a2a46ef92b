#include "config.h"

#include "crm-answer-row.h"

#include "crm-text.h"

#include <glib/gi18n-lib.h>

struct _CrmAnswerRow
{
  AdwPreferencesRow parent_instance;

  char *question; /* (owned) */
  char *shown;    /* (owned) (nullable): the answer that was shown last: what differs was typed since */

  /* Template widgets */
  GtkLabel    *caption;
  GtkLabel    *before;
  GtkTextView *view;
};

G_DEFINE_FINAL_TYPE (CrmAnswerRow, crm_answer_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
left_cb (CrmAnswerRow *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
crm_answer_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_ANSWER_ROW);

  G_OBJECT_CLASS (crm_answer_row_parent_class)->dispose (object);
}

static void
crm_answer_row_finalize (GObject *object)
{
  CrmAnswerRow *self = CRM_ANSWER_ROW (object);

  g_free (self->question);
  g_free (self->shown);

  G_OBJECT_CLASS (crm_answer_row_parent_class)->finalize (object);
}

static void
crm_answer_row_class_init (CrmAnswerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_answer_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_answer_row_finalize;
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-answer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmAnswerRow, caption);
  gtk_widget_class_bind_template_child (widget_class, CrmAnswerRow, before);
  gtk_widget_class_bind_template_child (widget_class, CrmAnswerRow, view);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
crm_answer_row_init (CrmAnswerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_answer_row_new (const char *question)
{
  CrmAnswerRow *self = g_object_new (CRM_TYPE_ANSWER_ROW, "title", question, NULL);

  self->question = g_strdup (question);
  gtk_label_set_text (self->caption, question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);

  return GTK_WIDGET (self);
}

/**
 * crm_answer_row_show:
 * @answer: (nullable): what the file has
 * @asked: (nullable): the words it was asked in then
 *
 * What is being typed is not disturbed.
 */
void
crm_answer_row_show (CrmAnswerRow *self, const char *answer, const char *asked)
{
  g_autofree char *typed = crm_answer_row_dup_answer (self);
  g_autofree char *text = NULL;

  if (asked != NULL && g_strcmp0 (asked, self->question) != 0)
    /* Translators: %s is a question as it was put earlier, in other words */
    text = g_strdup_printf (_ ("Answered when it read: %s"), asked);
  gtk_label_set_text (self->before, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->before), text != NULL);

  if (g_strcmp0 (typed, self->shown) == 0 && g_strcmp0 (typed, answer) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), answer != NULL ? answer : "", -1);
  g_free (self->shown);
  self->shown = g_strdup (answer);
}

/**
 * crm_answer_row_dup_answer:
 *
 * Returns: (transfer full) (nullable): what is typed, %NULL for nothing
 */
char *
crm_answer_row_dup_answer (CrmAnswerRow *self)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (self->view), "text", &text, NULL);

  return crm_text_clean (text);
}
