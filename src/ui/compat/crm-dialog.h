#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A window before another one, which waits for it, or does not. */

void crm_dialog_present (GtkWindow *dialog, GtkWidget *parent);
void crm_dialog_present_beside (GtkWindow *dialog, GtkWidget *parent);

G_END_DECLS
