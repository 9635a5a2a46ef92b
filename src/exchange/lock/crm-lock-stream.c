/* What is written is gathered, and goes on as messages of one size; the last of them is written by crm_lock_stream_finish () alone, so that a stream that
 * was only closed is a file that is cut off. */

#include "config.h"

#include "crm-lock-private.h"

#include <string.h>

#define CRM_TYPE_LOCK_STREAM (crm_lock_stream_get_type ())
G_DECLARE_FINAL_TYPE (CrmLockStream, crm_lock_stream, CRM, LOCK_STREAM, GFilterOutputStream)

struct _CrmLockStream
{
  GFilterOutputStream parent_instance;

  crypto_secretstream_xchacha20poly1305_state state;
  guint8                                     *chunk; /* (owned): of CRM_LOCK_CHUNK */
  gsize                                       filled;
};

G_DEFINE_FINAL_TYPE (CrmLockStream, crm_lock_stream, G_TYPE_FILTER_OUTPUT_STREAM)

static GOutputStream *
get_base (CrmLockStream *self)
{
  return g_filter_output_stream_get_base_stream (G_FILTER_OUTPUT_STREAM (self));
}

static gboolean
push (CrmLockStream *self, const guint8 *head, gsize head_size, guint8 tag, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *sealed = g_malloc (self->filled + CRM_LOCK_EXTRA);

  crypto_secretstream_xchacha20poly1305_push (&self->state, sealed, NULL, self->chunk, self->filled, head, head_size, tag);
  if (!g_output_stream_write_all (get_base (self), sealed, self->filled + CRM_LOCK_EXTRA, NULL, cancellable, error))
    return FALSE;

  self->filled = 0;
  return TRUE;
}

static gssize
crm_lock_stream_write (GOutputStream *stream, const void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  CrmLockStream *self = CRM_LOCK_STREAM (stream);
  gsize          size;

  /* A full chunk may be the last one: it goes when there is more. */
  if (self->filled == CRM_LOCK_CHUNK && !push (self, NULL, 0, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE, cancellable, error))
    return -1;

  size = MIN (count, CRM_LOCK_CHUNK - self->filled);
  memcpy (self->chunk + self->filled, buffer, size);
  self->filled += size;

  return (gssize) size;
}

static void
crm_lock_stream_finalize (GObject *object)
{
  CrmLockStream *self = CRM_LOCK_STREAM (object);

  sodium_memzero (&self->state, sizeof self->state);
  sodium_memzero (self->chunk, CRM_LOCK_CHUNK);
  g_free (self->chunk);

  G_OBJECT_CLASS (crm_lock_stream_parent_class)->finalize (object);
}

static void
crm_lock_stream_class_init (CrmLockStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_lock_stream_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = crm_lock_stream_write;
}

static void
crm_lock_stream_init (CrmLockStream *self)
{
  self->chunk = g_malloc (CRM_LOCK_CHUNK);
}

static gboolean
begin (CrmLockStream *self, const char *passphrase, const CrmLockCost *cost, GError **error)
{
  CrmLockHead head;
  guint8      key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  guint8      start[crypto_secretstream_xchacha20poly1305_HEADERBYTES];

  crm_lock_head_init (&head, cost);
  if (!crm_lock_head_make_key (&head, passphrase, key, error))
    return FALSE;

  crypto_secretstream_xchacha20poly1305_init_push (&self->state, start, key);
  sodium_memzero (key, sizeof key);

  return g_output_stream_write_all (get_base (self), head.bytes, sizeof head.bytes, NULL, NULL, error) && g_output_stream_write_all (get_base (self), start, sizeof start, NULL, NULL, error) &&
         push (self, head.bytes, sizeof head.bytes, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE, NULL, error);
}

/**
 * crm_lock_stream_new:
 * @base: where to; stays open
 * @cost: see crm_lock_usual_cost
 *
 * Returns: (transfer full) (nullable): what locks all that is written into it; to be ended by crm_lock_stream_finish()
 */
GOutputStream *
crm_lock_stream_new (GOutputStream *base, const char *passphrase, const CrmLockCost *cost, GError **error)
{
  g_autoptr (CrmLockStream) self = NULL;

  if (!crm_lock_start (error))
    return NULL;

  self = g_object_new (CRM_TYPE_LOCK_STREAM, "base-stream", base, "close-base-stream", FALSE, NULL);
  if (!begin (self, passphrase, cost, error))
    return NULL;

  return G_OUTPUT_STREAM (g_steal_pointer (&self));
}

/**
 * crm_lock_stream_finish:
 * @stream: of crm_lock_stream_new()
 *
 * All was written.
 */
gboolean
crm_lock_stream_finish (GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  return push (CRM_LOCK_STREAM (stream), NULL, 0, crypto_secretstream_xchacha20poly1305_TAG_FINAL, cancellable, error) && g_output_stream_flush (get_base (CRM_LOCK_STREAM (stream)), cancellable, error);
}
