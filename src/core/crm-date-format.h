#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* Days and instants in words, in the language of the interface and the calendar and digits of the culture. */

typedef enum
{
  CRM_DATE_STYLE_SHORT,      /* 1403/12/30, 20/03/2025 */
  CRM_DATE_STYLE_MEDIUM,     /* 30 Esfand 1403, 20 Mar 2025 */
  CRM_DATE_STYLE_LONG,       /* Thursday 30 Esfand 1403 */
  CRM_DATE_STYLE_MONTH_YEAR, /* Esfand 1403, March 2025 */
} CrmDateStyle;

typedef enum
{
  CRM_INSTANT_STYLE_TIME,     /* 14:05 */
  CRM_INSTANT_STYLE_DAY,      /* 30 Esfand 1403 */
  CRM_INSTANT_STYLE_DAY_TIME, /* 30 Esfand 1403, 14:05 */
} CrmInstantStyle;

char *crm_date_format (CrmDate date, const CrmCulture *culture, CrmDateStyle style);
char *crm_date_format_relative (CrmDate date, CrmDate today, const CrmCulture *culture);
char *crm_date_format_span (int days, const CrmCulture *culture);
char *crm_instant_format (gint64 instant, const CrmCulture *culture, CrmInstantStyle style);

const char *crm_calendar_month_name (CrmCalendar calendar, int month);
const char *crm_calendar_weekday_name (int weekday);
const char *crm_calendar_weekday_letter (int weekday);

G_END_DECLS
