#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A file that was exported locked, unlocked for as long as it is being imported. */

void   crm_import_unlock_async (GtkWidget *parent, const char *path, GAsyncReadyCallback callback, gpointer user_data);
GFile *crm_import_unlock_finish (GAsyncResult *result, GError **error);

G_END_DECLS
