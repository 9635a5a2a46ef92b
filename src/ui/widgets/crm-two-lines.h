#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a row of a plain list says: a line, and a dim one below it. */

GtkWidget *crm_two_lines_new (void);
void       crm_two_lines_set (GtkWidget *self, const char *first, const char *second);

G_END_DECLS
