/* A shim: the toolkits to come have dialogs that stand inside their window, and so fit into it; the floor has only windows of their own. */

#include "config.h"

#include "crm-dialog.h"

#include <adwaita.h>

/* Returns: what is wanted, or less where there is less */
static int
limit (int wanted, int there_is)
{
  return there_is > 0 ? MIN (wanted, there_is) : wanted;
}

/* A dialog that says no height has what its content needs at that width. */
static void
fit (GtkWindow *dialog, GtkWidget *parent)
{
  int width;
  int height;
  int needed;

  gtk_window_get_default_size (dialog, &width, &height);
  if (width < 0)
    gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  width = limit (width, gtk_widget_get_width (parent));
  if (height < 0)
    {
      gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_VERTICAL, width, NULL, &needed, NULL, NULL);
      if (limit (needed, gtk_widget_get_height (parent)) < needed)
        height = gtk_widget_get_height (parent);
    }
  else
    height = limit (height, gtk_widget_get_height (parent));
  gtk_window_set_default_size (dialog, width, height);
}

/* One begins to type at once: with what the dialog is about, not with the button that leaves it. */
static void
focus_content (GtkWindow *dialog)
{
  GtkWidget *content = ADW_IS_WINDOW (dialog) ? adw_window_get_content (ADW_WINDOW (dialog)) : NULL;
  GtkWidget *focus = gtk_window_get_focus (dialog);
  GtkWidget *child = content != NULL ? gtk_widget_get_first_child (content) : NULL;

  if (focus != NULL && gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR) == NULL)
    return;

  while (child != NULL && (ADW_IS_HEADER_BAR (child) || !gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD)))
    child = gtk_widget_get_next_sibling (child);
}

/* What had the focus before the dialog was shown gets it once more: a screen reader hears what comes after. */
static void
activated_cb (GtkWindow *dialog)
{
  GtkWidget *focus = gtk_window_get_focus (dialog);

  if (!gtk_window_is_active (dialog))
    return;

  g_signal_handlers_disconnect_by_func (dialog, activated_cb, NULL);
  if (focus == NULL)
    return;
  gtk_window_set_focus (dialog, NULL);
  gtk_widget_grab_focus (focus);
}

/* The floor leaves the window's address in a dialog that somebody holds, as a write that goes on does. */
static void
parent_destroyed_cb (GtkWindow *dialog)
{
  gtk_window_set_transient_for (dialog, NULL);
}

/* The dialog belongs to the window that @parent is in, and is no larger. */
static void
stand_before (GtkWindow *dialog, GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);

  if (!GTK_IS_WINDOW (root))
    return;

  gtk_window_set_transient_for (dialog, GTK_WINDOW (root));
  g_signal_connect_object (root, "destroy", G_CALLBACK (parent_destroyed_cb), dialog, G_CONNECT_SWAPPED);
  gtk_window_set_destroy_with_parent (dialog, TRUE);
  fit (dialog, GTK_WIDGET (root));
  g_signal_connect (dialog, "notify::is-active", G_CALLBACK (activated_cb), NULL);
}

/**
 * crm_dialog_present:
 * @dialog: a window that is not shown yet; the width and height it asks for are what it gets where there is room
 * @parent: a widget of the window it stands before
 *
 * Shows the dialog, no larger than the window it stands before, which waits until it is closed.
 */
void
crm_dialog_present (GtkWindow *dialog, GtkWidget *parent)
{
  stand_before (dialog, parent);
  gtk_window_set_modal (dialog, TRUE);
  gtk_window_present (dialog);
  focus_content (dialog);
}

/**
 * crm_dialog_present_beside:
 * @dialog: a window that is not shown yet
 * @parent: a widget of the window it belongs to
 *
 * Shows it as crm_dialog_present() does, but nothing waits for it: both windows can be used, and it can be while a dialog is open.
 */
void
crm_dialog_present_beside (GtkWindow *dialog, GtkWidget *parent)
{
  g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();

  stand_before (dialog, parent);
  gtk_window_group_add_window (group, dialog);
  gtk_window_present (dialog);
  focus_content (dialog);
}
