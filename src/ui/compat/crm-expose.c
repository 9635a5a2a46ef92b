/* The button inside a drop-down has the focus, and knows nothing of the name its owner was given: a screen reader says the name of its class. Here
 * it takes its owner's name, and says what is chosen. */

#include "config.h"

#include "crm-expose.h"

static char *
dup_chosen (GtkDropDown *drop_down)
{
  GtkExpression *expression = gtk_drop_down_get_expression (drop_down);
  gpointer       item = gtk_drop_down_get_selected_item (drop_down);
  g_auto (GValue) text = G_VALUE_INIT;

  if (GTK_IS_STRING_OBJECT (item))
    return g_strdup (gtk_string_object_get_string (item));
  if (item == NULL || expression == NULL || gtk_expression_get_value_type (expression) != G_TYPE_STRING || !gtk_expression_evaluate (expression, item, &text))
    return NULL;

  return g_value_dup_string (&text);
}

static void
chosen_cb (GtkDropDown *drop_down)
{
  g_autofree char *chosen = dup_chosen (drop_down);
  GtkWidget       *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));

  if (chosen != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, chosen, -1);
}

static void
mapped_cb (GtkWidget *owner)
{
  g_signal_chain_from_overridden_handler (owner);
  if (g_signal_handler_find (owner, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, chosen_cb, NULL) != 0)
    return;

  gtk_accessible_update_relation (GTK_ACCESSIBLE (gtk_widget_get_first_child (owner)), GTK_ACCESSIBLE_RELATION_LABELLED_BY, owner, NULL, -1);
  g_signal_connect (owner, "notify::selected-item", G_CALLBACK (chosen_cb), NULL);
  chosen_cb (GTK_DROP_DOWN (owner));
}

/**
 * crm_expose_drop_downs:
 *
 * From now on, and in all windows; to be called once, before the first window.
 */
void
crm_expose_drop_downs (void)
{
  /* Kept: a class has its signals once it is there. */
  g_type_class_ref (GTK_TYPE_DROP_DOWN);
  g_signal_override_class_handler ("map", GTK_TYPE_DROP_DOWN, G_CALLBACK (mapped_cb));
}

/**
 * crm_expose_row:
 * @child: what a list shows of an item, or the first cell of its row; nothing happens while it is in no list
 * @name: what is said of the whole row
 *
 * The widget that a list makes around a row has the focus, and no name.
 */
void
crm_expose_row (GtkWidget *child, const char *name)
{
  GtkWidget *row = child;
  GtkWidget *parent = gtk_widget_get_parent (child);

  while (parent != NULL && !g_str_equal (gtk_widget_get_css_name (parent), "listview"))
    {
      row = parent;
      parent = gtk_widget_get_parent (row);
    }
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * crm_expose_chosen:
 * @entry: has the focus, and moves what is chosen in a list
 * @row: is chosen in it
 * @name: what is said of it
 *
 * The floor tells nobody of an active descendant; that the words about what has the focus changed, it tells.
 */
void
crm_expose_chosen (GtkWidget *entry, GtkWidget *row, const char *name)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
}
