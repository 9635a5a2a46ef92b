#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void crm_inscribe (gpointer inscription, const char *text);

G_END_DECLS
