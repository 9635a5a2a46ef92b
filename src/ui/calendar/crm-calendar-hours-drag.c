/* The pointer in the hours: a chip is taken hold of and goes along, in half hours; its lower edge makes it longer; a press where nothing is moves
 * the cursor there. Nothing is changed before it is let go. */

#include "config.h"

#include "crm-calendar-hours-private.h"

/* Pixels at the lower edge of a chip that resize it. */
#define EDGE 7

static CrmDate
get_day (CrmCalendarHours *self, int column)
{
  return crm_date_add_days (crm_calendar_model_get_first (crm_calendar_view_get_model (self->view)), column);
}

static int
to_column (CrmCalendarHours *self, double x)
{
  int    n_columns = crm_calendar_hours_get_n_columns (self);
  int    width = gtk_widget_get_width (GTK_WIDGET (self));
  double along = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? width - x : x;

  return CLAMP ((int) ((along - CRM_HOURS_MARGIN) * n_columns / MAX (width - CRM_HOURS_MARGIN, 1)), 0, n_columns - 1);
}

static int
to_minute (double y)
{
  return CLAMP ((int) (y * CRM_CALENDAR_STEP / CRM_HOURS_STEP_HEIGHT), 0, CRM_DAY_MINUTES);
}

static int
snap (int minute)
{
  return (minute + CRM_CALENDAR_STEP / 2) / CRM_CALENDAR_STEP * CRM_CALENDAR_STEP;
}

static GtkWidget *
find_chip (CrmCalendarHours *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && !CRM_IS_CALENDAR_CHIP (widget))
    widget = gtk_widget_get_parent (widget);

  return widget;
}

static gboolean
is_at_edge (CrmCalendarHours *self, GtkWidget *chip, double y)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (chip, GTK_WIDGET (self), &bounds) && y > bounds.origin.y + bounds.size.height - EDGE;
}

static void
begin_cb (GtkGestureDrag *gesture, double x, double y, CrmCalendarHours *self)
{
  GtkWidget     *chip = find_chip (self, x, y);
  CrmHoursPlace *place = chip != NULL ? crm_calendar_hours_find_place (self, chip) : NULL;

  self->drag = CRM_HOURS_NO_DRAG;
  if (place == NULL)
    return;
  gtk_widget_grab_focus (chip);
  self->dragged = *place;
  self->grabbed = to_minute (y) - place->from;
  self->drag = is_at_edge (self, chip, y) ? CRM_HOURS_RESIZE : CRM_HOURS_MOVE;
}

static void
follow (CrmCalendarHours *self, double x, double y)
{
  CrmHoursPlace *dragged = &self->dragged;
  int            length = dragged->to - dragged->from;

  if (self->drag == CRM_HOURS_RESIZE)
    {
      dragged->to = CLAMP (snap (to_minute (y)), dragged->from + CRM_CALENDAR_STEP, CRM_DAY_MINUTES);
      return;
    }
  dragged->column = to_column (self, x);
  dragged->from = CLAMP (snap (to_minute (y) - self->grabbed), 0, CRM_DAY_MINUTES - CRM_CALENDAR_STEP);
  dragged->to = MIN (dragged->from + length, CRM_DAY_MINUTES);
  dragged->lane = 0;
  dragged->n_lanes = 1;
}

static void
update_cb (GtkGestureDrag *gesture, double dx, double dy, CrmCalendarHours *self)
{
  double x, y;

  if (self->drag == CRM_HOURS_NO_DRAG || !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  follow (self, x + dx, y + dy);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
let_go (CrmCalendarHours *self, const CrmHoursPlace *place)
{
  const CrmOccurrence *occurrence = crm_calendar_chip_get_occurrence (place->chip);
  int                  days = self->dragged.column - place->column;
  int                  minutes = self->dragged.from - place->from;
  CrmDate              day = crm_date_add_days (occurrence->day, days);

  if (self->drag == CRM_HOURS_RESIZE && self->dragged.to != place->to)
    crm_calendar_view_resize (self->view, place->chip, MAX (occurrence->seconds, CRM_CALENDAR_STEP * 60) + (self->dragged.to - place->to) * 60);
  else if (self->drag == CRM_HOURS_MOVE && (days != 0 || minutes != 0))
    crm_calendar_view_move (self->view, place->chip, day, CLAMP (occurrence->minute + minutes, 0, CRM_DAY_MINUTES - CRM_CALENDAR_STEP));
}

static void
end_cb (GtkGestureDrag *gesture, double dx, double dy, CrmCalendarHours *self)
{
  CrmHoursPlace *found = self->drag != CRM_HOURS_NO_DRAG ? crm_calendar_hours_find_place (self, GTK_WIDGET (self->dragged.chip)) : NULL;
  CrmHoursPlace  place;

  if (found != NULL)
    {
      place = *found;
      let_go (self, &place);
    }
  self->drag = CRM_HOURS_NO_DRAG;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, CrmCalendarHours *self)
{
  self->drag = CRM_HOURS_NO_DRAG;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, CrmCalendarHours *self)
{
  GtkWidget *chip = find_chip (self, x, y);

  if (chip != NULL)
    {
      gtk_widget_grab_focus (chip);
      if (n_press == 2)
        crm_calendar_view_activate (self->view, CRM_CALENDAR_CHIP (chip));
      return;
    }
  crm_calendar_model_set_cursor (crm_calendar_view_get_model (self->view), get_day (self, to_column (self, x)), to_minute (y) / CRM_CALENDAR_STEP * CRM_CALENDAR_STEP);
  gtk_widget_grab_focus (self->slot);
  if (n_press == 2)
    crm_calendar_view_activate (self->view, NULL);
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, CrmCalendarHours *self)
{
  GtkWidget *chip = find_chip (self, x, y);

  if (chip != NULL)
    gtk_widget_set_cursor_from_name (chip, is_at_edge (self, chip, y) ? "ns-resize" : NULL);
}

void
crm_calendar_hours_add_drag (CrmCalendarHours *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
