#pragma once

#include "crm-calendar-view.h"

G_BEGIN_DECLS

#define CRM_TYPE_CALENDAR_DAYS (crm_calendar_days_get_type ())

/* A day or a week: heads, what takes whole days, and the hours below. */
G_DECLARE_FINAL_TYPE (CrmCalendarDays, crm_calendar_days, CRM, CALENDAR_DAYS, CrmCalendarView)

G_END_DECLS
