#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is kept of a passphrase that is only compared, and opens nothing: libsodium's text of Argon2id with a salt of its own, at its "interactive" cost, a tenth of a
 * second and 64 MiB. Both take that long, and may be called on any thread. */

char    *crm_password_hash_new (const char *passphrase, GError **error);
void     crm_password_hash_new_async (const char *passphrase, GAsyncReadyCallback callback, gpointer user_data);
char    *crm_password_hash_new_finish (GAsyncResult *result, GError **error);
gboolean crm_password_hash_verify (const char *hash, const char *passphrase);
void     crm_password_hash_verify_async (const char *hash, const char *passphrase, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_password_hash_verify_finish (GAsyncResult *result);

G_END_DECLS
