#include "config.h"

#include "crm-questions-view.h"

#include "crm-empty-page.h"
#include "crm-fresh-look.h"
#include "crm-question-row.h"
#include "crm-questions.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Twice is not often yet, but a beginning. */
#define LEAST 2

#define QUESTIONS_MOST 50

struct _CrmQuestionsView
{
  GtkWidget parent_instance;

  CrmContext *context; /* (owned) */
  GPtrArray  *rows;    /* (element-type GtkWidget): children of the group */

  /* Template widgets */
  GtkStack            *stack;
  CrmEmptyPage        *empty;
  GtkWidget           *page;
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (CrmQuestionsView, crm_questions_view, GTK_TYPE_WIDGET)

/* The questions point into the facts. */
typedef struct
{
  CrmCaseFacts *facts;     /* (owned) */
  GPtrArray    *questions; /* (owned) (element-type CrmQuestion) */
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_ptr_array_unref (self->questions);
  crm_case_facts_free (self->facts);
  g_free (self);
}

static gpointer
read_questions (CrmReading *reading, CrmDate today, GError **error)
{
  CrmCaseFacts *facts = crm_case_facts_load (reading, error);
  Found        *found = facts != NULL ? g_new (Found, 1) : NULL;

  if (found != NULL)
    *found = (Found){ facts, crm_questions_group (facts, LEAST) };

  return found;
}

static void
clear (CrmQuestionsView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_questions (GtkWidget *widget, gpointer figures)
{
  CrmQuestionsView *self = CRM_QUESTIONS_VIEW (widget);
  GPtrArray        *questions = ((Found *) figures)->questions;

  clear (self);
  for (guint i = 0; i < MIN (questions->len, QUESTIONS_MOST); i++)
    {
      GtkWidget *row = crm_question_row_new (self->context, questions->pdata[i]);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->group, row);
    }
  gtk_stack_set_visible_child (self->stack, self->rows->len > 0 ? self->page : GTK_WIDGET (self->empty));
}

static const CrmFreshLook look = { "service_case article", read_questions, found_free, show_questions };

static void
crm_questions_view_dispose (GObject *object)
{
  CrmQuestionsView *self = CRM_QUESTIONS_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_QUESTIONS_VIEW);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_questions_view_parent_class)->dispose (object);
}

static void
crm_questions_view_class_init (CrmQuestionsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_questions_view_dispose;

  g_type_ensure (CRM_TYPE_EMPTY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/service/crm-questions-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmQuestionsView, stack);
  gtk_widget_class_bind_template_child (widget_class, CrmQuestionsView, empty);
  gtk_widget_class_bind_template_child (widget_class, CrmQuestionsView, page);
  gtk_widget_class_bind_template_child (widget_class, CrmQuestionsView, group);
}

static void
crm_questions_view_init (CrmQuestionsView *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_questions_view_new (CrmContext *context)
{
  CrmQuestionsView *self = g_object_new (CRM_TYPE_QUESTIONS_VIEW, NULL);

  self->context = g_object_ref (context);
  crm_fresh_look_begin (&look, GTK_WIDGET (self), context);

  return GTK_WIDGET (self);
}
