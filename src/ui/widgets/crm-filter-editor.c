#include "config.h"

#include "crm-filter-editor.h"

#include "crm-filter.h"
#include "crm-format.h"
#include "crm-record-picker.h"
#include "crm-saved-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmFilterEditor
{
  GtkPopover parent_instance;

  CrmContext          *context; /* (owned) */
  const CrmRecordType *type;    /* (nullable) */
  GPtrArray           *terms;   /* (owned) (nullable) (element-type CrmFilterTerm) */
  CrmExpression       *test;    /* (owned) (nullable): what was applied, or given */
  GPtrArray           *values;  /* (owned) (element-type utf8): one an entry of the list of values */
  char                *picked;  /* (owned) (nullable): uid of the record that was picked */
  gboolean             filling;

  /* Template widgets */
  GtkDropDown *field;
  GtkDropDown *op;
  GtkStack    *value;
  GtkEditable *entry;
  GtkLabel    *hint;
  GtkDropDown *choice;
  GtkButton   *record;
  GtkLabel    *problem;
  GtkWidget   *remove;
};

G_DEFINE_FINAL_TYPE (CrmFilterEditor, crm_filter_editor, GTK_TYPE_POPOVER)

enum
{
  APPLIED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const CrmFilterTerm *
get_term (CrmFilterEditor *self)
{
  guint selected = gtk_drop_down_get_selected (self->field);

  return self->terms != NULL && selected < self->terms->len ? g_ptr_array_index (self->terms, selected) : NULL;
}

static CrmOp
get_op (CrmFilterEditor *self)
{
  const CrmFilterTerm *term = get_term (self);
  guint                selected = gtk_drop_down_get_selected (self->op);
  guint                n_ops;
  const CrmOp         *ops = crm_filter_term_get_ops (term, &n_ops);

  return selected < n_ops ? ops[selected] : ops[0];
}

static void
show_problem (CrmFilterEditor *self, const char *sentence)
{
  gtk_label_set_text (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
add_value (CrmFilterEditor *self, GtkStringList *labels, const char *value, const char *label)
{
  g_ptr_array_add (self->values, g_strdup (value));
  gtk_string_list_append (labels, label);
}

static void
add_choices (CrmFilterEditor *self, GtkStringList *labels, const CrmField *field)
{
  for (const CrmChoice *choice = field->choices; choice != NULL && choice->value != NULL; choice++)
    add_value (self, labels, choice->value, crm_field_get_choice_label (field, choice));
}

/* Types without an alphabet are few in any file. */
static gboolean
is_listed (const CrmFilterTerm *term)
{
  const CrmRecordType *type = crm_record_type_find (term->target);

  return type != NULL && (type->flags & CRM_TYPE_NAMED) == 0;
}

/* A view of other records says nothing of these; whom they are about may be a person or a company. */
static gboolean
is_offered (CrmFilterEditor *self, const CrmFilterTerm *term, CrmRecord *record)
{
  const char *shown = CRM_IS_SAVED_VIEW (record) ? crm_object_get_text (CRM_OBJECT (record), "record_type") : NULL;

  if (shown == NULL || g_str_equal (term->name, "view"))
    return shown == NULL || g_str_equal (shown, self->type->name);

  return g_str_equal (shown, "person") || g_str_equal (shown, "company");
}

static void
add_records (CrmFilterEditor *self, GtkStringList *labels, const CrmFilterTerm *term)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new (term->target);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (store == NULL)
    return;
  crm_query_set_order (query, "name", FALSE);
  crm_store_query (store, query, 0, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (store, g_array_index (ids, gint64, i), NULL);
      g_autofree char *title = record != NULL ? crm_format_title (record) : NULL;

      if (record != NULL && is_offered (self, term, record))
        add_value (self, labels, crm_record_get_uid (record), title);
    }
}

static void
fill_values (CrmFilterEditor *self, const CrmFilterTerm *term)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->values, 0);
  if (term->kind == CRM_TERM_CHOICE)
    add_choices (self, labels, term->field);
  else if (term->kind == CRM_TERM_REFERENCE && is_listed (term))
    add_records (self, labels, term);
  else if (term->kind == CRM_TERM_BOOLEAN)
    {
      add_value (self, labels, "yes", _ ("Yes"));
      add_value (self, labels, "no", _ ("No"));
    }
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (labels));
}

static void
show_value_widget (CrmFilterEditor *self)
{
  const CrmFilterTerm *term = get_term (self);
  CrmOp                op = get_op (self);
  gboolean             presence = op == CRM_OP_SET || op == CRM_OP_UNSET;
  gboolean             picked = term->kind == CRM_TERM_REFERENCE && !is_listed (term);
  const char          *name = term->kind == CRM_TERM_TEXT || term->kind == CRM_TERM_DAY || term->kind == CRM_TERM_NUMBER ? "entry" : picked ? "record"
                                                                                                                                            : "choice";

  gtk_stack_set_visible_child_name (self->value, name);
  gtk_widget_set_visible (GTK_WIDGET (self->value), !presence);
  gtk_label_set_text (self->hint, term->kind == CRM_TERM_DAY ? _ ("Such as: this month, last 30 days, 60 days ago") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), term->kind == CRM_TERM_DAY && !presence);
}

static void
op_changed_cb (CrmFilterEditor *self)
{
  if (self->filling || get_term (self) == NULL)
    return;

  show_value_widget (self);
  show_problem (self, NULL);
}

static void
show_picked (CrmFilterEditor *self, const char *uid)
{
  CrmStore        *store = crm_context_get_store (self->context);
  gint64           id = uid != NULL && store != NULL ? crm_store_find_uid (store, uid) : 0;
  g_autofree char *title = id != 0 ? crm_format_reference (self->context, id) : NULL;

  g_free (self->picked);
  self->picked = g_strdup (uid);
  gtk_button_set_label (self->record, title != NULL ? title : _ ("Choose…"));
}

static void
fill_ops (CrmFilterEditor *self, const CrmFilterTerm *term)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint        n_ops;
  const CrmOp *ops = crm_filter_term_get_ops (term, &n_ops);

  for (guint i = 0; i < n_ops; i++)
    gtk_string_list_append (labels, crm_filter_term_get_op_label (term, ops[i]));
  gtk_drop_down_set_model (self->op, G_LIST_MODEL (labels));
}

static void
field_changed_cb (CrmFilterEditor *self)
{
  const CrmFilterTerm *term = get_term (self);

  if (self->filling || term == NULL)
    return;

  self->filling = TRUE;
  fill_ops (self, term);
  fill_values (self, term);
  gtk_editable_set_text (self->entry, "");
  show_picked (self, NULL);
  self->filling = FALSE;
  show_value_widget (self);
  show_problem (self, NULL);
}

static char *
dup_value (CrmFilterEditor *self)
{
  const char *shown = gtk_stack_get_visible_child_name (self->value);
  guint       selected = gtk_drop_down_get_selected (self->choice);

  if (g_str_equal (shown, "entry"))
    return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  if (g_str_equal (shown, "record"))
    return g_strdup (self->picked);

  return selected < self->values->len ? g_strdup (g_ptr_array_index (self->values, selected)) : NULL;
}

static CrmExpression *
make_test (CrmFilterEditor *self, GError **error)
{
  const CrmFilterTerm *term = get_term (self);
  CrmOp                op = get_op (self);
  gboolean             presence = op == CRM_OP_SET || op == CRM_OP_UNSET;
  g_autofree char     *value = presence ? NULL : dup_value (self);
  g_autoptr (CrmExpression) test = crm_expression_new_test (term->name, op, value);
  g_autoptr (CrmCriterion) criterion = NULL;

  if (!presence && (value == NULL || *value == '\0'))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("Say what it is compared with."));
      return NULL;
    }
  criterion = crm_filter_compile (test, self->type, crm_context_get_store (self->context), crm_context_get_culture (self->context), error);

  return criterion != NULL ? g_steal_pointer (&test) : NULL;
}

static void
apply_cb (CrmFilterEditor *self)
{
  g_autoptr (GError) error = NULL;
  CrmExpression *test;

  if (get_term (self) == NULL || crm_context_get_store (self->context) == NULL)
    return;

  test = make_test (self, &error);
  show_problem (self, error != NULL ? error->message : NULL);
  if (test == NULL)
    return;

  crm_expression_free (self->test);
  self->test = test;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[APPLIED], 0);
}

static void
remove_cb (CrmFilterEditor *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
picked_cb (CrmFilterEditor *self, gint64 id)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) record = store != NULL ? crm_store_get (store, id, NULL) : NULL;

  if (record != NULL)
    show_picked (self, crm_record_get_uid (record));
}

static void
picker_closed_cb (GtkWidget *picker)
{
  /* Not at once: the popover still has to say what was picked. */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, picker);
}

static void
pick_cb (CrmFilterEditor *self)
{
  GtkWidget *picker = crm_record_picker_new (self->context, get_term (self)->target);

  g_object_set (picker, "allow-new", FALSE, NULL);
  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (picker, "closed", G_CALLBACK (picker_closed_cb), NULL);
  crm_record_picker_popup_at (CRM_RECORD_PICKER (picker), GTK_WIDGET (self->record));
}

static void
crm_filter_editor_dispose (GObject *object)
{
  CrmFilterEditor *self = CRM_FILTER_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_FILTER_EDITOR);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_filter_editor_parent_class)->dispose (object);
}

static void
crm_filter_editor_finalize (GObject *object)
{
  CrmFilterEditor *self = CRM_FILTER_EDITOR (object);

  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_ptr_array_unref (self->values);
  crm_expression_free (self->test);
  g_free (self->picked);

  G_OBJECT_CLASS (crm_filter_editor_parent_class)->finalize (object);
}

static void
crm_filter_editor_class_init (CrmFilterEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_filter_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_filter_editor_finalize;

  signals[APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/widgets/crm-filter-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmFilterEditor, field);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterEditor, op);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterEditor, value);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterEditor, entry);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterEditor, hint);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterEditor, choice);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterEditor, record);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterEditor, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterEditor, remove);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, op_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, pick_cb);
}

static void
crm_filter_editor_init (CrmFilterEditor *self)
{
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}

GtkWidget *
crm_filter_editor_new (CrmContext *context)
{
  CrmFilterEditor *self = g_object_new (CRM_TYPE_FILTER_EDITOR, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

/**
 * crm_filter_editor_set_type:
 * @type: whose records are filtered
 * @terms: (element-type CrmFilterTerm): what may be asked of them
 */
void
crm_filter_editor_set_type (CrmFilterEditor *self, const CrmRecordType *type, GPtrArray *terms)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  self->type = type;
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  self->terms = g_ptr_array_ref (terms);
  for (guint i = 0; i < terms->len; i++)
    gtk_string_list_append (labels, ((const CrmFilterTerm *) g_ptr_array_index (terms, i))->label);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->field, G_LIST_MODEL (labels));
  self->filling = FALSE;
  field_changed_cb (self);
}

static void
show_op (CrmFilterEditor *self, CrmOp wanted)
{
  guint        n_ops;
  const CrmOp *ops = crm_filter_term_get_ops (get_term (self), &n_ops);

  for (guint i = 0; i < n_ops; i++)
    {
      if (ops[i] == wanted)
        gtk_drop_down_set_selected (self->op, i);
    }
}

static void
show_value (CrmFilterEditor *self, const char *value)
{
  gtk_editable_set_text (self->entry, value);
  show_picked (self, value);
  for (guint i = 0; i < self->values->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (self->values, i), value))
        gtk_drop_down_set_selected (self->choice, i);
    }
}

/**
 * crm_filter_editor_set_test:
 * @test: (nullable): what is to be changed; %NULL to make a new one
 */
void
crm_filter_editor_set_test (CrmFilterEditor *self, const CrmExpression *test)
{
  gtk_widget_set_visible (self->remove, test != NULL);
  show_problem (self, NULL);
  for (guint i = 0; test != NULL && i < self->terms->len; i++)
    {
      if (!g_str_equal (((const CrmFilterTerm *) g_ptr_array_index (self->terms, i))->name, test->field))
        continue;
      gtk_drop_down_set_selected (self->field, i);
      field_changed_cb (self);
      show_op (self, test->op);
      if (test->value != NULL)
        show_value (self, test->value);
    }
}

/**
 * crm_filter_editor_get_test:
 *
 * Returns: (transfer none) (nullable): what was applied last
 */
const CrmExpression *
crm_filter_editor_get_test (CrmFilterEditor *self)
{
  return self->test;
}
