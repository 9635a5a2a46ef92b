/* Which parts of a text are what was typed. */

#include "config.h"

#include "crm-text-match.h"

#include <string.h>

/* @expected: @text with each part that matches in brackets; NULL where not every word is found. */
static void
assert_match (const char *text, const char *typed, const char *expected)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (CrmTextRange));
  g_autoptr (GString) marked = g_string_new (NULL);
  gboolean all = crm_text_match (text, typed, ranges);

  g_assert_cmpint (all, ==, expected != NULL);
  if (expected == NULL)
    return;

  for (guint at = 0; at <= strlen (text); at++)
    {
      for (guint i = 0; i < ranges->len; i++)
        {
          if (g_array_index (ranges, CrmTextRange, i).end == at)
            g_string_append_c (marked, ']');
        }
      for (guint i = 0; i < ranges->len; i++)
        {
          if (g_array_index (ranges, CrmTextRange, i).start == at)
            g_string_append_c (marked, '[');
        }
      if (text[at] != '\0')
        g_string_append_c (marked, text[at]);
    }
  g_assert_cmpstr (marked->str, ==, expected);
}

static void
test_words (void)
{
  assert_match ("Maryam Ahmadi", "mar", "[Mar]yam Ahmadi");
  assert_match ("Maryam Ahmadi", "ah mar", "[Mar]yam [Ah]madi");
  assert_match ("Maryam Ahmadi", "madi", NULL);
  assert_match ("Maryam Ahmadi", "mar x", NULL);
  assert_match ("O’Brien & Sons", "brien sons", "O’[Brien] & [Sons]");
  assert_match ("José Straße", "jose strasse", "[José] [Straße]");
  assert_match ("Anything", "", "Anything");
  assert_match ("Anything", " – ", "Anything");
  g_assert_true (crm_text_match (NULL, NULL, NULL));
  g_assert_false (crm_text_match (NULL, "a", NULL));
  g_assert_false (crm_text_match ("\xff", "a", NULL));
}

static void
test_persian (void)
{
  assert_match ("مريم احمدي", "احمدی", "مريم [احمدي]");
  assert_match ("مُحَمَّد", "محم", "[مُحَمَّ]د");
  assert_match ("علی‌رضا کریمی", "رضا", "علی‌[رضا] کریمی");
  assert_match ("کتـــاب", "كتا", "[کتـــا]ب");
  assert_match ("\u2068مریم\u2069", "مر", "\u2068[مر]یم\u2069");
}

static void
test_numbers (void)
{
  assert_match ("0912 345 6789", "0912345", "[0912 345] 6789");
  assert_match ("۰۹۱۲ ۳۴۵ ۶۷۸۹", "09123", "[۰۹۱۲ ۳]۴۵ ۶۷۸۹");
  assert_match ("0912 345 6789", "345", "0912 [345] 6789");
  assert_match ("Room12", "12", "Room[12]");
  assert_match ("12 34", "12 34", "[12] [34]");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-match/words", test_words);
  g_test_add_func ("/text-match/persian", test_persian);
  g_test_add_func ("/text-match/numbers", test_numbers);

  return g_test_run ();
}
