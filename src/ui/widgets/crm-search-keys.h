#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What keys do between a search entry and the list below it. */

void crm_search_keys_connect (GtkSearchEntry *entry, GtkWidget *list);

G_END_DECLS
