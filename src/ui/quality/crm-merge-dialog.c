/* Merging is shown before it is done: what the file would have is the same draft that the store will save, made anew at every choice. The
 * values of the two records keep their sides, whichever of them stays. */

#include "config.h"

#include "crm-merge-dialog.h"

#include "crm-completeness.h"
#include "crm-dialog.h"
#include "crm-fact-text.h"
#include "crm-format.h"
#include "crm-join.h"
#include "crm-merge-choice.h"
#include "crm-merge-records.h"
#include "crm-record-line.h"

#include <glib/gi18n-lib.h>

struct _CrmMergeDialog
{
  AdwWindow parent_instance;

  CrmContext *context; /* (owned) */
  CrmRecord  *one;     /* (owned): on the first side */
  CrmRecord  *other;   /* (owned) */
  GPtrArray  *choices; /* (owned) (element-type CrmMergeChoice): children */
  GPtrArray  *result;  /* (owned) (element-type GtkWidget): children */
  gboolean    filling;

  /* Template widgets */
  GtkRevealer         *problem;
  GtkLabel            *problem_label;
  AdwActionRow        *keep_one_row;
  AdwActionRow        *keep_other_row;
  GtkCheckButton      *keep_one;
  GtkCheckButton      *keep_other;
  AdwPreferencesGroup *choice_group;
  AdwPreferencesGroup *result_group;
};

G_DEFINE_FINAL_TYPE (CrmMergeDialog, crm_merge_dialog, ADW_TYPE_WINDOW)

static gboolean
keeps_one (CrmMergeDialog *self)
{
  return gtk_check_button_get_active (self->keep_one);
}

static CrmRecord *
get_kept (CrmMergeDialog *self)
{
  return keeps_one (self) ? self->one : self->other;
}

static CrmRecord *
get_gone (CrmMergeDialog *self)
{
  return keeps_one (self) ? self->other : self->one;
}

/* A bit for each field whose value is to be that of the record which goes. */
static guint64
get_chosen (CrmMergeDialog *self)
{
  guint64 chosen = 0;

  for (guint i = 0; i < self->choices->len; i++)
    {
      CrmMergeChoice *choice = g_ptr_array_index (self->choices, i);

      if (crm_merge_choice_takes_other (choice) == keeps_one (self))
        chosen |= G_GUINT64_CONSTANT (1) << crm_merge_choice_get_field (choice);
    }

  return chosen;
}

static void
add_result (CrmMergeDialog *self, const char *value, const char *label)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", value, "subtitle", label, "title-lines", 4, "activatable", FALSE, NULL);

  g_ptr_array_add (self->result, row);
  adw_preferences_group_add (self->result_group, row);
}

/* A tag, say, is nothing but what it refers to. */
static char *
dup_subject (CrmContext *context, CrmObject *item)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CRM_KIND_REFERENCE && crm_object_is_set (item, i))
        return crm_format_reference (context, crm_object_peek_integer (item, i));
    }

  return g_strdup ("");
}

static void
add_item (CrmMergeDialog *self, CrmItem *item, const CrmField *field)
{
  g_auto (CrmFactText) text = { NULL };

  crm_fact_text_init_item (&text, self->context, item, field);
  if (text.value == NULL || *text.value == '\0')
    {
      g_free (text.value);
      text.value = dup_subject (self->context, CRM_OBJECT (item));
    }
  add_result (self, text.value, text.label);
}

static void
add_field (CrmMergeDialog *self, CrmObject *draft, guint number, const CrmField *field)
{
  GPtrArray *items = field->kind == CRM_KIND_ITEMS ? crm_object_peek_items (draft, number) : NULL;
  g_auto (CrmFactText) text = { NULL };

  for (guint i = 0; items != NULL && i < items->len; i++)
    add_item (self, g_ptr_array_index (items, i), field);
  if (field->kind == CRM_KIND_ITEMS || !crm_object_is_set (draft, number))
    return;

  crm_fact_text_init (&text, self->context, draft, field);
  add_result (self, text.value, text.label);
}

static void
show_result (CrmMergeDialog *self)
{
  g_autoptr (CrmRecord) draft = crm_join_merge (get_kept (self), get_gone (self), get_chosen (self));
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (draft), &n_fields);

  for (guint i = 0; i < self->result->len; i++)
    adw_preferences_group_remove (self->result_group, g_ptr_array_index (self->result, i));
  g_ptr_array_set_size (self->result, 0);

  for (guint i = 0; i < n_fields; i++)
    {
      if ((fields[i].flags & (CRM_FIELD_HIDDEN | CRM_FIELD_DERIVED)) == 0)
        add_field (self, CRM_OBJECT (draft), i, &fields[i]);
    }
}

static void
chosen_cb (CrmMergeDialog *self)
{
  if (!self->filling)
    show_result (self);
}

/* Which one stays says whose values are right, until somebody says otherwise. */
static void
kept_cb (CrmMergeDialog *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->choices->len; i++)
    crm_merge_choice_take (g_ptr_array_index (self->choices, i), !keeps_one (self));
  self->filling = FALSE;
  show_result (self);
}

static void
show_problem (CrmMergeDialog *self, const char *sentence)
{
  if (sentence != NULL)
    gtk_label_set_text (self->problem_label, sentence);
  gtk_revealer_set_reveal_child (self->problem, sentence != NULL);
}

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmMergeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  /* Closed meanwhile, with the window before which it stood. */
  if (self->context == NULL)
    return;
  title = crm_merge_dup_title (get_kept (self), get_gone (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.accept", TRUE);
  if (!crm_store_write_finish (CRM_STORE (source), result, &error))
    {
      show_problem (self, error->message);
      return;
    }

  crm_context_toast_undo (self->context, title);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
merge_accept (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmMergeDialog *self = CRM_MERGE_DIALOG (widget);
  CrmStore       *store = crm_context_get_store (self->context);

  if (store == NULL)
    return;

  show_problem (self, NULL);
  gtk_widget_action_set_enabled (widget, "merge.accept", FALSE);
  crm_store_merge_async (store, crm_record_get_id (get_kept (self)), crm_record_get_id (get_gone (self)), get_chosen (self), NULL, merged_cb, g_object_ref (self));
}

/* Two of one name are told by what else is known of them. */
static void
describe (CrmMergeDialog *self, AdwActionRow *row, CrmRecord *record)
{
  g_autofree char *name = crm_format_title (record);
  g_autofree char *line = crm_record_line_format (self->context, record);
  g_autofree char *day = crm_format_instant (self->context, crm_record_get_created_at (record));
  g_autofree char *added = NULL;
  g_autofree char *both = NULL;

  /* Translators: %s is a moment */
  added = g_strdup_printf (_ ("added %s"), day);
  both = *line != '\0' ? g_strconcat (line, _ (" · "), added, NULL) : NULL;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (row, both != NULL ? both : added);
}

static void
add_choices (CrmMergeDialog *self)
{
  guint64         choices = crm_join_find_choices (self->one, self->other);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (self->one), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      GtkWidget *choice;

      if ((choices & (G_GUINT64_CONSTANT (1) << i)) == 0 || ((fields[i].flags & CRM_FIELD_HIDDEN) != 0 && fields[i].kind != CRM_KIND_FILE))
        continue;
      choice = crm_merge_choice_new (self->context, self->one, self->other, i);
      g_signal_connect_object (choice, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->choices, choice);
      adw_preferences_group_add (self->choice_group, choice);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->choice_group), self->choices->len > 0);
}

/* The one that says more stays, unless somebody wants the other; of two that say as much, the older. */
static gboolean
says_more (CrmRecord *record, CrmRecord *than)
{
  g_autoptr (CrmCompleteness) mine = crm_completeness_new (record);
  g_autoptr (CrmCompleteness) theirs = crm_completeness_new (than);

  return mine->known > theirs->known;
}

static void
crm_merge_dialog_dispose (GObject *object)
{
  CrmMergeDialog *self = CRM_MERGE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_MERGE_DIALOG);
  g_clear_object (&self->one);
  g_clear_object (&self->other);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_merge_dialog_parent_class)->dispose (object);
}

static void
crm_merge_dialog_finalize (GObject *object)
{
  CrmMergeDialog *self = CRM_MERGE_DIALOG (object);

  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->result);

  G_OBJECT_CLASS (crm_merge_dialog_parent_class)->finalize (object);
}

static void
crm_merge_dialog_class_init (CrmMergeDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crm_merge_dialog_dispose;
  object_class->finalize = crm_merge_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "merge.accept", NULL, merge_accept);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/quality/crm-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmMergeDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmMergeDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, CrmMergeDialog, keep_one_row);
  gtk_widget_class_bind_template_child (widget_class, CrmMergeDialog, keep_other_row);
  gtk_widget_class_bind_template_child (widget_class, CrmMergeDialog, keep_one);
  gtk_widget_class_bind_template_child (widget_class, CrmMergeDialog, keep_other);
  gtk_widget_class_bind_template_child (widget_class, CrmMergeDialog, choice_group);
  gtk_widget_class_bind_template_child (widget_class, CrmMergeDialog, result_group);
  gtk_widget_class_bind_template_callback (widget_class, kept_cb);
}

static void
crm_merge_dialog_init (CrmMergeDialog *self)
{
  self->choices = g_ptr_array_new ();
  self->result = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_merge_dialog_new:
 * @one: a person or a company
 * @other: another that can be merged with it; see crm_merge_check()
 *
 * Returns: (transfer full): the window, not yet shown
 */
GtkWindow *
crm_merge_dialog_new (CrmContext *context, CrmRecord *one, CrmRecord *other)
{
  CrmMergeDialog *self = g_object_new (CRM_TYPE_MERGE_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->one = g_object_ref (one);
  self->other = g_object_ref (other);
  describe (self, self->keep_one_row, one);
  describe (self, self->keep_other_row, other);
  self->filling = TRUE;
  add_choices (self);
  self->filling = FALSE;
  if (says_more (other, one))
    gtk_check_button_set_active (self->keep_other, TRUE);
  else
    show_result (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (keeps_one (self) ? self->keep_one : self->keep_other));

  return GTK_WINDOW (self);
}

/**
 * crm_merge_dialog_present:
 * @parent: a widget of the window it stands before
 * @one: a record's id
 * @other: another's
 *
 * Makes the dialog and shows it, or says in a toast why the two cannot be merged. The older stands first.
 */
void
crm_merge_dialog_present (GtkWidget *parent, CrmContext *context, gint64 one, gint64 other)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) older = crm_store_get (store, MIN (one, other), &error);
  g_autoptr (CrmRecord) newer = older != NULL ? crm_store_get (store, MAX (one, other), &error) : NULL;

  if (newer == NULL || !crm_merge_check (older, newer, &error))
    {
      crm_context_report (context, error);
      return;
    }

  crm_dialog_present (crm_merge_dialog_new (context, older, newer), parent);
}
