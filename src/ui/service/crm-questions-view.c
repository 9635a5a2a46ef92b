/* What is asked often is found on a worker, when somebody looks, and again when cases change while somebody does. */

#include "config.h"

#include "crm-questions-view.h"

#include "crm-empty-page.h"
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

  CrmContext   *context; /* (owned) */
  GCancellable *loading; /* (owned) (nullable) */
  GPtrArray    *rows;    /* (element-type GtkWidget): children of the group */
  gboolean      stale;

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

static void
run (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (CrmReading) reading = crm_reading_new (path, &error);
  CrmCaseFacts *facts = reading != NULL ? crm_case_facts_load (reading, &error) : NULL;
  Found        *found;

  if (facts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  found = g_new (Found, 1);
  *found = (Found){ facts, crm_questions_group (facts, LEAST) };
  g_task_return_pointer (task, found, found_free);
}

static void
clear (CrmQuestionsView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
show (CrmQuestionsView *self, GPtrArray *questions)
{
  clear (self);
  for (guint i = 0; i < MIN (questions->len, QUESTIONS_MOST); i++)
    {
      GtkWidget *row = crm_question_row_new (self->context, questions->pdata[i]);

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (self->group, row);
    }
  gtk_stack_set_visible_child (self->stack, self->rows->len > 0 ? self->page : GTK_WIDGET (self->empty));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CrmQuestionsView *self = CRM_QUESTIONS_VIEW (source);
  Found            *found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (found == NULL)
    return;
  if (self->context != NULL && g_task_get_cancellable (G_TASK (result)) == self->loading && crm_context_get_store (self->context) != NULL)
    {
      g_clear_object (&self->loading);
      show (self, found->questions);
    }
  found_free (found);
}

static void
stop (CrmQuestionsView *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
load (CrmQuestionsView *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (GTask) task = NULL;

  stop (self);
  self->stale = store == NULL;
  if (store == NULL)
    return;

  self->loading = g_cancellable_new ();
  task = g_task_new (self, self->loading, found_cb, NULL);
  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, g_strdup (crm_store_get_path (store)), g_free);
  g_task_run_in_thread (task, run);
}

static void
look_again (CrmQuestionsView *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
changed_cb (CrmQuestionsView *self, CrmChangeSet *set)
{
  if (crm_change_set_has_type (set, crm_record_type_find ("service_case")->code) || crm_change_set_has_type (set, crm_record_type_find ("article")->code))
    look_again (self);
}

static void
store_changed_cb (CrmQuestionsView *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  look_again (self);
}

static void
crm_questions_view_map (GtkWidget *widget)
{
  CrmQuestionsView *self = CRM_QUESTIONS_VIEW (widget);

  GTK_WIDGET_CLASS (crm_questions_view_parent_class)->map (widget);
  if (self->stale)
    load (self);
}

static void
crm_questions_view_dispose (GObject *object)
{
  CrmQuestionsView *self = CRM_QUESTIONS_VIEW (object);

  stop (self);
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
  widget_class->map = crm_questions_view_map;

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
  self->stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_questions_view_new (CrmContext *context)
{
  CrmQuestionsView *self = g_object_new (CRM_TYPE_QUESTIONS_VIEW, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (look_again), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  return GTK_WIDGET (self);
}
