#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Scrolling while something is dragged near an edge: the floor's scrolled window does not do it. */

void crm_edge_scroll_attach (GtkScrolledWindow *window, GtkOrientation orientation);
void crm_edge_scroll_stop (GtkScrolledWindow *window);

G_END_DECLS
