#pragma once

#include "crm-calendar-view.h"

G_BEGIN_DECLS

#define CRM_TYPE_CALENDAR_HOURS (crm_calendar_hours_get_type ())

/* Half an hour, and the column of the hours' numbers, in pixels. */
#define CRM_HOURS_STEP_HEIGHT 24
#define CRM_HOURS_MARGIN 56

/* The hours of some days beside each other, with what takes place in them; what overlaps stands side by side. Chips are dragged to another time,
 * and by their lower edge to another length. */
G_DECLARE_FINAL_TYPE (CrmCalendarHours, crm_calendar_hours, CRM, CALENDAR_HOURS, GtkWidget)

GtkWidget *crm_calendar_hours_new (CrmCalendarView *view);
void       crm_calendar_hours_refresh (CrmCalendarHours *self);
void       crm_calendar_hours_show_cursor (CrmCalendarHours *self);
void       crm_calendar_hours_focus_cursor (CrmCalendarHours *self);
gboolean   crm_calendar_is_whole (const CrmOccurrence *occurrence);

G_END_DECLS
