/* Which number of a typed date is the year, the month and the day.
 *
 * A number of three digits or more, or above 31, is a year; beside one of four digits, one above 31 is a day that no month has, which is said.
 * Between day and month a number above 12 decides, and only then the habit of the culture.
 */

#include "config.h"

#include "crm-date-numbers.h"

#include "crm-date-format.h"
#include "crm-error.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

typedef struct
{
  const CrmCulture *culture;
  CrmDate           today;
  CrmCalendar       calendar;
  CrmDateNumber     year; /* no digits if it was not given */
  int               month;
  int               day;
} Parts;

static gboolean
is_year (CrmDateNumber number)
{
  return number.digits >= 3 || number.value > 31;
}

/* 32 in 32/1/2025, which no month has. */
static gboolean
is_day_beside (CrmDateNumber number, CrmDateNumber year)
{
  return number.digits <= 2 && year.digits >= 3;
}

static void
set_day_and_month (Parts *parts, int first, int second, gboolean day_first)
{
  gboolean swap = day_first ? second > 12 && first <= 12 : first > 12 && second <= 12;

  parts->day = day_first != swap ? first : second;
  parts->month = day_first != swap ? second : first;
}

static gboolean
arrange_three (Parts *parts, const CrmDateNumber *number)
{
  gboolean jalali = parts->culture->calendar == CRM_CALENDAR_JALALI;

  if (is_year (number[1]) && !is_day_beside (number[1], number[2]))
    return FALSE;
  if (!is_day_beside (number[0], number[2]) && (is_year (number[0]) || (jalali && !is_year (number[2]))))
    {
      parts->year = number[0];
      parts->month = number[1].value;
      parts->day = number[2].value;
      return !is_year (number[2]) || is_day_beside (number[2], number[0]);
    }

  parts->year = number[2];
  set_day_and_month (parts, number[0].value, number[1].value,
                     parts->culture->day_first || (number[2].digits == 4 && number[2].value <= 1500));

  return TRUE;
}

/* 21/3 without its year. Jalali dates are written year, month, day, so there the month comes first. */
static gboolean
arrange_two (Parts *parts, const CrmDateNumber *number)
{
  gboolean jalali = parts->culture->calendar == CRM_CALENDAR_JALALI;

  if (is_year (number[0]) || is_year (number[1]))
    return FALSE;
  set_day_and_month (parts, number[0].value, number[1].value, !jalali && parts->culture->day_first);

  return TRUE;
}

/* 20250321 */
static gboolean
arrange_compact (Parts *parts, CrmDateNumber number)
{
  if (number.digits != 8)
    return FALSE;
  parts->year = (CrmDateNumber){ number.value / 10000, 4 };
  parts->month = number.value / 100 % 100;
  parts->day = number.value % 100;

  return TRUE;
}

static gboolean
arrange_named (Parts *parts, const CrmDateNumbers *numbers)
{
  const CrmDateNumber *number = numbers->number;
  int                  day = numbers->n_numbers == 2 && is_year (number[0]) && !is_day_beside (number[0], number[1]) ? 1 : 0;

  if (numbers->n_numbers < 1 || numbers->n_numbers > 2)
    return FALSE;
  if (is_year (number[day]) && !(numbers->n_numbers == 2 && is_day_beside (number[day], number[1 - day])))
    return FALSE;
  if (numbers->n_numbers == 2)
    parts->year = number[1 - day];
  parts->day = number[day].value;
  parts->month = numbers->month;
  parts->calendar = numbers->month_calendar;

  return TRUE;
}

static gboolean
arrange (Parts *parts, const CrmDateNumbers *numbers)
{
  if (numbers->month != 0)
    return arrange_named (parts, numbers);
  if (numbers->n_numbers == 3)
    return arrange_three (parts, numbers->number);
  if (numbers->n_numbers == 2)
    return arrange_two (parts, numbers->number);

  return numbers->n_numbers == 1 && arrange_compact (parts, numbers->number[0]);
}

static char *
shown (const Parts *parts, int value)
{
  g_autofree char *ascii = g_strdup_printf ("%d", value);

  return crm_culture_digits (parts->culture, ascii);
}

/* A year without its century is the nearest such year; of two equally near, the past one. */
static int
nearest_year (int this_year, int in_century)
{
  int best = this_year - this_year % 100 - 100 + in_century;

  for (int year = best + 100; year <= this_year + 100; year += 100)
    if (abs (year - this_year) < abs (best - this_year))
      best = year;

  return best;
}

static gboolean
refuse_year (const Parts *parts, GError **error)
{
  g_autofree char *year = shown (parts, parts->year.value);
  g_autofree char *from = shown (parts, 1200);
  g_autofree char *to = shown (parts, 1500);
  g_autofree char *gregorian_from = shown (parts, 1900);
  g_autofree char *gregorian_to = shown (parts, 2100);

  /* Translators: 1: a year that cannot be read, the others: the years that can */
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("%1$s is not a year that can be read. Type a year from %2$s to %3$s, or from %4$s to %5$s."),
               year, from, to, gregorian_from, gregorian_to);

  return FALSE;
}

static gboolean
refuse_calendar (const Parts *parts, GError **error)
{
  g_autofree char *year = shown (parts, parts->year.value);

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("%1$s and the year %2$s belong to different calendars. Type a month and a year of the same one."),
               crm_calendar_month_name (parts->calendar, parts->month), year);

  return FALSE;
}

static gboolean
resolve_year (Parts *parts, gboolean named, int *year, GError **error)
{
  int         value = parts->year.value;
  CrmCalendar calendar = value <= 1500 ? CRM_CALENDAR_JALALI : CRM_CALENDAR_GREGORIAN;
  int         month, day;

  if (parts->year.digits == 0 || parts->year.digits == 2)
    {
      if (!crm_date_to_calendar (parts->today, parts->calendar, year, &month, &day))
        return FALSE;
      if (parts->year.digits == 2)
        *year = nearest_year (*year, value);
      return TRUE;
    }

  if (parts->year.digits != 4 || value < 1200 || (value > 1500 && value < 1900) || value > 2100)
    return refuse_year (parts, error);
  if (named && calendar != parts->calendar)
    return refuse_calendar (parts, error);
  parts->calendar = calendar;
  *year = value;

  return TRUE;
}

static gboolean
check_month_and_day (const Parts *parts, int year, GError **error)
{
  int              days = crm_calendar_days_in_month (parts->calendar, year, parts->month);
  g_autofree char *month_text = shown (parts, parts->month);
  g_autofree char *year_text = shown (parts, year);
  g_autofree char *days_text = shown (parts, days);
  g_autofree char *day_text = shown (parts, parts->day);

  if (days == 0)
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("There is no month %s. Type a month from 1 to 12 or its name."), month_text);
  else if (parts->day < 1 || parts->day > days)
    /* Translators: 1: the name of a month, 2: a year, 3: how many days it has, 4: the day that was typed */
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("%1$s %2$s has %3$s days, so it has no day %4$s. Type a day of that month."),
                 crm_calendar_month_name (parts->calendar, parts->month), year_text, days_text, day_text);
  else
    return TRUE;

  return FALSE;
}

/**
 * crm_date_numbers_resolve:
 * @self: the numbers in the order they were typed, and the month if it was named
 * @culture: whose calendar and order count where the numbers leave it open
 * @today: for a missing year or century
 * @out: (out): the date
 * @error: %CRM_ERROR_INVALID with what is wrong with a date; not set if there is nothing like a date
 *
 * Returns: whether there is one such day
 */
gboolean
crm_date_numbers_resolve (const CrmDateNumbers *self, const CrmCulture *culture, CrmDate today, CrmDate *out, GError **error)
{
  Parts parts = { .culture = culture, .today = today, .calendar = culture->calendar };
  int   year;

  *out = CRM_DATE_NONE;

  return arrange (&parts, self) &&
         resolve_year (&parts, self->month != 0, &year, error) &&
         check_month_and_day (&parts, year, error) &&
         crm_date_from_calendar (parts.calendar, year, parts.month, parts.day, out);
}
