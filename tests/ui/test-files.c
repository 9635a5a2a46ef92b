/* The window and its files: how it begins, which window a file goes to, and what is wrong with one. The pages here are the test's own. */

#include "config.h"

#include "shell-testing.h"

#include "crm-files.h"
#include "crm-problem-page.h"
#include "crm-welcome-page.h"

#include <glib/gstdio.h>

static void
test_welcome (void)
{
  CrmWindow *window;

  g_application_activate (G_APPLICATION (application));
  window = CRM_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  wait_for (find_widget (window, CRM_TYPE_WELCOME_PAGE, TRUE) != NULL);
  g_assert_false (can (window, "undo"));
  g_assert_false (can (window, "create"));
  g_assert_false (can (window, "search"));
  g_assert_cmpint (minimum_width (window), <=, 360);

  act (window, "begin", g_variant_new_string ("shop"));
  wait_for (find_widget (window, TEST_TYPE_PAGE, TRUE) != NULL);
  g_assert_null (find_widget (window, CRM_TYPE_WELCOME_PAGE, TRUE));
  g_assert_true (can (window, "create"));
  wait_for (can (window, "undo"));
  close_window (window);
}

static void
test_empty_file_welcomes (void)
{
  g_autofree char *path = make_path ("empty.crm");
  g_autoptr (GError) error = NULL;
  CrmWindow *window;

  {
    g_autoptr (CrmStore) store = crm_store_create (path, &error);

    g_assert_no_error (error);
  }
  window = crm_window_new (GTK_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  crm_window_open_path (window, path);
  wait_for (find_widget (window, CRM_TYPE_WELCOME_PAGE, TRUE) != NULL);

  act (window, "begin", g_variant_new_string ("empty"));
  wait_for (find_widget (window, TEST_TYPE_PAGE, TRUE) != NULL);
  g_assert_cmpstr (crm_store_get_path (crm_context_get_store (crm_window_get_context (window))), ==, path);
  close_window (window);
}

static void
test_problem (void)
{
  g_autofree char *path = make_path ("problem.crm");
  g_autoptr (GError) error = NULL;
  CrmWindow *window = crm_window_new (GTK_APPLICATION (application));

  g_assert_true (g_file_set_contents (path, "This is a letter to my aunt, not a file of customers.", -1, NULL));
  gtk_window_present (GTK_WINDOW (window));
  crm_window_open_path (window, path);
  wait_for (find_widget (window, CRM_TYPE_PROBLEM_PAGE, TRUE) != NULL);
  g_assert_true (can (window, "try-again"));
  g_assert_true (can (window, "open-file"));
  g_assert_cmpint (minimum_width (window), <=, 360);

  g_assert_cmpint (g_unlink (path), ==, 0);
  {
    g_autoptr (CrmStore) store = crm_store_create (path, &error);
    g_autoptr (CrmRecord) person = new_person ("Aunt");

    g_assert_true (crm_store_save (store, "Add", person, NULL));
  }
  act (window, "try-again", NULL);
  wait_for (find_widget (window, TEST_TYPE_PAGE, TRUE) != NULL);
  close_window (window);
}

static void
test_read_only (void)
{
  g_autofree char *path = make_path ("read-only.crm");
  CrmWindow       *window;
  GtkRevealer     *banner;

  if (geteuid () == 0)
    {
      g_test_skip ("nothing is read-only to root");
      return;
    }

  close_window (open_window_and_wait (path));
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  window = open_window_and_wait (path);
  banner = find_widget (window, GTK_TYPE_REVEALER, TRUE);
  g_assert_nonnull (banner);
  g_assert_false (can (window, "create"));
  g_assert_false (can (window, "undo"));
  close_window (window);
}

static guint
count_windows (void)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (application)));
}

static void
test_files (void)
{
  g_autofree char *path = make_path ("first.crm");
  g_autofree char *other_path = make_path ("second.crm");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) other = g_file_new_for_path (other_path);
  CrmWindow *window = open_window_and_wait (path);
  GList     *windows;

  close_window (open_window_and_wait (other_path));
  g_assert_cmpuint (count_windows (), ==, 1);
  g_application_open (G_APPLICATION (application), &file, 1, "");
  settle ();
  g_assert_cmpuint (count_windows (), ==, 1);

  g_application_open (G_APPLICATION (application), &other, 1, "");
  wait_for (count_windows () == 2);
  g_application_open (G_APPLICATION (application), &file, 1, "new-window");
  wait_for (count_windows () == 3);

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (application))) != NULL)
    {
      if (CRM_IS_WINDOW (windows->data) && windows->data != window)
        wait_for (crm_context_get_store (crm_window_get_context (windows->data)) != NULL);
      close_window (windows->data);
    }
}

static void
test_importable (void)
{
  static const struct
  {
    const char *name;
    gboolean    importable;
  } files[] = { { "contacts.CSV", TRUE }, { "people.vcf", TRUE }, { "records.json", TRUE }, { "shop.crm", FALSE }, { "json", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (files[i].name);

      g_assert_cmpint (crm_files_is_importable (file), ==, files[i].importable);
    }
}

/* Files of before are offered where one begins, as long as they are there, and in the menu, but for the one that is open. */
static void
test_recent (void)
{
  g_autofree char *path = make_path ("letters_of_may.crm");
  g_autofree char *other_path = make_path ("other.crm");
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  const char *const gone[] = { "/no/such/file.crm", NULL };
  CrmWindow        *window;
  GtkWidget        *row;

  g_settings_set_strv (settings, "recent-files", gone);
  close_window (open_window_and_wait (other_path));
  close_window (open_window_and_wait (path));

  window = crm_window_new (GTK_APPLICATION (application));
  crm_window_show_welcome (window);
  gtk_window_present (GTK_WINDOW (window));
  wait_for ((row = find_titled (window, "letters_of_may")) != NULL);
  g_assert_nonnull (find_titled (window, "other"));
  g_assert_null (find_titled (window, "file"));
  g_assert_cmpint (minimum_width (window), <=, 360);

  gtk_widget_activate_action_variant (row, "win.open-recent", gtk_actionable_get_action_target_value (GTK_ACTIONABLE (row)));
  wait_for (crm_context_get_store (crm_window_get_context (window)) != NULL);
  g_assert_cmpstr (crm_window_get_path (window), ==, path);
  act (window, "menu", NULL);
  wait_for (find_widget (window, GTK_TYPE_POPOVER_MENU, TRUE) != NULL);
  close_window (window);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  crm_pages_replace (test_pages, G_N_ELEMENTS (test_pages));
  application = crm_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add_func ("/files/welcome", test_welcome);
  g_test_add_func ("/files/empty-file-welcomes", test_empty_file_welcomes);
  g_test_add_func ("/files/problem", test_problem);
  g_test_add_func ("/files/read-only", test_read_only);
  g_test_add_func ("/files/files", test_files);
  g_test_add_func ("/files/importable", test_importable);
  g_test_add_func ("/files/recent", test_recent);
  status = g_test_run ();
  g_object_unref (application); /* the last reference: its windows are gone */

  return status;
}
