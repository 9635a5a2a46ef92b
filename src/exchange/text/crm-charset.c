/* Guesses the encoding of a text from a sample of its bytes, and turns away what is plainly not text.
 *
 * The order is from certain to likely: the mark at the start, the pattern of UTF-16, valid UTF-8, and last a score between
 * the two 8-bit encodings that small businesses here still meet, Windows-1256 (Persian, Arabic) and Windows-1252 (Western
 * European). Pure functions, from any thread.
 */

#include "config.h"

#include "crm-charset.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define UTF_16_SAMPLE 8192

static const struct
{
  const char *magic;
  gsize       length;
  const char *what;
} not_text[] = {
  { "%PDF-", 5, N_ ("a PDF document") },
  { "PK\003\004", 4, N_ ("an Excel or LibreOffice sheet or a ZIP archive") },
  { "PK\005\006", 4, N_ ("an empty ZIP archive") },
  { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, N_ ("an old Excel, Word or Outlook file") },
  { "\x89PNG\r\n\x1a\n", 8, N_ ("a PNG picture") },
  { "\xff\xd8\xff", 3, N_ ("a JPEG picture") },
  { "GIF8", 4, N_ ("a GIF picture") },
  { "\x1f\x8b", 2, N_ ("a file compressed with gzip") },
  { "\3757zXZ", 5, N_ ("a file compressed with xz") },
  { "7z\xbc\xaf\x27\x1c", 6, N_ ("a 7z archive") },
  { "Rar!\x1a\x07", 6, N_ ("a RAR archive") },
  { "\177ELF", 4, N_ ("a program") },
  { "SQLite format 3", 16, N_ ("a SQLite database") },
  { "!BDN", 4, N_ ("an Outlook mailbox") },
};

/* How common a byte from 0x80 on is as a letter, 0 to 3, in Persian and Arabic read as Windows-1256 ... */
static const char arabic_weights[] =
    "0200000000000210"
    "2000000020000200"
    "0100000000000000"
    "0000000000000001"
    "0121111331312223"
    "1323321011210223"
    "0303333000002300"
    "1111011010100000";

/* ... and in Western European languages read as Windows-1252. */
static const char latin_weights[] =
    "0000000000101010"
    "0010000000101011"
    "0000000000000000"
    "0000000000000000"
    "1211221213111111"
    "1212112021112112"
    "2322322333221311"
    "1313213021213111";

/* Only encodings that iconv decodes with plain tables; a file's label is input like any other. */
static const char *const known_prefixes[] = {
  "iso-8859-", "iso8859-", "windows-125", "windows-874", "cp125", "cp437", "cp850", "cp866", "koi8-", "macintosh",
  "shift_jis", "shift-jis", "euc-jp", "euc-kr", "gb2312", "gbk", "gb18030", "big5"
};

/**
 * crm_charset_ascii_length:
 *
 * Returns: how many bytes at the start of @data are ASCII and not NUL
 */
gsize
crm_charset_ascii_length (const guint8 *data, gsize length)
{
  const guint64 ones = 0x0101010101010101u, highs = 0x8080808080808080u;
  gsize         i = 0;
  guint64       word;

  for (; i + 8 <= length; i += 8)
    {
      memcpy (&word, data + i, 8);
      if (((word - ones) | word) & highs)
        break;
    }
  while (i < length && data[i] > 0 && data[i] < 0x80)
    i++;

  return i;
}

/**
 * crm_charset_utf8_length:
 * @cut: (out): whether the bytes could be the beginning of a character that @length cuts
 *
 * Returns: the length in bytes of the UTF-8 character that @data begins with; 0 if there is none
 */
gsize
crm_charset_utf8_length (const guint8 *data, gsize length, gboolean *cut)
{
  guint8 lead = data[0], low = 0x80, high = 0xbf;
  gsize  need = lead < 0x80 ? 1 : lead < 0xc2 ? 0
                              : lead < 0xe0   ? 2
                              : lead < 0xf0   ? 3
                              : lead < 0xf5   ? 4
                                              : 0;

  *cut = FALSE;
  if (lead == 0xe0)
    low = 0xa0;
  else if (lead == 0xed)
    high = 0x9f;
  else if (lead == 0xf0)
    low = 0x90;
  else if (lead == 0xf4)
    high = 0x8f;

  for (gsize i = 1; i < need; i++)
    {
      if (i == length)
        {
          *cut = TRUE;
          return 0;
        }
      if (data[i] < low || data[i] > high)
        return 0;
      low = 0x80;
      high = 0xbf;
    }

  return need;
}

static gboolean
is_plausible_unit (guint unit)
{
  return unit == '\t' || unit == '\n' || unit == '\r' || (unit >= 0x20 && unit < 0x7f) ||
         (unit >= 0xa0 && unit < 0x250) || (unit >= 0x600 && unit < 0x700) || (unit >= 0x2000 && unit < 0x2800) ||
         (unit >= 0xd800 && unit < 0xe000) || (unit >= 0xfb50 && unit < 0xff00);
}

/* Text in UTF-16 holds separators or line ends, which are ASCII with a zero byte, and few scripts. */
static gboolean
looks_like_utf16 (const guint8 *data, gsize length, gboolean big)
{
  gsize units = MIN (length, UTF_16_SAMPLE) / 2, plausible = 0, ascii = 0;

  for (gsize i = 0; i < units; i++)
    {
      guint unit = big ? (guint) (data[2 * i] << 8 | data[2 * i + 1]) : (guint) (data[2 * i + 1] << 8 | data[2 * i]);

      plausible += is_plausible_unit (unit);
      ascii += unit < 0x80;
    }

  return units >= 2 && ascii > 0 && plausible * 20 >= units * 19;
}

static gboolean
refuse (const char *what, GError **error)
{
  /* Translators: %s is what the file looks like, such as "a PDF document" */
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This is not a text file; it looks like %s. Export the customers as CSV or vCard and choose that file."), what);

  return FALSE;
}

static gboolean
check_magic (const guint8 *data, gsize length, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (not_text); i++)
    if (length >= not_text[i].length && memcmp (data, not_text[i].magic, not_text[i].length) == 0)
      return refuse (_ (not_text[i].what), error);

  return TRUE;
}

/* Text has hardly any control characters; a few NULs come from broken programs and are read over. */
static gboolean
check_controls (const guint8 *data, gsize length, GError **error)
{
  gsize controls = 0;

  for (gsize i = 0; i < length; i++)
    controls += data[i] < 0x20 && !(data[i] >= '\t' && data[i] <= '\r');

  if (controls > 8 && controls > length / 5)
    return refuse (_ ("data that only a program can read"), error);

  return TRUE;
}

static gboolean
is_letter (guint8 c)
{
  return g_ascii_isalpha (c);
}

static guint
weight_of (const char *weights, guint8 c)
{
  return c < 0x80 ? 0 : (guint) (weights[c - 0x80] - '0');
}

/**
 * crm_charset_guess_8bit:
 * @data: bytes that are not UTF-8
 *
 * Weighs each byte by how common the letter is that it stands for, and by its neighbours: Arabic letters come in runs,
 * accented Latin letters among plain ones.
 *
 * Returns: %CRM_CHARSET_WINDOWS_1256 or %CRM_CHARSET_WINDOWS_1252
 */
const char *
crm_charset_guess_8bit (const guint8 *data, gsize length)
{
  guint64 arabic = 0, latin = 0;

  for (gsize i = 0; i < length; i++)
    {
      guint8 before = i > 0 ? data[i - 1] : ' ', after = i + 1 < length ? data[i + 1] : ' ';
      guint  letters = is_letter (before) + is_letter (after);
      guint  joined = (weight_of (arabic_weights, before) > 0) + (weight_of (arabic_weights, after) > 0);

      if (data[i] < 0x80)
        continue;
      if (letters == 0)
        arabic += weight_of (arabic_weights, data[i]) * (1 + 2 * joined);
      latin += weight_of (latin_weights, data[i]) * (1 + 2 * letters);
    }

  return arabic > latin ? CRM_CHARSET_WINDOWS_1256 : CRM_CHARSET_WINDOWS_1252;
}

static gboolean
detect_mark (const guint8 *data, gsize length, CrmCharsetGuess *guess)
{
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    *guess = (CrmCharsetGuess){ CRM_CHARSET_UTF_8, _ ("The file begins with the mark of UTF-8."), 3, FALSE };
  else if (length >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    *guess = (CrmCharsetGuess){ CRM_CHARSET_UTF_16LE, _ ("The file begins with the mark of UTF-16."), 2, FALSE };
  else if (length >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    *guess = (CrmCharsetGuess){ CRM_CHARSET_UTF_16BE, _ ("The file begins with the mark of UTF-16."), 2, FALSE };
  else
    return FALSE;

  return TRUE;
}

static gboolean
detect_utf16 (const guint8 *data, gsize length, CrmCharsetGuess *guess)
{
  gboolean little = looks_like_utf16 (data, length, FALSE);

  if (!little && !looks_like_utf16 (data, length, TRUE))
    return FALSE;

  *guess = (CrmCharsetGuess){ little ? CRM_CHARSET_UTF_16LE : CRM_CHARSET_UTF_16BE,
                              _ ("Its letters take two bytes each, as in UTF-16."), 0, FALSE };

  return TRUE;
}

/**
 * crm_charset_detect_8bit:
 * @data: bytes from anywhere in a text; the last character may be cut
 * @guess: (out caller-allocates): what was found
 *
 * Tells UTF-8 from the 8-bit encodings.
 */
void
crm_charset_detect_8bit (const guint8 *data, gsize length, CrmCharsetGuess *guess)
{
  gsize    good = 0, bad = 0, step = 0;
  gboolean cut = FALSE;

  for (gsize i = 0; i < length; i += step)
    {
      step = crm_charset_ascii_length (data + i, length - i);
      if (step > 0 || data[i] == 0)
        {
          step = MAX (step, 1);
          continue;
        }
      step = crm_charset_utf8_length (data + i, length - i, &cut);
      if (cut)
        break;
      good += step > 0;
      bad += step == 0;
      step = MAX (step, 1);
    }

  *guess = (CrmCharsetGuess){ CRM_CHARSET_UTF_8, NULL, 0, good + bad == 0 };
  if (good + bad == 0)
    guess->reason = _ ("It holds plain Latin letters only.");
  else if (bad == 0)
    guess->reason = _ ("All its letters are written as in UTF-8.");
  else if (good > 8 * bad)
    guess->reason = _ ("Nearly all its letters are written as in UTF-8; a few are damaged.");
  else
    {
      guess->charset = crm_charset_guess_8bit (data, length);
      guess->reason = g_str_equal (guess->charset, CRM_CHARSET_WINDOWS_1256)
                          ? _ ("Its letters make Persian or Arabic words when read as Windows-1256.")
                          : _ ("Its letters make Western European words when read as Windows-1252.");
    }
}

/**
 * crm_charset_detect:
 * @data: the first bytes of a file; a few thousand are enough, and the last character may be cut
 * @guess: (out caller-allocates): what was found
 *
 * Finds the encoding of a text.
 *
 * Returns: %FALSE with %CRM_ERROR_INVALID if the bytes are plainly not text; the message names what they look like
 */
gboolean
crm_charset_detect (const guint8 *data, gsize length, CrmCharsetGuess *guess, GError **error)
{
  if (!check_magic (data, length, error))
    return FALSE;
  if (detect_mark (data, length, guess) || detect_utf16 (data, length, guess))
    return TRUE;
  if (!check_controls (data, length, error))
    return FALSE;
  crm_charset_detect_8bit (data, length, guess);

  return TRUE;
}

/**
 * crm_charset_is_known:
 * @charset: (nullable): a name, in any case
 *
 * Returns: whether text in @charset may be decoded
 */
gboolean
crm_charset_is_known (const char *charset)
{
  static const char *const names[] = { "utf-8", "utf8", "utf-16le", "utf-16be", "us-ascii", "ascii" };

  if (charset == NULL || strlen (charset) > 24)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (charset, names[i]) == 0)
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (known_prefixes); i++)
    if (g_ascii_strncasecmp (charset, known_prefixes[i], strlen (known_prefixes[i])) == 0)
      return strchr (charset, '/') == NULL;

  return FALSE;
}

static void
convert_all (GIConv converter, const char *bytes, gsize length, GString *out, gsize *replaced)
{
  char buffer[1024];

  while (length > 0)
    {
      char *in = (char *) bytes, *to = buffer;
      gsize left = length, room = sizeof buffer;
      gsize result = g_iconv (converter, &in, &left, &to, &room);

      g_string_append_len (out, buffer, (gssize) (sizeof buffer - room));
      bytes = in;
      if (result == (gsize) -1 && room == sizeof buffer && left > 0)
        {
          g_string_append (out, "\xef\xbf\xbd");
          ++*replaced;
          bytes++;
          left--;
        }
      length = left;
    }
}

/**
 * crm_charset_to_utf8:
 * @charset: one that crm_charset_is_known()
 * @replaced: (out): at least how many bytes made no sense and became U+FFFD
 *
 * Decodes a short text whole.
 *
 * Returns: (transfer full) (nullable): valid UTF-8; %NULL if this system cannot decode @charset
 */
char *
crm_charset_to_utf8 (const char *bytes, gsize length, const char *charset, gsize *replaced)
{
  GIConv   converter;
  GString *out;
  char    *valid;

  *replaced = 0;
  if (!crm_charset_is_known (charset))
    return NULL;
  converter = g_iconv_open ("UTF-8", charset);
  if (converter == (GIConv) -1)
    return NULL;

  out = g_string_sized_new (length + length / 2);
  convert_all (converter, bytes, length, out, replaced);
  g_iconv_close (converter);
  if (g_utf8_validate_len (out->str, out->len, NULL))
    return g_string_free (out, FALSE);

  /* iconv knows characters beyond those of Unicode. */
  valid = g_utf8_make_valid (out->str, (gssize) out->len);
  g_string_free (out, TRUE);
  ++*replaced;

  return valid;
}
