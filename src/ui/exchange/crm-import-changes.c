#include "config.h"

#include "crm-import-changes.h"

#include "crm-format.h"
#include "crm-record-type.h"
#include "crm-search-keys.h"
#include "crm-text-match.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* One record of the report, as an item of a list. */
#define CRM_TYPE_IMPORT_CHANGE (crm_import_change_get_type ())

G_DECLARE_FINAL_TYPE (CrmImportChange, crm_import_change, CRM, IMPORT_CHANGE, GObject)

struct _CrmImportChange
{
  GObject parent_instance;

  const CrmImportExample *example; /* (unowned): the report's, which the window keeps */
};

G_DEFINE_FINAL_TYPE (CrmImportChange, crm_import_change, G_TYPE_OBJECT)

static void
crm_import_change_class_init (CrmImportChangeClass *klass)
{
}

static void
crm_import_change_init (CrmImportChange *self)
{
}

struct _CrmImportChanges
{
  AdwWindow parent_instance;

  CrmContext      *context; /* (owned) */
  CrmImportReport *report;  /* (owned) */
  GPtrArray       *names;   /* (owned) (element-type utf8): of the fields, as the choice has them after "every field" */
  GListModel      *shown;   /* (owned) (nullable): what is left by the filter */
  GtkFilter       *filter;  /* (owned) (nullable) */

  /* Template widgets */
  GtkEditable *search;
  GtkDropDown *field;
  GtkListView *list;
  GtkStack    *stack;
  GtkLabel    *remark;
};

G_DEFINE_FINAL_TYPE (CrmImportChanges, crm_import_changes, ADW_TYPE_WINDOW)

/* Several values on one line: a line of its own would stand at the side of its letters. */
static char *
dup_value (const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = g_steal_pointer (&lines[i]);

      lines[i] = crm_text_is_right_to_left (line, FALSE) ? crm_text_isolate (line) : crm_text_isolate_ltr (line);
    }

  /* Translators: stands between values of a column */
  return g_strjoinv (_ (" · "), lines);
}

/**
 * crm_import_changes_dup_text:
 *
 * Returns: (transfer full): what becomes of each field, a line each
 */
char *
crm_import_changes_dup_text (const CrmImportExample *example)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < example->differences->len; i++)
    {
      const CrmImportDifference *difference = g_ptr_array_index (example->differences, i);
      g_autofree char           *before = dup_value (difference->before);
      g_autofree char           *after = dup_value (difference->after);
      g_autofree char           *field = crm_text_isolate (difference->field);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (*difference->before == '\0')
        /* Translators: what an import adds: 1: a field, 2: its value */
        g_string_append_printf (text, _ ("%1$s: %2$s"), field, after);
      else
        /* Translators: what an import changes: 1: a field, 2: the value before, 3: the new one */
        g_string_append_printf (text, _ ("%1$s: %3$s instead of %2$s"), field, before, after);
    }

  return g_string_free (text, FALSE);
}

static gboolean
difference_matches (const CrmImportDifference *difference, const char *field, const char *words)
{
  if (field != NULL && !g_str_equal (difference->field, field))
    return FALSE;

  return words == NULL || crm_text_match (difference->field, words, NULL) || crm_text_match (difference->before, words, NULL) || crm_text_match (difference->after, words, NULL);
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  CrmImportChanges       *self = user_data;
  const CrmImportExample *example = CRM_IMPORT_CHANGE (item)->example;
  guint                   chosen = gtk_drop_down_get_selected (self->field);
  const char             *field = chosen > 0 && chosen <= self->names->len ? g_ptr_array_index (self->names, chosen - 1) : NULL;
  const char             *typed = gtk_editable_get_text (self->search);
  const char             *words = *typed != '\0' ? typed : NULL;
  gboolean                named = words != NULL && crm_text_match (example->title, words, NULL);

  for (guint i = 0; i < example->differences->len; i++)
    {
      if (difference_matches (g_ptr_array_index (example->differences, i), field, named ? NULL : words))
        return TRUE;
    }

  return field == NULL && (named || words == NULL);
}

static void
show_state (CrmImportChanges *self)
{
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (self->shown) > 0 ? "list" : "empty");
}

static void
narrowed_cb (CrmImportChanges *self)
{
  if (self->filter == NULL)
    return;

  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_state (self);
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, style);

  return label;
}

static void
setup_cb (CrmImportChanges *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), new_label ("heading"));
  gtk_box_append (GTK_BOX (box), new_label ("caption"));
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static char *
dup_heading (const CrmImportExample *example)
{
  g_autofree char *title = *example->title != '\0' ? crm_text_isolate (example->title) : g_strdup (_ ("(no name)"));

  if (example->outcome == CRM_IMPORT_UPDATED)
    return g_steal_pointer (&title);

  /* Translators: a record that an import makes: %s is its name */
  return g_strdup_printf (_ ("%s (new)"), title);
}

static void
bind_cb (CrmImportChanges *self, GtkListItem *item)
{
  const CrmImportExample *example = CRM_IMPORT_CHANGE (gtk_list_item_get_item (item))->example;
  GtkWidget              *heading = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  g_autofree char        *title = dup_heading (example);
  g_autofree char        *text = crm_import_changes_dup_text (example);

  gtk_label_set_text (GTK_LABEL (heading), title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (heading)), text);
  gtk_widget_set_visible (gtk_widget_get_next_sibling (heading), *text != '\0');
}

/* How many records each field is of, in the order they are met. */
static GHashTable *
count_fields (CrmImportChanges *self)
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->report->examples->len; i++)
    {
      const CrmImportExample *example = g_ptr_array_index (self->report->examples, i);

      for (guint j = 0; j < example->differences->len; j++)
        {
          const CrmImportDifference *difference = g_ptr_array_index (example->differences, j);
          guint                      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, difference->field));

          if (n == 0)
            g_ptr_array_add (self->names, difference->field);
          g_hash_table_replace (counts, difference->field, GUINT_TO_POINTER (n + 1));
        }
    }

  return counts;
}

static void
offer_fields (CrmImportChanges *self)
{
  g_autoptr (GHashTable) counts = count_fields (self);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("Every field"));
  for (guint i = 0; i < self->names->len; i++)
    {
      const char      *name = g_ptr_array_index (self->names, i);
      g_autofree char *isolated = crm_text_isolate (name);
      g_autofree char *number = crm_format_count (self->context, GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)));
      /* Translators: 1: a field, 2: how many records it is changed of */
      g_autofree char *label = g_strdup_printf (_ ("%1$s (%2$s)"), isolated, number);

      gtk_string_list_append (labels, label);
    }
  gtk_drop_down_set_model (self->field, G_LIST_MODEL (labels));
}

static void
fill (CrmImportChanges *self)
{
  GListStore *all = g_list_store_new (CRM_TYPE_IMPORT_CHANGE);

  for (guint i = 0; i < self->report->examples->len; i++)
    {
      g_autoptr (CrmImportChange) change = g_object_new (CRM_TYPE_IMPORT_CHANGE, NULL);

      change->example = g_ptr_array_index (self->report->examples, i);
      g_list_store_append (all, change);
    }
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->shown = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (all), g_object_ref (self->filter)));
}

/* A report keeps the first of many. */
static void
show_remark (CrmImportChanges *self)
{
  guint64          all = 0;
  gboolean         full = FALSE;
  g_autofree char *kept = crm_format_count (self->context, self->report->examples->len);
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->report->counts->len; i++)
    {
      const CrmImportCount *count = g_ptr_array_index (self->report->counts, i);

      all += count->n[CRM_IMPORT_CREATED] + count->n[CRM_IMPORT_UPDATED];
    }
  number = crm_format_count (self->context, (gint64) all);
  /* Translators: 1: how many records are shown, 2: how many there are */
  text = g_strdup_printf (_ ("The first %1$s of %2$s records"), kept, number);
  gtk_label_set_text (self->remark, text);
  for (guint i = 0; i < CRM_IMPORT_N_OUTCOMES; i++)
    full |= self->report->n_examples[i] >= CRM_IMPORT_EXAMPLES_KEPT;
  gtk_widget_set_visible (GTK_WIDGET (self->remark), full);
}

static void
show_report (CrmImportChanges *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  offer_fields (self);
  fill (self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->shown))));
  show_remark (self);
  show_state (self);
}

static void
crm_import_changes_dispose (GObject *object)
{
  CrmImportChanges *self = CRM_IMPORT_CHANGES (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_IMPORT_CHANGES);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_import_changes_parent_class)->dispose (object);
}

static void
crm_import_changes_finalize (GObject *object)
{
  CrmImportChanges *self = CRM_IMPORT_CHANGES (object);

  g_ptr_array_unref (self->names);
  g_clear_pointer (&self->report, crm_import_report_unref);

  G_OBJECT_CLASS (crm_import_changes_parent_class)->finalize (object);
}

static void
crm_import_changes_class_init (CrmImportChangesClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crm_import_changes_dispose;
  object_class->finalize = crm_import_changes_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/exchange/crm-import-changes.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmImportChanges, search);
  gtk_widget_class_bind_template_child (widget_class, CrmImportChanges, field);
  gtk_widget_class_bind_template_child (widget_class, CrmImportChanges, list);
  gtk_widget_class_bind_template_child (widget_class, CrmImportChanges, stack);
  gtk_widget_class_bind_template_child (widget_class, CrmImportChanges, remark);
  gtk_widget_class_bind_template_callback (widget_class, narrowed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
crm_import_changes_init (CrmImportChanges *self)
{
  self->names = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  crm_search_keys_connect (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self->list));
}

/**
 * crm_import_changes_new:
 *
 * Returns: (transfer none): the window, owned by the toolkit until it is closed
 */
GtkWindow *
crm_import_changes_new (CrmContext *context, CrmImportReport *report)
{
  CrmImportChanges *self = g_object_new (CRM_TYPE_IMPORT_CHANGES, NULL);

  self->context = g_object_ref (context);
  self->report = crm_import_report_ref (report);
  show_report (self);

  return GTK_WINDOW (self);
}
