#pragma once

#include "../crm-wait.h"

#include "crm-context.h"
#include "crm-model.h"

#include <adwaita.h>
#include <string.h>

/* What tests of the window share. Each has the home of its display-run to itself. */

/* The first widget of a type below another one, in the order of the tree; with @mapped, one that is shown. */
static inline gpointer
find_widget (gpointer root, GType type, gboolean mapped)
{
  gpointer found = g_type_is_a (G_OBJECT_TYPE (root), type) && (!mapped || gtk_widget_get_mapped (root)) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type, mapped);

  return found;
}

/* The row of that title. */
static inline gpointer
find_titled (gpointer root, const char *title)
{
  gpointer found = ADW_IS_PREFERENCES_ROW (root) && g_strcmp0 (adw_preferences_row_get_title (root), title) == 0 ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_titled (child, title);

  return found;
}

static inline gpointer
find_button (gpointer root, const char *label)
{
  gpointer found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (root), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);

  return found;
}

static inline int
minimum_width (gpointer widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* The window of that type that is open. */
static inline gpointer
find_dialog (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return (gpointer) window;
    }

  return NULL;
}

/* Whether a key sets the trigger off. Newer toolkits hold any number of alternatives and tell only two apart from their text. */
static inline gboolean
matches_key (GtkShortcutTrigger *trigger, guint key, GdkModifierType modifiers)
{
  g_autoptr (GtkShortcutTrigger) wanted = gtk_keyval_trigger_new (key, modifiers);
  g_autofree char *name = gtk_shortcut_trigger_to_string (wanted);
  g_autofree char *all = gtk_shortcut_trigger_to_string (trigger);
  g_auto (GStrv) names = g_strsplit (all, "|", -1);

  return g_strv_contains ((const char *const *) names, name);
}

/* What the widget does at a key of its own, as if it had been pressed there. */
static inline void
press_on (gpointer widget, const char *accelerator)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  guint           key;
  GdkModifierType modifiers;

  g_assert_true (gtk_accelerator_parse (accelerator, &key, &modifiers));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (controller); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (controller, j);

          if (!matches_key (gtk_shortcut_get_trigger (shortcut), key, modifiers))
            continue;
          g_assert_true (gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, gtk_shortcut_get_arguments (shortcut)));
          return;
        }
    }
  g_error ("no such key: %s", accelerator);
}

static inline CrmRecord *
new_person (const char *given_name)
{
  CrmRecord *person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", given_name);

  return person;
}

/* Names and numbers stand isolated. */
static inline char *
dup_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x2066 || c > 0x2069)
        g_string_append_unichar (plain, c);
    }

  return g_string_free (plain, FALSE);
}

/* Whether a label below it has that in its text, as it is read. */
static inline gboolean
says (gpointer root, const char *text)
{
  g_autofree char *plain = GTK_IS_LABEL (root) && gtk_widget_get_visible (root) ? dup_plain (gtk_label_get_text (root)) : NULL;

  if (plain != NULL && strstr (plain, text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (says (child, text))
        return TRUE;
    }

  return FALSE;
}
