/* The frame of the window: what it can do when, its keys, its width. The pages here are the test's own. */

#include "config.h"

#include "shell-testing.h"

#include "crm-fonts.h"
#include "crm-sidebar-row.h"
#include "crm-split-view.h"
#include "crm-text.h"

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

static void
save_view (CrmWindow *window, const char *name, gboolean pinned, const char *filter)
{
  CrmStore *store = crm_context_get_store (crm_window_get_context (window));
  g_autoptr (CrmRecord) view = crm_record_new ("saved_view");

  g_object_set (view, "record-type", "person", "name", name, "pinned", pinned, "filter", filter, NULL);
  g_assert_true (crm_store_save (store, "Save", view, NULL));
}

/* Views that are pinned stand below the pages, count what they list, and show it on its page. */
static void
test_sidebar_views (void)
{
  g_autofree char *path = make_path ("views.crm");
  CrmWindow       *window = open_window_and_wait (path);
  GtkListBox      *sidebar = find_widget (window, GTK_TYPE_LIST_BOX, TRUE);
  GtkListBoxRow   *row;

  save_view (window, "Not pinned", FALSE, "lifecycle = lead");
  save_view (window, "Loyal", TRUE, "lifecycle = loyal");
  save_view (window, "Everybody", TRUE, NULL);
  wait_for (gtk_list_box_get_row_at_index (sidebar, 3) != NULL);
  g_assert_null (gtk_list_box_get_row_at_index (sidebar, 4));
  row = gtk_list_box_get_row_at_index (sidebar, 3);
  wait_for (g_str_equal (crm_sidebar_row_get_count (CRM_SIDEBAR_ROW (gtk_list_box_get_row_at_index (sidebar, 2))), "\342\201\2461\342\201\251"));

  g_signal_emit_by_name (sidebar, "row-activated", row);
  g_assert_true (gtk_list_box_get_selected_row (sidebar) == row);
  g_assert_cmpstr (TEST_PAGE (find_widget (window, TEST_TYPE_PAGE, TRUE))->viewed, ==, "lifecycle = loyal");
  /* The page itself is the way back to everybody. */
  g_signal_emit_by_name (sidebar, "row-activated", gtk_list_box_get_row_at_index (sidebar, 0));
  g_assert_null (TEST_PAGE (find_widget (window, TEST_TYPE_PAGE, TRUE))->viewed);

  act (window, "undo", NULL);
  wait_for (gtk_list_box_get_row_at_index (sidebar, 3) == NULL);
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

  /* Another program writes the same file. */
  {
    g_autoptr (CrmStore) other = crm_store_open (path, CRM_STORE_OPEN_NONE, NULL);
    g_autoptr (CrmRecord) person = new_person ("Leila");

    g_assert_true (crm_store_save (other, "Add", person, NULL));
  }
  wait_for (counts (window, 0, "2"));
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

static GtkWindow *
find_over_window (CrmWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (dialog) == GTK_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (dialog)))
        return dialog;
    }

  return NULL;
}

static guint
count_backs (GtkWindow *dialog)
{
  guint count = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (gtk_widget_get_parent (find_titled (dialog, "Back"))); row != NULL; row = gtk_widget_get_next_sibling (row))
    count += gtk_widget_get_visible (row) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "Back") == 0;

  return count;
}

/* The shortcuts fit into the narrowest window, and of the two arrows only the one that points back is told. */
static void
test_shortcuts_window (void)
{
  g_autofree char *path = make_path ("shortcuts.crm");
  CrmWindow       *window = open_window_and_wait (path);
  GtkWindow       *dialog;

  act (window, "shortcuts", NULL);
  wait_for ((dialog = find_over_window (window)) != NULL);
  g_assert_cmpint (minimum_width (dialog), <=, 360);
  g_assert_cmpuint (count_backs (dialog), ==, 1);
  act (window, "about", NULL);
  act (window, "menu", NULL);
  wait_for (find_widget (window, GTK_TYPE_POPOVER_MENU, TRUE) != NULL);
  close_window (window);
}

static void
assert_letters (const char *name, gboolean persian, const char *expected)
{
  g_autofree char *merged = crm_fonts_merge (name, persian);
  g_autofree char *again = crm_fonts_merge (merged, persian);

  g_assert_cmpstr (merged, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_letters (void)
{
  assert_letters ("Cantarell 11", TRUE, "Vazirmatn,Noto Sans Arabic,Cantarell 11");
  assert_letters ("Cantarell 11", FALSE, "Cantarell,Vazirmatn,Noto Sans Arabic 11");
  assert_letters ("Noto Sans,DejaVu Sans Bold 14.5", TRUE, "Vazirmatn,Noto Sans Arabic,Noto Sans,DejaVu Sans Bold 14.5");
  assert_letters ("", TRUE, "Vazirmatn,Noto Sans Arabic");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  crm_pages_replace (test_pages, G_N_ELEMENTS (test_pages));
  application = crm_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add_func ("/shell/pages-are-lazy", test_pages_are_lazy);
  g_test_add_func ("/shell/sidebar-views", test_sidebar_views);
  g_test_add_func ("/shell/undo", test_undo);
  g_test_add_func ("/shell/search-and-create", test_search_and_create);
  g_test_add_func ("/shell/open-record", test_open_record);
  g_test_add_func ("/shell/narrow", test_narrow);
  g_test_add_func ("/shell/sidebar", test_sidebar);
  g_test_add_func ("/shell/sidebar-counts", test_sidebar_counts);
  g_test_add_func ("/shell/right-to-left", test_right_to_left);
  g_test_add_func ("/shell/preferences", test_preferences);
  g_test_add_func ("/shell/size-is-kept", test_size_is_kept);
  g_test_add_func ("/shell/shortcuts-window", test_shortcuts_window);
  g_test_add_func ("/shell/letters", test_letters);
  status = g_test_run ();
  g_object_unref (application); /* the last reference: its windows are gone */

  return status;
}
