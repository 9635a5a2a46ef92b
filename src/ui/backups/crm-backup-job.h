#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Copying a customer file on a thread. */

void     crm_backup_make_async (const char *path, const char *target, GAsyncReadyCallback callback, gpointer user_data);
void     crm_backup_make_locked_async (const char *path, GFile *target, const char *passphrase, GAsyncReadyCallback callback, gpointer user_data);
void     crm_backup_try_async (const char *locked, const char *passphrase, GAsyncReadyCallback callback, gpointer user_data);
void     crm_backup_make_daily_async (const char *path, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_backup_finish (GAsyncResult *result, GError **error);

G_END_DECLS
