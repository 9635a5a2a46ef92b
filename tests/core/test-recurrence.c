/* Repeats against days that are known: of RFC 5545's own examples, and of the official table of Jalali leap years. */

#include "crm-error.h"
#include "crm-recurrence-words.h"

#include <locale.h>
#include <string.h>

static CrmDate
day (const char *iso)
{
  CrmDate date;

  g_assert_true (crm_date_from_iso (iso, &date));

  return date;
}

static CrmRecurrence *
read_rule (const char *text)
{
  g_autoptr (GError) error = NULL;
  CrmRecurrence *rule = crm_recurrence_new (text, &error);

  g_assert_no_error (error);

  return rule;
}

static char *
list (const CrmRecurrence *rule, const char *start, const char *from, const char *to)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (CrmDate));
  GString *out = g_string_new (NULL);

  crm_recurrence_expand (rule, day (start), day (from), day (to), days);
  for (guint i = 0; i < days->len; i++)
    {
      g_autofree char *iso = crm_date_to_iso (g_array_index (days, CrmDate, i));

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", iso);
    }

  return g_string_free (out, FALSE);
}

static void
test_days (void)
{
  static const struct
  {
    const char *rule, *start, *from, *to, *days;
  } cases[] = {
    { "FREQ=DAILY;COUNT=3", "1997-09-02", "1997-09-01", "1997-12-31", "1997-09-02 1997-09-03 1997-09-04" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU;COUNT=4", "1997-09-02", "1997-09-01", "1997-12-31", "1997-09-02 1997-09-04 1997-09-16 1997-09-18" },
    { "FREQ=MONTHLY;BYDAY=1FR;COUNT=3", "1997-09-05", "1997-09-01", "1997-12-31", "1997-09-05 1997-10-03 1997-11-07" },
    { "FREQ=MONTHLY;BYDAY=-1MO", "1997-09-29", "1997-10-01", "1997-12-31", "1997-10-27 1997-11-24 1997-12-29" },
    { "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "1997-09-30", "1997-09-01", "1998-12-31", "1997-09-30 1997-10-31 1997-11-30" },
    { "FREQ=YEARLY;UNTIL=19991231T235959Z", "1997-09-02", "1997-01-01", "2005-01-01", "1997-09-02 1998-09-02 1999-09-02" },
    { "FREQ=YEARLY", "2024-02-29", "2024-01-01", "2033-01-01", "2024-02-29 2028-02-29 2032-02-29" },
    /* Nowruz moves in the Gregorian calendar. */
    { "RSCALE=PERSIAN;FREQ=YEARLY", "2024-03-20", "2024-01-01", "2030-12-31", "2024-03-20 2025-03-21 2026-03-21 2027-03-21 2028-03-20 2029-03-20 2030-03-21" },
    { "RSCALE=PERSIAN;FREQ=MONTHLY;COUNT=3", "2024-03-20", "2024-01-01", "2030-12-31", "2024-03-20 2024-04-20 2024-05-21" },
    /* The first day is one of them even where the rule would not have it. */
    { "FREQ=WEEKLY;BYDAY=SA", "2025-03-20", "2025-03-20", "2025-03-30", "2025-03-20 2025-03-22 2025-03-29" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrmRecurrence) rule = read_rule (cases[i].rule);
      g_autofree char *days = list (rule, cases[i].start, cases[i].from, cases[i].to);

      g_assert_cmpstr (days, ==, cases[i].days);
    }
}

/* 30 Esfand every year: in a leap year that day, in another the 29th, for as long as the official table goes. */
static void
test_end_of_esfand (void)
{
  CrmRepeatPlan plan = { CRM_REPEAT_YEAR, 1, 0, CRM_CALENDAR_JALALI, 0, CRM_DATE_NONE };
  CrmDate       start;
  CrmDate       from;
  CrmDate       to;
  g_autoptr (CrmRecurrence) rule = NULL;
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (CrmDate));

  g_assert_true (crm_date_from_calendar (CRM_CALENDAR_JALALI, 1375, 12, 30, &start));
  g_assert_true (crm_date_from_calendar (CRM_CALENDAR_JALALI, 1375, 1, 1, &from));
  g_assert_true (crm_date_from_calendar (CRM_CALENDAR_JALALI, 1498, 12, 1, &to));
  to = crm_date_month_end (to, CRM_CALENDAR_JALALI);
  rule = crm_recurrence_new_from_plan (&plan, start);
  crm_recurrence_expand (rule, start, from, to, days);

  g_assert_cmpuint (days->len, ==, 1498 - 1375 + 1);
  for (guint i = 0; i < days->len; i++)
    {
      int year, month, of_month;

      crm_date_to_calendar (g_array_index (days, CrmDate, i), CRM_CALENDAR_JALALI, &year, &month, &of_month);
      g_assert_cmpint (year, ==, 1375 + (int) i);
      g_assert_cmpint (month, ==, 12);
      g_assert_cmpint (of_month, ==, crm_calendar_is_leap (CRM_CALENDAR_JALALI, year) ? 30 : 29);
    }
}

static void
test_end_of_month (void)
{
  CrmRepeatPlan gregorian = { CRM_REPEAT_MONTH, 1, 0, CRM_CALENDAR_GREGORIAN, 4, CRM_DATE_NONE };
  CrmRepeatPlan jalali = { CRM_REPEAT_MONTH, 1, 0, CRM_CALENDAR_JALALI, 0, CRM_DATE_NONE };
  g_autoptr (CrmRecurrence) rule = crm_recurrence_new_from_plan (&gregorian, day ("2025-01-31"));
  g_autofree char *days = list (rule, "2025-01-31", "2025-01-01", "2026-01-01");
  g_autoptr (CrmRecurrence) shahrivar = crm_recurrence_new_from_plan (&jalali, day ("2024-09-21"));
  g_autofree char *autumn = list (shahrivar, "2024-09-21", "2024-09-21", "2025-04-20");

  g_assert_cmpstr (days, ==, "2025-01-31 2025-02-28 2025-03-31 2025-04-30");
  /* 31 Shahrivar, then 30 Mehr to 30 Esfand of the leap year 1403, then 31 Farvardin. */
  g_assert_cmpstr (autumn, ==, "2024-09-21 2024-10-21 2024-11-20 2024-12-20 2025-01-19 2025-02-18 2025-03-20 2025-04-20");
}

static void
test_exceptions (void)
{
  g_autoptr (CrmRecurrence) rule = read_rule ("RRULE:FREQ=DAILY\nEXDATE;VALUE=DATE:20250322,20250324\r\nRDATE:20250322T100000Z,20251231");
  g_autofree char *days = list (rule, "2025-03-20", "2025-03-20", "2025-03-26");
  g_autofree char *text = NULL;
  g_autoptr (CrmRecurrence) again = NULL;

  /* What is left out is left out, also where another line adds it. */
  g_assert_cmpstr (days, ==, "2025-03-20 2025-03-21 2025-03-23 2025-03-25 2025-03-26");
  crm_recurrence_exclude (rule, day ("2025-03-21"));
  g_assert_false (crm_recurrence_falls_on (rule, day ("2025-03-20"), day ("2025-03-21")));
  text = crm_recurrence_to_text (rule);
  g_assert_cmpstr (text, ==, "RRULE:FREQ=DAILY\nEXDATE;VALUE=DATE:20250321,20250322,20250324\nRDATE;VALUE=DATE:20250322,20251231");
  again = read_rule (text);
  g_assert_true (crm_recurrence_falls_on (again, day ("2025-03-20"), day ("2025-03-23")));
}

static void
test_next (void)
{
  g_autoptr (CrmRecurrence) rule = read_rule ("FREQ=WEEKLY;COUNT=3");
  CrmDate          next = crm_recurrence_find_next (rule, day ("2025-03-01"), day ("2025-03-01"));
  g_autofree char *text = NULL;

  g_assert_cmpint (crm_date_compare (next, day ("2025-03-08")), ==, 0);
  crm_recurrence_advance (rule, day ("2025-03-01"), next);
  text = crm_recurrence_to_text (rule);
  g_assert_cmpstr (text, ==, "RRULE:FREQ=WEEKLY;COUNT=2");
  next = crm_recurrence_find_next (rule, next, next);
  crm_recurrence_advance (rule, day ("2025-03-08"), next);
  g_assert_true (crm_date_is_none (crm_recurrence_find_next (rule, next, next)));
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "",
    "RRULE",
    "RRULE:",
    "hello",
    "FREQ=HOURLY",
    "FREQ=SECONDLY;BYSECOND=1,2,3",
    "FREQ=DAILY;BYHOUR=9,17",
    "FREQ=WEEKLY;BYDAY=XX",
    "FREQ=WEEKLY;BYDAY=",
    "FREQ=WEEKLY;BYDAY=2MO",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=MONTHLY;BYMONTHDAY=0",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=99999999999999999999",
    "FREQ=DAILY;COUNT=-1",
    "FREQ=DAILY;UNTIL=20250231",
    "FREQ=DAILY;UNTIL=2025",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "RSCALE=HEBREW;FREQ=YEARLY",
    "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY",
    "FREQ=DAILY;FREQ",
    "EXDATE:20250101",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CrmRecurrence) rule = crm_recurrence_new (texts[i], &error);

      g_assert_null (rule);
      g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
    }
}

/* A rule that never falls on a day ends by itself, and one without an end gives what is asked. */
static void
test_endless (void)
{
  g_autoptr (CrmRecurrence) never = read_rule ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");
  g_autoptr (CrmRecurrence) always = read_rule ("FREQ=DAILY");
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (CrmDate));

  g_assert_true (crm_date_is_none (crm_recurrence_find_next (never, day ("2025-03-20"), day ("2025-03-20"))));
  crm_recurrence_expand (always, day ("2025-03-20"), day ("0001-01-01"), day ("9999-12-31"), days);
  g_assert_cmpuint (days->len, >, 100000);
  g_assert_cmpuint (days->len, <=, CRM_RECURRENCE_DAYS_MAX + 1);
}

/* A range far from the beginning has the same days as the same range of the whole, whatever is leapt over. */
static void
test_far (void)
{
  static const char *const rules[] = {
    "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH;WKST=SU", "FREQ=MONTHLY;INTERVAL=5", "FREQ=MONTHLY;BYDAY=1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-1", "FREQ=YEARLY;INTERVAL=4", "FREQ=YEARLY;BYMONTH=3,6;BYDAY=2MO", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "RSCALE=PERSIAN;FREQ=MONTHLY",
    "RSCALE=PERSIAN;FREQ=YEARLY;INTERVAL=3", "RSCALE=PERSIAN;FREQ=MONTHLY;INTERVAL=7;BYMONTHDAY=31;SKIP=BACKWARD", "RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;SKIP=BACKWARD",
    "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD", "FREQ=WEEKLY;UNTIL=20310101", "FREQ=WEEKLY;COUNT=500"
  };
  CrmDate start = day ("2020-01-31");

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (CrmRecurrence) rule = read_rule (rules[i]);
      g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (CrmDate));
      g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (CrmDate));

      crm_recurrence_expand (rule, start, start, day ("2036-12-31"), whole);
      for (CrmDate from = start; crm_date_compare (from, day ("2036-12-31")) <= 0; from = crm_date_add_days (from, 50))
        {
          CrmDate to = crm_date_add_days (from, 49);

          crm_recurrence_expand (rule, start, from, crm_date_compare (to, day ("2036-12-31")) < 0 ? to : day ("2036-12-31"), pieces);
        }
      g_assert_cmpmem (whole->data, whole->len * sizeof (CrmDate), pieces->data, pieces->len * sizeof (CrmDate));
    }
}

static void
test_plan (void)
{
  g_autoptr (CrmRecurrence) plain = read_rule ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,MO;UNTIL=20250401");
  g_autoptr (CrmRecurrence) odd = read_rule ("FREQ=MONTHLY;BYDAY=1FR");
  g_autoptr (CrmRecurrence) again = NULL;
  CrmRepeatPlan plan;

  g_assert_true (crm_recurrence_get_plan (plain, &plan));
  g_assert_cmpint (plan.unit, ==, CRM_REPEAT_WEEK);
  g_assert_cmpint (plan.every, ==, 2);
  g_assert_cmpuint (plan.weekdays, ==, 1u << 6 | 1u << 1);
  again = crm_recurrence_new_from_plan (&plan, day ("2025-03-22"));
  g_assert_cmpstr (crm_recurrence_get_rule (again), ==, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA;UNTIL=20250401");
  g_assert_false (crm_recurrence_get_plan (odd, &plan));
}

static void
test_words (void)
{
  CrmCulture english = { CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };
  CrmCulture iranian = { CRM_CALENDAR_JALALI, FALSE, 6, TRUE, "IRR", FALSE };
  static const struct
  {
    const char *rule, *english, *iranian;
  } cases[] = {
    { "FREQ=DAILY", "Every day", "Every day" },
    { "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA", "Every 2 weeks on Monday and Saturday", "Every 2 weeks on Saturday and Monday" },
    { "FREQ=WEEKLY;BYDAY=MO,TU,WE;COUNT=10", "Every week on Monday, Tuesday and Wednesday, 10 times", "Every week on Monday, Tuesday and Wednesday, 10 times" },
    { "RSCALE=PERSIAN;FREQ=YEARLY", "Every Jalali year", "Every year" },
    { "FREQ=MONTHLY;UNTIL=20250320", "Every month, until 20 Mar 2025", "Every Gregorian month, until 30 Esfand 1403" },
    { "FREQ=MONTHLY;BYDAY=1FR", "By a rule of its own", "By a rule of its own" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CrmRecurrence) rule = read_rule (cases[i].rule);
      g_autofree char *in_english = crm_recurrence_describe (rule, &english);
      g_autofree char *in_iran = crm_recurrence_describe (rule, &iranian);

      g_assert_cmpstr (in_english, ==, cases[i].english);
      g_assert_cmpstr (in_iran, ==, cases[i].iranian);
    }
}

static void
test_shift (void)
{
  g_autoptr (CrmRecurrence) weekly = read_rule ("FREQ=WEEKLY;BYDAY=MO,SU");
  g_autoptr (CrmRecurrence) monthly = read_rule ("FREQ=MONTHLY;BYDAY=1FR");

  g_assert_true (crm_recurrence_shift (weekly, 1));
  g_assert_cmpstr (crm_recurrence_get_rule (weekly), ==, "FREQ=WEEKLY;BYDAY=MO,TU");
  g_assert_true (crm_recurrence_shift (weekly, -1));
  g_assert_cmpstr (crm_recurrence_get_rule (weekly), ==, "FREQ=WEEKLY;BYDAY=MO,SU");
  g_assert_false (crm_recurrence_shift (monthly, 1));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recurrence/days", test_days);
  g_test_add_func ("/recurrence/end-of-esfand", test_end_of_esfand);
  g_test_add_func ("/recurrence/end-of-month", test_end_of_month);
  g_test_add_func ("/recurrence/exceptions", test_exceptions);
  g_test_add_func ("/recurrence/next", test_next);
  g_test_add_func ("/recurrence/refused", test_refused);
  g_test_add_func ("/recurrence/endless", test_endless);
  g_test_add_func ("/recurrence/far", test_far);
  g_test_add_func ("/recurrence/plan", test_plan);
  g_test_add_func ("/recurrence/words", test_words);
  g_test_add_func ("/recurrence/shift", test_shift);

  return g_test_run ();
}
