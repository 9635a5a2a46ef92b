/* Days and instants as a person reads them.
 *
 * Words and their order come from the catalogue of the interface's language, the calendar and the digits from the culture: an
 * English window can show 30 Esfand 1403. Nothing comes from the C library's locale, which need not exist.
 */

#include "config.h"

#include "crm-date-format.h"

#include <glib/gi18n-lib.h>

static const char *const jalali_months[] = {
  NC_ ("month", "Farvardin"),
  NC_ ("month", "Ordibehesht"),
  NC_ ("month", "Khordad"),
  NC_ ("month", "Tir"),
  NC_ ("month", "Mordad"),
  NC_ ("month", "Shahrivar"),
  NC_ ("month", "Mehr"),
  NC_ ("month", "Aban"),
  NC_ ("month", "Azar"),
  NC_ ("month", "Dey"),
  NC_ ("month", "Bahman"),
  NC_ ("month", "Esfand"),
};

static const char *const gregorian_months[] = {
  NC_ ("month", "January"),
  NC_ ("month", "February"),
  NC_ ("month", "March"),
  NC_ ("month", "April"),
  NC_ ("month", "May"),
  NC_ ("month", "June"),
  NC_ ("month", "July"),
  NC_ ("month", "August"),
  NC_ ("month", "September"),
  NC_ ("month", "October"),
  NC_ ("month", "November"),
  NC_ ("month", "December"),
};

static const char *const short_months[] = {
  NC_ ("short month", "Jan"),
  NC_ ("short month", "Feb"),
  NC_ ("short month", "Mar"),
  NC_ ("short month", "Apr"),
  NC_ ("short month", "May"),
  NC_ ("short month", "Jun"),
  NC_ ("short month", "Jul"),
  NC_ ("short month", "Aug"),
  NC_ ("short month", "Sep"),
  NC_ ("short month", "Oct"),
  NC_ ("short month", "Nov"),
  NC_ ("short month", "Dec"),
};

static const char *const weekdays[] = {
  NC_ ("weekday", "Monday"),
  NC_ ("weekday", "Tuesday"),
  NC_ ("weekday", "Wednesday"),
  NC_ ("weekday", "Thursday"),
  NC_ ("weekday", "Friday"),
  NC_ ("weekday", "Saturday"),
  NC_ ("weekday", "Sunday"),
};

/* The head of a calendar's column: as short as can be told apart. */
static const char *const weekday_letters[] = {
  NC_ ("weekday letters", "Mo"),
  NC_ ("weekday letters", "Tu"),
  NC_ ("weekday letters", "We"),
  NC_ ("weekday letters", "Th"),
  NC_ ("weekday letters", "Fr"),
  NC_ ("weekday letters", "Sa"),
  NC_ ("weekday letters", "Su"),
};

/**
 * crm_calendar_month_name:
 * @calendar: a calendar
 * @month: 1 to 12
 *
 * Returns: the name in the language of the interface, "" if there is no such month
 */
const char *
crm_calendar_month_name (CrmCalendar calendar, int month)
{
  const char *const *months = calendar == CRM_CALENDAR_JALALI ? jalali_months : gregorian_months;

  if (month < 1 || month > 12)
    return "";

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", months[month - 1]);
}

/**
 * crm_calendar_weekday_name:
 * @weekday: 1 for Monday to 7 for Sunday
 *
 * Returns: the name in the language of the interface, "" if there is no such day
 */
const char *
crm_calendar_weekday_name (int weekday)
{
  return weekday >= 1 && weekday <= 7 ? g_dpgettext2 (GETTEXT_PACKAGE, "weekday", weekdays[weekday - 1]) : "";
}

/**
 * crm_calendar_weekday_letter:
 * @weekday: 1 for Monday to 7 for Sunday
 *
 * Returns: one or two letters for the head of a column, "" if there is no such day
 */
const char *
crm_calendar_weekday_letter (int weekday)
{
  return weekday >= 1 && weekday <= 7 ? g_dpgettext2 (GETTEXT_PACKAGE, "weekday letters", weekday_letters[weekday - 1]) : "";
}

static const char *
medium_month (CrmCalendar calendar, int month)
{
  if (calendar == CRM_CALENDAR_JALALI)
    return crm_calendar_month_name (calendar, month);

  return g_dpgettext2 (GETTEXT_PACKAGE, "short month", short_months[month - 1]);
}

static char *
number (const CrmCulture *culture, int value)
{
  g_autofree char *ascii = g_strdup_printf ("%d", value);

  return crm_culture_digits (culture, ascii);
}

static char *
format_short (const CrmCulture *culture, int year, int month, int day)
{
  g_autofree char *ascii = NULL;

  if (culture->calendar == CRM_CALENDAR_JALALI || culture->persian_digits)
    ascii = g_strdup_printf ("%04d/%02d/%02d", year, month, day);
  else if (culture->day_first)
    ascii = g_strdup_printf ("%02d/%02d/%04d", day, month, year);
  else
    ascii = g_strdup_printf ("%02d/%02d/%04d", month, day, year);

  return crm_culture_digits (culture, ascii);
}

static char *
format_month_year (const CrmCulture *culture, CrmCalendar calendar, int year, int month)
{
  g_autofree char *year_text = number (culture, year);

  /* Translators: a month of a year. 1: March, 2: 2025 */
  return g_strdup_printf (C_ ("date", "%1$s %2$s"), crm_calendar_month_name (calendar, month), year_text);
}

/* What is known of a date with unknown parts can only be said in the calendar it was given in. */
static char *
format_partial (CrmDate date, const CrmCulture *culture)
{
  g_autofree char *day = number (culture, date.day);
  const char      *month = crm_calendar_month_name (CRM_CALENDAR_GREGORIAN, date.month);

  if (date.month == 0)
    return number (culture, date.year);
  if (date.year > 0)
    return format_month_year (culture, CRM_CALENDAR_GREGORIAN, date.year, date.month);
  if (date.day == 0)
    return g_strdup (month);

  /* Translators: a day of any year. 1: 20, 2: March */
  return g_strdup_printf (C_ ("date without year", "%1$s %2$s"), day, month);
}

/**
 * crm_date_format:
 * @date: a date, full or not
 * @culture: how it is to be written
 * @style: how long
 *
 * A date that is not full is written in the Gregorian calendar, as far as it is known.
 *
 * Returns: (transfer full): the text, "" if @date is not valid
 */
char *
crm_date_format (CrmDate date, const CrmCulture *culture, CrmDateStyle style)
{
  g_autofree char *year_text = NULL;
  g_autofree char *day_text = NULL;
  CrmCalendar      calendar = culture->calendar;
  int              year, month, day;

  if (!crm_date_is_valid (date))
    return g_strdup ("");
  if (!crm_date_is_full (date) || !crm_date_to_calendar (date, calendar, &year, &month, &day))
    return format_partial (date, culture);

  year_text = number (culture, year);
  day_text = number (culture, day);
  switch (style)
    {
    case CRM_DATE_STYLE_MEDIUM:
      /* Translators: a day. 1: 20, 2: Mar or Esfand, 3: 2025 */
      return g_strdup_printf (C_ ("date", "%1$s %2$s %3$s"), day_text, medium_month (calendar, month), year_text);
    case CRM_DATE_STYLE_LONG:
      /* Translators: a day. 1: Thursday, 2: 20, 3: March, 4: 2025 */
      return g_strdup_printf (C_ ("date", "%1$s %2$s %3$s %4$s"), crm_calendar_weekday_name (crm_date_weekday (date)),
                              day_text, crm_calendar_month_name (calendar, month), year_text);
    case CRM_DATE_STYLE_MONTH_YEAR:
      return format_month_year (culture, calendar, year, month);
    case CRM_DATE_STYLE_SHORT:
    default:
      return format_short (culture, year, month, day);
    }
}

static const char *
days_pattern (int days)
{
  gulong n = (gulong) ABS (days);

  if (days < 0)
    return g_dngettext (GETTEXT_PACKAGE, "%s day ago", "%s days ago", n);

  return g_dngettext (GETTEXT_PACKAGE, "in %s day", "in %s days", n);
}

static const char *
weeks_pattern (int weeks)
{
  gulong n = (gulong) ABS (weeks);

  if (weeks < 0)
    return g_dngettext (GETTEXT_PACKAGE, "%s week ago", "%s weeks ago", n);

  return g_dngettext (GETTEXT_PACKAGE, "in %s week", "in %s weeks", n);
}

static const char *
months_pattern (int months)
{
  gulong n = (gulong) ABS (months);

  if (months < 0)
    return g_dngettext (GETTEXT_PACKAGE, "%s month ago", "%s months ago", n);

  return g_dngettext (GETTEXT_PACKAGE, "in %s month", "in %s months", n);
}

static const char *
years_pattern (int years)
{
  gulong n = (gulong) ABS (years);

  if (years < 0)
    return g_dngettext (GETTEXT_PACKAGE, "%s year ago", "%s years ago", n);

  return g_dngettext (GETTEXT_PACKAGE, "in %s year", "in %s years", n);
}

/* Puts the number where the catalogue wants it. */
static char *
fill (const char *pattern, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", 2);

  return g_strjoinv (value, parts);
}

/**
 * crm_date_format_relative:
 * @date: a full date
 * @today: the day it is seen from
 * @culture: how numbers are to be written
 *
 * Days up to two weeks away, then weeks, from two months on months, from two years on years; always whole ones.
 *
 * Returns: (transfer full): today, yesterday, in 3 days, 3 weeks ago…; "" if a date is not full
 */
char *
crm_date_format_relative (CrmDate date, CrmDate today, const CrmCulture *culture)
{
  g_autofree char *n = NULL;
  const char      *pattern;
  int              days = crm_date_days_between (today, date);
  int              count = days;

  if (!crm_date_is_full (date) || !crm_date_is_full (today))
    return g_strdup ("");
  if (days == 0)
    return g_strdup (_ ("today"));
  if (ABS (days) == 1)
    return g_strdup (days > 0 ? _ ("tomorrow") : _ ("yesterday"));

  if (ABS (days) < 14)
    pattern = days_pattern (count);
  else if (ABS (days) < 61)
    pattern = weeks_pattern (count = days / 7);
  else if (ABS (days) < 731)
    pattern = months_pattern (count = days * 48 / 1461); /* 30.4375 days a month */
  else
    pattern = years_pattern (count = days / 1461 * 4 + days % 1461 * 4 / 1461);
  n = number (culture, ABS (count));

  return fill (pattern, n);
}

/* Of days: the largest unit of which there are two or so, as crm_date_format_relative() has it. */
static const char *
span_pattern (int days, int *count)
{
  if (days < 14)
    return g_dngettext (GETTEXT_PACKAGE, "%s day", "%s days", (gulong) (*count = days));
  if (days < 61)
    return g_dngettext (GETTEXT_PACKAGE, "%s week", "%s weeks", (gulong) (*count = days / 7));
  if (days < 731)
    return g_dngettext (GETTEXT_PACKAGE, "%s month", "%s months", (gulong) (*count = days * 48 / 1461));

  return g_dngettext (GETTEXT_PACKAGE, "%s year", "%s years", (gulong) (*count = days / 1461 * 4 + days % 1461 * 4 / 1461));
}

/**
 * crm_date_format_span:
 * @days: how many, 0 or more
 * @culture: how numbers are to be written
 *
 * Returns: (transfer full): 3 days, 5 weeks, 2 years
 */
char *
crm_date_format_span (int days, const CrmCulture *culture)
{
  int              count = 0;
  const char      *pattern = span_pattern (MAX (days, 0), &count);
  g_autofree char *n = number (culture, count);

  return fill (pattern, n);
}

/**
 * crm_instant_format:
 * @instant: microseconds since 1970-01-01T00:00:00Z
 * @culture: how it is to be written
 * @style: what of it
 *
 * Returns: (transfer full): the text in the time zone of this computer, "" beyond the years 1 to 9999
 */
char *
crm_instant_format (gint64 instant, const CrmCulture *culture, CrmInstantStyle style)
{
  gint64 seconds = instant / G_USEC_PER_SEC - (instant % G_USEC_PER_SEC < 0 ? 1 : 0);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (seconds);
  g_autofree char *day = crm_date_format (crm_date_from_instant (instant), culture, CRM_DATE_STYLE_MEDIUM);
  g_autofree char *ascii = NULL;
  g_autofree char *time = NULL;

  if (when == NULL)
    return g_strdup ("");

  ascii = g_strdup_printf ("%02d:%02d", g_date_time_get_hour (when), g_date_time_get_minute (when));
  time = crm_culture_digits (culture, ascii);
  if (style == CRM_INSTANT_STYLE_TIME)
    return g_steal_pointer (&time);
  if (style == CRM_INSTANT_STYLE_DAY)
    return g_steal_pointer (&day);

  /* Translators: 1: a day, 2: a time of that day */
  return g_strdup_printf (C_ ("day and time", "%1$s, %2$s"), day, time);
}
