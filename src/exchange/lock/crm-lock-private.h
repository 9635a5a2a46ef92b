#pragma once

#include "crm-lock.h"

#include <sodium.h>

G_BEGIN_DECLS

#define CRM_LOCK_MAGIC "CRM LOCKED FILE\001"
#define CRM_LOCK_MAGIC_SIZE 16
#define CRM_LOCK_CHUNK (64 * 1024)
#define CRM_LOCK_HEAD_SIZE (CRM_LOCK_MAGIC_SIZE + 8 + crypto_pwhash_SALTBYTES)
#define CRM_LOCK_EXTRA crypto_secretstream_xchacha20poly1305_ABYTES

/* What stands before the stream's header. */
typedef struct
{
  CrmLockCost cost;
  guint8      salt[crypto_pwhash_SALTBYTES];
  guint8      bytes[CRM_LOCK_HEAD_SIZE];
} CrmLockHead;

gboolean crm_lock_start (GError **error);
void     crm_lock_head_init (CrmLockHead *self, const CrmLockCost *cost);
gboolean crm_lock_head_read (CrmLockHead *self, GInputStream *stream, GCancellable *cancellable, GError **error);
gboolean crm_lock_head_make_key (const CrmLockHead *self, const char *passphrase, guint8 *key, GError **error);

G_END_DECLS
