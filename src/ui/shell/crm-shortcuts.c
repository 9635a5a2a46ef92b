/* The keys of the window, in one table; the overlay of shortcuts shows the same (a lint compares them).
 *
 * An accelerator of the application comes before the widget that has the focus: right for what no text field knows. What a text field
 * has a meaning for itself (Esc, Alt+arrows) is a shortcut of the window, which gets what the focus leaves. A text field swallows Ctrl+Z
 * even where it has nothing to undo, so that is looked at before it, and left to it only while something is typed there. */

#include "config.h"

#include "crm-shortcuts.h"

#include "crm-keys.h"

typedef enum
{
  FIRST, /* an accelerator of the application */
  LAST,  /* what the focus leaves to the window */
  UNLESS_TYPING,
} Turn;

typedef struct
{
  const char      *action;
  const char      *accelerators;
  Turn             turn;
  GtkTextDirection direction; /* GTK_TEXT_DIR_NONE: in both */
} Shortcut;

static const Shortcut shortcuts[] = {
  { "win.create", "<Control>n", FIRST },
  { "win.new-person", "<Control><Shift>n", FIRST },
  { "win.search", "<Control>f", FIRST },
  { "win.open-file", "<Control>o", FIRST },
  { "win.import", "<Control>i", LAST },
  { "win.undo", "<Control>z", UNLESS_TYPING },
  { "win.redo", "<Control><Shift>z <Control>y", UNLESS_TYPING },
  { "win.preferences", "<Control>comma", FIRST },
  { "win.shortcuts", "<Control>question", FIRST },
  { "win.toggle-sidebar", "F9", FIRST },
  { "win.menu", "F10", FIRST },
  { "win.go-back", "Escape", LAST },
  { "win.go-back", "<Alt>Left", LAST, GTK_TEXT_DIR_LTR },
  { "win.go-back", "<Alt>Right", LAST, GTK_TEXT_DIR_RTL },
  { "win.section(1)", "<Alt>1", FIRST },
  { "win.section(2)", "<Alt>2", FIRST },
  { "win.section(3)", "<Alt>3", FIRST },
  { "win.section(4)", "<Alt>4", FIRST },
  { "win.section(5)", "<Alt>5", FIRST },
  { "win.section(6)", "<Alt>6", FIRST },
  { "win.section(7)", "<Alt>7", FIRST },
  { "win.section(8)", "<Alt>8", FIRST },
  { "window.close", "<Control>w", FIRST },
  { "app.quit", "<Control>q", FIRST },
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
make_shortcut (const Shortcut *entry)
{
  GtkShortcutAction *action = gtk_callback_action_new (act_unless_typing, (gpointer) entry->action, NULL);

  return gtk_shortcut_new (crm_keys_get_trigger (entry->accelerators), action);
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

      if (shortcuts[i].turn != FIRST)
        continue;
      all = crm_keys_expand (shortcuts[i].accelerators);
      gtk_application_set_accels_for_action (application, shortcuts[i].action, (const char *const *) all);
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
      const Shortcut *entry = &shortcuts[i];

      if (entry->turn == UNLESS_TYPING)
        gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (first), make_shortcut (entry));
      else if (entry->turn == LAST && (entry->direction == GTK_TEXT_DIR_NONE || entry->direction == direction))
        crm_keys_add_action (GTK_SHORTCUT_CONTROLLER (last), entry->accelerators, entry->action);
    }

  gtk_event_controller_set_propagation_phase (first, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (window, first);
  gtk_widget_add_controller (window, last);
}
