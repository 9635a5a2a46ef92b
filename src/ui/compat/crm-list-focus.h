#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean crm_list_focus (GtkListView *list, guint position);

G_END_DECLS
