/* Nothing of a message is given on before all of it has proved right; the end is the end only where the message before it says so. */

#include "config.h"

#include "crm-lock-private.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SEALED_SIZE (CRM_LOCK_CHUNK + CRM_LOCK_EXTRA)

#define CRM_TYPE_UNLOCK_STREAM (crm_unlock_stream_get_type ())
G_DECLARE_FINAL_TYPE (CrmUnlockStream, crm_unlock_stream, CRM, UNLOCK_STREAM, GFilterInputStream)

struct _CrmUnlockStream
{
  GFilterInputStream parent_instance;

  crypto_secretstream_xchacha20poly1305_state state;
  guint8                                     *sealed; /* (owned): of SEALED_SIZE */
  guint8                                     *chunk;  /* (owned): of CRM_LOCK_CHUNK */
  gsize                                       filled;
  gsize                                       given; /* of the chunk */
  gboolean                                    ended;
};

G_DEFINE_FINAL_TYPE (CrmUnlockStream, crm_unlock_stream, G_TYPE_FILTER_INPUT_STREAM)

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("The locked file was changed or damaged after it was made. Use another copy of it."));
  return FALSE;
}

static gboolean
fail_cut (GError **error)
{
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_DAMAGED, _ ("The locked file is cut off. Use another copy of it."));
  return FALSE;
}

static GInputStream *
get_base (CrmUnlockStream *self)
{
  return g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self));
}

static gboolean
is_at_end (CrmUnlockStream *self, GCancellable *cancellable)
{
  char byte;

  return g_input_stream_read (get_base (self), &byte, 1, cancellable, NULL) == 0;
}

static gboolean
pull (CrmUnlockStream *self, GCancellable *cancellable, GError **error)
{
  unsigned long long size;
  guint8             tag;
  gsize              sealed;

  if (!g_input_stream_read_all (get_base (self), self->sealed, SEALED_SIZE, &sealed, cancellable, error))
    return FALSE;
  if (sealed < CRM_LOCK_EXTRA)
    return fail_cut (error);
  if (crypto_secretstream_xchacha20poly1305_pull (&self->state, self->chunk, &size, &tag, self->sealed, sealed, NULL, 0) != 0)
    return sealed < SEALED_SIZE ? fail_cut (error) : fail_damaged (error);

  self->filled = (gsize) size;
  self->given = 0;
  self->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  if (self->ended && !is_at_end (self, cancellable))
    return fail_damaged (error);
  if (!self->ended && sealed < SEALED_SIZE)
    return fail_cut (error);

  return TRUE;
}

static gssize
crm_unlock_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  CrmUnlockStream *self = CRM_UNLOCK_STREAM (stream);
  gsize            size;

  if (self->given == self->filled && !self->ended && !pull (self, cancellable, error))
    return -1;

  size = MIN (count, self->filled - self->given);
  memcpy (buffer, self->chunk + self->given, size);
  self->given += size;

  return (gssize) size;
}

static void
crm_unlock_stream_finalize (GObject *object)
{
  CrmUnlockStream *self = CRM_UNLOCK_STREAM (object);

  sodium_memzero (&self->state, sizeof self->state);
  sodium_memzero (self->chunk, CRM_LOCK_CHUNK);
  g_free (self->chunk);
  g_free (self->sealed);

  G_OBJECT_CLASS (crm_unlock_stream_parent_class)->finalize (object);
}

static void
crm_unlock_stream_class_init (CrmUnlockStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_unlock_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = crm_unlock_stream_read;
}

static void
crm_unlock_stream_init (CrmUnlockStream *self)
{
  self->sealed = g_malloc (SEALED_SIZE);
  self->chunk = g_malloc (CRM_LOCK_CHUNK);
}

/* The empty message proves the key, and that nobody has touched what it was made by. */
static gboolean
check_key (CrmUnlockStream *self, const CrmLockHead *head, GError **error)
{
  guint8             sealed[CRM_LOCK_EXTRA];
  guint8             none[1];
  unsigned long long none_size;
  guint8             tag;
  gsize              size;

  if (!g_input_stream_read_all (get_base (self), sealed, sizeof sealed, &size, NULL, error))
    return FALSE;
  if (size < sizeof sealed)
    return fail_cut (error);
  if (crypto_secretstream_xchacha20poly1305_pull (&self->state, none, &none_size, &tag, sealed, size, head->bytes, sizeof head->bytes) == 0)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This is not the passphrase that the file was locked with. Mind the keyboard layout, and capital letters."));
  return FALSE;
}

static gboolean
begin (CrmUnlockStream *self, const char *passphrase, GError **error)
{
  CrmLockHead head;
  guint8      key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
  guint8      start[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  gsize       size;

  if (!crm_lock_head_read (&head, get_base (self), NULL, error) || !g_input_stream_read_all (get_base (self), start, sizeof start, &size, NULL, error))
    return FALSE;
  if (size < sizeof start)
    return fail_cut (error);
  if (!crm_lock_head_make_key (&head, passphrase, key, error))
    return FALSE;

  crypto_secretstream_xchacha20poly1305_init_pull (&self->state, start, key);
  sodium_memzero (key, sizeof key);

  return check_key (self, &head, error);
}

/**
 * crm_unlock_stream_new:
 * @base: a file that was locked, from its beginning
 *
 * Returns: (transfer full) (nullable): what was locked; reading to its end proves that it is all of it. %CRM_ERROR_INVALID for a wrong passphrase
 */
GInputStream *
crm_unlock_stream_new (GInputStream *base, const char *passphrase, GError **error)
{
  g_autoptr (CrmUnlockStream) self = NULL;

  if (!crm_lock_start (error))
    return NULL;

  self = g_object_new (CRM_TYPE_UNLOCK_STREAM, "base-stream", base, "close-base-stream", FALSE, NULL);
  if (!begin (self, passphrase, error))
    return NULL;

  return G_INPUT_STREAM (g_steal_pointer (&self));
}

/**
 * crm_unlock_stream_open:
 * @file: a file that was locked
 *
 * Returns: (transfer full) (nullable): as crm_unlock_stream_new() does
 */
GInputStream *
crm_unlock_stream_open (GFile *file, const char *passphrase, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) base = g_file_read (file, cancellable, error);

  return base != NULL ? crm_unlock_stream_new (G_INPUT_STREAM (base), passphrase, error) : NULL;
}
