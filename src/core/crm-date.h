#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A day, kept in the Gregorian calendar and shown in the one a person reads. */

typedef enum
{
  CRM_CALENDAR_GREGORIAN,
  CRM_CALENDAR_JALALI,
} CrmCalendar;

/* Gregorian. A part that is 0 is not known, as the year of a birthday often is. */
typedef struct
{
  gint16 year;  /* 1 to 9999 */
  guint8 month; /* 1 to 12 */
  guint8 day;   /* 1 to 31 */
} CrmDate;

#define CRM_DATE_NONE ((CrmDate){ 0, 0, 0 })

gboolean crm_date_is_none (CrmDate date);
gboolean crm_date_is_full (CrmDate date);
gboolean crm_date_is_valid (CrmDate date);
int      crm_date_compare (CrmDate a, CrmDate b);

gboolean crm_date_from_iso (const char *text, CrmDate *out);
char    *crm_date_to_iso (CrmDate date);

int      crm_date_to_jdn (CrmDate date);
CrmDate  crm_date_from_jdn (int jdn);
gboolean crm_date_to_calendar (CrmDate date, CrmCalendar calendar, int *year, int *month, int *day);
gboolean crm_date_from_calendar (CrmCalendar calendar, int year, int month, int day, CrmDate *out);

gboolean crm_calendar_is_leap (CrmCalendar calendar, int year);
int      crm_calendar_days_in_month (CrmCalendar calendar, int year, int month);
gboolean crm_calendar_is_valid (CrmCalendar calendar, int year, int month, int day);
int      crm_calendar_to_jdn (CrmCalendar calendar, int year, int month, int day);
void     crm_calendar_from_jdn (CrmCalendar calendar, int jdn, int *year, int *month, int *day);

int     crm_date_weekday (CrmDate date);
int     crm_date_days_between (CrmDate from, CrmDate to);
gint32  crm_date_to_days (CrmDate date);
CrmDate crm_date_from_days (gint32 days);
CrmDate crm_date_add_days (CrmDate date, int days);
CrmDate crm_date_add_months (CrmDate date, CrmCalendar calendar, int months);
CrmDate crm_date_add_years (CrmDate date, CrmCalendar calendar, int years);
CrmDate crm_date_month_start (CrmDate date, CrmCalendar calendar);
CrmDate crm_date_month_end (CrmDate date, CrmCalendar calendar);
CrmDate crm_date_year_start (CrmDate date, CrmCalendar calendar);
CrmDate crm_date_week_start (CrmDate date, int week_start);

CrmDate crm_date_from_instant (gint64 instant);
gint64  crm_date_to_instant (CrmDate date);
gint64  crm_date_to_instant_at (CrmDate date, int minute);

G_END_DECLS
