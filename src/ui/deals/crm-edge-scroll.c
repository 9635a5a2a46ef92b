/* "leave" does not come after a drop on the same widget, so who takes the drop, and who began the drag, stops the scrolling too. */

#include "config.h"

#include "crm-edge-scroll.h"

/* How near to the edge, in pixels, and how far a frame at 60 frames a second goes there at most. */
#define EDGE 48.0
#define PIXELS_A_SECOND 960.0

typedef struct
{
  GtkScrolledWindow *window;
  GtkOrientation     orientation;
  double             position; /* of the pointer, along the orientation */
  gint64             last;     /* the frame before, in microseconds */
  guint              tick;
} EdgeScroll;

static const char key[] = "crm-edge-scroll";

static double
get_length (EdgeScroll *self)
{
  GtkWidget *widget = GTK_WIDGET (self->window);

  return self->orientation == GTK_ORIENTATION_HORIZONTAL ? gtk_widget_get_width (widget) : gtk_widget_get_height (widget);
}

/* From -1 at the first edge to 1 at the last; 0 between. */
static double
get_pull (EdgeScroll *self)
{
  double length = get_length (self);
  double edge = MIN (EDGE, length / 3);

  if (self->position < edge)
    return (self->position - edge) / edge;
  if (self->position > length - edge)
    return (self->position - length + edge) / edge;

  return 0;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EdgeScroll    *self = data;
  GtkAdjustment *adjustment = self->orientation == GTK_ORIENTATION_HORIZONTAL ? gtk_scrolled_window_get_hadjustment (self->window) : gtk_scrolled_window_get_vadjustment (self->window);
  gint64         now = gdk_frame_clock_get_frame_time (clock);
  double         seconds = self->last != 0 ? CLAMP ((double) (now - self->last) / G_USEC_PER_SEC, 0, 0.1) : 0;

  self->last = now;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + CLAMP (get_pull (self), -1, 1) * PIXELS_A_SECOND * seconds);

  return G_SOURCE_CONTINUE;
}

static void
stop (EdgeScroll *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->window), self->tick);
  self->tick = 0;
  self->last = 0;
}

static void
moved_cb (GtkDropControllerMotion *controller, double x, double y, EdgeScroll *self)
{
  self->position = self->orientation == GTK_ORIENTATION_HORIZONTAL ? x : y;
  if (get_pull (self) == 0)
    stop (self);
  else if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->window), tick_cb, self, NULL);
}

static void
left_cb (GtkDropControllerMotion *controller, EdgeScroll *self)
{
  stop (self);
}

/**
 * crm_edge_scroll_attach:
 *
 * Makes @window scroll along @orientation while something is dragged near its edges. Both are physical: the same in every script.
 */
void
crm_edge_scroll_attach (GtkScrolledWindow *window, GtkOrientation orientation)
{
  EdgeScroll         *self = g_new0 (EdgeScroll, 1);
  GtkEventController *controller = gtk_drop_controller_motion_new ();

  self->window = window;
  self->orientation = orientation;
  g_signal_connect (controller, "enter", G_CALLBACK (moved_cb), self);
  g_signal_connect (controller, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect (controller, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  g_object_set_data_full (G_OBJECT (window), key, self, g_free);
}

/**
 * crm_edge_scroll_stop:
 *
 * Stops, when the drag is over.
 */
void
crm_edge_scroll_stop (GtkScrolledWindow *window)
{
  EdgeScroll *self = g_object_get_data (G_OBJECT (window), key);

  if (self != NULL)
    stop (self);
}
