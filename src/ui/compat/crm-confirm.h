#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A question before what cannot be undone. Everything else is done at once and can be undone. */

void     crm_confirm_async (GtkWidget *parent, const char *heading, const char *body, const char *verb, gboolean destructive, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_confirm_finish (GAsyncResult *result, GError **error);

G_END_DECLS
