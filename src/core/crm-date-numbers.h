#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* Which number of a typed date is the year, the month and the day. Internal to core. */

#define CRM_DATE_NUMBERS_MAX 3

typedef struct
{
  int value;
  int digits; /* how many were typed */
} CrmDateNumber;

typedef struct
{
  CrmDateNumber number[CRM_DATE_NUMBERS_MAX];
  int           n_numbers;
  int           month; /* given by its name, or 0 */
  CrmCalendar   month_calendar;
} CrmDateNumbers;

gboolean crm_date_numbers_resolve (const CrmDateNumbers *self,
                                   const CrmCulture     *culture,
                                   CrmDate               today,
                                   CrmDate              *out,
                                   GError              **error);

G_END_DECLS
