#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Passwords of remotes are with the desktop's secret service, never in the file. */

char    *crm_secret_lookup (const char *url, const char *user, GCancellable *cancellable, GError **error);
gboolean crm_secret_store (const char *url, const char *user, const char *password, GCancellable *cancellable, GError **error);
void     crm_secret_forget (const char *url, const char *user);

G_END_DECLS
