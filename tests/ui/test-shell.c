/* The frame of the window: how it begins, what it can do when, its keys, its width, its files. The pages here are the test's own. */

#include "config.h"

#include "ui-testing.h"

#include "crm-application.h"
#include "crm-page.h"
#include "crm-pages.h"
#include "crm-people-page.h"
#include "crm-problem-page.h"
#include "crm-sidebar-row.h"
#include "crm-split-view.h"
#include "crm-text.h"
#include "crm-welcome-page.h"

#include <glib/gstdio.h>

#define TEST_TYPE_PAGE (test_page_get_type ())

G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, GtkWidget)

struct _TestPage
{
  GtkWidget parent_instance;

  CrmContext *context;
  char       *sought;
  int         created;
  gint64      opened;
};

static void test_page_iface_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestPage, test_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, test_page_iface_init))

static int             n_pages_made;
static CrmApplication *application;

static const char *
test_page_get_title (CrmPage *page)
{
  return "Test page";
}

static gboolean
test_page_can_open (CrmPage *page, const CrmRecordType *type)
{
  return TRUE;
}

static void
test_page_open (CrmPage *page, CrmRecord *record)
{
  TEST_PAGE (page)->opened = crm_record_get_id (record);
}

static void
test_page_search (CrmPage *page, const char *text)
{
  TestPage *self = TEST_PAGE (page);

  g_free (self->sought);
  self->sought = g_strdup (text);
}

static void
test_page_create (CrmPage *page)
{
  TEST_PAGE (page)->created++;
}

static void
test_page_iface_init (CrmPageInterface *iface)
{
  iface->get_title = test_page_get_title;
  iface->get_icon_name = test_page_get_title;
  iface->can_open = test_page_can_open;
  iface->open = test_page_open;
  iface->search = test_page_search;
  iface->create = test_page_create;
}

static void
test_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TEST_PAGE (object)->context = g_value_dup_object (value);
}

static void
test_page_finalize (GObject *object)
{
  g_clear_object (&TEST_PAGE (object)->context);
  g_free (TEST_PAGE (object)->sought);

  G_OBJECT_CLASS (test_page_parent_class)->finalize (object);
}

static void
test_page_class_init (TestPageClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = test_page_set_property;
  G_OBJECT_CLASS (klass)->finalize = test_page_finalize;
  g_object_class_install_property (G_OBJECT_CLASS (klass), 1, g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
test_page_init (TestPage *self)
{
  n_pages_made++;
}

static const CrmPageCount people_count = { "person", FALSE, crm_people_page_get_counted };

static const CrmPageEntry test_pages[] = {
  { "people", "People", "system-users-symbolic", "person company", test_page_get_type, &people_count },
  { "deals", "Deals", "view-list-symbolic", "deal", test_page_get_type },
};

/* A window on a file of its own that somebody is in. */
static CrmWindow *
open_window (const char *path)
{
  CrmWindow *window = crm_window_new (GTK_APPLICATION (application));
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (CrmStore) store = crm_store_create (path, &error);
      g_autoptr (CrmRecord) person = new_person ("Maryam");

      g_assert_no_error (error);
      g_assert_true (crm_store_save (store, "Add Maryam", person, &error));
    }
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);
  gtk_window_present (GTK_WINDOW (window));
  crm_window_open_path (window, path);

  return window;
}

static CrmWindow *
open_window_and_wait (const char *path)
{
  CrmWindow *window = open_window (path);

  wait_for (crm_context_get_store (crm_window_get_context (window)) != NULL);
  settle ();

  return window;
}

static char *
make_path (const char *name)
{
  return g_build_filename (g_get_user_cache_dir (), name, NULL);
}

static gboolean
can (CrmWindow *window, const char *action)
{
  g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window), action));

  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static void
act (CrmWindow *window, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, parameter);
}

static void
close_window (CrmWindow *window)
{
  gtk_window_close (GTK_WINDOW (window));
  settle ();
}

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
test_pages_are_lazy (void)
{
  g_autofree char *path = make_path ("lazy.crm");
  CrmWindow       *window;

  n_pages_made = 0;
  window = open_window (path);
  g_assert_cmpint (n_pages_made, ==, 0);
  wait_for (find_widget (window, TEST_TYPE_PAGE, TRUE) != NULL);
  g_assert_cmpint (n_pages_made, ==, 1);

  act (window, "section", g_variant_new_int32 (2));
  g_assert_cmpint (n_pages_made, ==, 2);
  act (window, "section", g_variant_new_int32 (1));
  act (window, "section", g_variant_new_int32 (8));
  g_assert_cmpint (n_pages_made, ==, 2);
  close_window (window);
}

static gboolean
newest_is (CrmContext *context, const char *title)
{
  g_autofree char *newest = crm_store_dup_undo_title (crm_context_get_store (context));

  return g_strcmp0 (newest, title) == 0;
}

static void
test_undo (void)
{
  g_autofree char *path = make_path ("undo.crm");
  CrmWindow       *window = open_window_and_wait (path);
  CrmContext      *context = crm_window_get_context (window);
  g_autoptr (CrmRecord) person = new_person ("Reza");

  wait_for (can (window, "undo"));
  g_assert_false (can (window, "redo"));

  crm_context_commit_record (context, "Add Reza", person, NULL, NULL);
  wait_for (newest_is (context, "Add Reza"));
  act (window, "undo", NULL);
  wait_for (can (window, "redo"));
  {
    g_autoptr (CrmRecord) gone = crm_store_get (crm_context_get_store (context), crm_record_get_id (person), NULL);

    g_assert_true (crm_record_is_deleted (gone));
  }
  act (window, "redo", NULL);
  wait_for (!can (window, "redo"));
  close_window (window);
}

static void
test_search_and_create (void)
{
  g_autofree char *path = make_path ("search.crm");
  CrmWindow       *window = open_window_and_wait (path);
  TestPage        *page = find_widget (window, TEST_TYPE_PAGE, TRUE);
  GtkSearchBar    *bar = find_widget (window, GTK_TYPE_SEARCH_BAR, FALSE);
  GtkSearchEntry  *entry = find_widget (window, GTK_TYPE_SEARCH_ENTRY, FALSE);

  g_assert_true (can (window, "search"));
  act (window, "search", NULL);
  g_assert_true (gtk_search_bar_get_search_mode (bar));
  gtk_editable_set_text (GTK_EDITABLE (entry), "mar");
  wait_for (g_strcmp0 (page->sought, "mar") == 0);

  act (window, "section", g_variant_new_int32 (2));
  g_assert_false (gtk_search_bar_get_search_mode (bar));
  wait_for (g_strcmp0 (page->sought, "mar") != 0);

  act (window, "new-person", NULL);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page)) || gtk_widget_get_child_visible (GTK_WIDGET (page)));
  g_assert_cmpint (page->created, ==, 1);
  close_window (window);
}

static void
test_open_record (void)
{
  g_autofree char *path = make_path ("open.crm");
  CrmWindow       *window = open_window_and_wait (path);
  CrmContext      *context = crm_window_get_context (window);
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) person = NULL;

  g_assert_true (crm_store_query (crm_context_get_store (context), query, 1, ids, NULL));
  person = crm_store_get (crm_context_get_store (context), g_array_index (ids, gint64, 0), NULL);
  act (window, "section", g_variant_new_int32 (2));
  crm_context_open (context, person);
  wait_for (((TestPage *) find_widget (window, TEST_TYPE_PAGE, TRUE))->opened == crm_record_get_id (person));
  close_window (window);
}

static void
test_narrow (void)
{
  g_autofree char *path = make_path ("narrow.crm");
  CrmWindow       *window = open_window_and_wait (path);
  CrmSplitView    *split = find_widget (window, CRM_TYPE_SPLIT_VIEW, FALSE);

  g_assert_cmpint (minimum_width (window), <=, 360);
  wait_for (gtk_widget_get_width (GTK_WIDGET (split)) > 0);
  g_assert_false (crm_split_view_get_folded (split));
  g_assert_false (can (window, "go-back"));

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 600);
  wait_for (crm_split_view_get_folded (split));
  g_assert_true (crm_split_view_get_show_content (split));
  wait_for (can (window, "go-back"));
  act (window, "go-back", NULL);
  g_assert_false (crm_split_view_get_show_content (split));
  wait_for (!can (window, "go-back"));
  close_window (window);
}

static void
test_sidebar (void)
{
  g_autofree char *path = make_path ("sidebar.crm");
  CrmWindow       *window = open_window_and_wait (path);
  GtkListBox      *sidebar = find_widget (window, GTK_TYPE_LIST_BOX, TRUE);

  g_assert_nonnull (gtk_list_box_get_row_at_index (sidebar, 1));
  g_assert_null (gtk_list_box_get_row_at_index (sidebar, 2));

  act (window, "toggle-sidebar", NULL);
  wait_for (!gtk_widget_get_mapped (GTK_WIDGET (sidebar)));
  act (window, "toggle-sidebar", NULL);
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (sidebar)));
  close_window (window);
}

static gboolean
counts (CrmWindow *window, int page, const char *number)
{
  GtkListBox      *sidebar = find_widget (window, GTK_TYPE_LIST_BOX, TRUE);
  const char      *shown = crm_sidebar_row_get_count (CRM_SIDEBAR_ROW (gtk_list_box_get_row_at_index (sidebar, page)));
  g_autofree char *plain = crm_text_clean (shown);

  return g_strcmp0 (plain, number) == 0;
}

/* The numbers follow what is added, taken back, and the digits one likes. */
static void
test_sidebar_counts (void)
{
  g_autofree char *path = make_path ("counts.crm");
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  CrmWindow  *window = open_window_and_wait (path);
  CrmContext *context = crm_window_get_context (window);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);

  wait_for (counts (window, 0, "1"));
  g_assert_true (counts (window, 1, NULL));

  g_ptr_array_add (people, new_person ("Sara"));
  g_ptr_array_add (people, new_person ("Omid"));
  crm_context_commit (context, "Add two", people, NULL, NULL);
  wait_for (counts (window, 0, "3"));
  g_settings_set_string (settings, "digits", "persian");
  wait_for (counts (window, 0, "۳"));
  g_settings_reset (settings, "digits");

  wait_for (can (window, "undo"));
  act (window, "undo", NULL);
  wait_for (counts (window, 0, "1"));
  close_window (window);
}

static void
test_right_to_left (void)
{
  g_autofree char *path = make_path ("rtl.crm");
  CrmWindow       *window;
  GtkWidget       *sidebar;
  GtkWidget       *page;
  graphene_rect_t  sidebar_bounds, page_bounds;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  window = open_window_and_wait (path);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 600);
  page = find_widget (window, TEST_TYPE_PAGE, TRUE);
  sidebar = find_widget (window, GTK_TYPE_LIST_BOX, TRUE);
  wait_for (gtk_widget_get_width (page) > 0 && gtk_widget_get_width (sidebar) > 0);

  g_assert_true (gtk_widget_compute_bounds (sidebar, GTK_WIDGET (window), &sidebar_bounds));
  g_assert_true (gtk_widget_compute_bounds (page, GTK_WIDGET (window), &page_bounds));
  g_assert_cmpfloat (sidebar_bounds.origin.x, >, page_bounds.origin.x);
  close_window (window);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
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
count_cb (int *count)
{
  (*count)++;
}

static void
test_preferences (void)
{
  g_autofree char *path = make_path ("preferences.crm");
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  CrmWindow  *window = open_window_and_wait (path);
  CrmContext *context = crm_window_get_context (window);
  GtkWindow  *preferences = NULL;
  int         told = 0;

  g_signal_connect_swapped (context, "culture-changed", G_CALLBACK (count_cb), &told);
  g_assert_cmpint (crm_context_get_culture (context)->calendar, ==, CRM_CALENDAR_GREGORIAN);
  g_settings_set_string (settings, "calendar", "jalali");
  wait_for (told == 1);
  g_assert_cmpint (crm_context_get_culture (context)->calendar, ==, CRM_CALENDAR_JALALI);
  g_assert_cmpint (crm_context_get_culture (context)->week_start, ==, 6);
  g_settings_set_string (settings, "currency", "IRR");
  wait_for (told == 2);
  g_assert_cmpstr (crm_context_default_currency (context), ==, "IRR");
  g_settings_set_string (settings, "currency", "no such thing");
  wait_for (told == 3);
  g_settings_set_string (settings, "default-country", "DE");
  settle ();
  g_assert_cmpstr (crm_context_default_country (context), ==, "DE");

  act (window, "preferences", NULL);
  preferences = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_assert_cmpint (minimum_width (crm_doors.preferences_window (context)), <=, 360);
  settle ();
  g_settings_reset (settings, "calendar");
  g_settings_reset (settings, "currency");
  g_settings_reset (settings, "default-country");
  wait_for (told >= 4);
  if (preferences != NULL && GTK_WINDOW (window) != preferences)
    gtk_window_destroy (preferences);
  close_window (window);
}

static void
test_size_is_kept (void)
{
  g_autofree char *path = make_path ("size.crm");
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  CrmWindow *window = open_window_and_wait (path);

  wait_for (gtk_widget_get_width (GTK_WIDGET (window)) > 800);
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 500);
  wait_for (gtk_widget_get_width (GTK_WIDGET (window)) < 800);
  close_window (window);
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 700);
  g_assert_cmpint (g_settings_get_int (settings, "window-height"), ==, 500);
  g_settings_reset (settings, "window-width");
  g_settings_reset (settings, "window-height");
}

static void
test_shortcuts_window (void)
{
  g_autofree char *path = make_path ("shortcuts.crm");
  CrmWindow       *window = open_window_and_wait (path);

  act (window, "shortcuts", NULL);
  act (window, "about", NULL);
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

  g_test_add_func ("/shell/welcome", test_welcome);
  g_test_add_func ("/shell/empty-file-welcomes", test_empty_file_welcomes);
  g_test_add_func ("/shell/pages-are-lazy", test_pages_are_lazy);
  g_test_add_func ("/shell/undo", test_undo);
  g_test_add_func ("/shell/search-and-create", test_search_and_create);
  g_test_add_func ("/shell/open-record", test_open_record);
  g_test_add_func ("/shell/narrow", test_narrow);
  g_test_add_func ("/shell/sidebar", test_sidebar);
  g_test_add_func ("/shell/sidebar-counts", test_sidebar_counts);
  g_test_add_func ("/shell/right-to-left", test_right_to_left);
  g_test_add_func ("/shell/problem", test_problem);
  g_test_add_func ("/shell/read-only", test_read_only);
  g_test_add_func ("/shell/files", test_files);
  g_test_add_func ("/shell/preferences", test_preferences);
  g_test_add_func ("/shell/size-is-kept", test_size_is_kept);
  g_test_add_func ("/shell/shortcuts-window", test_shortcuts_window);
  status = g_test_run ();
  g_object_unref (application); /* the last reference: its windows are gone */

  return status;
}
