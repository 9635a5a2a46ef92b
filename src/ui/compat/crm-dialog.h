#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A window before another one, which waits for it. */

void crm_dialog_present (GtkWindow *dialog, GtkWidget *parent);

G_END_DECLS
