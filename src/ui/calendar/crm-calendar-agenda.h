#pragma once

#include "crm-calendar-view.h"

G_BEGIN_DECLS

#define CRM_TYPE_CALENDAR_AGENDA (crm_calendar_agenda_get_type ())

/* What comes, day by day, in one list. */
G_DECLARE_FINAL_TYPE (CrmCalendarAgenda, crm_calendar_agenda, CRM, CALENDAR_AGENDA, CrmCalendarView)

G_END_DECLS
