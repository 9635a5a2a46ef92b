/* What the window does and the keys for it, in one table, which the window of keyboard shortcuts shows; the palette finds what has a title.
 *
 * An accelerator of the application comes before the widget that has the focus: right for what no text field knows. What a text field
 * has a meaning for itself (Esc, Alt+arrows) is a shortcut of the window, which gets what the focus leaves. A text field swallows Ctrl+Z
 * even where it has nothing to undo, so that is looked at before it, and left to it only while something is typed there. */

#include "config.h"

#include "crm-shortcuts.h"

#include "crm-keys.h"

#include <glib/gi18n-lib.h>

#define RECORDS N_ ("Records")
#define WAY N_ ("Finding the Way")
#define PROGRAM N_ ("Files and the Program")

static const CrmShortcut shortcuts[] = {
  { { "win.create", "<Control>n", N_ ("New on this page"), "list-add-symbolic" }, RECORDS },
  { { "win.new-person", "<Control><Shift>n", N_ ("New person"), "contact-new-symbolic" }, RECORDS },
  { { "win.undo", "<Control>z", N_ ("Undo"), "edit-undo-symbolic" }, RECORDS, .turn = CRM_SHORTCUT_UNLESS_TYPING },
  { { "win.redo", "<Control><Shift>z <Control>y", N_ ("Redo"), "edit-redo-symbolic" }, RECORDS, .turn = CRM_SHORTCUT_UNLESS_TYPING },

  { { "win.find", "<Control>k" }, WAY, .shown = N_ ("Find or do anything") },
  { { "win.search", "<Control>f", N_ ("Search this page"), "system-search-symbolic" }, WAY },
  { { NULL, "<Alt>1...8" }, WAY, .shown = N_ ("Go to a section") },
  { { "win.section(1)", "<Alt>1" }, WAY },
  { { "win.section(2)", "<Alt>2" }, WAY },
  { { "win.section(3)", "<Alt>3" }, WAY },
  { { "win.section(4)", "<Alt>4" }, WAY },
  { { "win.section(5)", "<Alt>5" }, WAY },
  { { "win.section(6)", "<Alt>6" }, WAY },
  { { "win.section(7)", "<Alt>7" }, WAY },
  { { "win.section(8)", "<Alt>8" }, WAY },
  { { "win.go-back", "Escape <Alt>Left" }, WAY, .turn = CRM_SHORTCUT_LAST, .direction = GTK_TEXT_DIR_LTR, .shown = N_ ("Back") },
  { { "win.go-back", "Escape <Alt>Right" }, WAY, .turn = CRM_SHORTCUT_LAST, .direction = GTK_TEXT_DIR_RTL, .shown = N_ ("Back") },
  { { "win.toggle-sidebar", "F9", N_ ("Show or hide the sidebar"), "sidebar-show-symbolic" }, WAY },
  { { "win.menu", "F10" }, WAY, .shown = N_ ("Main menu") },

  { { "win.open-file", "<Control>o", N_ ("Open a file"), "document-open-symbolic" }, PROGRAM },
  { { "win.new-file", NULL, N_ ("Make a new file"), "document-new-symbolic" }, PROGRAM },
  { { "win.import", "<Control>i", N_ ("Import"), "document-open-symbolic" }, PROGRAM, .turn = CRM_SHORTCUT_LAST },
  { { "win.export", NULL, N_ ("Export"), "document-save-symbolic" }, PROGRAM },
  { { "win.sync-now", "F5", N_ ("Sync now"), "emblem-synchronizing-symbolic" }, PROGRAM },
  { { "win.preferences", "<Control>comma", N_ ("Preferences"), "preferences-system-symbolic" }, PROGRAM },
  { { "win.shortcuts", "<Control>question", N_ ("Keyboard shortcuts"), "preferences-desktop-keyboard-shortcuts-symbolic" }, PROGRAM },
  { { "win.help", "F1", N_ ("Help about this page"), "help-browser-symbolic" }, PROGRAM },
  { { "win.help-topics", NULL, N_ ("Help"), "help-contents-symbolic" }, PROGRAM },
  { { "win.about", NULL, N_ ("About Customers"), "help-about-symbolic" }, PROGRAM },
  { { "app.lock", "<Control><Shift>l", N_ ("Lock"), "system-lock-screen-symbolic" }, PROGRAM },
  { { "window.close", "<Control>w", N_ ("Close the window"), "window-close-symbolic" }, PROGRAM },
  { { "app.quit", "<Control>q", N_ ("Quit"), "application-exit-symbolic" }, PROGRAM },
};

static gboolean
is_typing (GtkWidget *focus)
{
  if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));

      return gtk_text_buffer_get_can_undo (buffer) || gtk_text_buffer_get_can_redo (buffer);
    }

  return GTK_IS_EDITABLE (focus) && *gtk_editable_get_text (GTK_EDITABLE (focus)) != '\0';
}

static gboolean
act_unless_typing (GtkWidget *window, GVariant *args, gpointer action)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  if (focus != NULL && is_typing (focus))
    return GDK_EVENT_PROPAGATE;

  return gtk_widget_activate_action (window, action, NULL);
}

static GtkShortcut *
make_shortcut (const CrmShortcut *entry)
{
  GtkShortcutAction *action = gtk_callback_action_new (act_unless_typing, (gpointer) entry->command.action, NULL);

  return gtk_shortcut_new (crm_keys_get_trigger (entry->command.accelerators), action);
}

/**
 * crm_shortcuts_install:
 *
 * Registers the accelerators of the application, in Latin and in Persian.
 */
void
crm_shortcuts_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      g_auto (GStrv) all = NULL;

      if (shortcuts[i].turn != CRM_SHORTCUT_FIRST || shortcuts[i].command.accelerators == NULL || shortcuts[i].command.action == NULL)
        continue;
      all = crm_keys_expand (shortcuts[i].command.accelerators);
      gtk_application_set_accels_for_action (application, shortcuts[i].command.action, (const char *const *) all);
    }
}

/**
 * crm_shortcuts_install_in_window:
 *
 * Has the window do what the widget with the focus has no use for.
 */
void
crm_shortcuts_install_in_window (GtkWidget *window)
{
  GtkEventController *first = gtk_shortcut_controller_new ();
  GtkEventController *last = gtk_shortcut_controller_new ();
  GtkTextDirection    direction = gtk_widget_get_default_direction ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const CrmShortcut *entry = &shortcuts[i];

      if (entry->turn == CRM_SHORTCUT_UNLESS_TYPING)
        gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (first), make_shortcut (entry));
      else if (entry->turn == CRM_SHORTCUT_LAST && (entry->direction == GTK_TEXT_DIR_NONE || entry->direction == direction))
        crm_commands_add_keys (&entry->command, 1, GTK_SHORTCUT_CONTROLLER (last));
    }

  gtk_event_controller_set_propagation_phase (first, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (window, first);
  gtk_widget_add_controller (window, last);
}

/**
 * crm_shortcuts_list:
 * @n_shortcuts: (out)
 *
 * Returns: (array length=n_shortcuts): what the window does, group by group
 */
const CrmShortcut *
crm_shortcuts_list (guint *n_shortcuts)
{
  *n_shortcuts = G_N_ELEMENTS (shortcuts);

  return shortcuts;
}
