#include "config.h"

#include "crm-charset.h"
#include "crm-error.h"
#include "crm-text-stream.h"

#include <string.h>

static char *
encode (const char *text, const char *charset, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, length, &error);

  g_assert_no_error (error);

  return bytes;
}

static void
assert_detected (const char *bytes, gsize length, const char *charset)
{
  CrmCharsetGuess guess;
  g_autoptr (GError) error = NULL;

  g_assert_true (crm_charset_detect ((const guint8 *) bytes, length, &guess, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (guess.charset, ==, charset);
  g_assert_true (g_str_has_suffix (guess.reason, "."));
}

static void
assert_guessed (const char *text, const char *charset)
{
  gsize            length;
  g_autofree char *bytes = encode (text, charset, &length);

  assert_detected (bytes, length, charset);
}

static void
test_marks (void)
{
  assert_detected ("\xef\xbb\xbfName", 7, "UTF-8");
  assert_detected ("\xff\xfeN\0a\0", 6, "UTF-16LE");
  assert_detected ("\xfe\xff\0N\0a", 6, "UTF-16BE");
}

static void
test_unmarked (void)
{
  assert_guessed ("Name,Phone\nReza,0912\n", "UTF-16LE");
  assert_guessed ("نام\tشهر\nسارا\tتهران\n", "UTF-16LE");
  assert_guessed ("نام\tشهر\nسارا\tتهران\n", "UTF-16BE");
  assert_detected ("Name\nJosé\nسارا\n", strlen ("Name\nJosé\nسارا\n"), "UTF-8");
  assert_detected ("Name\nJos\xc3", 9, "UTF-8");
}

static void
test_8bit (void)
{
  assert_guessed ("نام;شهر\nليلا احمدي;تهران\n", "windows-1256");
  assert_guessed ("Name,City\nReza,شيراز\n", "windows-1256");
  assert_guessed ("گل فروشي پارچه چاپ ژاله\n", "windows-1256");
  assert_guessed ("Prénom;Nom\nHélène;Brémontier\n", "windows-1252");
  assert_guessed ("JOSÉ MUÑOZ\nMÜLLER\nÅNGSTRÖM\n", "windows-1252");
  assert_guessed ("Søren Ørsted, Malmö, L’Hermitte – 5 €\n", "windows-1252");
}

/* A few broken bytes in a long UTF-8 text are damage, not another encoding. */
static void
test_damaged_utf8 (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 20; i++)
    g_string_append (text, "سارا،");
  g_string_append (text, "\xff!");
  assert_detected (text->str, text->len, "UTF-8");
}

static void
test_not_text (void)
{
  static const struct
  {
    const char *bytes;
    gsize       length;
    const char *word;
  } cases[] = {
    { "%PDF-1.7\n%\xe2\xe3", 11, "PDF" },
    { "PK\003\004\024\0\0\0", 8, "Excel" },
    { "\x89PNG\r\n\x1a\n\0\0", 10, "PNG" },
    { "\xff\xd8\xff\xe0\0\020JFIF", 10, "JPEG" },
    { "\x1f\x8b\010\0\0\0\0\0", 8, "gzip" },
    { "\177ELF\002\001\001", 7, "program" },
    { "SQLite format 3", 16, "SQLite" },
    { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "old Excel" },
    { "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16, "program" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CrmCharsetGuess guess;
      g_autoptr (GError) error = NULL;

      g_assert_false (crm_charset_detect ((const guint8 *) cases[i].bytes, cases[i].length, &guess, &error));
      g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

static CrmTextStream *
open_stream (const char *bytes, gsize length, const char *charset, CrmTextMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = g_bytes_new (bytes, length);
  g_autoptr (GInputStream) base = g_memory_input_stream_new_from_bytes (data);
  CrmTextStream *stream = crm_text_stream_new (base, charset, mode, NULL, &error);

  g_assert_no_error (error);

  return stream;
}

/* Reads all, @step bytes at a time. */
static char *
drain (CrmTextStream *stream, gsize step)
{
  GString         *out = g_string_new (NULL);
  g_autofree char *buffer = g_malloc (step);
  g_autoptr (GError) error = NULL;
  gssize n;

  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, step, NULL, &error)) > 0)
    g_string_append_len (out, buffer, n);
  g_assert_no_error (error);

  return g_string_free (out, FALSE);
}

static void
assert_decoded (const char *bytes, gsize length, const char *charset, const char *expected)
{
  static const gsize steps[] = { 1, 2, 3, 7, 8, 9, 64, 65536 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (CrmTextStream) stream = open_stream (bytes, length, charset, CRM_TEXT_DECODE);
      g_autofree char *text = drain (stream, steps[i]);

      g_assert_cmpstr (text, ==, expected);
      g_assert_cmpuint (crm_text_stream_get_bytes_read (stream), ==, length);
    }
}

static void
test_decode (void)
{
  static const char *const charsets[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1256", "windows-1252" };
  static const char *const texts[] = { "نام؛ José 🌷 ۱۲\n", "نام، José 🌷\n", "نام 🌷\n", "ليلا، پژمان گل\n", "Zoë – 5 €\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      gsize            length;
      g_autofree char *bytes = encode (texts[i], charsets[i], &length);

      assert_decoded (bytes, length, charsets[i], texts[i]);
    }
}

static void
test_bad_bytes (void)
{
  g_autoptr (CrmTextStream) stream = NULL;
  g_autofree char *text = NULL;

  assert_decoded ("a\xff"
                  "b\xc3(\xe2\x82",
                  7, "UTF-8", "a\uFFFD"
                              "b\uFFFD(\uFFFD\uFFFD");
  assert_decoded ("a\0\0\xd8"
                  "b\0x",
                  7, "UTF-16LE", "a\uFFFD"
                                 "b\uFFFD");
  assert_decoded ("a\x81", 2, "windows-1252", "a\uFFFD");

  stream = open_stream ("a\xff\0\0b\xfe", 6, "UTF-8", CRM_TEXT_DECODE);
  text = drain (stream, 100);
  g_assert_cmpuint (crm_text_stream_get_replaced (stream), ==, 2);
  g_assert_cmpuint (crm_text_stream_get_nuls (stream), ==, 2);
}

/* The first letter that is not ASCII comes long after the guess. */
static void
test_late_letter (void)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (CrmTextStream) stream = NULL;
  g_autofree char *text = NULL;

  while (bytes->len < 600 * 1024)
    g_string_append (bytes, "Smith,London\n");
  g_string_append (expected, bytes->str);
  g_string_append (bytes, "Jos\xe9,Cr\xeaperie\n");
  g_string_append (expected, "José,Crêperie\n");

  stream = open_stream (bytes->str, bytes->len, NULL, CRM_TEXT_DECODE);
  g_assert_cmpstr (crm_text_stream_get_charset (stream), ==, "UTF-8");
  text = drain (stream, 10000);
  g_assert_cmpstr (text, ==, expected->str);
  g_assert_cmpstr (crm_text_stream_get_charset (stream), ==, "windows-1252");
}

static void
test_keep_8bit (void)
{
  g_autoptr (CrmTextStream) bytes = open_stream ("N:\xe9\0x", 5, NULL, CRM_TEXT_KEEP_8_BIT);
  g_autoptr (CrmTextStream) wide = open_stream ("\xff\xfeN\0:\0\xe9\0", 8, NULL, CRM_TEXT_KEEP_8_BIT);
  g_autofree char *kept = drain (bytes, 100);
  g_autofree char *decoded = drain (wide, 100);

  g_assert_cmpstr (kept, ==, "N:\xe9x");
  g_assert_cmpstr (decoded, ==, "N:é");
}

static void
test_refused (void)
{
  g_autoptr (GInputStream) empty = g_memory_input_stream_new ();
  g_autoptr (GInputStream) some = g_memory_input_stream_new_from_data ("a", 1, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (crm_text_stream_new (empty, NULL, CRM_TEXT_DECODE, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_clear_error (&error);

  g_assert_null (crm_text_stream_new (some, "ISO-2022-CN-EXT", CRM_TEXT_DECODE, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_assert_false (crm_charset_is_known ("UTF-8//TRANSLIT"));
  g_assert_false (crm_charset_is_known ("windows-1252//IGNORE"));
  g_assert_true (crm_charset_is_known ("ISO-8859-9"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/charset/marks", test_marks);
  g_test_add_func ("/charset/unmarked", test_unmarked);
  g_test_add_func ("/charset/8bit", test_8bit);
  g_test_add_func ("/charset/damaged-utf8", test_damaged_utf8);
  g_test_add_func ("/charset/not-text", test_not_text);
  g_test_add_func ("/charset/decode", test_decode);
  g_test_add_func ("/charset/bad-bytes", test_bad_bytes);
  g_test_add_func ("/charset/late-letter", test_late_letter);
  g_test_add_func ("/charset/keep-8bit", test_keep_8bit);
  g_test_add_func ("/charset/refused", test_refused);

  return g_test_run ();
}
