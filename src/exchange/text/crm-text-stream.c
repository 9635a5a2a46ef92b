/* An input stream that finds out the encoding of the text beneath it and gives UTF-8.
 *
 * The encoding is guessed from the first quarter of a megabyte. Where that is plain ASCII the guess waits, and is made at
 * the first letter that is not: a price list in English may hold its first accent on line 8,000. Memory is one buffer,
 * whatever the size of the file. Not thread-safe, as no GInputStream is.
 */

#include "config.h"

#include "crm-text-stream.h"

#include "crm-charset.h"
#include "crm-decoder.h"
#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER_SIZE (256 * 1024)
#define SMALLEST_READ 8

struct _CrmTextStream
{
  GFilterInputStream parent_instance;

  CrmTextMode     mode;
  CrmCharsetGuess guess;
  char           *chosen;  /* (owned) (nullable): the encoding a person said */
  CrmDecoder     *decoder; /* (owned) */
  guint8         *buffer;  /* (owned) */
  gsize           begin;
  gsize           end;
  gboolean        at_end;
  guint64         bytes_read;

  /* What a read asked for less than a character has left. */
  char  spare[SMALLEST_READ];
  gsize spare_begin;
  gsize spare_end;

  guint64 replaced; /* by decoders before this one */
  guint64 nuls;
};

G_DEFINE_FINAL_TYPE (CrmTextStream, crm_text_stream, G_TYPE_FILTER_INPUT_STREAM)

static gboolean
fill (CrmTextStream *self, GCancellable *cancellable, GError **error)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self));

  memmove (self->buffer, self->buffer + self->begin, self->end - self->begin);
  self->end -= self->begin;
  self->begin = 0;

  while (!self->at_end && self->end < BUFFER_SIZE)
    {
      gssize n = g_input_stream_read (base, self->buffer + self->end, BUFFER_SIZE - self->end, cancellable, error);

      if (n < 0)
        return FALSE;
      self->at_end = n == 0;
      self->end += (gsize) n;
      self->bytes_read += (guint64) n;
    }

  return TRUE;
}

static gboolean
set_decoder (CrmTextStream *self, const char *charset, GError **error)
{
  CrmDecoder *decoder = crm_decoder_new (charset, error);

  if (decoder == NULL)
    return FALSE;

  if (self->decoder != NULL)
    {
      self->replaced += crm_decoder_get_replaced (self->decoder);
      self->nuls += crm_decoder_get_nuls (self->decoder);
      crm_decoder_free (self->decoder);
    }
  self->decoder = decoder;

  return TRUE;
}

/* A guess that rests on ASCII alone is made again where the first other byte is met. */
static gboolean
settle (CrmTextStream *self, GCancellable *cancellable, GError **error)
{
  if (!fill (self, cancellable, error))
    return FALSE;
  crm_charset_detect_8bit (self->buffer, self->end, &self->guess);
  self->guess.ascii_only = FALSE;

  return set_decoder (self, self->guess.charset, error);
}

/* Bytes as they are, without NULs. */
static gsize
pass_bytes (CrmTextStream *self, char *out, gsize size)
{
  gsize n = 0;

  while (self->begin < self->end && n < size)
    {
      const guint8 *from = self->buffer + self->begin;
      gsize         span = MIN (self->end - self->begin, size - n);
      const guint8 *nul = memchr (from, 0, span);
      gsize         length = nul != NULL ? (gsize) (nul - from) : span;

      memcpy (out + n, from, length);
      n += length;
      self->begin += length + (nul != NULL);
      self->nuls += nul != NULL;
    }

  return n;
}

static gboolean
is_8bit (CrmTextStream *self)
{
  return !g_str_has_prefix (self->guess.charset, "UTF-16");
}

static gboolean
decode_some (CrmTextStream *self, char *out, gsize size, gsize *used, gsize *written, GCancellable *cancellable, GError **error)
{
  gsize length = self->end - self->begin;

  if (self->guess.ascii_only)
    {
      gsize ascii = crm_charset_ascii_length (self->buffer + self->begin, MIN (length, size));

      if (ascii > 0 || self->buffer[self->begin] == 0)
        length = MAX (ascii, 1);
      else if (!settle (self, cancellable, error))
        return FALSE;
      else
        length = self->end - self->begin;
    }
  crm_decoder_run (self->decoder, self->buffer + self->begin, length, self->at_end, out, size, used, written);
  self->begin += *used;

  return TRUE;
}

static gssize
decode (CrmTextStream *self, char *out, gsize size, GCancellable *cancellable, GError **error)
{
  gsize used = 0, written = 0;

  while (written == 0)
    {
      gboolean stuck = used == 0 && self->end - self->begin < SMALLEST_READ;

      if (stuck && !self->at_end && !fill (self, cancellable, error))
        return -1;
      if (self->begin == self->end && self->at_end)
        return 0;
      if (self->begin == self->end)
        used = 0;
      else if (self->mode == CRM_TEXT_KEEP_8_BIT && is_8bit (self))
        written = pass_bytes (self, out, size);
      else if (!decode_some (self, out, size, &used, &written, cancellable, error))
        return -1;
    }

  return (gssize) written;
}

static gssize
crm_text_stream_read (GInputStream *stream, void *out, gsize size, GCancellable *cancellable, GError **error)
{
  CrmTextStream *self = CRM_TEXT_STREAM (stream);
  gsize          n;

  if (size >= SMALLEST_READ && self->spare_begin == self->spare_end)
    return decode (self, out, size, cancellable, error);

  if (self->spare_begin == self->spare_end)
    {
      gssize got = decode (self, self->spare, sizeof self->spare, cancellable, error);

      if (got <= 0)
        return got;
      self->spare_begin = 0;
      self->spare_end = (gsize) got;
    }
  n = MIN (size, self->spare_end - self->spare_begin);
  memcpy (out, self->spare + self->spare_begin, n);
  self->spare_begin += n;

  return (gssize) n;
}

static void
crm_text_stream_finalize (GObject *object)
{
  CrmTextStream *self = CRM_TEXT_STREAM (object);

  g_clear_pointer (&self->decoder, crm_decoder_free);
  g_free (self->buffer);
  g_free (self->chosen);

  G_OBJECT_CLASS (crm_text_stream_parent_class)->finalize (object);
}

static void
crm_text_stream_class_init (CrmTextStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_text_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = crm_text_stream_read;
}

static void
crm_text_stream_init (CrmTextStream *self)
{
  self->buffer = g_malloc (BUFFER_SIZE);
}

static void
choose (CrmTextStream *self, const char *charset)
{
  gboolean utf = g_ascii_strncasecmp (charset, "utf", 3) == 0;

  self->chosen = utf ? g_ascii_strup (charset, -1) : g_strdup (charset);
  if (self->guess.mark > 0 && g_ascii_strcasecmp (self->guess.charset, self->chosen) != 0)
    self->guess.mark = 0;
  self->guess.charset = self->chosen;
  self->guess.reason = _ ("The encoding was chosen by hand.");
  self->guess.ascii_only = FALSE;
}

static gboolean
start (CrmTextStream *self, const char *charset, GCancellable *cancellable, GError **error)
{
  gboolean wide;

  if (!fill (self, cancellable, error))
    return FALSE;
  if (self->end == 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The file is empty. Export it again from where it came from."));
      return FALSE;
    }
  /* What is no text in eight bits may be text in sixteen. */
  wide = charset != NULL && g_ascii_strncasecmp (charset, "UTF-16", 6) == 0;
  if (!crm_charset_detect (self->buffer, self->end, &self->guess, wide ? NULL : error) && !wide)
    return FALSE;

  if (charset != NULL)
    choose (self, charset);
  self->begin = self->guess.mark;

  return set_decoder (self, self->guess.charset, error);
}

/**
 * crm_text_stream_new:
 * @base: a stream of bytes; closed with the text stream
 * @charset: (nullable): the encoding if a person said it, else it is found
 * @mode: what to decode
 *
 * Reads the start of @base, so it may block.
 *
 * Returns: (transfer full): a stream of UTF-8 without byte order mark and NULs; %NULL with %CRM_ERROR_INVALID if @base is
 * empty or not text or @charset unknown, or with the error of reading
 */
CrmTextStream *
crm_text_stream_new (GInputStream *base, const char *charset, CrmTextMode mode, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmTextStream) self = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (base), NULL);

  self = g_object_new (CRM_TYPE_TEXT_STREAM, "base-stream", base, NULL);
  self->mode = mode;
  if (!start (self, charset, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * crm_text_stream_get_charset:
 *
 * Returns: (transfer none): the name of the encoding; it can change while a text that began as ASCII is read
 */
const char *
crm_text_stream_get_charset (CrmTextStream *self)
{
  return self->guess.charset;
}

/**
 * crm_text_stream_get_reason:
 *
 * Returns: (transfer none): why this encoding, as a sentence in the user's language
 */
const char *
crm_text_stream_get_reason (CrmTextStream *self)
{
  return self->guess.reason;
}

/**
 * crm_text_stream_get_bytes_read:
 *
 * Returns: how many bytes of the base stream were taken so far, for a progress bar
 */
guint64
crm_text_stream_get_bytes_read (CrmTextStream *self)
{
  return self->bytes_read - (self->end - self->begin);
}

/**
 * crm_text_stream_get_replaced:
 *
 * Returns: how many bytes made no sense and became U+FFFD so far
 */
guint64
crm_text_stream_get_replaced (CrmTextStream *self)
{
  return self->replaced + crm_decoder_get_replaced (self->decoder);
}

/**
 * crm_text_stream_get_nuls:
 *
 * Returns: how many NULs were left out so far
 */
guint64
crm_text_stream_get_nuls (CrmTextStream *self)
{
  return self->nuls + crm_decoder_get_nuls (self->decoder);
}
