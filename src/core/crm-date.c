/* The day as a value: its ISO 8601 text, and steps by days, weeks, months and years of either calendar. Nothing here asks
 * what day it is. */

#include "config.h"

#include "crm-date.h"

#include "crm-clock.h"

#include <string.h>

#define JDN_MIN 1721426 /* 0001-01-01 */
#define JDN_MAX 5373484 /* 9999-12-31 */

gboolean
crm_date_is_none (CrmDate date)
{
  return date.year == 0 && date.month == 0 && date.day == 0;
}

/**
 * crm_date_is_full:
 * @date: a date
 *
 * Returns: whether @date is one day that exists, with nothing unknown
 */
gboolean
crm_date_is_full (CrmDate date)
{
  return crm_calendar_is_valid (CRM_CALENDAR_GREGORIAN, date.year, date.month, date.day);
}

/**
 * crm_date_is_valid:
 * @date: a date
 *
 * Returns: whether @date is a day, a month of a year, a year, or a day or month of any year
 */
gboolean
crm_date_is_valid (CrmDate date)
{
  const int any_leap_year = 2000;

  if (date.year < 0 || date.year > 9999 || date.month > 12)
    return FALSE;
  if (date.month == 0)
    return date.day == 0 && date.year > 0;

  return date.day <= crm_calendar_days_in_month (CRM_CALENDAR_GREGORIAN, date.year > 0 ? date.year : any_leap_year, date.month);
}

/**
 * crm_date_compare:
 * @a: a date
 * @b: a date
 *
 * What is not known counts as earlier than what is.
 *
 * Returns: less than, equal to or more than 0, as @a is before, on or after @b
 */
int
crm_date_compare (CrmDate a, CrmDate b)
{
  int in_a = a.year * 10000 + a.month * 100 + a.day;
  int in_b = b.year * 10000 + b.month * 100 + b.day;

  return (in_a > in_b) - (in_a < in_b);
}

/* Reads exactly @n digits and moves on. */
static gboolean
read_digits (const char **at, int n, int *value)
{
  *value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *value = *value * 10 + *(*at)++ - '0';
    }

  return TRUE;
}

static gboolean
read_part (const char **at, int *value)
{
  if (**at != '-')
    return FALSE;
  (*at)++;

  return read_digits (at, 2, value) && *value > 0;
}

/**
 * crm_date_from_iso:
 * @text: (nullable): `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `--MM-DD` or `--MM`, in ASCII digits and with nothing around it
 * @out: (out): the date
 *
 * Reads what crm_date_to_iso() writes.
 *
 * Returns: whether @text is a valid date; if not, @out is none
 */
gboolean
crm_date_from_iso (const char *text, CrmDate *out)
{
  const char *at = text;
  int         year = 0, month = 0, day = 0;
  gboolean    good;

  *out = CRM_DATE_NONE;
  if (text == NULL)
    return FALSE;

  if (g_str_has_prefix (text, "--"))
    {
      at++;
      good = read_part (&at, &month);
    }
  else
    {
      good = read_digits (&at, 4, &year) && year > 0 && (*at == '\0' || read_part (&at, &month));
    }
  good = good && (*at == '\0' || read_part (&at, &day)) && *at == '\0';
  if (!good || !crm_date_is_valid ((CrmDate){ (gint16) year, (guint8) month, (guint8) day }))
    return FALSE;

  *out = (CrmDate){ (gint16) year, (guint8) month, (guint8) day };

  return TRUE;
}

/**
 * crm_date_to_iso:
 * @date: a date
 *
 * Returns: (transfer full) (nullable): @date as ISO 8601 text, %NULL if it is not valid
 */
char *
crm_date_to_iso (CrmDate date)
{
  g_autoptr (GString) text = NULL;

  if (!crm_date_is_valid (date))
    return NULL;

  text = g_string_sized_new (12);
  if (date.year > 0)
    g_string_append_printf (text, "%04d", date.year);
  else
    g_string_append_c (text, '-');
  if (date.month > 0)
    g_string_append_printf (text, "-%02d", date.month);
  if (date.day > 0)
    g_string_append_printf (text, "-%02d", date.day);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * crm_date_to_jdn:
 * @date: a full date
 *
 * Returns: the Julian day number of @date, 0 if it is not full
 */
int
crm_date_to_jdn (CrmDate date)
{
  if (!crm_date_is_full (date))
    return 0;

  return crm_calendar_to_jdn (CRM_CALENDAR_GREGORIAN, date.year, date.month, date.day);
}

/**
 * crm_date_from_jdn:
 * @jdn: a Julian day number
 *
 * Returns: the date, none if it is not of the years 1 to 9999
 */
CrmDate
crm_date_from_jdn (int jdn)
{
  int year, month, day;

  if (jdn < JDN_MIN || jdn > JDN_MAX)
    return CRM_DATE_NONE;
  crm_calendar_from_jdn (CRM_CALENDAR_GREGORIAN, jdn, &year, &month, &day);

  return (CrmDate){ (gint16) year, (guint8) month, (guint8) day };
}

/**
 * crm_date_to_calendar:
 * @date: a full date
 * @calendar: a calendar
 * @year: (out): the year
 * @month: (out): the month
 * @day: (out): the day
 *
 * Returns: whether @date is full and @calendar had begun; if not, all three are 0
 */
gboolean
crm_date_to_calendar (CrmDate date, CrmCalendar calendar, int *year, int *month, int *day)
{
  *year = *month = *day = 0;
  if (!crm_date_is_full (date))
    return FALSE;

  crm_calendar_from_jdn (calendar, crm_date_to_jdn (date), year, month, day);
  if (*year >= 1)
    return TRUE;
  *year = *month = *day = 0;

  return FALSE;
}

/**
 * crm_date_from_calendar:
 * @calendar: a calendar
 * @year: a year of it
 * @month: a month of it
 * @day: a day of it
 * @out: (out): the date
 *
 * Returns: whether there is such a day; if not, @out is none
 */
gboolean
crm_date_from_calendar (CrmCalendar calendar, int year, int month, int day, CrmDate *out)
{
  *out = CRM_DATE_NONE;
  if (!crm_calendar_is_valid (calendar, year, month, day))
    return FALSE;
  *out = crm_date_from_jdn (crm_calendar_to_jdn (calendar, year, month, day));

  return crm_date_is_full (*out);
}

/**
 * crm_date_weekday:
 * @date: a full date
 *
 * Returns: 1 for Monday to 7 for Sunday, 0 if @date is not full
 */
int
crm_date_weekday (CrmDate date)
{
  return crm_date_is_full (date) ? crm_date_to_jdn (date) % 7 + 1 : 0;
}

/**
 * crm_date_days_between:
 * @from: a full date
 * @to: a full date
 *
 * Returns: the days from @from to @to, less than 0 if @to is earlier
 */
int
crm_date_days_between (CrmDate from, CrmDate to)
{
  return crm_date_to_jdn (to) - crm_date_to_jdn (from);
}

/* 1970-01-01 */
#define EPOCH_JDN 2440588

/**
 * crm_date_to_days:
 *
 * Returns: days since 1970-01-01
 */
gint32
crm_date_to_days (CrmDate date)
{
  return crm_date_to_jdn (date) - EPOCH_JDN;
}

/**
 * crm_date_from_days:
 * @days: since 1970-01-01
 */
CrmDate
crm_date_from_days (gint32 days)
{
  return crm_date_from_jdn (days + EPOCH_JDN);
}

/**
 * crm_date_add_days:
 * @date: a full date
 * @days: how many, also less than 0
 *
 * Returns: the date so many days later, none beyond the years 1 to 9999
 */
CrmDate
crm_date_add_days (CrmDate date, int days)
{
  gint64 jdn = (gint64) crm_date_to_jdn (date) + days;

  if (!crm_date_is_full (date) || jdn < JDN_MIN || jdn > JDN_MAX)
    return CRM_DATE_NONE;

  return crm_date_from_jdn ((int) jdn);
}

static CrmDate
add_months (CrmDate date, CrmCalendar calendar, gint64 months)
{
  CrmDate result;
  gint64  total;
  int     year, month, day;

  if (!crm_date_to_calendar (date, calendar, &year, &month, &day))
    return CRM_DATE_NONE;

  total = (gint64) year * 12 + month - 1 + months;
  if (total < 12 || total >= 10000 * 12)
    return CRM_DATE_NONE;
  year = (int) (total / 12);
  month = (int) (total % 12) + 1;
  crm_date_from_calendar (calendar, year, month, MIN (day, crm_calendar_days_in_month (calendar, year, month)), &result);

  return result;
}

/**
 * crm_date_add_months:
 * @date: a full date
 * @calendar: whose months are meant
 * @months: how many, also less than 0
 *
 * Returns: the same day of that month, or its last day if it is shorter; none beyond the years 1 to 9999
 */
CrmDate
crm_date_add_months (CrmDate date, CrmCalendar calendar, int months)
{
  return add_months (date, calendar, months);
}

/**
 * crm_date_add_years:
 * @date: a full date
 * @calendar: whose years are meant
 * @years: how many, also less than 0
 *
 * Returns: the same day of that year, or the last of its month where a leap day is wanting; none beyond the years 1 to 9999
 */
CrmDate
crm_date_add_years (CrmDate date, CrmCalendar calendar, int years)
{
  return add_months (date, calendar, (gint64) years * 12);
}

/**
 * crm_date_month_start:
 * @date: a full date
 * @calendar: whose month is meant
 *
 * Returns: the first day of the month of @date
 */
CrmDate
crm_date_month_start (CrmDate date, CrmCalendar calendar)
{
  int year, month, day;

  if (!crm_date_to_calendar (date, calendar, &year, &month, &day))
    return CRM_DATE_NONE;

  return crm_date_add_days (date, 1 - day);
}

/**
 * crm_date_month_end:
 * @date: a full date
 * @calendar: whose month is meant
 *
 * Returns: the last day of the month of @date
 */
CrmDate
crm_date_month_end (CrmDate date, CrmCalendar calendar)
{
  int year, month, day;

  if (!crm_date_to_calendar (date, calendar, &year, &month, &day))
    return CRM_DATE_NONE;

  return crm_date_add_days (date, crm_calendar_days_in_month (calendar, year, month) - day);
}

/**
 * crm_date_year_start:
 * @date: a full date
 * @calendar: whose year is meant
 *
 * Returns: the first day of the year of @date: 1 January, Nowruz
 */
CrmDate
crm_date_year_start (CrmDate date, CrmCalendar calendar)
{
  CrmDate result = CRM_DATE_NONE;
  int     year, month, day;

  if (crm_date_to_calendar (date, calendar, &year, &month, &day))
    crm_date_from_calendar (calendar, year, 1, 1, &result);

  return result;
}

/**
 * crm_date_week_start:
 * @date: a full date
 * @week_start: the first day of a week, 1 for Monday to 7 for Sunday
 *
 * Returns: the last such day on or before @date
 */
CrmDate
crm_date_week_start (CrmDate date, int week_start)
{
  return crm_date_add_days (date, -((crm_date_weekday (date) - week_start + 7) % 7));
}

/**
 * crm_date_from_instant:
 * @instant: microseconds since 1970-01-01T00:00:00Z
 *
 * Returns: the day it was or will be then in the time zone of this computer, none beyond the years 1 to 9999
 */
CrmDate
crm_date_from_instant (gint64 instant)
{
  gint64 seconds = instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0 ? 1 : 0);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (seconds);
  int year, month, day;

  if (when == NULL)
    return CRM_DATE_NONE;
  g_date_time_get_ymd (when, &year, &month, &day);

  return (CrmDate){ (gint16) year, (guint8) month, (guint8) day };
}

/**
 * crm_date_to_instant_at:
 * @date: any date
 * @minute: of the day, 0 to 1440
 *
 * Returns: that minute of @date in the time zone of this computer, in microseconds since 1970-01-01T00:00:00Z; 0 if @date is not full
 */
gint64
crm_date_to_instant_at (CrmDate date, int minute)
{
  CrmDate day = minute < 24 * 60 ? date : crm_date_add_days (date, 1);
  g_autoptr (GDateTime) when = NULL;

  minute %= 24 * 60;
  if (crm_date_is_full (day))
    when = g_date_time_new (crm_clock_get_zone (), day.year, day.month, day.day, minute / 60, minute % 60, 0);

  return when != NULL ? g_date_time_to_unix (when) * G_USEC_PER_SEC : 0;
}

/**
 * crm_date_to_instant:
 * @date: any date
 *
 * Returns: the instant @date begins in the time zone of this computer, in microseconds since 1970-01-01T00:00:00Z; 0 if
 * @date is not full
 */
gint64
crm_date_to_instant (CrmDate date)
{
  return crm_date_to_instant_at (date, 0);
}
