#include "crm-text.h"

#include <string.h>

static void
assert_fold (const char *text, const char *expected)
{
  g_autofree char *fold = crm_text_fold (text);
  g_autofree char *again = crm_text_fold (fold);

  g_assert_cmpstr (fold, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
assert_same_fold (const char *a, const char *b)
{
  g_autofree char *fold = crm_text_fold (b);

  assert_fold (a, fold);
}

static void
assert_same_joined (const char *a, const char *b)
{
  g_autofree char *fold_a = crm_text_fold (a);
  g_autofree char *fold_b = crm_text_fold (b);
  g_autofree char *joined_a = crm_text_join (fold_a);
  g_autofree char *joined_b = crm_text_join (fold_b);

  g_assert_cmpstr (joined_a, ==, joined_b);
}

static void
test_fold_persian (void)
{
  assert_same_fold ("مُحَمَّد", "محمد");
  assert_same_fold ("علي", "علی");
  assert_same_fold ("كتاب", "کتاب");
  assert_same_fold ("خانۀ", "خانه");
  assert_same_fold ("خانهٔ", "خانه");
  assert_same_fold ("أحمد", "احمد");
  assert_same_fold ("آرش", "ارش");
  assert_same_fold ("ٱحمد", "احمد");
  assert_same_fold ("عـــلی", "علی");
  assert_same_fold ("مسأله", "مساله");
  assert_fold ("مسئله", "مسیله");
  assert_same_fold ("فاطمة", "فاطمه");
  assert_same_fold ("ھما", "هما");
  assert_same_fold ("ہما", "هما");
  assert_same_fold ("ەما", "هما");
  assert_same_fold ("موسى", "موسی");
  assert_same_fold ("جزء", "جز");
  assert_same_fold ("ﻋﻠﻲ", "علی");
  assert_fold ("می‌شود", "می شود");
  assert_fold ("می\u00a0\u200c شود", "می شود");
  assert_fold ("\u200fعلی\u200e\u202b\u2067", "علی");
  assert_fold ("۱۲٣4", "1234");
}

static void
test_fold_latin (void)
{
  assert_fold ("Ali REZA", "ali reza");
  assert_fold ("Straße", "strasse");
  assert_fold ("STRAẞE", "strasse");
  assert_fold ("Éléonore", "eleonore");
  assert_fold ("E\xcc\x81", "e");
  assert_fold ("ΟΔΟΣ οδός", "οδοσ οδοσ");
  assert_fold ("İstanbul", "istanbul");
  assert_fold ("ﬁx ①  ½", "fix 1 1 2");
  assert_fold ("O'Brien,  (Sons) & Co.", "o brien sons co");
  assert_fold ("soft\u00adhyphen zero\u200dwidth", "softhyphen zerowidth");
  assert_fold ("  m.ahmadi@Example.com  ", "m ahmadi example com");
  assert_fold ("東京", "東京");
}

static void
test_fold_edges (void)
{
  assert_fold (NULL, "");
  assert_fold ("", "");
  assert_fold (" ،؛ـ ", "");
  assert_fold ("a\xff\xfe\x80z", "a z");
  assert_fold ("\xe2\x80", "");
  assert_fold ("ﷺ", "صلی الله علیه وسلم");
}

static void
test_fold_append (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  crm_text_fold_append (out, "Ali");
  crm_text_fold_append (out, NULL);
  crm_text_fold_append (out, " . ");
  crm_text_fold_append (out, "رضایي");
  crm_text_fold_append (out, "۱۲");
  g_assert_cmpstr (out->str, ==, "ali رضایی 12");
  g_assert_cmpuint (out->len, ==, strlen (out->str));
}

static void
test_join (void)
{
  assert_same_joined ("علی‌رضا", "علیرضا");
  assert_same_joined ("علی رضا", "علیرضا");
  assert_same_joined ("می‌شود", "می شود");
  assert_same_joined ("میشود", "می شود");
}

/* Every code point, also those that no text should have, folds to the same when folded again. */
static void
test_fold_every_code_point (void)
{
  for (gunichar c = 1; c < 0x110000; c++)
    {
      char             utf8[8] = { 0 };
      g_autofree char *once = NULL;
      g_autofree char *twice = NULL;

      if (c >= 0xd800 && c < 0xe000)
        continue;
      g_unichar_to_utf8 (c, utf8);
      once = crm_text_fold (utf8);
      twice = crm_text_fold (once);
      if (strcmp (once, twice) != 0)
        g_error ("U+%04X folds to “%s” and that to “%s”", c, once, twice);
    }
}

static char *
random_bytes (void)
{
  int   length = g_test_rand_int_range (0, 40);
  char *text = g_malloc0 ((gsize) length + 1);

  for (int i = 0; i < length; i++)
    text[i] = (char) (g_test_rand_int_range (0, 3) == 0 ? g_test_rand_int_range (0x80, 0x100) : g_test_rand_int_range (1, 0x100));

  return text;
}

static void
test_random (void)
{
  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_bytes ();
      g_autofree char *fold = crm_text_fold (text);
      g_autofree char *fold_again = crm_text_fold (fold);
      g_autofree char *clean = crm_text_clean (text);
      g_autofree char *clean_again = crm_text_clean (clean);
      g_autofree char *isolated = crm_text_isolate (text);
      g_autofree char *digits = crm_text_ascii_digits (text);
      g_autofree char *initials = crm_text_initials (text);

      g_assert_true (g_utf8_validate (fold, -1, NULL));
      g_assert_cmpstr (fold, ==, fold_again);
      g_assert_true (clean == NULL || g_utf8_validate (clean, -1, NULL));
      g_assert_cmpstr (clean, ==, clean_again);
      g_assert_true (g_utf8_validate (isolated, -1, NULL));
      g_assert_true (g_utf8_validate (digits, -1, NULL));
      g_assert_true (g_utf8_validate (initials, -1, NULL));
    }
}

static void
assert_clean (const char *text, const char *expected)
{
  g_autofree char *clean = crm_text_clean (text);

  g_assert_cmpstr (clean, ==, expected);
}

static void
test_clean (void)
{
  g_autoptr (GString) zalgo = g_string_new ("a");
  g_autofree char *clean = NULL;

  assert_clean (NULL, NULL);
  assert_clean ("", NULL);
  assert_clean (" \t\r\n\u200c\u2066 ", NULL);
  assert_clean ("Ali", "Ali");
  assert_clean (" Ali ", "Ali");
  assert_clean ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour");
  assert_clean ("a\x01\x1f\x7f\xc2\x85"
                "b",
                "ab");
  assert_clean ("\u202a+98 912\u202c\u200e\u2066x\u2069", "+98 912x");
  assert_clean ("a\xff"
                "b",
                "a\ufffd"
                "b");
  assert_clean ("e\xcc\x81", "é");
  assert_clean ("آ", "آ");
  assert_clean ("می‌شود", "می‌شود");

  for (int i = 0; i < 10000; i++)
    g_string_append (zalgo, i % 2 == 0 ? "\xcc\x81" : "\xcc\xa3");
  clean = crm_text_clean (zalgo->str);
  g_assert_cmpuint (strlen (clean), <, 100);
}

static void
test_digits (void)
{
  g_autofree char *ascii = crm_text_ascii_digits ("۱٢3 ४ abc");
  g_autofree char *persian = crm_text_persian_digits ("a 1403/12/30");
  g_autofree char *none = crm_text_persian_digits (NULL);

  g_assert_cmpstr (ascii, ==, "123 4 abc");
  g_assert_cmpstr (persian, ==, "a ۱۴۰۳/۱۲/۳۰");
  g_assert_cmpstr (none, ==, "");
}

static void
test_isolate (void)
{
  g_autofree char *name = crm_text_isolate ("علی");
  g_autofree char *phone = crm_text_isolate_ltr ("+98 912 345 6789");
  g_autofree char *none = crm_text_isolate (NULL);
  g_autofree char *closing = crm_text_isolate ("a\u2069"
                                               "b");
  g_autofree char *opening = crm_text_isolate ("a\u2067"
                                               "b\u202e");
  g_autofree char *nested = crm_text_isolate ("x \u2066"
                                              "1\u2069 y");

  g_assert_cmpstr (name, ==, "\u2068علی\u2069");
  g_assert_cmpstr (phone, ==, "\u2066+98 912 345 6789\u2069");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (closing, ==, "\u2068"
                                "ab\u2069");
  g_assert_cmpstr (opening, ==, "\u2068"
                                "a\u2067"
                                "b\u2069\u2069");
  g_assert_cmpstr (nested, ==, "\u2068x \u2066"
                               "1\u2069 y\u2069");
}

static void
assert_initials (const char *name, const char *expected)
{
  g_autofree char *initials = crm_text_initials (name);

  g_assert_cmpstr (initials, ==, expected);
}

static void
test_initials (void)
{
  assert_initials ("Ali Rezaei", "AR");
  assert_initials ("ali", "A");
  assert_initials ("Dr. Maria de la Cruz", "MC");
  assert_initials ("Mr. Smith", "S");
  assert_initials ("Jean-Luc", "JL");
  assert_initials ("علی رضایی", "ع\u200cر");
  assert_initials ("دکتر علی‌اکبر رضایی", "ع\u200cر");
  assert_initials ("آقای مهندس كريمي", "ك");
  assert_initials ("شرکت آرمان", "آ");
  assert_initials ("دکتر", "د");
  assert_initials ("1818", "1");
  assert_initials ("🌹", "");
  assert_initials (NULL, "");
}

static void
test_fold_speed (void)
{
  static const char *const names[] = { "علی‌رضا محمدی", "Mohammad Ahmadi", "شرکت بازرگانی آریا" };
  const int                n = 300000;

  g_test_timer_start ();
  for (int i = 0; i < n; i++)
    g_free (crm_text_fold (names[i % 3]));
  g_test_timer_elapsed ();
  g_test_message ("%.0f ns a name", g_test_timer_last () / n * 1e9);
}

static void
test_direction (void)
{
  g_assert_true (crm_text_is_right_to_left ("۱۲ مریم Ahmadi", FALSE));
  g_assert_true (crm_text_is_right_to_left ("\u2068مریم\u2069", FALSE));
  g_assert_false (crm_text_is_right_to_left ("\u200e- Ahmadi مریم", TRUE));
  g_assert_true (crm_text_is_right_to_left ("0912", TRUE));
  g_assert_false (crm_text_is_right_to_left ("\xff\xfe", FALSE));
  g_assert_false (crm_text_is_right_to_left (NULL, FALSE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/fold/persian", test_fold_persian);
  g_test_add_func ("/text/fold/latin", test_fold_latin);
  g_test_add_func ("/text/fold/edges", test_fold_edges);
  g_test_add_func ("/text/fold/append", test_fold_append);
  g_test_add_func ("/text/fold/every-code-point", test_fold_every_code_point);
  g_test_add_func ("/text/fold/speed", test_fold_speed);
  g_test_add_func ("/text/join", test_join);
  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/digits", test_digits);
  g_test_add_func ("/text/isolate", test_isolate);
  g_test_add_func ("/text/initials", test_initials);
  g_test_add_func ("/text/random", test_random);
  g_test_add_func ("/text/direction", test_direction);

  return g_test_run ();
}
