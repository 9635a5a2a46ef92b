#pragma once

#include "crm-calendar-chip.h"

G_BEGIN_DECLS

#define CRM_TYPE_CALENDAR_VIEW (crm_calendar_view_get_type ())

G_DECLARE_DERIVABLE_TYPE (CrmCalendarView, crm_calendar_view, CRM, CALENDAR_VIEW, GtkWidget)

/**
 * CrmCalendarViewClass:
 * @refresh: makes the chips anew from the model
 * @show_cursor: shows where the cursor is; nothing else changed
 * @step: moves the cursor by an arrow, in the direction one reads and downward; %FALSE where that is not for the view
 * @focus_cursor: gives the focus to what stands where the cursor is
 *
 * One way to show the days of a #CrmCalendarModel. It follows the model while it is on the screen. Signals of it ask for what the page does:
 * "moved" (chip, julian day number, minute), "resized" (chip, seconds), "activated" (chip or %NULL): open it, or make one at the cursor.
 */
struct _CrmCalendarViewClass
{
  GtkWidgetClass parent_class;

  void (*refresh) (CrmCalendarView *self);
  void (*show_cursor) (CrmCalendarView *self);
  gboolean (*step) (CrmCalendarView *self, int across, int down);
  void (*focus_cursor) (CrmCalendarView *self);
};

CrmCalendarModel *crm_calendar_view_get_model (CrmCalendarView *self);
CrmContext       *crm_calendar_view_get_context (CrmCalendarView *self);
void              crm_calendar_view_set_model (CrmCalendarView *self, CrmCalendarModel *model);
gboolean          crm_calendar_view_step (CrmCalendarView *self, int across, int down);
void              crm_calendar_view_focus_cursor (CrmCalendarView *self);
CrmCalendarChip  *crm_calendar_view_find_chip (CrmCalendarView *self, gint64 activity, CrmDate day);
void              crm_calendar_view_move (CrmCalendarView *self, CrmCalendarChip *chip, CrmDate day, int minute);
void              crm_calendar_view_resize (CrmCalendarView *self, CrmCalendarChip *chip, gint64 seconds);
void              crm_calendar_view_activate (CrmCalendarView *self, CrmCalendarChip *chip);
gboolean          crm_calendar_is_today (CrmCalendarModel *model, CrmDate day);
void              crm_calendar_mark_day (GtkWidget *widget, CrmCalendarModel *model, CrmDate day);

G_END_DECLS
