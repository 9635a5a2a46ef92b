/* Loaded into a program beside it (LD_PRELOAD), says on the descriptor CRM_BENCH_REPORT when the first frame of its first window was
 * painted, and when the first with a mapped widget of the type CRM_BENCH_WIDGET was, in microseconds of the monotonic clock; then the
 * program is told to end. So the programs that are measured are those that people run. */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>

static gboolean reported;

static void
report (const char *what)
{
  const char *descriptor = g_getenv ("CRM_BENCH_REPORT");

  dprintf (descriptor != NULL ? (int) g_ascii_strtoll (descriptor, NULL, 10) : STDERR_FILENO, "%s %ld\n", what, (long) g_get_monotonic_time ());
}

static gboolean
is_shown (GtkWidget *widget, GType type)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (is_shown (child, type))
        return TRUE;
    }

  return FALSE;
}

static void
after_paint_cb (GdkFrameClock *clock, GtkWidget *window)
{
  const char *name = g_getenv ("CRM_BENCH_WIDGET");
  GType       type = name != NULL ? g_type_from_name (name) : GTK_TYPE_WINDOW;

  if (!reported)
    report ("frame");
  reported = TRUE;
  if (type == 0 || !is_shown (window, type))
    return;

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, window);
  report ("content");
}

static void
realized_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), window);
}

/* Stands before GTK's own. */
G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  static void (*original) (GtkWindow *);
  static gboolean first = TRUE;

  if (original == NULL)
    *(void **) &original = dlsym (RTLD_NEXT, "gtk_window_present");
  if (first)
    g_signal_connect (window, "realize", G_CALLBACK (realized_cb), NULL);
  first = FALSE;
  original (window);
}
