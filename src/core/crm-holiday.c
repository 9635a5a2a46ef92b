/* Weekends, and the holidays of Iran that stand on a day of the Jalali calendar. Those of the lunar calendar are announced from year to year
 * and are not known here. */

#include "config.h"

#include "crm-holiday.h"

#define FRIDAY 5
#define SATURDAY 6
#define SUNDAY 7

/* Month and day: Nowruz and what follows it, Nature Day, 14 and 15 Khordad, 22 Bahman, 29 Esfand. */
static const struct
{
  guint8 month, day;
} fixed[] = {
  { 1, 1 },
  { 1, 2 },
  { 1, 3 },
  { 1, 4 },
  { 1, 12 },
  { 1, 13 },
  { 3, 14 },
  { 3, 15 },
  { 11, 22 },
  { 12, 29 },
};

/**
 * crm_holiday_is_iranian:
 * @date: a full date
 *
 * Returns: whether Iran rests on @date, whichever day of the week it is
 */
gboolean
crm_holiday_is_iranian (CrmDate date)
{
  int year, month, day;

  if (!crm_date_to_calendar (date, CRM_CALENDAR_JALALI, &year, &month, &day))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      if (fixed[i].month == month && fixed[i].day == day)
        return TRUE;
    }

  return FALSE;
}

/**
 * crm_holiday_is_rest_day:
 * @date: a full date
 *
 * Who reads the Jalali calendar rests on Fridays and on the fixed holidays of Iran, others on Saturdays and Sundays.
 *
 * Returns: whether @date is such a day
 */
gboolean
crm_holiday_is_rest_day (CrmDate date, const CrmCulture *culture)
{
  int weekday = crm_date_weekday (date);

  if (culture->calendar == CRM_CALENDAR_JALALI)
    return weekday == FRIDAY || crm_holiday_is_iranian (date);

  return weekday == SATURDAY || weekday == SUNDAY;
}
