/* Turns the values of vCard 2.1 into what versions 3.0 and 4.0 would have written.
 *
 * In 2.1 a comma separates nothing, `\n` is a backslash and a letter, and only a semicolon can be escaped, in values that
 * have parts. Line ends and other letters come as quoted-printable, in an encoding that the property names. Pure functions.
 */

#include "config.h"

#include "crm-vcard-legacy.h"

#include "crm-charset.h"

#include <string.h>

typedef enum
{
  SHAPE_OTHER, /* unknown: its semicolons may mean something */
  SHAPE_TEXT,  /* one text: a semicolon is a letter */
  SHAPE_LIST,  /* in every version separated by commas */
  SHAPE_PLAIN, /* an address or a date, which has no escapes */
} Shape;

static const struct
{
  const char *name;
  Shape       shape;
} shapes[] = {
  { "FN", SHAPE_TEXT },
  { "NOTE", SHAPE_TEXT },
  { "TITLE", SHAPE_TEXT },
  { "ROLE", SHAPE_TEXT },
  { "TEL", SHAPE_TEXT },
  { "EMAIL", SHAPE_TEXT },
  { "LABEL", SHAPE_TEXT },
  { "MAILER", SHAPE_TEXT },
  { "CATEGORIES", SHAPE_LIST },
  { "NICKNAME", SHAPE_LIST },
  { "X-NICKNAME", SHAPE_LIST },
  { "URL", SHAPE_PLAIN },
  { "SOURCE", SHAPE_PLAIN },
  { "PHOTO", SHAPE_PLAIN },
  { "LOGO", SHAPE_PLAIN },
  { "SOUND", SHAPE_PLAIN },
  { "KEY", SHAPE_PLAIN },
  { "UID", SHAPE_PLAIN },
  { "GEO", SHAPE_PLAIN },
  { "TZ", SHAPE_PLAIN },
  { "REV", SHAPE_PLAIN },
  { "BDAY", SHAPE_PLAIN },
};

static Shape
shape_of (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_ascii_strcasecmp (shapes[i].name, name) == 0)
      return shapes[i].shape;

  return SHAPE_OTHER;
}

static gboolean
is_latin (const char *charset)
{
  return g_ascii_strcasecmp (charset, "iso-8859-1") == 0 || g_ascii_strcasecmp (charset, "windows-1252") == 0 ||
         g_ascii_strcasecmp (charset, "us-ascii") == 0;
}

/**
 * crm_vcard_decode_quoted_printable:
 * @text: a value whose soft line breaks are gone; changed in place
 *
 * Decodes RFC 2045, section 6.7. NULs are left out, and a "=" at the end that breaks a line that does not come; what is no
 * escape stays as it is.
 *
 * Returns: its new length in bytes
 */
gsize
crm_vcard_decode_quoted_printable (char *text, gsize length)
{
  gsize to = 0;

  for (gsize i = 0; i < length; i++)
    {
      int high = text[i] == '=' && i + 2 < length ? g_ascii_xdigit_value (text[i + 1]) : -1;
      int low = high >= 0 ? g_ascii_xdigit_value (text[i + 2]) : -1;

      if (low < 0 && text[i] == '=' && i + 1 == length)
        break;
      if (low < 0)
        text[to++] = text[i];
      else
        {
          if (high * 16 + low != 0)
            text[to++] = (char) (high * 16 + low);
          i += 2;
        }
    }

  return to;
}

/**
 * crm_vcard_decode_charset:
 * @charset: (nullable): the encoding that the property names
 * @fallback: (nullable): that of the file
 *
 * Decodes a value that is not ASCII. Labels lie: what is valid UTF-8 is taken as such when the label says Latin or nothing.
 *
 * Returns: (transfer full) (nullable): valid UTF-8; %NULL if @bytes are that already
 */
char *
crm_vcard_decode_charset (const char *bytes, gsize length, const char *charset, const char *fallback)
{
  gsize    replaced;
  gboolean utf8 = g_utf8_validate_len (bytes, length, NULL);
  gboolean labelled_utf8 = charset != NULL && g_ascii_strncasecmp (charset, "utf", 3) == 0;
  char    *decoded;

  if (utf8 && (labelled_utf8 || !crm_charset_is_known (charset) || is_latin (charset)))
    return NULL;
  if (labelled_utf8)
    return g_utf8_make_valid (bytes, (gssize) length);
  if (!crm_charset_is_known (charset) || g_ascii_strcasecmp (charset, "us-ascii") == 0)
    charset = fallback != NULL ? fallback : crm_charset_guess_8bit ((const guint8 *) bytes, length);
  decoded = crm_charset_to_utf8 (bytes, length, charset, &replaced);

  return decoded != NULL ? decoded : g_utf8_make_valid (bytes, (gssize) length);
}

/**
 * crm_vcard_escape_legacy:
 * @name: of the property
 * @text: its value as 2.1 has it, decoded
 *
 * Escapes a value as 3.0 does.
 *
 * Returns: (transfer full) (nullable): a raw value; %NULL if @text is that already
 */
char *
crm_vcard_escape_legacy (const char *name, const char *text)
{
  Shape    shape;
  GString *raw;

  if (strpbrk (text, "\\,;\r\n") == NULL)
    return NULL;

  shape = shape_of (name);
  raw = g_string_sized_new (strlen (text) + 16);
  for (; *text != '\0'; text++)
    {
      gboolean escaped_semicolon = text[0] == '\\' && text[1] == ';';

      if (*text == '\n' || (*text == '\r' && text[1] != '\n'))
        g_string_append (raw, "\\n");
      else if (*text == '\r')
        continue;
      else if (shape != SHAPE_PLAIN && escaped_semicolon)
        {
          g_string_append (raw, "\\;");
          text++;
        }
      else
        {
          gboolean comma = *text == ',' && (shape == SHAPE_TEXT || shape == SHAPE_OTHER);
          gboolean other = (*text == '\\' && shape != SHAPE_PLAIN) || (*text == ';' && shape == SHAPE_TEXT);

          if (comma || other)
            g_string_append_c (raw, '\\');
          g_string_append_c (raw, *text);
        }
    }

  return g_string_free (raw, FALSE);
}
