/* A shim: the toolkits to come give the focus to an item that may have no widget yet, the floor scrolls to it only. */

#include "config.h"

#include "crm-list-focus.h"

/**
 * crm_list_focus:
 * @position: of an item
 *
 * Scrolls to an item and, where the toolkit can, gives it the focus. The rows that newer ones keep for later use are still
 * bound to what has gone, so who looks for one by its position may find that.
 *
 * Returns: whether it has the focus; %FALSE where the caller is to give it to the item's widget
 */
gboolean
crm_list_focus (GtkListView *list, guint position)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  gtk_list_view_scroll_to (list, position, GTK_LIST_SCROLL_FOCUS, NULL);

  /* Of a list that has no place yet no item has the focus. */
  return gtk_widget_get_focus_child (GTK_WIDGET (list)) != NULL;
#else
  gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", position);

  return FALSE;
#endif
}
