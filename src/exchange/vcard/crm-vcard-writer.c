/* Writes cards as vCard 3.0 (RFC 2426) or 4.0 (RFC 6350).
 *
 * Values go out as they are held, so a property that nobody here knows comes out as it came in. Lines are folded after 75
 * bytes, never inside a character. Not thread-safe.
 */

#include "config.h"

#include "crm-vcard-writer.h"

#include "crm-vcard-convert.h"

#include <string.h>

#define LINE_MAX_BYTES 75
#define FLUSH_SIZE (64 * 1024)

struct _CrmVcardWriter
{
  GObject parent_instance;

  GOutputStream  *stream; /* (owned) */
  CrmVcardVersion version;
  GString        *buffer; /* (owned) */
  GString        *line;   /* (owned) */
};

G_DEFINE_FINAL_TYPE (CrmVcardWriter, crm_vcard_writer, G_TYPE_OBJECT)

static void
append_folded (GString *out, const char *line, gsize length)
{
  gsize room = LINE_MAX_BYTES;

  while (length > room)
    {
      gsize n = room;

      while (n > 1 && ((guint8) line[n] & 0xc0) == 0x80)
        n--;
      g_string_append_len (out, line, (gssize) n);
      g_string_append (out, "\r\n ");
      line += n;
      length -= n;
      room = LINE_MAX_BYTES - 1;
    }
  g_string_append_len (out, line, (gssize) length);
  g_string_append (out, "\r\n");
}

/* RFC 6868 for what quotes cannot hold */
static void
append_param_value (GString *line, const char *value)
{
  gboolean quotes = strpbrk (value, ":;,") != NULL;

  if (quotes)
    g_string_append_c (line, '"');
  for (; *value != '\0'; value++)
    switch (*value)
      {
      case '"':
        g_string_append (line, "^'");
        break;
      case '\n':
        g_string_append (line, "^n");
        break;
      case '\r':
        break;
      case '^':
        g_string_append (line, "^^");
        break;
      default:
        g_string_append_c (line, *value);
      }
  if (quotes)
    g_string_append_c (line, '"');
}

static void
append_param (GString *line, const CrmVcardParam *param)
{
  g_string_append_c (line, ';');
  g_string_append (line, param->name);
  for (guint i = 0; i < param->n_values; i++)
    {
      g_string_append_c (line, i > 0 ? ',' : '=');
      append_param_value (line, param->values[i]);
    }
}

static void
append_property (GString *out, GString *line, const CrmVcardProperty *property)
{
  g_string_truncate (line, 0);
  if (property->group != NULL)
    {
      g_string_append (line, property->group);
      g_string_append_c (line, '.');
    }
  g_string_append (line, property->name);
  for (guint i = 0; i < property->n_params; i++)
    append_param (line, &property->params[i]);
  g_string_append_c (line, ':');
  g_string_append_len (line, property->raw, (gssize) property->raw_length);

  append_folded (out, line->str, line->len);
}

static void
append_card (GString *out, GString *line, const CrmVcard *card, CrmVcardVersion version)
{
  g_autoptr (CrmVcard) converted = NULL;

  if (crm_vcard_get_version (card) != version)
    card = converted = crm_vcard_convert (card, version);

  g_string_append (out, version == CRM_VCARD_4_0 ? "BEGIN:VCARD\r\nVERSION:4.0\r\n" : "BEGIN:VCARD\r\nVERSION:3.0\r\n");
  for (guint i = 0; i < crm_vcard_get_n_properties (card); i++)
    append_property (out, line, crm_vcard_get_property (card, i));
  g_string_append (out, "END:VCARD\r\n");
}

static gboolean
flush (CrmVcardWriter *self, GError **error)
{
  gboolean done = g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL, NULL, error);

  g_string_truncate (self->buffer, 0);

  return done;
}

static void
crm_vcard_writer_finalize (GObject *object)
{
  CrmVcardWriter *self = CRM_VCARD_WRITER (object);

  g_clear_object (&self->stream);
  g_string_free (self->buffer, TRUE);
  g_string_free (self->line, TRUE);

  G_OBJECT_CLASS (crm_vcard_writer_parent_class)->finalize (object);
}

static void
crm_vcard_writer_class_init (CrmVcardWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_vcard_writer_finalize;
}

static void
crm_vcard_writer_init (CrmVcardWriter *self)
{
  self->buffer = g_string_sized_new (FLUSH_SIZE + 4096);
  self->line = g_string_sized_new (256);
}

/**
 * crm_vcard_writer_new:
 * @stream: where the bytes go; stays open
 * @version: %CRM_VCARD_3_0, which every address book reads, or %CRM_VCARD_4_0
 *
 * Returns: (transfer full): a writer of UTF-8
 */
CrmVcardWriter *
crm_vcard_writer_new (GOutputStream *stream, CrmVcardVersion version)
{
  CrmVcardWriter *self;

  g_return_val_if_fail (version == CRM_VCARD_3_0 || version == CRM_VCARD_4_0, NULL);

  self = g_object_new (CRM_TYPE_VCARD_WRITER, NULL);
  self->stream = g_object_ref (stream);
  self->version = version;

  return self;
}

/**
 * crm_vcard_writer_write:
 * @card: of any version
 *
 * Writes a card, and writes out once enough has gathered.
 *
 * Returns: %FALSE with the error of the stream; what was written then is cut
 */
gboolean
crm_vcard_writer_write (CrmVcardWriter *self, const CrmVcard *card, GError **error)
{
  append_card (self->buffer, self->line, card, self->version);

  return self->buffer->len < FLUSH_SIZE || flush (self, error);
}

/**
 * crm_vcard_writer_finish:
 *
 * Writes out what is left and flushes the stream. Must be called after the last card.
 *
 * Returns: %FALSE with the error of the stream
 */
gboolean
crm_vcard_writer_finish (CrmVcardWriter *self, GError **error)
{
  return flush (self, error) && g_output_stream_flush (self->stream, NULL, error);
}

/**
 * crm_vcard_to_string:
 * @version: %CRM_VCARD_3_0 or %CRM_VCARD_4_0
 *
 * Returns: (transfer full): one card as text, for the clipboard or a QR code
 */
char *
crm_vcard_to_string (const CrmVcard *card, CrmVcardVersion version)
{
  g_autoptr (GString) line = g_string_new (NULL);
  GString *out;

  g_return_val_if_fail (version == CRM_VCARD_3_0 || version == CRM_VCARD_4_0, NULL);

  out = g_string_new (NULL);
  append_card (out, line, card, version);

  return g_string_free (out, FALSE);
}
