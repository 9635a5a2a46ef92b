/* Runs of days by their words, in both languages and both calendars. */

#include "crm-error.h"
#include "crm-period.h"

static const CrmDate today = { 2026, 11, 22 }; /* Sunday, 1 Azar 1405 */

static void
assert_period (const char *text, CrmCalendar calendar, const char *expected)
{
  CrmCulture culture;
  CrmPeriod  period;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *both = NULL;

  crm_culture_init_default (&culture, calendar == CRM_CALENDAR_JALALI ? "fa" : "en");
  g_assert_true (crm_period_parse (text, &culture, today, &period, &error));
  g_assert_no_error (error);
  first = crm_date_to_iso (period.first);
  last = crm_date_to_iso (period.last);
  both = g_strdup_printf ("%s %s", first, last);
  g_assert_cmpstr (both, ==, expected);
}

static void
test_units (void)
{
  assert_period ("this month", CRM_CALENDAR_GREGORIAN, "2026-11-01 2026-11-30");
  assert_period ("last month", CRM_CALENDAR_GREGORIAN, "2026-10-01 2026-10-31");
  assert_period ("next year", CRM_CALENDAR_GREGORIAN, "2027-01-01 2027-12-31");
  assert_period ("this week", CRM_CALENDAR_GREGORIAN, "2026-11-16 2026-11-22");
  /* Azar begins today; the week on Saturday. */
  assert_period ("this month", CRM_CALENDAR_JALALI, "2026-11-22 2026-12-21");
  assert_period ("ماه گذشته", CRM_CALENDAR_JALALI, "2026-10-23 2026-11-21");
  assert_period ("این هفته", CRM_CALENDAR_JALALI, "2026-11-21 2026-11-27");
  assert_period ("امسال", CRM_CALENDAR_JALALI, "2026-03-21 2027-03-20");
}

static void
test_runs (void)
{
  assert_period ("last 30 days", CRM_CALENDAR_GREGORIAN, "2026-10-24 2026-11-22");
  assert_period ("next 7 days", CRM_CALENDAR_GREGORIAN, "2026-11-22 2026-11-28");
  assert_period ("past 2 months", CRM_CALENDAR_GREGORIAN, "2026-09-23 2026-11-22");
  assert_period ("۳۰ روز گذشته", CRM_CALENDAR_JALALI, "2026-10-24 2026-11-22");
}

static void
test_years (void)
{
  assert_period ("2025", CRM_CALENDAR_JALALI, "2025-01-01 2025-12-31");
  assert_period ("۱۴۰۳", CRM_CALENDAR_GREGORIAN, "2024-03-20 2025-03-20");
}

static void
test_days (void)
{
  assert_period ("today", CRM_CALENDAR_GREGORIAN, "2026-11-22 2026-11-22");
  assert_period ("60 days ago", CRM_CALENDAR_GREGORIAN, "2026-09-23 2026-09-23");
  assert_period ("فردا", CRM_CALENDAR_JALALI, "2026-11-23 2026-11-23");
  assert_period ("2026-02-03", CRM_CALENDAR_GREGORIAN, "2026-02-03 2026-02-03");
}

static void
test_ranges (void)
{
  assert_period ("2026-01-10..2026-03-05", CRM_CALENDAR_JALALI, "2026-01-10 2026-03-05");
  assert_period ("last month..this month", CRM_CALENDAR_GREGORIAN, "2026-10-01 2026-11-30");
  assert_period ("2024..2025", CRM_CALENDAR_GREGORIAN, "2024-01-01 2025-12-31");
}

static void
test_nonsense (void)
{
  static const char *const texts[] = { "", "month", "last", "next 30", "the day the music died", "9999999999 days ago", "2026-02-30", "2026-03-05..2026-01-10", "..", "today..", "2024..2025..2026" };
  CrmCulture               culture;
  CrmPeriod                period;

  crm_culture_init_default (&culture, "en");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_false (crm_period_parse (texts[i], &culture, today, &period, &error));
      g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/period/units", test_units);
  g_test_add_func ("/period/runs", test_runs);
  g_test_add_func ("/period/years", test_years);
  g_test_add_func ("/period/ranges", test_ranges);
  g_test_add_func ("/period/days", test_days);
  g_test_add_func ("/period/nonsense", test_nonsense);

  return g_test_run ();
}
