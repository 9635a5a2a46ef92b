/* Tab through every page, on the business of a sample: nothing traps the focus, nothing that can be pressed or typed into is left out, and what
 * comes after what is as one reads. */

#include "config.h"

#include "ui-testing.h"

#include "crm-application.h"
#include "crm-directory-page.h"
#include "crm-pages.h"
#include "crm-sample.h"
#include "crm-window-private.h"

#include <string.h>

/* No page has as many stops. */
#define STOPS_MOST 100

static CrmApplication *application;

static CrmWindow *
open_sample (const char *name)
{
  CrmWindow       *window = crm_window_new (GTK_APPLICATION (application));
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (CrmStore) store = crm_store_create (path, &error);

      g_assert_no_error (error);
      g_assert_true (crm_sample_install (store, "freelance", &error));
      g_assert_no_error (error);
    }
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 800);
  gtk_window_present (GTK_WINDOW (window));
  crm_window_open_path (window, path);
  wait_for (crm_context_get_store (crm_window_get_context (window)) != NULL);

  return window;
}

/* Rows are gone through with arrows; what can be pressed in one is reached from it. */
static gboolean
is_in_list (GtkWidget *widget)
{
  for (GtkWidget *each = gtk_widget_get_parent (widget); each != NULL; each = gtk_widget_get_parent (each))
    {
      if (GTK_IS_LIST_BASE (each) || GTK_IS_LIST_BOX (each))
        return TRUE;
    }

  return FALSE;
}

static char *
dup_name (GtkWidget *widget)
{
  if (is_in_list (widget))
    return g_strdup ("list");
  for (GtkWidget *each = widget; each != NULL && !GTK_IS_WINDOW (each); each = gtk_widget_get_parent (each))
    {
      if (gtk_widget_get_tooltip_text (each) != NULL)
        return g_strdup (gtk_widget_get_tooltip_text (each));
      if (GTK_IS_SEARCH_ENTRY (each))
        return g_strdup ("search");
      if (GTK_IS_TEXT_VIEW (each))
        return g_strdup ("text");
      if (GTK_IS_BUTTON (each) && gtk_button_get_label (GTK_BUTTON (each)) != NULL)
        return g_strdup (gtk_button_get_label (GTK_BUTTON (each)));
    }

  return g_strdup (G_OBJECT_TYPE_NAME (widget));
}

static GtkWidget *
step (CrmWindow *window, GtkDirectionType direction)
{
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), direction));

  return gtk_root_get_focus (GTK_ROOT (window));
}

/* Once around, from the main menu: (element-type GtkWidget). A list is one stop, with those in the row that has the focus. */
static GPtrArray *
walk (CrmWindow *window)
{
  GPtrArray *stops = g_ptr_array_new ();
  GtkWidget *first;
  guint      n = 0;

  do
    {
      g_autofree char *name = NULL;

      first = step (window, GTK_DIR_TAB_FORWARD);
      g_assert_nonnull (first);
      g_assert_cmpuint (n++, <, STOPS_MOST);
      name = dup_name (first);
      if (g_str_equal (name, "Main Menu"))
        break;
    }
  while (TRUE);
  for (GtkWidget *stop = first; stop != first || stops->len == 0; stop = step (window, GTK_DIR_TAB_FORWARD))
    {
      g_assert_nonnull (stop);
      g_assert_cmpuint (stops->len, <, STOPS_MOST);
      g_ptr_array_add (stops, stop);
    }

  return stops;
}

/* The names of the stops, each once where several of one name follow each other. */
static char *
describe (GPtrArray *stops)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *last = NULL;

  for (guint i = 0; i < stops->len; i++)
    {
      char *name = dup_name (g_ptr_array_index (stops, i));

      if (g_strcmp0 (name, last) != 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", name);
      g_free (last);
      last = name;
    }

  return g_string_free (text, FALSE);
}

static void
assert_order (const char *stops, const char *expected)
{
  g_auto (GStrv) names = g_strsplit (expected, "|", -1);
  const char *at = stops;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *found = strstr (at, names[i]);

      if (found == NULL)
        g_error ("“%s” does not come where it is to: %s", names[i], stops);
      at = found + strlen (names[i]);
    }
}

static gboolean
has_stop_in (GPtrArray *stops, GtkWidget *widget)
{
  for (guint i = 0; i < stops->len; i++)
    {
      if (g_ptr_array_index (stops, i) == widget || gtk_widget_is_ancestor (g_ptr_array_index (stops, i), widget))
        return TRUE;
    }

  return FALSE;
}

/* GTK leaves the buttons of the window's frame to the window manager's keys, and heads of columns to the menu of orders. */
static gboolean
is_left_out (GtkWidget *widget)
{
  return GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_POPOVER (widget) || GTK_IS_LIST_BASE (widget) || GTK_IS_LIST_BOX (widget) ||
         g_str_equal (gtk_widget_get_css_name (widget), "header");
}

/* All that can be pressed or typed into is a stop. */
static void
assert_complete (GtkWidget *widget, GPtrArray *stops)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_can_focus (widget) || is_left_out (widget))
    return;

  if ((GTK_IS_BUTTON (widget) || GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_SWITCH (widget)) && gtk_widget_is_sensitive (widget))
    {
      if (!has_stop_in (stops, widget))
        g_error ("Tab does not come to “%s”", dup_name (widget));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_complete (child, stops);
}

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

/* Tab goes by where things stand, which is known when they have been painted. */
static void
wait_for_frames (CrmWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));

  for (guint i = 0; i < 2; i++)
    {
      gboolean painted = FALSE;
      gulong   handler;

      settle ();
      handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
      gtk_widget_queue_draw (GTK_WIDGET (window));
      wait_for (painted);
      g_signal_handler_disconnect (clock, handler);
    }
}

static void
assert_walk (CrmWindow *window, const char *expected)
{
  g_autoptr (GPtrArray) stops = NULL;
  g_autofree char *names = NULL;

  wait_for_frames (window);
  stops = walk (window);
  names = describe (stops);
  g_test_message ("%s", names);
  assert_order (names, expected);
  assert_complete (GTK_WIDGET (window), stops);
}

static void
go_to (CrmWindow *window, const char *id)
{
  guint               n_pages;
  const CrmPageEntry *pages = crm_pages_list (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      if (g_str_equal (pages[i].id, id))
        crm_window_go_to_page (window, &pages[i]);
    }
  wait_for (gtk_widget_get_focus_child (GTK_WIDGET (crm_window_get_page (window))) != NULL);
}

static void
open_first (CrmWindow *window, const char *type)
{
  CrmContext *context = crm_window_get_context (window);
  CrmStore   *store = crm_context_get_store (context);
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmRecord) record = NULL;

  g_assert_true (crm_store_query (store, query, 1, ids, NULL));
  record = crm_store_get (store, g_array_index (ids, gint64, 0), NULL);
  crm_context_open (context, record);
}

#define HEAD "Main Menu|list|"

static void
test_pages (void)
{
  static const struct
  {
    const char *page;
    const char *stops;
  } walks[] = {
    { "today", HEAD "Search|list|Done (Space)" },
    { "calendar", HEAD "Add|Go to today (T)|Earlier (Page Up)|Later (Page Down)|Day (1)|Agenda (4)" },
    { "people", HEAD "Add|search|Add a filter|Saved views|Columns|Sort|list" },
    { "companies", HEAD "Add|search|Add a filter|Saved views|Columns|Sort|list" },
    { "leads", HEAD "Add|Search|list" },
    { "deals", HEAD "Add|Search|Pipelines|How the deals are shown|Add a filter|Saved views|list" },
    { "quality", HEAD },
    { "sync", HEAD },
  };
  CrmWindow *window = open_sample ("pages.crm");

  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      go_to (window, walks[i].page);
      assert_walk (window, walks[i].stops);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What is open: who it is before what happened, what is written before what was. */
static void
test_details (void)
{
  static const char *const types[] = { "person", "company" };
  g_autofree char         *opened = NULL;
  CrmWindow               *window = open_sample ("details.crm");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      open_first (window, types[i]);
      assert_walk (window, HEAD "Add a filter|list|Photo|Log a call|Write a note|Add a task|Add a deal|list");
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (crm_directory_page_get_view (CRM_DIRECTORY_PAGE (crm_window_get_page (window)))), "directory.do", "s", "profile.compose('note')"));
      assert_walk (window, HEAD "Add a filter|list|Photo|Log a call|text|Attach a file|What is shown|search|list");
    }
  open_first (window, "deal");
  opened = dup_name (gtk_root_get_focus (GTK_ROOT (window)));
  g_assert_cmpstr (opened, ==, "Back to the Board");
  assert_walk (window, HEAD "text|What is shown|search|list");

  press_on (window, "Escape");
  wait_for_frames (window);
  assert_walk (window, HEAD "Pipelines|How the deals are shown|list");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  application = crm_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add_func ("/focus/pages", test_pages);
  g_test_add_func ("/focus/details", test_details);
  status = g_test_run ();
  g_object_unref (application); /* before the display goes */

  return status;
}
