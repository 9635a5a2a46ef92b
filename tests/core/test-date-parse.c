#include "crm-date-parse.h"

#include "crm-error.h"

#include <string.h>

static CrmCulture english, persian, american;

/* Thursday 30 Esfand 1403 */
static const CrmDate today = { 2025, 3, 20 };

static void
assert_read (const char *text, const CrmCulture *culture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *iso = NULL;
  CrmDate          date;

  if (!crm_date_parse (text, culture, today, &date, &error))
    g_error ("“%s”: %s", text, error->message);
  iso = crm_date_to_iso (date);
  if (g_strcmp0 (iso, expected) != 0)
    g_error ("“%s” was read as %s, not %s", text, iso, expected);
}

static void
assert_refused (const char *text, const CrmCulture *culture, const char *mentions)
{
  g_autoptr (GError) error = NULL;
  CrmDate date;

  if (crm_date_parse (text, culture, today, &date, &error))
    {
      g_autofree char *iso = crm_date_to_iso (date);

      g_error ("“%s” was read as %s", text, iso);
    }
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_assert_true (crm_date_is_none (date));
  if (strstr (error->message, mentions) == NULL)
    g_error ("“%s”: “%s” does not mention %s", text, error->message, mentions);
}

static void
test_jalali (void)
{
  assert_read ("1404/1/5", &persian, "2025-03-25");
  assert_read ("۱۴۰۴/۱/۵", &persian, "2025-03-25");
  assert_read ("١٤٠٤-٠١-٠٥", &persian, "2025-03-25");
  assert_read ("1404.1.5", &english, "2025-03-25");
  assert_read ("1404 1 5", &persian, "2025-03-25");
  assert_read ("۱۴۰۴، ۱، ۵", &persian, "2025-03-25");
  assert_read ("5/1/1404", &persian, "2025-03-25");
  assert_read ("5/1/1404", &american, "2025-03-25");
  assert_read ("14040105", &persian, "2025-03-25");
  assert_read ("۵ فروردین ۱۴۰۴", &persian, "2025-03-25");
  assert_read ("۵ فروردین‌ماه ۱۴۰۴", &persian, "2025-03-25");
  assert_read ("5 farvardin 1404", &english, "2025-03-25");
  assert_read ("Farvardin 5, 1404", &english, "2025-03-25");
  assert_read ("۱۴۰۴ فروردین ۵", &persian, "2025-03-25");
  assert_read ("دوشنبه ۵ فروردين ۱۴۰۴", &persian, "2025-03-25");
  assert_read ("99/12/30", &persian, "2021-03-20");
  assert_read ("۰۴/۰۱/۰۵", &persian, "2025-03-25");
  assert_read ("30/12/99", &persian, "2021-03-20");
  assert_read ("1403/12/30", &persian, "2025-03-20");
  assert_read ("۵ فروردین", &persian, "2024-03-24");
  assert_read ("1/5", &persian, "2024-03-24");
  assert_read ("25/1", &persian, "2024-04-13");
}

static void
test_gregorian (void)
{
  assert_read ("2025-03-21", &english, "2025-03-21");
  assert_read ("2025/03/21", &persian, "2025-03-21");
  assert_read ("20250321", &english, "2025-03-21");
  assert_read ("2025-03-21T10:00:00Z", &english, "2025-03-21");
  assert_read ("2025-03-21 10:00", &english, "2025-03-21");
  assert_read ("20250321T100000Z", &english, "2025-03-21");
  assert_read ("21/03/2025 10:30 PM", &english, "2025-03-21");
  assert_read ("12 Jun 2024", &english, "2024-06-12");
  assert_read ("Jun 12, 2024", &english, "2024-06-12");
  assert_read ("12Jun24", &english, "2024-06-12");
  assert_read ("Wed, 12 June 2024", &english, "2024-06-12");
  assert_read ("the 3rd of May", &english, "2025-05-03");
  assert_read ("3/21/2025", &american, "2025-03-21");
  assert_read ("3/21/2025", &english, "2025-03-21");
  assert_read ("21/3/2025", &american, "2025-03-21");
  assert_read ("3/4/2025", &american, "2025-03-04");
  assert_read ("3/4/2025", &english, "2025-04-03");
  assert_read ("3.4.25", &english, "2025-04-03");
  assert_read ("3/4/25", &american, "2025-03-04");
  assert_read ("31/12/99", &english, "1999-12-31");
  assert_read ("3/4", &english, "2025-04-03");
  assert_read ("۱۲ ژوئن ۲۰۲۴", &persian, "2024-06-12");
  assert_read ("29 Feb 2024", &english, "2024-02-29");
}

static void
test_words (void)
{
  assert_read ("today", &english, "2025-03-20");
  assert_read ("Tomorrow", &english, "2025-03-21");
  assert_read ("yesterday", &english, "2025-03-19");
  assert_read ("the day after tomorrow", &english, "2025-03-22");
  assert_read ("امروز", &persian, "2025-03-20");
  assert_read ("دیروز", &persian, "2025-03-19");
  assert_read ("ديروز", &persian, "2025-03-19");
  assert_read ("فردا", &english, "2025-03-21");
  assert_read ("پس‌فردا", &persian, "2025-03-22");
  assert_read ("پس فردا", &persian, "2025-03-22");
  assert_read ("پریروز", &persian, "2025-03-18");
}

static void
test_weekdays (void)
{
  assert_read ("next Saturday", &english, "2025-03-22");
  assert_read ("Saturday", &english, "2025-03-22");
  assert_read ("thursday", &english, "2025-03-27");
  assert_read ("this thursday", &english, "2025-03-20");
  assert_read ("last Saturday", &english, "2025-03-15");
  assert_read ("last thursday", &english, "2025-03-13");
  assert_read ("شنبهٔ آینده", &persian, "2025-03-22");
  assert_read ("شنبه‌ی آینده", &persian, "2025-03-22");
  assert_read ("پنج‌شنبه", &persian, "2025-03-27");
  assert_read ("پنج شنبهٔ گذشته", &persian, "2025-03-13");
  assert_read ("یکشنبه", &persian, "2025-03-23");
  assert_read ("جمعه", &persian, "2025-03-21");
}

static void
test_steps (void)
{
  assert_read ("+3", &english, "2025-03-23");
  assert_read ("-2", &english, "2025-03-18");
  assert_read ("−۲", &persian, "2025-03-18");
  assert_read ("+2w", &english, "2025-04-03");
  assert_read ("in 3 days", &english, "2025-03-23");
  assert_read ("3 days", &english, "2025-03-23");
  assert_read ("3 days ago", &english, "2025-03-17");
  assert_read ("in a week", &english, "2025-03-27");
  assert_read ("two weeks from now", &english, "2025-04-03");
  assert_read ("next month", &english, "2025-04-20");
  assert_read ("next year", &english, "2026-03-20");
  assert_read ("next year", &persian, "2026-03-20");
  assert_read ("۳ روز دیگر", &persian, "2025-03-23");
  assert_read ("سه روز دیگر", &persian, "2025-03-23");
  assert_read ("۲ هفته پیش", &persian, "2025-03-06");
  assert_read ("هفتهٔ آینده", &persian, "2025-03-27");
  assert_read ("یک ماه بعد", &persian, "2025-04-19");
}

static void
test_refused (void)
{
  static const char *const nonsense[] = {
    "", " ", "hello", "1404", "5", "1404/1", "farvardin", "10:00", "2025-03-21:99", "12:30:2025", "1/2/3/4", "today tomorrow 5",
    "+", "-", "+1/2", "+3 farvardin", "next 5", "in", "days", "99999999999999999999", "+99999999", "3/2025", "2025 2024 2023",
    "next 5 farvardin", "\xff\xfe", "5 farvardin farvardin", "1404/1/2025", "٫"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++)
    assert_refused (nonsense[i], &english, "is not a date");
  assert_refused (NULL, &persian, "is not a date");
  assert_refused ("hello", &persian, "۱۴۰۳/۱۲/۳۰");
}

static void
test_reasons (void)
{
  g_autofree char *long_text = g_strnfill (100000, '1');

  assert_refused ("1404/7/31", &english, "Mehr 1404 has 30 days");
  assert_refused ("31 Aban", &english, "Aban");
  assert_refused ("1402/12/30", &english, "Esfand 1402 has 29 days");
  assert_refused ("1404/12/30", &persian, "Esfand ۱۴۰۴ has ۲۹ days");
  assert_refused ("29 Feb 2025", &english, "February 2025 has 28 days");
  assert_refused ("31/04/2025", &english, "April 2025 has 30 days");
  assert_refused ("1403-06-32", &english, "Shahrivar 1403 has 31 days");
  assert_refused ("۳۲ شهریور ۱۴۰۳", &persian, "۳۱");
  assert_refused ("32/1/2025", &english, "January 2025 has 31 days");
  assert_refused ("1/32/2025", &american, "January 2025 has 31 days");
  assert_refused ("2025-01-32", &english, "January 2025 has 31 days");
  assert_refused ("32 Feb 2025", &english, "February 2025 has 28 days");
  assert_refused ("February 32, 2025", &english, "February 2025 has 28 days");
  assert_refused ("99 32 1403", &english, "no month 32");
  assert_refused ("1404/13/1", &english, "no month 13");
  assert_refused ("1404/0/1", &english, "no month 0");
  assert_refused ("1404/1/0", &english, "no day 0");
  assert_refused ("1600/1/1", &english, "1600 is not a year");
  assert_refused ("1/1/2646", &english, "2646");
  assert_refused ("5 farvardin 2025", &english, "different calendars");
  assert_refused ("5 June 1404", &english, "different calendars");
  assert_refused (long_text, &english, "is not a date");
}

/* Whatever is typed, it is a full date or a reason, and never a crash. */
static void
test_random (void)
{
  static const char *const parts[] = {
    "1404", "5", "۵", "/", "-", " ", "+", ":", "T", "Z", "farvardin", "فروردین", "next", "آینده", "شنبه", "سه", "روز", "days", "in",
    "ago", "Jun", "31", "99", ".", "،", "\xd9", "\u200c", "today", "10:00", "00000000", "2025"
  };

  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      const CrmCulture *culture = i % 2 == 0 ? &english : &persian;
      CrmDate           date;

      for (int n = g_test_rand_int_range (0, 9); n > 0; n--)
        {
          g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
          if (g_test_rand_bit ())
            g_string_append_c (text, ' ');
        }
      g_assert_cmpint (crm_date_parse (text->str, culture, today, &date, &error), ==, error == NULL);
      g_assert_cmpint (crm_date_is_full (date), ==, error == NULL);
      g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_without_today (void)
{
  CrmDate date;

  g_assert_true (crm_date_parse ("2025-03-21", &english, CRM_DATE_NONE, &date, NULL));
  g_assert_false (crm_date_parse ("tomorrow", &english, CRM_DATE_NONE, &date, NULL));
  g_assert_false (crm_date_parse ("next saturday", &english, CRM_DATE_NONE, &date, NULL));
  g_assert_false (crm_date_parse ("5 June", &english, CRM_DATE_NONE, &date, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  crm_culture_init_default (&english, "en_GB");
  crm_culture_init_default (&american, "en_US");
  crm_culture_init_default (&persian, "fa");

  g_test_add_func ("/date-parse/jalali", test_jalali);
  g_test_add_func ("/date-parse/gregorian", test_gregorian);
  g_test_add_func ("/date-parse/words", test_words);
  g_test_add_func ("/date-parse/weekdays", test_weekdays);
  g_test_add_func ("/date-parse/steps", test_steps);
  g_test_add_func ("/date-parse/refused", test_refused);
  g_test_add_func ("/date-parse/reasons", test_reasons);
  g_test_add_func ("/date-parse/random", test_random);
  g_test_add_func ("/date-parse/without-today", test_without_today);

  return g_test_run ();
}
