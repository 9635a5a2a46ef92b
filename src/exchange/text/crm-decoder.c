/* A decoder for the encodings that exports come in: UTF-8, UTF-16 and every 8-bit one.
 *
 * GCharsetConverter stops at a bad byte or writes it as an escape; customers' files have bad bytes, and each should cost
 * one character and no more. NULs are left out and counted, since nothing after this can hold them. UTF-8 is copied a
 * word at a time. Not thread-safe; one decoder belongs to one stream.
 */

#include "config.h"

#include "crm-decoder.h"

#include "crm-charset.h"
#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST 4 /* bytes of a character in UTF-8 */
#define REPLACEMENT 0xfffd

typedef enum
{
  KIND_UTF_8,
  KIND_UTF_16LE,
  KIND_UTF_16BE,
  KIND_8BIT,
} Kind;

typedef struct
{
  const guint8 *in;
  const guint8 *in_end;
  char         *out;
  char         *out_end;
  gboolean      at_end;
} Run;

struct _CrmDecoder
{
  Kind     kind;
  gunichar table[256]; /* of an 8-bit encoding */
  guint64  replaced;
  guint64  nuls;
};

static gboolean
fill_table (CrmDecoder *self, const char *charset)
{
  GIConv converter = g_iconv_open ("UTF-32LE", charset);

  if (converter == (GIConv) -1)
    return FALSE;

  for (guint i = 0; i < 256; i++)
    {
      char    byte = (char) i, *in = &byte;
      guint32 unit = 0;
      char   *out = (char *) &unit;
      gsize   left = 1, room = sizeof unit;

      g_iconv (converter, NULL, NULL, NULL, NULL);
      if (g_iconv (converter, &in, &left, &out, &room) == (gsize) -1 || room != 0)
        self->table[i] = REPLACEMENT;
      else
        self->table[i] = GUINT32_FROM_LE (unit);
    }
  g_iconv_close (converter);

  /* A table that lacks plain letters is that of an encoding with longer characters, read a byte at a time. */
  return self->table['A'] == 'A' && self->table['\n'] == '\n' && self->table[','] == ',';
}

static gboolean
is_multibyte (const char *charset)
{
  static const char *const prefixes[] = { "shift", "euc", "gb", "big5" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (charset, prefixes[i], strlen (prefixes[i])) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
choose_kind (CrmDecoder *self, const char *charset)
{
  if (g_ascii_strcasecmp (charset, "UTF-8") == 0 || g_ascii_strcasecmp (charset, "UTF8") == 0)
    self->kind = KIND_UTF_8;
  else if (g_ascii_strcasecmp (charset, CRM_CHARSET_UTF_16LE) == 0)
    self->kind = KIND_UTF_16LE;
  else if (g_ascii_strcasecmp (charset, CRM_CHARSET_UTF_16BE) == 0)
    self->kind = KIND_UTF_16BE;
  else if (!crm_charset_is_known (charset) || is_multibyte (charset))
    return FALSE;
  else
    {
      self->kind = KIND_8BIT;
      return fill_table (self, charset);
    }

  return TRUE;
}

static void
put (Run *run, gunichar c)
{
  if (c < 0x80)
    *run->out++ = (char) c;
  else
    run->out += g_unichar_to_utf8 (c, run->out);
}

static void
replace (CrmDecoder *self, Run *run)
{
  put (run, REPLACEMENT);
  self->replaced++;
}

static gboolean
run_ascii (CrmDecoder *self, Run *run)
{
  gsize room = (gsize) MIN (run->in_end - run->in, run->out_end - run->out);
  gsize length = crm_charset_ascii_length (run->in, room);

  memcpy (run->out, run->in, length);
  run->in += length;
  run->out += length;
  if (run->in < run->in_end && *run->in == 0)
    {
      self->nuls++;
      run->in++;
      return TRUE;
    }

  return length > 0;
}

static void
run_utf8 (CrmDecoder *self, Run *run)
{
  while (run->in < run->in_end)
    {
      gboolean cut = FALSE;
      gsize    length;

      if ((*run->in < 0x80 && run_ascii (self, run)))
        continue;
      if (run->out_end - run->out < LONGEST)
        return;

      length = crm_charset_utf8_length (run->in, (gsize) (run->in_end - run->in), &cut);
      if (cut && !run->at_end)
        return;
      if (length == 0)
        {
          replace (self, run);
          run->in++;
          continue;
        }
      for (gsize i = 0; i < length; i++)
        *run->out++ = (char) *run->in++;
    }
}

static guint
unit_at (const CrmDecoder *self, const guint8 *in)
{
  return self->kind == KIND_UTF_16BE ? (guint) (in[0] << 8 | in[1]) : (guint) (in[1] << 8 | in[0]);
}

static void
run_utf16 (CrmDecoder *self, Run *run)
{
  while (run->in_end - run->in >= 2 && run->out_end - run->out >= LONGEST)
    {
      guint unit = unit_at (self, run->in), low;

      if (unit >= 0xd800 && unit < 0xdc00 && run->in_end - run->in < 4 && !run->at_end)
        return;

      run->in += 2;
      if (unit == 0)
        self->nuls++;
      else if (unit < 0xd800 || unit > 0xdfff)
        put (run, unit);
      else if (unit < 0xdc00 && run->in_end - run->in >= 2 && ((low = unit_at (self, run->in)) & 0xfc00) == 0xdc00)
        {
          put (run, 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff));
          run->in += 2;
        }
      else
        replace (self, run);
    }

  if (run->at_end && run->in_end - run->in == 1 && run->out_end - run->out >= LONGEST)
    {
      replace (self, run);
      run->in++;
    }
}

static void
run_8bit (CrmDecoder *self, Run *run)
{
  while (run->in < run->in_end && run->out_end - run->out >= LONGEST)
    {
      gunichar c = self->table[*run->in++];

      if (c == 0)
        self->nuls++;
      else if (c == REPLACEMENT)
        replace (self, run);
      else
        put (run, c);
    }
}

/**
 * crm_decoder_new:
 * @charset: the name of an encoding, in any case
 *
 * Returns: (transfer full): a decoder, or %NULL with %CRM_ERROR_INVALID if @charset cannot be read
 */
CrmDecoder *
crm_decoder_new (const char *charset, GError **error)
{
  g_autoptr (CrmDecoder) self = g_new0 (CrmDecoder, 1);

  if (choose_kind (self, charset))
    return g_steal_pointer (&self);

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Text in the encoding “%s” cannot be read. Save the file as UTF-8 and try again."), charset);

  return NULL;
}

/**
 * crm_decoder_free:
 * @self: (transfer full): a decoder
 */
void
crm_decoder_free (CrmDecoder *self)
{
  g_free (self);
}

/**
 * crm_decoder_run:
 * @in: bytes that go on where the last call stopped
 * @at_end: whether nothing follows @in
 * @out: room for UTF-8, without a terminator
 * @out_size: at least 8
 * @used: (out): how many bytes of @in were decoded; the rest is to be given again, with more after it
 * @written: (out): how many bytes were put into @out
 *
 * Decodes as much as fits.
 */
void
crm_decoder_run (CrmDecoder *self, const guint8 *in, gsize in_length, gboolean at_end, char *out, gsize out_size, gsize *used, gsize *written)
{
  Run run = { in, in + in_length, out, out + out_size, at_end };

  switch (self->kind)
    {
    case KIND_UTF_8:
      run_utf8 (self, &run);
      break;
    case KIND_UTF_16LE:
    case KIND_UTF_16BE:
      run_utf16 (self, &run);
      break;
    case KIND_8BIT:
    default:
      run_8bit (self, &run);
      break;
    }

  *used = (gsize) (run.in - in);
  *written = (gsize) (run.out - out);
}

/**
 * crm_decoder_get_replaced:
 *
 * Returns: how many bytes (in UTF-16: units) made no sense and became U+FFFD
 */
guint64
crm_decoder_get_replaced (const CrmDecoder *self)
{
  return self->replaced;
}

/**
 * crm_decoder_get_nuls:
 *
 * Returns: how many NULs were left out
 */
guint64
crm_decoder_get_nuls (const CrmDecoder *self)
{
  return self->nuls;
}
