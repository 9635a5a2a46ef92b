#include "config.h"

#include "crm-important-date.h"

#include <glib/gi18n-lib.h>

static const CrmChoice important_date_kinds[] = {
  { "birthday", N_ ("Birthday") },
  { "anniversary", N_ ("Anniversary") },
  { "other", N_ ("Other date") },
  { NULL, NULL },
};

static const CrmField crm_important_date_fields[] = {
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_REQUIRED, important_date_kinds),
  CRM_TEXT ("label", N_ ("Label"), CRM_FIELD_NONE),
  CRM_INTEGER ("year", N_ ("Year"), CRM_FIELD_NONE), /* Gregorian, as are month and day */
  CRM_INTEGER ("month", N_ ("Month"), CRM_FIELD_NONE),
  CRM_INTEGER ("day", N_ ("Day"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmImportantDate, crm_important_date)

static void
crm_important_date_override (CrmItemClass *klass)
{
}

/**
 * crm_important_date_dup_key:
 * @month: Gregorian, from 1
 * @day: from 1
 *
 * Returns: (transfer full): what those are looked up by who have that day to celebrate
 */
char *
crm_important_date_dup_key (int month, int day)
{
  return g_strdup_printf ("day:%02d-%02d", month, day);
}

static gboolean
read_day (CrmObject *self, int *year, int *month, int *day)
{
  gint64 y = crm_object_get_integer (self, "year");
  gint64 m = crm_object_get_integer (self, "month");
  gint64 d = crm_object_get_integer (self, "day");

  *year = y > 0 && y <= 9999 ? (int) y : 0;
  *month = m > 0 && m <= 12 ? (int) m : 0;
  *day = d > 0 && d <= 31 ? (int) d : 0;

  return *month != 0 && *day != 0;
}

/* A 29 February is celebrated on the 28th where there is none. */
static CrmDate
in_year (int year, int month, int day)
{
  CrmDate date = CRM_DATE_NONE;

  crm_date_from_calendar (CRM_CALENDAR_GREGORIAN, year, month, MIN (day, crm_calendar_days_in_month (CRM_CALENDAR_GREGORIAN, year, month)), &date);

  return date;
}

/**
 * crm_important_date_find_next:
 * @self: an important date
 * @from: a day
 * @calendar: whose months and years are celebrated; a day whose year is not known is celebrated by the Gregorian calendar, in which it is kept
 * @next: (out): the first day on or after @from on which it comes round
 * @years: (out): how many years it has been then; 0 where nobody knows
 *
 * Returns: whether it has a month and a day to be celebrated on
 */
gboolean
crm_important_date_find_next (CrmObject *self, CrmDate from, CrmCalendar calendar, CrmDate *next, int *years)
{
  CrmDate first = CRM_DATE_NONE;
  int     year, month, day, from_year, from_month, from_day, own_year;

  *years = 0;
  if (!read_day (self, &year, &month, &day))
    return FALSE;

  if (year == 0 || !crm_date_from_calendar (CRM_CALENDAR_GREGORIAN, year, month, day, &first))
    {
      *next = in_year (from.year, month, day);
      if (crm_date_compare (*next, from) < 0)
        *next = in_year (from.year + 1, month, day);
      return crm_date_is_full (*next);
    }

  crm_date_to_calendar (first, calendar, &own_year, &month, &day);
  crm_date_to_calendar (from, calendar, &from_year, &from_month, &from_day);
  *years = from_year - own_year;
  *next = crm_date_add_years (first, calendar, *years);
  if (crm_date_compare (*next, from) < 0)
    *next = crm_date_add_years (first, calendar, ++*years);

  return crm_date_is_full (*next);
}
