/* What keys and the pointer do to an appointment, whichever view it stands in. */

#include "config.h"

#include "crm-calendar-page-private.h"

#include "crm-calendar-moves.h"
#include "crm-record-editor.h"

#include <glib/gi18n-lib.h>

/* How long a new appointment lasts, in seconds. */
#define NEW_SECONDS 3600

static void
follow (CrmCalendarPage *self, const CrmOccurrence *occurrence, CrmDate day)
{
  self->followed = occurrence->repeats ? 0 : occurrence->activity;
  self->followed_day = day;
}

static void
move (CrmCalendarPage *self, const CrmOccurrence *occurrence, CrmDate day, int minute)
{
  if (!crm_date_is_full (day))
    return;
  follow (self, occurrence, day);
  crm_calendar_move (self->context, occurrence, day, minute);
  crm_calendar_model_set_cursor (self->model, day, minute);
}

void
crm_calendar_page_move_chip (CrmCalendarPage *self, CrmCalendarChip *chip, int jdn, int minute)
{
  move (self, crm_calendar_chip_get_occurrence (chip), crm_date_from_jdn (jdn), minute);
}

void
crm_calendar_page_resize_chip (CrmCalendarPage *self, CrmCalendarChip *chip, gint64 seconds)
{
  const CrmOccurrence *occurrence = crm_calendar_chip_get_occurrence (chip);

  follow (self, occurrence, occurrence->day);
  crm_calendar_resize (self->context, occurrence, seconds);
}

void
crm_calendar_page_create (CrmCalendarPage *self)
{
  g_autoptr (CrmRecord) draft = NULL;
  gboolean has_time = crm_calendar_model_get_span (self->model) == CRM_CALENDAR_SPAN_DAY || crm_calendar_model_get_span (self->model) == CRM_CALENDAR_SPAN_WEEK;

  if (crm_context_get_store (self->context) == NULL)
    return;
  draft = crm_record_new ("activity");
  crm_object_set_text (CRM_OBJECT (draft), "kind", "meeting");
  crm_context_take_on (self->context, draft);
  crm_appointment_set_start (CRM_OBJECT (draft), crm_calendar_model_get_day (self->model), has_time ? crm_calendar_model_get_minute (self->model) : CRM_WHOLE_DAY);
  if (has_time)
    crm_object_set_integer (CRM_OBJECT (draft), "duration", NEW_SECONDS);
  crm_record_editor_present (GTK_WIDGET (self), self->context, draft);
}

static void
edit_appointment (CrmCalendarPage *self, const CrmOccurrence *occurrence)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) record = store != NULL ? crm_store_get (store, occurrence->activity, NULL) : NULL;
  g_autoptr (CrmRecord) draft = record != NULL ? crm_record_edit (record) : NULL;

  if (draft != NULL)
    crm_record_editor_present (GTK_WIDGET (self), self->context, draft);
}

void
crm_calendar_page_activate (CrmCalendarPage *self, CrmCalendarChip *chip)
{
  if (chip != NULL)
    edit_appointment (self, crm_calendar_chip_get_occurrence (chip));
  else
    crm_calendar_page_create (self);
}

/* The chip that has the focus, or whose menu has. */
static CrmCalendarChip *
find_focused (CrmCalendarPage *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && self->menu != NULL && gtk_widget_is_ancestor (focus, self->menu))
    return crm_calendar_view_find_chip (CRM_CALENDAR_VIEW (gtk_stack_get_visible_child (self->stack)), self->menu_activity, self->menu_day);

  return focus != NULL && CRM_IS_CALENDAR_CHIP (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)) ? CRM_CALENDAR_CHIP (focus) : NULL;
}

/* Days in the direction one reads; downward is half an hour where there are hours, and a week in a month. */
void
crm_calendar_page_shift (CrmCalendarPage *self, int across, int down)
{
  CrmCalendarChip     *chip = find_focused (self);
  const CrmOccurrence *occurrence = chip != NULL ? crm_calendar_chip_get_occurrence (chip) : NULL;
  gboolean             in_month = crm_calendar_model_get_span (self->model) == CRM_CALENDAR_SPAN_MONTH;
  int                  minute;

  if (occurrence == NULL || (down != 0 && !in_month && occurrence->minute == CRM_WHOLE_DAY))
    return;
  minute = occurrence->minute;
  if (!in_month && down != 0)
    minute = CLAMP (minute + down * CRM_CALENDAR_STEP, 0, CRM_DAY_MINUTES - CRM_CALENDAR_STEP);
  move (self, occurrence, crm_date_add_days (occurrence->day, across + (in_month ? 7 * down : 0)), minute);
}

/* By half an hour; what takes whole days, by a day. */
void
crm_calendar_page_resize (CrmCalendarPage *self, int steps)
{
  CrmCalendarChip     *chip = find_focused (self);
  const CrmOccurrence *occurrence = chip != NULL ? crm_calendar_chip_get_occurrence (chip) : NULL;
  gint64               step, seconds;

  if (occurrence == NULL)
    return;
  step = occurrence->minute == CRM_WHOLE_DAY ? CRM_DAY_MINUTES * 60 : CRM_CALENDAR_STEP * 60;
  seconds = CLAMP (MAX (occurrence->seconds, step) + steps * step, step, CRM_DURATION_MAX);
  if (seconds == occurrence->seconds)
    return;
  follow (self, occurrence, occurrence->day);
  crm_calendar_resize (self->context, occurrence, seconds);
}

static void
create (GtkWidget *widget, const char *name, GVariant *parameter)
{
  crm_calendar_page_create (CRM_CALENDAR_PAGE (widget));
}

static void
act_on_focused (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmCalendarPage *self = CRM_CALENDAR_PAGE (widget);
  CrmCalendarChip *chip = find_focused (self);

  if (chip == NULL)
    {
      if (g_str_equal (name, "calendar.open"))
        crm_calendar_page_create (self);
      return;
    }
  if (g_str_equal (name, "calendar.open"))
    edit_appointment (self, crm_calendar_chip_get_occurrence (chip));
  else if (g_str_equal (name, "calendar.done"))
    crm_calendar_finish (self->context, crm_calendar_chip_get_occurrence (chip));
  else
    crm_calendar_remove (self->context, crm_calendar_chip_get_occurrence (chip));
}

static void
shift_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  int across, down;

  g_variant_get (parameter, "(ii)", &across, &down);
  crm_calendar_page_shift (CRM_CALENDAR_PAGE (widget), across, down);
}

static void
resize_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  crm_calendar_page_resize (CRM_CALENDAR_PAGE (widget), g_variant_get_int32 (parameter));
}

static gboolean
focus_again (gpointer data)
{
  CrmCalendarPage *self = data;
  CrmCalendarView *view;
  CrmCalendarChip *chip;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;
  view = CRM_CALENDAR_VIEW (gtk_stack_get_visible_child (self->stack));
  chip = crm_calendar_view_find_chip (view, self->menu_activity, self->menu_day);
  if (chip != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (chip));
  else
    crm_calendar_view_focus_cursor (view);

  return G_SOURCE_REMOVE;
}

/* The chip the menu was opened on may be another one by now. */
static void
menu_closed_cb (CrmCalendarPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_again, g_object_ref (self), g_object_unref);
}

/* What can be done with it, where it stands. */
static void
show_menu (CrmCalendarPage *self, CrmCalendarChip *chip)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  graphene_rect_t bounds;

  gtk_widget_grab_focus (GTK_WIDGET (chip));
  self->menu_activity = crm_calendar_chip_get_occurrence (chip)->activity;
  self->menu_day = crm_calendar_chip_get_occurrence (chip)->day;
  g_menu_append (menu, _ ("Edit…"), "calendar.open");
  g_menu_append (menu, crm_calendar_chip_get_occurrence (chip)->is_done ? _ ("Not Done") : _ ("Done"), "calendar.done");
  g_menu_append (last, _ ("Delete"), "calendar.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  if (gtk_widget_compute_bounds (GTK_WIDGET (chip), GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
secondary_pressed_cb (CrmCalendarPage *self, int n_press, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->stack), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && !CRM_IS_CALENDAR_CHIP (widget))
    widget = gtk_widget_get_parent (widget);
  if (widget != NULL)
    show_menu (self, CRM_CALENDAR_CHIP (widget));
}

static void
menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmCalendarChip *chip = find_focused (CRM_CALENDAR_PAGE (widget));

  if (chip != NULL)
    show_menu (CRM_CALENDAR_PAGE (widget), chip);
}

/**
 * crm_calendar_page_add_menu:
 *
 * The menu of a chip opens with the other button of the pointer, and with the action `calendar.menu`.
 */
void
crm_calendar_page_add_menu (CrmCalendarPage *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (secondary_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (click));
}

/**
 * crm_calendar_page_install_actions:
 *
 * What is done with the appointment that has the focus: keys, menus and tests use these.
 */
void
crm_calendar_page_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "calendar.new", NULL, create);
  gtk_widget_class_install_action (klass, "calendar.open", NULL, act_on_focused);
  gtk_widget_class_install_action (klass, "calendar.done", NULL, act_on_focused);
  gtk_widget_class_install_action (klass, "calendar.delete", NULL, act_on_focused);
  gtk_widget_class_install_action (klass, "calendar.menu", NULL, menu_action);
  gtk_widget_class_install_action (klass, "calendar.shift", "(ii)", shift_action);
  gtk_widget_class_install_action (klass, "calendar.resize", "i", resize_action);
}
