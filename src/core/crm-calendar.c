/* The arithmetic of the two calendars, by Julian day number (JDN): the count of days that both agree on.
 *
 * Jalali years follow the 33-year rule. Against the table of the University of Tehran's Calendar Center it is right for every
 * year from 1206 to 1498, where the widely copied 2820-year rule is wrong ten times (from March 2025 to March 2026 for one).
 */

#include "config.h"

#include "crm-date.h"

#define YEAR_MAX 9999
#define JALALI_EPOCH 1948320
#define JALALI_CYCLE_YEARS 33
#define JALALI_CYCLE_DAYS 12053

/* Division that rounds down, for any @a and a positive @b. */
static int
floor_div (int a, int b)
{
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

static int
jalali_new_year (int year)
{
  return JALALI_EPOCH + 365 * (year - 1) + floor_div (8 * year + 21, JALALI_CYCLE_YEARS);
}

static int
jalali_days_before (int month)
{
  return month <= 7 ? 31 * (month - 1) : 186 + 30 * (month - 7);
}

static void
jalali_from_jdn (int jdn, int *year, int *month, int *day)
{
  int y = floor_div ((jdn - JALALI_EPOCH) * JALALI_CYCLE_YEARS, JALALI_CYCLE_DAYS) + 1;
  int rest;

  while (jalali_new_year (y) > jdn)
    y--;
  while (jalali_new_year (y + 1) <= jdn)
    y++;
  rest = jdn - jalali_new_year (y);

  *year = y;
  *month = rest < 186 ? rest / 31 + 1 : (rest - 186) / 30 + 7;
  *day = rest - jalali_days_before (*month) + 1;
}

/* Counts in years that begin on 1 March, so that the leap day comes last. */
static int
gregorian_to_jdn (int year, int month, int day)
{
  int before_march = month <= 2 ? 1 : 0;
  int y = year + 4800 - before_march;
  int m = month + 12 * before_march - 3;

  return day + (153 * m + 2) / 5 + 365 * y + floor_div (y, 4) - floor_div (y, 100) + floor_div (y, 400) - 32045;
}

static void
gregorian_from_jdn (int jdn, int *year, int *month, int *day)
{
  int since = jdn + 32044;
  int era = floor_div (4 * since + 3, 146097);
  int in_era = since - floor_div (146097 * era, 4);
  int y = (4 * in_era + 3) / 1461;
  int in_year = in_era - 1461 * y / 4;
  int m = (5 * in_year + 2) / 153;

  *day = in_year - (153 * m + 2) / 5 + 1;
  *month = m + 3 - 12 * (m / 10);
  *year = 100 * era + y - 4800 + m / 10;
}

/**
 * crm_calendar_is_leap:
 * @calendar: a calendar
 * @year: a year of it
 *
 * Returns: whether @year has 366 days
 */
gboolean
crm_calendar_is_leap (CrmCalendar calendar, int year)
{
  if (calendar == CRM_CALENDAR_JALALI)
    return jalali_new_year (year + 1) - jalali_new_year (year) == 366;

  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/**
 * crm_calendar_days_in_month:
 * @calendar: a calendar
 * @year: a year of it
 * @month: 1 to 12
 *
 * Returns: 28 to 31, or 0 if there is no such month
 */
int
crm_calendar_days_in_month (CrmCalendar calendar, int year, int month)
{
  static const guint8 gregorian[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (month < 1 || month > 12)
    return 0;
  if (calendar == CRM_CALENDAR_JALALI)
    return month <= 6 ? 31 : month < 12 || crm_calendar_is_leap (calendar, year) ? 30
                                                                                 : 29;

  return gregorian[month - 1] + (month == 2 && crm_calendar_is_leap (calendar, year) ? 1 : 0);
}

/**
 * crm_calendar_is_valid:
 * @calendar: a calendar
 * @year: a year
 * @month: a month
 * @day: a day
 *
 * Returns: whether @calendar has such a day, in the years 1 to 9999
 */
gboolean
crm_calendar_is_valid (CrmCalendar calendar, int year, int month, int day)
{
  return year >= 1 && year <= YEAR_MAX && day >= 1 && day <= crm_calendar_days_in_month (calendar, year, month);
}

/**
 * crm_calendar_to_jdn:
 * @calendar: a calendar
 * @year: a year of it
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * The day must be valid.
 *
 * Returns: its Julian day number
 */
int
crm_calendar_to_jdn (CrmCalendar calendar, int year, int month, int day)
{
  if (calendar == CRM_CALENDAR_JALALI)
    return jalali_new_year (year) + jalali_days_before (month) + day - 1;

  return gregorian_to_jdn (year, month, day);
}

/**
 * crm_calendar_from_jdn:
 * @calendar: a calendar
 * @jdn: a Julian day number, of the years 1 to 9999 of the Gregorian calendar
 * @year: (out): its year; in the Jalali calendar less than 1 before the spring of 622
 * @month: (out): its month
 * @day: (out): its day
 *
 * Finds a day in @calendar.
 */
void
crm_calendar_from_jdn (CrmCalendar calendar, int jdn, int *year, int *month, int *day)
{
  if (calendar == CRM_CALENDAR_JALALI)
    jalali_from_jdn (jdn, year, month, day);
  else
    gregorian_from_jdn (jdn, year, month, day);
}
