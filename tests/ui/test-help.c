/* The help: its window, its pages, and the way to them. */

#include "config.h"

#include "ui-testing.h"

#include "crm-application.h"
#include "crm-help-view.h"
#include "crm-help-window.h"
#include "crm-pages.h"
#include "crm-window.h"

static CrmApplication *application;

static gpointer
get_child (CrmHelpWindow *window, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (window), CRM_TYPE_HELP_WINDOW, name);
}

static CrmHelpWindow *
show_window (const char *language, int width)
{
  CrmHelpWindow *window;

  g_setenv ("LANGUAGE", language, TRUE);
  window = crm_help_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 600);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (window)));
  settle ();

  return window;
}

static void
search (CrmHelpWindow *window, const char *words)
{
  gtk_editable_set_text (get_child (window, "search"), words);
  settle ();
}

static int
count_rows (CrmHelpWindow *window)
{
  int n = 0;

  while (gtk_list_box_get_row_at_index (get_child (window, "list"), n) != NULL)
    n++;

  return n;
}

static void
open_row (CrmHelpWindow *window, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_child (window, "list"), index);

  g_assert_nonnull (row);
  g_signal_emit_by_name (get_child (window, "list"), "row-activated", row);
  settle ();
}

/* Follows a link as a click does. */
static gboolean
follow (gpointer root, const char *uri)
{
  g_autofree char *href = g_strdup_printf ("href=\"%s\"", uri);
  gboolean         handled = FALSE;

  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (root), href) != NULL)
    {
      g_signal_emit_by_name (root, "activate-link", uri, &handled);
      return handled;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (follow (child, uri))
        return TRUE;
    }

  return FALSE;
}

static gboolean
reads (CrmHelpWindow *window, const char *name)
{
  return g_str_equal (crm_help_window_get_name (window), name);
}

/* Every page of the window has its help, in every language. */
static void
test_pages (void)
{
  static const char *const languages[] = { "en", "fa", "xx" };
  guint                    n_pages;
  const CrmPageEntry      *pages = crm_pages_list (&n_pages);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      CrmHelpWindow *window = show_window (languages[i], 900);

      g_assert_true (reads (window, "start"));
      for (guint j = 0; j < n_pages; j++)
        {
          const char *name = pages[j].help != NULL ? pages[j].help : pages[j].id;

          g_assert_true (crm_help_window_has (window, name));
          crm_help_window_show (window, name);
          g_assert_true (reads (window, name));
          settle ();
        }
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* The page is in the language of the program. */
static void
test_language (void)
{
  CrmHelpWindow *window = show_window ("fa", 900);

  crm_help_window_show (window, "today");
  g_assert_true (says (window, "تاریخ‌گذشته"));
  /* The numbers of a list are Persian ones, too. */
  crm_help_window_show (window, "sales");
  g_assert_true (says (window, "۴."));
  gtk_window_destroy (GTK_WINDOW (window));

  window = show_window ("xx", 900);
  crm_help_window_show (window, "today");
  g_assert_true (says (window, "Overdue"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_search (void)
{
  CrmHelpWindow *window = show_window ("en", 900);
  int            all = count_rows (window);

  g_assert_cmpint (all, >, 10);
  search (window, "REJECTED rows");
  g_assert_cmpint (count_rows (window), ==, 1);
  g_assert_true (says (get_child (window, "list"), "Rejected rows can be saved"));
  open_row (window, 0);
  g_assert_true (reads (window, "import"));
  /* The words that were found have the focus, once they have a place. */
  wait_for (GTK_IS_LABEL (gtk_window_get_focus (GTK_WINDOW (window))));
  g_assert_true (says (gtk_window_get_focus (GTK_WINDOW (window)), "Rejected rows"));

  search (window, "calendar");
  g_assert_cmpint (count_rows (window), >, 1);
  open_row (window, 0);
  g_assert_true (reads (window, "calendar"));

  search (window, "xyzzy");
  g_assert_cmpint (count_rows (window), ==, 0);
  g_assert_true (says (get_child (window, "list"), "Nothing found"));
  search (window, "");
  g_assert_cmpint (count_rows (window), ==, all);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* With Arabic letters, with a space or nothing for a half-space, and with digits of either kind. */
static void
test_search_persian (void)
{
  CrmHelpWindow *window = show_window ("fa", 900);
  int            found;

  search (window, "پشتیبان");
  found = count_rows (window);
  g_assert_cmpint (found, >=, 1);
  search (window, "پشتيبان");
  g_assert_cmpint (count_rows (window), ==, found);
  open_row (window, 0);
  g_assert_true (reads (window, "backup"));

  search (window, "تکراریها");
  g_assert_cmpint (count_rows (window), ==, 1);
  open_row (window, 0);
  g_assert_true (reads (window, "quality"));
  search (window, "تكراري ها");
  g_assert_cmpint (count_rows (window), >=, 1);

  search (window, "300 فاکتور");
  g_assert_cmpint (count_rows (window), ==, 1);
  open_row (window, 0);
  g_assert_true (reads (window, "insight"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_links (void)
{
  CrmHelpWindow *window = show_window ("en", 900);

  crm_help_window_show (window, "today");
  settle ();
  g_assert_true (follow (get_child (window, "view"), "calendar.md"));
  settle ();
  g_assert_true (reads (window, "calendar"));
  g_assert_true (follow (get_child (window, "view"), "import.md"));
  settle ();
  press_on (window, "<Alt>Left");
  g_assert_true (reads (window, "calendar"));
  gtk_widget_activate_action (GTK_WIDGET (window), "help.back", NULL);
  g_assert_true (reads (window, "today"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Every text is a stop of the Tab key, and so is every link. */
static void
test_tab (void)
{
  CrmHelpWindow *window = show_window ("en", 900);
  gboolean       at_link = FALSE;
  guint          n_stops = 0;

  crm_help_window_show (window, "today");
  settle ();
  while (!at_link && n_stops < 100 && gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD))
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

      /* Newer toolkits stop at the search and at what scrolls as well. */
      if (!GTK_IS_LABEL (focus))
        continue;
      at_link = g_strcmp0 (gtk_label_get_current_uri (GTK_LABEL (focus)), "service.md") == 0;
      n_stops++;
    }
  g_assert_true (at_link);
  g_assert_cmpuint (n_stops, >, 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* On a telephone one sees the list or the page. */
static void
test_narrow (void)
{
  CrmHelpWindow *window = show_window ("en", 360);
  GObject       *split = get_child (window, "split");
  gboolean       content;

  g_assert_cmpint (minimum_width (window), <=, 360);
  crm_help_window_show (window, NULL);
  g_object_get (split, "show-content", &content, NULL);
  g_assert_false (content);
  open_row (window, 1);
  g_object_get (split, "show-content", &content, NULL);
  g_assert_true (content);
  gtk_widget_activate_action (GTK_WIDGET (window), "help.back", NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "help.back", NULL);
  g_object_get (split, "show-content", &content, NULL);
  g_assert_false (content);

  /* Esc takes the words away, and then the window. */
  search (window, "deal");
  gtk_widget_activate_action (GTK_WIDGET (window), "help.leave", NULL);
  g_assert_cmpstr (gtk_editable_get_text (get_child (window, "search")), ==, "");
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_widget_activate_action (GTK_WIDGET (window), "help.leave", NULL);
  wait_for (window == NULL);
}

/* Whatever a page says, it is shown and does nothing. */
static void
test_hostile (void)
{
  static const char text[] = "# <b>A & B</b>\n\n"
                             "<span font='99'>big</span> & <i>more\n\n"
                             "`</tt><a href=\"file:///\">x</a>`\n\n"
                             "[a](javascript:alert) [b](file:///etc/passwd) [c](https://example.com/?a=1&b=\"2\") [d](x\"y.md)\n\n"
                             "<script>alert (1)</script>\n\n"
                             "- one & \xff\x01 two\n\n"
                             "    </tt> & code\n\n"
                             "> quoted <b>\n\n![picture](file:///x)\n";
  g_autoptr (CrmHelpPage) page = crm_help_page_new ("hostile", text, strlen (text));
  GtkWidget *view = g_object_ref_sink (g_object_new (CRM_TYPE_HELP_VIEW, NULL));

  crm_help_view_show (CRM_HELP_VIEW (view), page, NULL);
  g_assert_cmpstr (page->title, ==, "<b>A & B</b>");
  g_assert_true (says (view, "<b>A & B</b>"));
  g_assert_true (says (view, "<span font='99'>big</span> & <i>more"));
  g_assert_true (says (view, "</tt><a href=\"file:///\">x</a>"));
  g_assert_true (says (view, "<script>alert (1)</script>"));
  g_assert_true (says (view, "</tt> & code"));
  g_assert_true (says (view, "quoted <b>"));
  g_assert_false (follow (view, "javascript:alert"));
  g_assert_false (follow (view, "file:///etc/passwd"));
  g_clear_object (&view);
}

static CrmWindow *
open_file (void)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "help.crm", NULL);
  g_autoptr (CrmStore) store = crm_store_create (path, NULL);
  g_autoptr (CrmRecord) person = new_person ("Maryam");
  CrmWindow *window = crm_window_new (GTK_APPLICATION (application));

  g_assert_true (crm_store_save (store, "Add Maryam", person, NULL));
  g_clear_object (&store);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);
  gtk_window_present (GTK_WINDOW (window));
  crm_window_open_path (window, path);
  wait_for (crm_context_get_store (crm_window_get_context (window)) != NULL);
  settle ();

  return window;
}

static void
act (CrmWindow *window, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, parameter);
}

/* F1 is about what is in sight; the menu leads to all of it. */
static void
test_window (void)
{
  CrmWindow     *window = open_file ();
  CrmHelpWindow *help;
  g_auto (GStrv) accelerators = gtk_application_get_accels_for_action (GTK_APPLICATION (application), "win.help");

  g_assert_cmpstr (accelerators[0], ==, "F1");
  g_setenv ("LANGUAGE", "en", TRUE);
  act (window, "section", g_variant_new_int32 (6));
  act (window, "help", NULL);
  help = find_dialog (CRM_TYPE_HELP_WINDOW);
  g_assert_nonnull (help);
  g_assert_true (reads (help, "deals"));
  g_assert_false (gtk_window_get_modal (GTK_WINDOW (help)));

  /* The window that is open goes there, and back. */
  act (window, "section", g_variant_new_int32 (4));
  act (window, "help", NULL);
  g_assert_true (find_dialog (CRM_TYPE_HELP_WINDOW) == help);
  g_assert_true (reads (help, "people"));
  gtk_widget_activate_action (GTK_WIDGET (help), "help.back", NULL);
  g_assert_true (reads (help, "deals"));
  gtk_window_destroy (GTK_WINDOW (help));

  act (window, "quality", NULL);
  act (window, "help", NULL);
  help = find_dialog (CRM_TYPE_HELP_WINDOW);
  g_assert_true (reads (help, "quality"));
  gtk_window_destroy (GTK_WINDOW (help));

  act (window, "help-topics", NULL);
  help = find_dialog (CRM_TYPE_HELP_WINDOW);
  g_assert_true (reads (help, "start"));
  settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (help)), get_child (help, "search")));

  /* It goes with its window. */
  g_object_add_weak_pointer (G_OBJECT (help), (gpointer *) &help);
  gtk_window_close (GTK_WINDOW (window));
  settle ();
  wait_for (help == NULL);
}

/* Before there is a file, it is about the first steps. */
static void
test_welcome (void)
{
  CrmWindow     *window = crm_window_new (GTK_APPLICATION (application));
  CrmHelpWindow *help;

  crm_window_show_welcome (window);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  act (window, "help", NULL);
  help = find_dialog (CRM_TYPE_HELP_WINDOW);
  g_assert_nonnull (help);
  g_assert_true (reads (help, "start"));
  gtk_window_destroy (GTK_WINDOW (help));
  gtk_window_close (GTK_WINDOW (window));
  settle ();
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  application = crm_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add_func ("/help/pages", test_pages);
  g_test_add_func ("/help/language", test_language);
  g_test_add_func ("/help/search", test_search);
  g_test_add_func ("/help/search-persian", test_search_persian);
  g_test_add_func ("/help/links", test_links);
  g_test_add_func ("/help/tab", test_tab);
  g_test_add_func ("/help/narrow", test_narrow);
  g_test_add_func ("/help/hostile", test_hostile);
  g_test_add_func ("/help/window", test_window);
  g_test_add_func ("/help/welcome", test_welcome);
  status = g_test_run ();
  g_object_unref (application); /* the last reference: its windows are gone */

  return status;
}
