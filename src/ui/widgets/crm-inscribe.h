#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void crm_inscribe (gpointer inscription, const char *text);
void crm_inscribe_figures (gpointer inscription, const char *text, gboolean figures);
void crm_inscribe_matches (gpointer inscription, const char *text, const char *typed);
void crm_inscribe_tooltip (gpointer widget, const char *text);
void crm_inscribe_entry (GtkEditable *entry);

G_END_DECLS
