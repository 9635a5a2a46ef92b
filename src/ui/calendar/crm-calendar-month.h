#pragma once

#include "crm-calendar-view.h"

G_BEGIN_DECLS

#define CRM_TYPE_CALENDAR_MONTH (crm_calendar_month_get_type ())

/* Six weeks, a cell a day. Chips are dragged from cell to cell. */
G_DECLARE_FINAL_TYPE (CrmCalendarMonth, crm_calendar_month, CRM, CALENDAR_MONTH, CrmCalendarView)

G_END_DECLS
