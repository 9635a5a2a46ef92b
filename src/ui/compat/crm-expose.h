#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a screen reader hears of the toolkit's own compound widgets. */

void crm_expose_drop_downs (void);
void crm_expose_row (GtkWidget *child, const char *name);
void crm_expose_chosen (GtkWidget *entry, GtkWidget *row, const char *name);

G_END_DECLS
