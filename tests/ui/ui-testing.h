#pragma once

#include "../crm-wait.h"

#include "crm-context.h"
#include "crm-model.h"

#include <adwaita.h>

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

static inline int
minimum_width (gpointer widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static inline CrmRecord *
new_person (const char *given_name)
{
  CrmRecord *person = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (person), "given_name", given_name);

  return person;
}
