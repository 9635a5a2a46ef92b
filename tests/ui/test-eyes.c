/* The eyes of the tour see what they are for, and nothing where all is well. They are linked into this program. */

#include "config.h"

#include "ui-testing.h"

#include <glib/gstdio.h>
#include <signal.h>

static char *
look_over (void)
{
  g_autofree char *folder = g_dir_make_tmp ("crm-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report", NULL);
  char            *report = NULL;

  g_setenv ("CRM_TOUR_REPORT", path, TRUE);
  raise (SIGUSR1);
  wait_for (g_file_test (path, G_FILE_TEST_EXISTS));
  g_file_get_contents (path, &report, NULL, NULL);
  g_unlink (path);
  g_rmdir (folder);

  return report;
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/eyes/cut-text", test_cut_text);
  g_test_add_func ("/eyes/beyond-edge", test_beyond_edge);

  return g_test_run ();
}
