/* Text on its way into the file (cleaned, composed) and out to the screen (isolated, in the digits of the reader).
 *
 * Everything here takes any bytes: what comes from a file, a server or the clipboard is not UTF-8 until it has been cleaned.
 */

#include "config.h"

#include "crm-text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#define FSI "\xe2\x81\xa8"
#define LRI "\xe2\x81\xa6"
#define PDI "\xe2\x81\xa9"

/* Marks on one letter beyond this many carry no meaning, and make normalisation slow (the limit of UAX 15, section 13). */
#define MARKS_MAX 30

/* Reads one code point at *@at and moves on; U+FFFD stands for what is not UTF-8. */
static gunichar
next_char (const char **at)
{
  const guint8 *p = (const guint8 *) *at;
  int           used = 0;
  UChar32       c;

  U8_NEXT (p, used, -1, c);
  *at += used;

  return c < 0 ? 0xfffd : (gunichar) c;
}

static gboolean
is_embedding (gunichar c)
{
  return c >= 0x202a && c <= 0x202e;
}

static gboolean
is_isolate_start (gunichar c)
{
  return c >= 0x2066 && c <= 0x2068;
}

static gboolean
is_unwanted (gunichar c)
{
  if (c < 0x20)
    return c != '\n' && c != '\t';

  return (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f || c == 0x061c || c == 0xfeff ||
         is_embedding (c) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_blank (gunichar c)
{
  return c == '\n' || c == '\t' || c == 0x200b || c == 0x200c || c == 0x200d || u_isUWhiteSpace ((UChar32) c);
}

static gboolean
may_decompose (gunichar c)
{
  return c >= 0x300 && (u_getCombiningClass ((UChar32) c) != 0 ||
                        u_getIntPropertyValue ((UChar32) c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES);
}

static gboolean
is_clean_ascii (const char *text)
{
  const char *p = text;

  if (*p == ' ' || *p == '\0')
    return FALSE;
  while (*p >= 0x20 && *p < 0x7f)
    p++;

  return *p == '\0' && p[-1] != ' ';
}

/* Appends what is wanted of @text, from its first visible character to its last. Returns whether it must be normalised. */
static gboolean
copy_wanted (GString *out, const char *text)
{
  gboolean loose = FALSE;
  gsize    end = 0;
  guint    marks = 0;

  while (*text != '\0')
    {
      gunichar c = next_char (&text);

      if (c == '\r')
        {
          if (*text == '\n')
            continue;
          c = '\n';
        }
      if (is_unwanted (c) || (out->len == 0 && is_blank (c)))
        continue;
      marks = c >= 0x300 && u_getCombiningClass ((UChar32) c) != 0 ? marks + 1 : 0;
      if (marks > MARKS_MAX)
        continue;
      loose |= may_decompose (c);
      g_string_append_unichar (out, c);
      if (!is_blank (c))
        end = out->len;
    }
  g_string_truncate (out, end);

  return loose;
}

/**
 * crm_text_clean:
 * @text: (nullable): any bytes up to a NUL
 *
 * Makes what may enter the file: UTF-8 (U+FFFD for what was not), NFC, lines that end in LF, no control or direction
 * characters, no space at the ends. Cleaning twice changes nothing more.
 *
 * Returns: (transfer full) (nullable): the clean text, or %NULL if nothing is left
 */
char *
crm_text_clean (const char *text)
{
  g_autoptr (GString) out = NULL;

  if (text == NULL)
    return NULL;
  if (is_clean_ascii (text))
    return g_strdup (text);

  out = g_string_sized_new (strlen (text) + 8);
  if (copy_wanted (out, text))
    {
      g_autofree char *composed = g_utf8_normalize (out->str, (gssize) out->len, G_NORMALIZE_NFC);

      g_string_assign (out, composed);
    }
  if (out->len == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * crm_text_ascii_digits:
 * @text: (nullable): any text
 *
 * Returns: (transfer full): @text with the decimal digits of every script as 0 to 9
 */
char *
crm_text_ascii_digits (const char *text)
{
  GString *out;

  if (text == NULL)
    text = "";
  if (g_str_is_ascii (text))
    return g_strdup (text);
  out = g_string_sized_new (strlen (text) + 1);
  while (*text != '\0')
    {
      gunichar c = next_char (&text);
      int      digit = c < 0x80 ? -1 : u_charDigitValue ((UChar32) c);

      g_string_append_unichar (out, digit >= 0 ? (gunichar) ('0' + digit) : c);
    }

  return g_string_free (out, FALSE);
}

/**
 * crm_text_persian_digits:
 * @text: (nullable): UTF-8 text
 *
 * Returns: (transfer full): @text with 0 to 9 as ۰ to ۹
 */
char *
crm_text_persian_digits (const char *text)
{
  GString *out;

  if (text == NULL)
    text = "";
  out = g_string_sized_new (strlen (text) + 16);
  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        g_string_append_unichar (out, 0x06f0 + (gunichar) (*text - '0'));
      else
        g_string_append_c (out, *text);
    }

  return g_string_free (out, FALSE);
}

/* Appends @text so that it neither leaves an isolate open nor closes one that it did not open. */
static void
append_balanced (GString *out, const char *text)
{
  guint depth = 0;

  while (*text != '\0')
    {
      gunichar c = next_char (&text);

      if (is_embedding (c) || (c == 0x2069 && depth == 0))
        continue;
      if (is_isolate_start (c))
        depth++;
      else if (c == 0x2069)
        depth--;
      g_string_append_unichar (out, c);
    }
  while (depth-- > 0)
    g_string_append (out, PDI);
}

static char *
isolate (const char *start, const char *text)
{
  GString *out;

  if (text == NULL || *text == '\0')
    return g_strdup ("");

  out = g_string_sized_new (strlen (text) + 8);
  g_string_append (out, start);
  append_balanced (out, text);
  g_string_append (out, PDI);

  return g_string_free (out, FALSE);
}

/**
 * crm_text_isolate:
 * @text: (nullable): a name, a title, anything that is put between other words
 *
 * Keeps the direction of @text from disturbing the sentence around it, and the reverse (UAX 9: FSI … PDI).
 *
 * Returns: (transfer full): the isolated text, "" for none
 */
char *
crm_text_isolate (const char *text)
{
  return isolate (FSI, text);
}

/**
 * crm_text_isolate_ltr:
 * @text: (nullable): what always runs left to right: a telephone number, a code, an address of the web
 *
 * Returns: (transfer full): the isolated text (LRI … PDI), "" for none
 */
char *
crm_text_isolate_ltr (const char *text)
{
  return isolate (LRI, text);
}

/**
 * crm_text_is_right_to_left:
 * @text: (nullable): any bytes
 * @otherwise: the answer for text without letters
 *
 * Returns: whether the first letter of @text is of a script that is written from right to left
 */
gboolean
crm_text_is_right_to_left (const char *text, gboolean otherwise)
{
  while (text != NULL && *text != '\0')
    {
      UCharDirection direction = u_charDirection ((UChar32) next_char (&text));

      if (direction == U_LEFT_TO_RIGHT)
        return FALSE;
      if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
        return TRUE;
    }

  return otherwise;
}
