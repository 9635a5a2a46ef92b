#include "crm-culture.h"
#include "crm-date.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ucal.h>

static CrmDate
iso (const char *text)
{
  CrmDate date;

  if (!crm_date_from_iso (text, &date))
    g_error ("%s is no date", text);

  return date;
}

static void
assert_date (CrmDate date, const char *expected)
{
  g_autofree char *text = crm_date_to_iso (date);

  g_assert_cmpstr (text, ==, expected);
}

static CrmDate
jalali (int year, int month, int day)
{
  CrmDate date;

  g_assert_true (crm_date_from_calendar (CRM_CALENDAR_JALALI, year, month, day, &date));

  return date;
}

/* The years of the official table: new year's day, and whether the year is a leap year. */
static void
test_official_table (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "jalali", "kabise.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  int n_years = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char stars_and_date[32], *new_year;
      int  year, y, m, d;

      if (sscanf (*line, "%d%31[^\n]", &year, stars_and_date) != 2)
        continue;
      new_year = strchr (stars_and_date, ' ') + 1;
      assert_date (jalali (year, 1, 1), g_strchomp (new_year));
      g_assert_true (crm_date_to_calendar (iso (new_year), CRM_CALENDAR_JALALI, &y, &m, &d));
      g_assert_true (y == year && m == 1 && d == 1);
      g_assert_cmpint (crm_calendar_is_leap (CRM_CALENDAR_JALALI, year), ==, stars_and_date[0] == '*');
      n_years++;
    }
  g_assert_cmpint (n_years, ==, 293);
}

static void
test_leap_years (void)
{
  static const int leap[] = { 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1436, 1441, 1469, 1474 };

  for (gsize i = 0; i < G_N_ELEMENTS (leap); i++)
    {
      g_assert_true (crm_calendar_is_leap (CRM_CALENDAR_JALALI, leap[i]));
      g_assert_cmpint (crm_calendar_days_in_month (CRM_CALENDAR_JALALI, leap[i], 12), ==, 30);
      g_assert_false (crm_calendar_is_leap (CRM_CALENDAR_JALALI, leap[i] + 1));
    }
  g_assert_false (crm_calendar_is_leap (CRM_CALENDAR_JALALI, 1407));
  g_assert_true (crm_calendar_is_leap (CRM_CALENDAR_GREGORIAN, 2000));
  g_assert_false (crm_calendar_is_leap (CRM_CALENDAR_GREGORIAN, 1900));
}

static void
test_pairs (void)
{
  assert_date (jalali (1403, 1, 1), "2024-03-20");
  assert_date (jalali (1403, 12, 30), "2025-03-20");
  assert_date (jalali (1404, 1, 1), "2025-03-21");
  assert_date (jalali (1408, 12, 30), "2030-03-20");
  assert_date (jalali (1409, 1, 1), "2030-03-21");
  assert_date (jalali (1357, 11, 22), "1979-02-11");
  assert_date (jalali (1378, 10, 11), "2000-01-01");
  assert_date (jalali (1391, 10, 21), "2013-01-10");
}

/* Every day of Jalali 1178 to 1501 against ICU, at noon so that no time zone matters. */
static void
test_against_icu (void)
{
  const UChar zone[] = { 'U', 'T', 'C', 0 };
  UErrorCode  status = U_ZERO_ERROR;
  UCalendar  *calendar = ucal_open (zone, -1, "fa_IR@calendar=persian", UCAL_DEFAULT, &status);
  int         first = crm_date_to_jdn (jalali (1178, 1, 1));
  int         last = crm_date_to_jdn (jalali (1501, 12, 29));

  g_assert_true (U_SUCCESS (status));
  for (int jdn = first; jdn <= last; jdn++)
    {
      CrmDate date = crm_date_from_jdn (jdn);
      int     year, month, day;

      ucal_setMillis (calendar, ((double) jdn - 2440588 + 0.5) * 86400000.0, &status);
      g_assert_true (crm_date_to_calendar (date, CRM_CALENDAR_JALALI, &year, &month, &day));
      g_assert_cmpint (year, ==, ucal_get (calendar, UCAL_EXTENDED_YEAR, &status));
      g_assert_cmpint (month, ==, ucal_get (calendar, UCAL_MONTH, &status) + 1);
      g_assert_cmpint (day, ==, ucal_get (calendar, UCAL_DAY_OF_MONTH, &status));
      g_assert_cmpint (crm_date_weekday (date) % 7 + 1, ==, ucal_get (calendar, UCAL_DAY_OF_WEEK, &status));
    }
  ucal_close (calendar);
}

static void
test_whole_range (void)
{
  CrmDate date = iso ("0001-01-01");

  for (int jdn = crm_date_to_jdn (date); crm_date_is_full (date); jdn++)
    {
      CrmDate next, back;
      int     year, month, day;

      g_assert_cmpint (crm_date_to_jdn (date), ==, jdn);
      if (crm_date_to_calendar (date, CRM_CALENDAR_JALALI, &year, &month, &day))
        {
          g_assert_true (crm_date_from_calendar (CRM_CALENDAR_JALALI, year, month, day, &back));
          g_assert_cmpint (crm_date_compare (back, date), ==, 0);
        }
      next = crm_date_add_days (date, 1);
      g_assert_true (crm_date_is_none (next) || crm_date_compare (next, date) > 0);
      date = next;
    }
}

static void
test_iso (void)
{
  static const char *const good[] = { "2025-03-21", "2024-02-29", "2025-03", "2025", "--03-21", "--02-29", "--12", "0001-01-01", "9999-12-31" };
  static const char *const bad[] = {
    "", "2025-3-21", "2025-02-29", "2025-13-01", "2025-00-01", "0000-01-01", "2025-03-21 ", " 2025-03-21", "20250321", "2025-03-21T10:00:00Z",
    "---21", "--02-30", "-2025-01-01", "2025-", "2025-03-", "۲۰۲۵-۰۳-۲۱", "--", "-", "2025-00-00"
  };
  CrmDate date;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    assert_date (iso (good[i]), good[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      if (crm_date_from_iso (bad[i], &date))
        g_error ("“%s” was read as a date", bad[i]);
      g_assert_true (crm_date_is_none (date));
    }
  g_assert_false (crm_date_from_iso (NULL, &date));
  assert_date (CRM_DATE_NONE, NULL);
  g_assert_false (crm_date_is_full (iso ("2025-03")));
  g_assert_true (crm_date_is_valid (iso ("--02-29")));
}

static void
test_steps (void)
{
  assert_date (crm_date_add_months (jalali (1403, 6, 31), CRM_CALENDAR_JALALI, 1), "2024-10-21");
  g_assert_cmpint (crm_date_compare (crm_date_add_months (jalali (1403, 6, 31), CRM_CALENDAR_JALALI, 1), jalali (1403, 7, 30)), ==, 0);
  g_assert_cmpint (crm_date_compare (crm_date_add_years (jalali (1403, 12, 30), CRM_CALENDAR_JALALI, 1), jalali (1404, 12, 29)), ==, 0);
  assert_date (crm_date_add_months (iso ("2025-01-31"), CRM_CALENDAR_GREGORIAN, 1), "2025-02-28");
  assert_date (crm_date_add_months (iso ("2025-01-31"), CRM_CALENDAR_GREGORIAN, -2), "2024-11-30");
  assert_date (crm_date_add_years (iso ("2024-02-29"), CRM_CALENDAR_GREGORIAN, 1), "2025-02-28");
  assert_date (crm_date_add_days (iso ("2025-03-01"), -1), "2025-02-28");
  assert_date (crm_date_month_start (iso ("2025-03-20"), CRM_CALENDAR_JALALI), "2025-02-19");
  assert_date (crm_date_month_end (iso ("2025-03-19"), CRM_CALENDAR_JALALI), "2025-03-20");
  assert_date (crm_date_month_end (iso ("2025-03-19"), CRM_CALENDAR_GREGORIAN), "2025-03-31");
  assert_date (crm_date_year_start (iso ("2025-03-19"), CRM_CALENDAR_JALALI), "2024-03-20");
  assert_date (crm_date_week_start (iso ("2025-03-20"), 6), "2025-03-15");
  assert_date (crm_date_week_start (iso ("2025-03-15"), 6), "2025-03-15");
  assert_date (crm_date_week_start (iso ("2025-03-20"), 1), "2025-03-17");
  g_assert_cmpint (crm_date_weekday (iso ("2025-03-20")), ==, 4);
  g_assert_cmpint (crm_date_days_between (iso ("2025-03-20"), iso ("2025-04-01")), ==, 12);
}

static void
test_limits (void)
{
  CrmDate last = iso ("9999-12-31");
  int     year, month, day;

  g_assert_true (crm_date_is_none (crm_date_add_days (last, 1)));
  g_assert_true (crm_date_is_none (crm_date_add_days (last, G_MAXINT)));
  g_assert_true (crm_date_is_none (crm_date_add_days (last, G_MININT)));
  g_assert_true (crm_date_is_none (crm_date_add_months (last, CRM_CALENDAR_GREGORIAN, 1)));
  g_assert_true (crm_date_is_none (crm_date_add_years (last, CRM_CALENDAR_JALALI, G_MAXINT)));
  g_assert_true (crm_date_is_none (crm_date_add_years (last, CRM_CALENDAR_JALALI, G_MININT)));
  g_assert_true (crm_date_is_none (crm_date_add_days (CRM_DATE_NONE, 1)));
  g_assert_true (crm_date_is_none (crm_date_month_start (iso ("2025-03"), CRM_CALENDAR_JALALI)));
  g_assert_false (crm_date_to_calendar (iso ("0600-01-01"), CRM_CALENDAR_JALALI, &year, &month, &day));
  g_assert_cmpint (year, ==, 0);
  g_assert_cmpint (crm_date_weekday (CRM_DATE_NONE), ==, 0);
}

static void
test_instants (void)
{
  assert_date (crm_date_from_instant (0), "1970-01-01");
  assert_date (crm_date_from_instant (-1), "1969-12-31");
  assert_date (crm_date_from_instant (G_MAXINT64), NULL);
  g_assert_cmpint (crm_date_to_instant (iso ("1970-01-02")), ==, (gint64) 86400 * G_USEC_PER_SEC);
  g_assert_cmpint (crm_date_to_instant (CRM_DATE_NONE), ==, 0);
}

static void
test_culture (void)
{
  CrmCulture       persian, english, american, none;
  g_autofree char *digits = NULL;
  g_autofree char *ascii = NULL;

  crm_culture_init_default (&persian, "fa_IR.UTF-8");
  crm_culture_init_default (&english, "en_GB.UTF-8");
  crm_culture_init_default (&american, "en_US.UTF-8");
  crm_culture_init_default (&none, NULL);
  g_assert_cmpint (persian.calendar, ==, CRM_CALENDAR_JALALI);
  g_assert_true (persian.persian_digits && persian.toman && persian.week_start == 6);
  g_assert_cmpstr (persian.currency, ==, "IRR");
  g_assert_cmpint (english.calendar, ==, CRM_CALENDAR_GREGORIAN);
  g_assert_true (!english.persian_digits && !english.toman && english.week_start == 1 && english.day_first);
  g_assert_cmpstr (english.currency, ==, "EUR");
  g_assert_false (american.day_first);
  g_assert_cmpint (none.calendar, ==, CRM_CALENDAR_GREGORIAN);

  digits = crm_culture_digits (&persian, "12:05");
  ascii = crm_culture_digits (&english, "12:05");
  g_assert_cmpstr (digits, ==, "۱۲:۰۵");
  g_assert_cmpstr (ascii, ==, "12:05");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date/official-table", test_official_table);
  g_test_add_func ("/date/leap-years", test_leap_years);
  g_test_add_func ("/date/pairs", test_pairs);
  g_test_add_func ("/date/against-icu", test_against_icu);
  g_test_add_func ("/date/whole-range", test_whole_range);
  g_test_add_func ("/date/iso", test_iso);
  g_test_add_func ("/date/steps", test_steps);
  g_test_add_func ("/date/limits", test_limits);
  g_test_add_func ("/date/instants", test_instants);
  g_test_add_func ("/date/culture", test_culture);

  return g_test_run ();
}
