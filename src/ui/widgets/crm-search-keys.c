/* Down goes from the words to what they found; typing in the list goes on with the words; Esc takes them away, and then
 * leaves the entry, or closes the popover or the dialog they are in. */

#include "config.h"

#include "crm-search-keys.h"

static gboolean
key_pressed_cb (GtkWidget *list, guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD);

  return GDK_EVENT_STOP;
}

static void
stopped_cb (GtkWidget *list, GtkEditable *entry)
{
  GtkNative *native = gtk_widget_get_native (list);
  gboolean   in_dialog = GTK_IS_WINDOW (native) && gtk_window_get_transient_for (GTK_WINDOW (native)) != NULL;

  if (GTK_IS_POPOVER (native))
    gtk_popover_popdown (GTK_POPOVER (native));
  else if (*gtk_editable_get_text (entry) != '\0')
    gtk_editable_set_text (entry, "");
  else if (in_dialog)
    gtk_window_close (GTK_WINDOW (native));
  else
    gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD);
}

/**
 * crm_search_keys_connect:
 * @list: what shows what is found, and stands beside or below @entry as long as that lives
 *
 * Makes one thing of a search entry and a list.
 */
void
crm_search_keys_connect (GtkSearchEntry *entry, GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_SEARCH_ENTRY (entry));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), list, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "stop-search", G_CALLBACK (stopped_cb), list, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  gtk_search_entry_set_key_capture_widget (entry, list);
}
