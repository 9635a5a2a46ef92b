/* What a passer-by does not see, and what becomes of somebody who asks to be forgotten. */

#include "config.h"

#include "people-testing.h"

#include "crm-profile.h"

/* Of a private value only that there is one, until somebody asks for it. */
static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  CrmFactRow *row;

  g_object_set (person, "given-name", "Ann", "national-id", "0499370899", NULL);
  g_assert_true (crm_store_save (fixture->file.store, "Add", person, NULL));
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  row = find_fact (fixture, "national_id");
  g_assert_false (says (fixture->page, "0499370899"));
  g_assert_true (says (row, "National ID"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, "National ID: hidden");

  g_signal_emit_by_name (find_widget (row, GTK_TYPE_BUTTON, TRUE), "clicked");
  g_assert_true (says (row, "0499370899"));
  g_signal_emit_by_name (find_widget (row, GTK_TYPE_BUTTON, TRUE), "clicked");
  g_assert_false (says (row, "0499370899"));
}

static GtkWidget *
find_question (const char *text)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (says (window, text))
        return window;
    }

  return NULL;
}

/* What goes and what stays is said first; then they are nowhere. */
static void
test_erase (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, "Zephyrine", "Quist", NULL);
  show_page (fixture, crm_people_page_new (fixture->context), 1000);
  open_first (fixture);
  g_assert_true (gtk_widget_activate_action (find_widget (fixture->page, CRM_TYPE_PROFILE, FALSE), "profile.privacy", "s", "erase"));
  wait_for (find_question ("Erase Zephyrine Quist?") != NULL);
  g_assert_true (says (find_question ("Erase Zephyrine Quist?"), "This cannot be undone."));
  g_signal_emit_by_name (find_button (find_question ("Erase Zephyrine Quist?"), "Erase"), "clicked");
  wait_for (g_strcmp0 (fixture->told, "Erased") == 0);
  g_assert_null (fixture->undo_title);
  g_assert_false (says (fixture->page, "Zephyrine"));
}

#define add(name, func) g_test_add ("/privacy/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("private", test_private);
  add ("erase", test_erase);

  return g_test_run ();
}
