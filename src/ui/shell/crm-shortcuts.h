#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void crm_shortcuts_install (GtkApplication *application);
void crm_shortcuts_install_in_window (GtkWidget *window);

G_END_DECLS
