#include "config.h"

#include "crm-filter-bar.h"

#include "crm-filter-editor.h"
#include "crm-filter-text.h"
#include "crm-filter.h"

#include <glib/gi18n-lib.h>

struct _CrmFilterBar
{
  AdwBin parent_instance;

  CrmContext          *context; /* (owned) (nullable) */
  const CrmRecordType *type;    /* (nullable) */
  GPtrArray           *terms;   /* (owned) (nullable) (element-type CrmFilterTerm): while a file is open */
  GPtrArray           *parts;   /* (owned) (element-type CrmExpression): all must hold */
  CrmFilterEditor     *editor;  /* a child */
  guint                edited;  /* the part the editor is about; parts->len for a new one */
  gboolean             filling;

  /* Template widgets */
  GtkWidget   *chips_window; /* a stop of the Tab key, so that it is not there for nothing */
  GtkBox      *chips;
  GtkWidget   *add;
  GtkWidget   *mine;
  GtkLabel    *problem;
  GtkRevealer *revealer;
};

G_DEFINE_FINAL_TYPE (CrmFilterBar, crm_filter_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

#define PART_KEY "crm-filter-part"

static void fill (CrmFilterBar *self);

static void
changed (CrmFilterBar *self)
{
  fill (self);
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
popup_at (CrmFilterBar *self, GtkWidget *widget, guint part)
{
  const CrmExpression *test = part < self->parts->len ? g_ptr_array_index (self->parts, part) : NULL;

  self->edited = part;
  if (gtk_widget_get_parent (GTK_WIDGET (self->editor)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->editor));
  gtk_widget_set_parent (GTK_WIDGET (self->editor), widget);
  crm_filter_editor_set_test (self->editor, test);
  gtk_popover_popup (GTK_POPOVER (self->editor));
}

static void
chip_clicked_cb (CrmFilterBar *self, GtkWidget *chip)
{
  guint                part = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), PART_KEY));
  const CrmExpression *expression = g_ptr_array_index (self->parts, part);

  /* What was written by hand, with "or" and brackets, is changed there. */
  if (expression->kind == CRM_EXPRESSION_TEST && crm_filter_terms_find (self->terms, expression->field) != NULL)
    popup_at (self, chip, part);
}

static void
chip_removed_cb (CrmFilterBar *self, GtkWidget *remove)
{
  g_ptr_array_remove_index (self->parts, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (remove), PART_KEY)));
  gtk_widget_grab_focus (self->add);
  changed (self);
}

static GtkWidget *
new_chip (CrmFilterBar *self, guint part)
{
  g_autofree char *text = crm_filter_text_new (self->context, self->terms, g_ptr_array_index (self->parts, part));
  /* Translators: %s is a filter in words */
  g_autofree char *remove_label = g_strdup_printf (_ ("Remove the filter “%s”"), text);
  GtkWidget       *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *label = gtk_label_new (text);
  GtkWidget       *remove = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, text);
  gtk_widget_set_tooltip_text (remove, remove_label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove_label, -1);
  gtk_widget_add_css_class (chip, "linked");
  gtk_widget_add_css_class (chip, "crm-filter-chip");
  g_object_set_data (G_OBJECT (button), PART_KEY, GUINT_TO_POINTER (part));
  g_object_set_data (G_OBJECT (remove), PART_KEY, GUINT_TO_POINTER (part));
  g_signal_connect_object (button, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (chip_removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (chip), button);
  gtk_box_append (GTK_BOX (chip), remove);

  return chip;
}

static void
show_problem (CrmFilterBar *self, const GError *error)
{
  if (error != NULL)
    {
      /* Translators: %s is a whole sentence that says why */
      g_autofree char *text = g_strdup_printf (_ ("One filter is left out. %s"), error->message);

      gtk_label_set_text (self->problem, text);
    }
  gtk_revealer_set_reveal_child (self->revealer, error != NULL);
}

static gboolean
is_mine (const CrmExpression *part)
{
  return part->kind == CRM_EXPRESSION_TEST && part->op == CRM_OP_EQUAL && g_strcmp0 (part->field, "owner") == 0 && g_strcmp0 (part->value, CRM_FILTER_ME) == 0;
}

/* Where the filter for what is one's own is among the parts; parts->len where it is not. */
static guint
find_mine (CrmFilterBar *self)
{
  guint i = 0;

  while (i < self->parts->len && !is_mine (g_ptr_array_index (self->parts, i)))
    i++;

  return i;
}

/* In a team one filter is wanted more than others. It is said by its button, and needs no chip. */
static void
show_mine (CrmFilterBar *self)
{
  gboolean set = find_mine (self) < self->parts->len;

  gtk_widget_set_visible (self->mine, crm_context_get_me (self->context) != 0 && self->terms != NULL && crm_filter_terms_find (self->terms, "owner") != NULL);
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mine)) != set)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->mine), set);
}

static void
fill (CrmFilterBar *self)
{
  gboolean   shows_mine;
  GtkWidget *child;

  /* The editor may stand on a chip that goes. */
  if (gtk_widget_get_parent (GTK_WIDGET (self->editor)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->editor));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  show_mine (self);
  shows_mine = gtk_widget_get_visible (self->mine);
  for (guint i = 0; self->terms != NULL && i < self->parts->len; i++)
    {
      if (!shows_mine || !is_mine (g_ptr_array_index (self->parts, i)))
        gtk_box_append (self->chips, new_chip (self, i));
    }
  gtk_widget_set_visible (self->chips_window, gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
}

static void
mine_toggled_cb (CrmFilterBar *self)
{
  guint    mine = find_mine (self);
  gboolean wanted = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mine));

  if (wanted == (mine < self->parts->len))
    return;
  if (wanted)
    g_ptr_array_add (self->parts, crm_expression_new_test ("owner", CRM_OP_EQUAL, CRM_FILTER_ME));
  else
    g_ptr_array_remove_index (self->parts, mine);
  changed (self);
}

static void
applied_cb (CrmFilterBar *self)
{
  const CrmExpression *test = crm_filter_editor_get_test (self->editor);
  CrmExpression       *part = crm_expression_new_test (test->field, test->op, test->value);

  if (self->edited < self->parts->len)
    {
      crm_expression_free (g_ptr_array_index (self->parts, self->edited));
      g_ptr_array_index (self->parts, self->edited) = part;
    }
  else
    {
      g_ptr_array_add (self->parts, part);
    }
  changed (self);
}

static void
removed_cb (CrmFilterBar *self)
{
  if (self->edited >= self->parts->len)
    return;

  g_ptr_array_remove_index (self->parts, self->edited);
  changed (self);
}

static void
add_cb (CrmFilterBar *self)
{
  crm_filter_bar_popup (self);
}

static void
fields_changed_cb (CrmFilterBar *self)
{
  CrmFieldSet *fields = crm_context_get_fields (self->context, self->type);

  g_clear_pointer (&self->terms, g_ptr_array_unref);
  if (fields == NULL)
    return;

  self->terms = crm_filter_terms_new (fields);
  crm_filter_editor_set_type (self->editor, self->type, self->terms);
  changed (self);
}

/* What narrows one file means nothing in another. */
static void
store_changed_cb (CrmFilterBar *self)
{
  g_ptr_array_set_size (self->parts, 0);
  show_problem (self, NULL);
  fields_changed_cb (self);
}

static void
crm_filter_bar_dispose (GObject *object)
{
  CrmFilterBar *self = CRM_FILTER_BAR (object);

  if (self->editor != NULL && gtk_widget_get_parent (GTK_WIDGET (self->editor)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->editor));
  g_clear_object (&self->editor);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_FILTER_BAR);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_filter_bar_parent_class)->dispose (object);
}

static void
crm_filter_bar_finalize (GObject *object)
{
  CrmFilterBar *self = CRM_FILTER_BAR (object);

  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_ptr_array_unref (self->parts);

  G_OBJECT_CLASS (crm_filter_bar_parent_class)->finalize (object);
}

static void
crm_filter_bar_class_init (CrmFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_filter_bar_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/widgets/crm-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmFilterBar, chips_window);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterBar, add);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterBar, mine);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterBar, problem);
  gtk_widget_class_bind_template_child (widget_class, CrmFilterBar, revealer);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, mine_toggled_cb);
}

static void
crm_filter_bar_init (CrmFilterBar *self)
{
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_expression_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_filter_bar_set_context:
 * @type_name: whose records are narrowed
 *
 * To be called once.
 */
void
crm_filter_bar_set_context (CrmFilterBar *self, CrmContext *context, const char *type_name)
{
  self->context = g_object_ref (context);
  self->type = crm_record_type_find (type_name);
  self->editor = g_object_ref_sink (CRM_FILTER_EDITOR (crm_filter_editor_new (context)));
  g_signal_connect_object (self->editor, "applied", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "fields-changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "team-changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);
  self->filling = TRUE;
  store_changed_cb (self);
  self->filling = FALSE;
}

gboolean
crm_filter_bar_is_set (CrmFilterBar *self)
{
  return self->parts->len > 0;
}

/**
 * crm_filter_bar_dup_criterion:
 *
 * What makes no sense any more, such as a tag that was deleted, is left out, and said.
 *
 * Returns: (transfer full) (nullable): what records must be like now; %NULL where nothing narrows
 */
CrmCriterion *
crm_filter_bar_dup_criterion (CrmFilterBar *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (GPtrArray) criteria = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_criterion_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; store != NULL && i < self->parts->len; i++)
    {
      CrmCriterion *criterion = crm_filter_compile (g_ptr_array_index (self->parts, i), self->type, store, crm_context_get_culture (self->context), error == NULL ? &error : NULL);

      if (criterion != NULL)
        g_ptr_array_add (criteria, criterion);
    }
  show_problem (self, error);

  return criteria->len > 0 ? crm_criterion_new_group (FALSE, criteria) : NULL;
}

/**
 * crm_filter_bar_apply:
 * @query: of the type's records
 *
 * Narrows @query to what is chosen.
 */
void
crm_filter_bar_apply (CrmFilterBar *self, CrmQuery *query)
{
  g_autoptr (CrmCriterion) criterion = crm_filter_bar_dup_criterion (self);

  crm_query_set_criterion (query, criterion);
}

/**
 * crm_filter_bar_dup_text:
 *
 * Returns: (transfer full) (nullable): the expression; %NULL where nothing narrows
 */
char *
crm_filter_bar_dup_text (CrmFilterBar *self)
{
  GString *text;

  if (self->parts->len == 0)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const CrmExpression *part = g_ptr_array_index (self->parts, i);
      g_autofree char     *one = crm_expression_to_string (part);
      gboolean             brackets = part->kind == CRM_EXPRESSION_ANY && self->parts->len > 1;

      g_string_append_printf (text, brackets ? "%s(%s)" : "%s%s", i > 0 ? " and " : "", one);
    }

  return g_string_free (text, FALSE);
}

/**
 * crm_filter_bar_set_text:
 * @text: (nullable): an expression; one that cannot be read narrows nothing, and that is said
 *
 * Puts other filters in the place of those that are there, and says so once.
 */
void
crm_filter_bar_set_text (CrmFilterBar *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmExpression) expression = text != NULL ? crm_expression_parse (text, &error) : NULL;

  g_ptr_array_set_size (self->parts, 0);
  if (expression != NULL && expression->kind == CRM_EXPRESSION_ALL)
    {
      while (expression->parts->len > 0)
        g_ptr_array_add (self->parts, g_ptr_array_steal_index (expression->parts, 0));
    }
  else if (expression != NULL)
    {
      g_ptr_array_add (self->parts, g_steal_pointer (&expression));
    }
  changed (self);
  if (error != NULL)
    show_problem (self, error);
}

/**
 * crm_filter_bar_popup:
 *
 * Lets the user add a filter.
 */
void
crm_filter_bar_popup (CrmFilterBar *self)
{
  if (self->terms != NULL)
    popup_at (self, self->add, self->parts->len);
}
