/* The eyes of the tour see what they are for, and nothing where all is well. They are linked into this program. */

#include "config.h"

#include "ui-testing.h"

#include <glib/gstdio.h>
#include <signal.h>

static char *
ask (int number, const char *action)
{
  g_autofree char *folder = g_dir_make_tmp ("crm-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report", NULL);
  g_autofree char *wish = g_build_filename (folder, "wish", NULL);
  char            *report = NULL;

  g_setenv ("CRM_TOUR_REPORT", path, TRUE);
  g_setenv ("CRM_TOUR_WISH", wish, TRUE);
  g_assert_true (g_file_set_contents (wish, action, -1, NULL));
  raise (number);
  wait_for (g_file_test (path, G_FILE_TEST_EXISTS));
  g_file_get_contents (path, &report, NULL, NULL);
  g_unlink (path);
  g_unlink (wish);
  g_rmdir (folder);

  return report;
}

static char *
look_over (void)
{
  return ask (SIGUSR1, "");
}

static GtkWindow *
show (GtkWidget *child)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_default_size (window, 300, 200);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  wait_for (gtk_widget_get_width (child) > 0);

  return window;
}

static void
test_cut_text (void)
{
  GtkWidget       *text = gtk_inscription_new ("A sentence that is a good deal longer than the window is wide, and so cannot all be seen");
  GtkWindow       *window = show (text);
  g_autofree char *cut = look_over ();
  g_autofree char *ellipsized = NULL;

  g_assert_true (g_str_has_prefix (cut, "text is cut"));
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  ellipsized = look_over ();
  g_assert_true (g_str_has_prefix (ellipsized, "checked "));
  gtk_window_destroy (window);
}

static gboolean
starts_inside (GtkWidget *widget, GtkWidget *around)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, around, &bounds) && bounds.origin.x >= 0;
}

static void
test_beyond_edge (void)
{
  GtkWidget       *fixed = gtk_fixed_new ();
  GtkWidget       *label = gtk_label_new ("Half of this");
  GtkWindow       *window = NULL;
  g_autofree char *beyond = NULL;
  g_autofree char *inside = NULL;

  gtk_fixed_put (GTK_FIXED (fixed), label, -30, 20);
  window = show (fixed);
  beyond = look_over ();
  g_assert_true (g_str_has_prefix (beyond, "beyond the window's left edge"));
  gtk_fixed_move (GTK_FIXED (fixed), label, 30, 20);
  wait_for (starts_inside (label, fixed));
  inside = look_over ();
  g_assert_true (g_str_has_prefix (inside, "checked "));
  gtk_window_destroy (window);
}

static void
done_cb (GSimpleAction *action, GVariant *parameter, gpointer done)
{
  *(gboolean *) done = TRUE;
}

/* The hand does what can be done where something is shown, and says where nothing can. */
static void
test_hand (void)
{
  static const GActionEntry entries[] = { { "do", done_cb } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget       *label = gtk_label_new ("Page");
  GtkWindow       *window = show (label);
  gboolean         done = FALSE;
  g_autofree char *nobody = NULL;
  g_autofree char *somebody = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), &done);
  nobody = ask (SIGUSR2, "page.do");
  g_assert_cmpstr (nobody, ==, "");
  gtk_widget_insert_action_group (label, "page", G_ACTION_GROUP (group));
  somebody = ask (SIGUSR2, "page.do");
  g_assert_cmpstr (somebody, ==, "done");
  g_assert_true (done);
  gtk_window_destroy (window);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/eyes/cut-text", test_cut_text);
  g_test_add_func ("/eyes/beyond-edge", test_beyond_edge);
  g_test_add_func ("/eyes/hand", test_hand);

  return g_test_run ();
}
