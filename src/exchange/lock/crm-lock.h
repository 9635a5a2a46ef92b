#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files that nobody reads without the passphrase: a backup or an export on a disk that may be lost. By libsodium, whose defaults these are:
 *
 *   bytes   what
 *   16      "CRM LOCKED FILE" and the version, 1
 *   4, 4    cost of the key: passes, and memory in KiB, both little-endian
 *   16      salt
 *   24      header of the stream
 *   17      an empty message: wrong here means that the passphrase is
 *   …       messages of 64 KiB and 17 bytes each, a shorter one at the end, marked as the last
 *
 * The key is made of the passphrase by Argon2id 1.3 (RFC 9106); messages are crypto_secretstream_xchacha20poly1305, the first of them with the 40 bytes
 * before the stream's header as additional data. So nothing can be changed, left out, repeated, put in another order or cut off without being noticed. */

/**
 * CrmLockCost:
 * @passes: how often the memory is gone through
 * @memory: KiB
 *
 * What each guess at the passphrase costs.
 */
typedef struct
{
  guint32 passes;
  guint32 memory;
} CrmLockCost;

/* libsodium's “moderate”: half a second and 256 MiB. */
extern const CrmLockCost crm_lock_usual_cost;

gboolean       crm_lock_is_locked (const char *path);
gboolean       crm_lock_check_passphrase (const char *passphrase, GError **error);
GOutputStream *crm_lock_stream_new (GOutputStream *base, const char *passphrase, const CrmLockCost *cost, GError **error);
gboolean       crm_lock_stream_finish (GOutputStream *stream, GCancellable *cancellable, GError **error);
GInputStream  *crm_unlock_stream_new (GInputStream *base, const char *passphrase, GError **error);
GInputStream  *crm_unlock_stream_open (GFile *file, const char *passphrase, GCancellable *cancellable, GError **error);

gboolean crm_lock_file (const char *from, GFile *to, const char *passphrase, GCancellable *cancellable, GError **error);
gboolean crm_unlock_file (const char *from, GFile *to, const char *passphrase, GCancellable *cancellable, GError **error);

G_END_DECLS
