/* The keys of the window, on a Latin and on a Persian layout. */

#include "config.h"

#include "ui-testing.h"

#include "crm-application.h"
#include "crm-page.h"
#include "crm-pages.h"
#include "crm-shortcuts-window.h"
#include "crm-shortcuts.h"

static CrmApplication *application;

static gboolean
has_action (const char *accelerator, const char *action)
{
  g_auto (GStrv) actions = gtk_application_get_actions_for_accel (GTK_APPLICATION (application), accelerator);

  return g_strv_contains ((const char *const *) actions, action);
}

/* Undo is a callback, because it looks first whether somebody is typing. */
static gboolean
does (GtkShortcut *shortcut, const char *action)
{
  GtkShortcutAction *done = gtk_shortcut_get_action (shortcut);

  return GTK_IS_CALLBACK_ACTION (done) || (GTK_IS_NAMED_ACTION (done) && g_strcmp0 (gtk_named_action_get_action_name (GTK_NAMED_ACTION (done)), action) == 0);
}

/* Whether the window does the action at what the focus leaves of that key. */
static gboolean
window_has (CrmWindow *window, guint keyval, GdkModifierType modifiers, const char *action)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (does (shortcut, action) && matches_key (gtk_shortcut_get_trigger (shortcut), keyval, modifiers))
            return TRUE;
        }
    }

  return FALSE;
}

static void
test_keys (void)
{
  CrmWindow *window = crm_window_new (GTK_APPLICATION (application));

  g_assert_true (has_action ("<Control>f", "win.search"));
  g_assert_true (has_action ("<Control>Arabic_beh", "win.search"));
  g_assert_true (has_action ("<Control>k", "win.find"));
  g_assert_true (has_action ("<Control>Arabic_noon", "win.find"));
  g_assert_true (has_action ("<Control>n", "win.create"));
  g_assert_true (has_action ("<Control>Arabic_dal", "win.create"));
  g_assert_true (has_action ("<Control>Arabic_waw", "win.preferences"));
  g_assert_true (has_action ("<Control>Arabic_question_mark", "win.shortcuts"));
  g_assert_true (has_action ("<Alt>1", "win.section(1)"));
  g_assert_true (has_action ("<Alt>Farsi_8", "win.section(8)"));
  g_assert_true (has_action ("F9", "win.toggle-sidebar"));
  g_assert_true (has_action ("<Control>w", "window.close"));
  g_assert_true (has_action ("<Control>Arabic_dad", "app.quit"));

  /* A text field undoes its own typing first. */
  g_assert_false (has_action ("<Control>z", "win.undo"));
  g_assert_true (window_has (window, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo"));
  g_assert_true (window_has (window, GDK_KEY_Arabic_zah, GDK_CONTROL_MASK, "win.undo"));
  g_assert_true (window_has (window, GDK_KEY_Arabic_kaf, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo"));
  g_assert_true (window_has (window, GDK_KEY_Escape, 0, "win.go-back"));
  g_assert_true (window_has (window, GDK_KEY_Left, GDK_ALT_MASK, "win.go-back"));
  g_assert_false (window_has (window, GDK_KEY_Right, GDK_ALT_MASK, "win.go-back"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Back is where the reading comes from. */
static void
test_right_to_left (void)
{
  CrmWindow *window;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = crm_window_new (GTK_APPLICATION (application));
  g_assert_true (window_has (window, GDK_KEY_Right, GDK_ALT_MASK, "win.go-back"));
  g_assert_false (window_has (window, GDK_KEY_Left, GDK_ALT_MASK, "win.go-back"));
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Whether a text field knows the Persian key. The binding is found by setting it off. */
static void
test_text_fields (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *text = gtk_text_new ();
  gboolean   bound = FALSE;
  g_autoptr (GListModel) controllers = NULL;

  settle ();
  gtk_window_set_child (window, text);
  controllers = gtk_widget_observe_controllers (text);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          bound = bound || (does (shortcut, "clipboard.copy") && matches_key (gtk_shortcut_get_trigger (shortcut), GDK_KEY_Arabic_zain, GDK_CONTROL_MASK));
        }
    }
  g_assert_true (bound);
  gtk_window_destroy (window);
}

/* Every key has its line in the window of shortcuts; those of sections share one. */
static void
test_told (void)
{
  GtkWindow          *window = crm_shortcuts_window_new (G_TYPE_NONE);
  guint               n_shortcuts, n_pages;
  const CrmShortcut  *shortcuts = crm_shortcuts_list (&n_shortcuts);
  const CrmPageEntry *pages = crm_pages_list (&n_pages);

  for (guint i = 0; i < n_shortcuts; i++)
    {
      const char *title = shortcuts[i].shown != NULL ? shortcuts[i].shown : shortcuts[i].command.title;

      if (shortcuts[i].command.accelerators == NULL)
        continue;
      g_assert_true (title != NULL || g_str_has_prefix (shortcuts[i].command.action, "win.section"));
      g_assert_true (title == NULL || find_titled (window, title) != NULL);
    }
  for (guint i = 0; i < n_pages; i++)
    {
      guint                  n_groups;
      const CrmCommandGroup *groups = crm_page_type_get_keys (pages[i].get_type (), &n_groups);

      for (guint j = 0; j < n_groups; j++)
        {
          for (guint k = 0; k < groups[j].n_commands; k++)
            {
              const CrmCommand *command = &groups[j].commands[k];

              g_assert_true (command->accelerators == NULL || find_titled (window, command->title) != NULL);
            }
        }
    }
  gtk_window_destroy (window);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  application = crm_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add_func ("/keys/window", test_keys);
  g_test_add_func ("/keys/told", test_told);
  g_test_add_func ("/keys/right-to-left", test_right_to_left);
  g_test_add_func ("/keys/text-fields", test_text_fields);
  status = g_test_run ();
  g_object_unref (application); /* the last reference: its windows are gone */

  return status;
}
