#include "config.h"

#include "crm-calendar-hours-private.h"

#include "crm-clock.h"
#include "crm-date-format.h"

#include <glib/gi18n-lib.h>

#define DAY_SECONDS (24 * 60 * 60)

/* Gap between chips, in pixels. */
#define GAP 2

G_DEFINE_FINAL_TYPE (CrmCalendarHours, crm_calendar_hours, GTK_TYPE_WIDGET)

static CrmCalendarModel *
get_model (CrmCalendarHours *self)
{
  return crm_calendar_view_get_model (self->view);
}

int
crm_calendar_hours_get_n_columns (CrmCalendarHours *self)
{
  return CLAMP ((int) crm_calendar_model_get_n_days (get_model (self)), 1, CRM_HOURS_DAYS_MAX);
}

static CrmDate
get_day (CrmCalendarHours *self, int column)
{
  return crm_date_add_days (crm_calendar_model_get_first (get_model (self)), column);
}

/**
 * crm_calendar_is_whole:
 *
 * Returns: whether it is shown above the hours: it has none, or lasts a day and more
 */
gboolean
crm_calendar_is_whole (const CrmOccurrence *occurrence)
{
  return occurrence->minute == CRM_WHOLE_DAY || occurrence->seconds >= DAY_SECONDS;
}

CrmHoursPlace *
crm_calendar_hours_find_place (CrmCalendarHours *self, GtkWidget *chip)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      CrmHoursPlace *place = &g_array_index (self->places, CrmHoursPlace, i);

      if (GTK_WIDGET (place->chip) == chip)
        return place;
    }

  return NULL;
}

/* Lanes for the places from @first on, which overlap one after the other: each takes the first that is free. */
static void
share_lanes (CrmCalendarHours *self, guint first)
{
  int ends[64] = { 0 };
  int n_lanes = 0;

  for (guint i = first; i < self->places->len; i++)
    {
      CrmHoursPlace *place = &g_array_index (self->places, CrmHoursPlace, i);
      int            lane = 0;

      while (lane < n_lanes && lane < (int) G_N_ELEMENTS (ends) - 1 && ends[lane] > place->from)
        lane++;
      n_lanes = MAX (n_lanes, lane + 1);
      ends[lane] = place->to;
      place->lane = lane;
    }
  for (guint i = first; i < self->places->len; i++)
    g_array_index (self->places, CrmHoursPlace, i).n_lanes = n_lanes;
}

static void
add_chip (CrmCalendarHours *self, const CrmOccurrence *occurrence, int column)
{
  CrmDate       day = get_day (self, column);
  int           before = crm_date_days_between (occurrence->day, day) * CRM_DAY_MINUTES;
  int           from = MAX (occurrence->minute - before, 0);
  int           to = (int) (occurrence->minute + MAX (occurrence->seconds / 60, CRM_CALENDAR_STEP)) - before;
  CrmHoursPlace place = { .column = column, .from = from, .to = CLAMP (to, from + CRM_CALENDAR_STEP / 2, CRM_DAY_MINUTES), .n_lanes = 1 };

  place.chip = CRM_CALENDAR_CHIP (crm_calendar_chip_new (crm_calendar_view_get_context (self->view), occurrence, day, place.to - place.from > CRM_CALENDAR_STEP ? CRM_CHIP_BLOCK : CRM_CHIP_TITLE));
  gtk_widget_set_parent (GTK_WIDGET (place.chip), GTK_WIDGET (self));
  g_array_append_val (self->places, place);
}

static void
add_column (CrmCalendarHours *self, int column)
{
  g_autoptr (GPtrArray) found = crm_calendar_model_list_day (get_model (self), get_day (self, column));
  guint first = self->places->len;
  int   end = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const CrmOccurrence *occurrence = g_ptr_array_index (found, i);
      CrmHoursPlace       *place;

      if (crm_calendar_is_whole (occurrence))
        continue;
      add_chip (self, occurrence, column);
      place = &g_array_index (self->places, CrmHoursPlace, self->places->len - 1);
      if (place->from >= end && self->places->len - 1 > first)
        {
          CrmHoursPlace last = *place;

          /* Nothing before lasts so long: a new row of neighbours begins. */
          g_array_set_size (self->places, self->places->len - 1);
          share_lanes (self, first);
          first = self->places->len;
          g_array_append_val (self->places, last);
          place = &g_array_index (self->places, CrmHoursPlace, first);
        }
      end = MAX (end, place->to);
    }
  share_lanes (self, first);
}

static void
clear_chips (CrmCalendarHours *self)
{
  for (guint i = 0; i < self->places->len; i++)
    gtk_widget_unparent (GTK_WIDGET (g_array_index (self->places, CrmHoursPlace, i).chip));
  g_array_set_size (self->places, 0);
  self->drag = CRM_HOURS_NO_DRAG;
}

static void
show_hours (CrmCalendarHours *self)
{
  const CrmCulture *culture = crm_context_get_culture (crm_calendar_view_get_context (self->view));

  for (int i = 0; i < 24; i++)
    {
      g_autofree char *ascii = g_strdup_printf ("%02d:00", i);
      g_autofree char *text = crm_culture_digits (culture, ascii);

      gtk_label_set_text (GTK_LABEL (self->hours[i]), text);
    }
  for (int i = 0; i < CRM_HOURS_DAYS_MAX; i++)
    {
      gtk_widget_set_visible (self->columns[i], i < crm_calendar_hours_get_n_columns (self));
      crm_calendar_mark_day (self->columns[i], get_model (self), get_day (self, i));
    }
}

/**
 * crm_calendar_hours_refresh:
 *
 * Makes the chips anew.
 */
void
crm_calendar_hours_refresh (CrmCalendarHours *self)
{
  clear_chips (self);
  show_hours (self);
  for (int i = 0; i < crm_calendar_hours_get_n_columns (self); i++)
    add_column (self, i);
  crm_calendar_hours_show_cursor (self);
}

static void
name_slot (CrmCalendarHours *self)
{
  CrmCalendarModel *model = get_model (self);
  const CrmCulture *culture = crm_context_get_culture (crm_calendar_view_get_context (self->view));
  gint64            instant = crm_appointment_to_instant (crm_calendar_model_get_day (model), crm_calendar_model_get_minute (model));
  g_autofree char  *when = crm_instant_format (instant, culture, CRM_INSTANT_STYLE_DAY_TIME);
  /* Translators: %s is a day and a time of the calendar */
  g_autofree char *name = g_strdup_printf (_ ("%s, nothing yet"), when);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slot), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
crm_calendar_hours_show_cursor (CrmCalendarHours *self)
{
  for (int i = 0; i < CRM_HOURS_DAYS_MAX; i++)
    crm_calendar_mark_day (self->columns[i], get_model (self), get_day (self, i));
  name_slot (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* What stands at the cursor. */
static CrmHoursPlace *
find_at_cursor (CrmCalendarHours *self)
{
  CrmCalendarModel *model = get_model (self);
  int               column = crm_date_days_between (crm_calendar_model_get_first (model), crm_calendar_model_get_day (model));
  int               minute = crm_calendar_model_get_minute (model);

  for (guint i = 0; i < self->places->len; i++)
    {
      CrmHoursPlace *place = &g_array_index (self->places, CrmHoursPlace, i);

      if (place->column == column && place->from < minute + CRM_CALENDAR_STEP && place->to > minute)
        return place;
    }

  return NULL;
}

/**
 * crm_calendar_hours_focus_cursor:
 *
 * Gives the focus to the chip at the cursor, else to the cursor itself.
 */
void
crm_calendar_hours_focus_cursor (CrmCalendarHours *self)
{
  CrmHoursPlace *place = find_at_cursor (self);

  gtk_widget_grab_focus (place != NULL ? GTK_WIDGET (place->chip) : self->slot);
}

static int
to_y (int minute)
{
  return minute * CRM_HOURS_STEP_HEIGHT / CRM_CALENDAR_STEP;
}

/* Columns are laid out as one reads: from right to left the first day is at the right. */
static void
allocate (CrmCalendarHours *self, GtkWidget *child, double from, double to, int y, int height)
{
  int      width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int      x = (int) (mirrored ? width - to : from);
  int      minimum_width, minimum_height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &minimum_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, MAX ((int) (to - from), minimum_width), MAX (height, minimum_height) }, -1);
}

static void
allocate_place (CrmCalendarHours *self, const CrmHoursPlace *place, double column_width)
{
  double from = CRM_HOURS_MARGIN + place->column * column_width;
  double lane = (column_width - 2 * GAP) / MAX (place->n_lanes, 1);
  double x = from + GAP + place->lane * lane;

  allocate (self, GTK_WIDGET (place->chip), x, x + lane - GAP, to_y (place->from) + 1, to_y (place->to) - to_y (place->from) - GAP);
}

static void
allocate_cursor (CrmCalendarHours *self, double column_width)
{
  CrmCalendarModel *model = get_model (self);
  int               column = crm_date_days_between (crm_calendar_model_get_first (model), crm_calendar_model_get_day (model));
  double            from = CRM_HOURS_MARGIN + CLAMP (column, 0, CRM_HOURS_DAYS_MAX - 1) * column_width;

  allocate (self, self->slot, from + GAP, from + column_width - GAP, to_y (crm_calendar_model_get_minute (model)) + 1, CRM_HOURS_STEP_HEIGHT - GAP);
}

static void
allocate_now (CrmCalendarHours *self, double column_width)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (crm_clock_now () / G_USEC_PER_SEC);
  CrmDate today = crm_context_get_today (crm_calendar_view_get_context (self->view));
  int     column = crm_date_days_between (crm_calendar_model_get_first (get_model (self)), today);
  int     minute = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);
  double  from = CRM_HOURS_MARGIN + column * column_width;

  gtk_widget_set_child_visible (self->now, column >= 0 && column < crm_calendar_hours_get_n_columns (self));
  allocate (self, self->now, from, from + column_width, to_y (minute), 2);
}

static void
crm_calendar_hours_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrmCalendarHours *self = CRM_CALENDAR_HOURS (widget);
  int               n_columns = crm_calendar_hours_get_n_columns (self);
  double            column_width = (double) MAX (width - CRM_HOURS_MARGIN, n_columns) / n_columns;

  for (int i = 0; i < 24; i++)
    allocate (self, self->hours[i], 0, width, to_y (i * 60), to_y (60));
  for (int i = 0; i < n_columns; i++)
    allocate (self, self->columns[i], CRM_HOURS_MARGIN + i * column_width, CRM_HOURS_MARGIN + (i + 1) * column_width + 1, 0, height);
  for (guint i = 0; i < self->places->len; i++)
    {
      CrmHoursPlace *place = &g_array_index (self->places, CrmHoursPlace, i);

      allocate_place (self, self->drag != CRM_HOURS_NO_DRAG && place->chip == self->dragged.chip ? &self->dragged : place, column_width);
    }
  allocate_cursor (self, column_width);
  allocate_now (self, column_width);
}

static void
crm_calendar_hours_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CrmCalendarHours *self = CRM_CALENDAR_HOURS (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = to_y (CRM_DAY_MINUTES);
  else
    *minimum = *natural = CRM_HOURS_MARGIN + 30 * crm_calendar_hours_get_n_columns (self);
}

/* A chip that was made just now has no place yet for the toolkit to scroll to, but it has its time. */
static void
crm_calendar_hours_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  CrmCalendarHours    *self = CRM_CALENDAR_HOURS (widget);
  const CrmHoursPlace *place = child != NULL ? crm_calendar_hours_find_place (self, child) : NULL;
  GtkWidget           *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  int                  minute = place != NULL ? place->from : crm_calendar_model_get_minute (get_model (self));

  GTK_WIDGET_CLASS (crm_calendar_hours_parent_class)->set_focus_child (widget, child);
  if (child != NULL && scroller != NULL)
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), to_y (minute), to_y (minute + 2 * CRM_CALENDAR_STEP));
}

static void
crm_calendar_hours_dispose (GObject *object)
{
  CrmCalendarHours *self = CRM_CALENDAR_HOURS (object);
  GtkWidget        *child;

  g_array_set_size (self->places, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (crm_calendar_hours_parent_class)->dispose (object);
}

static void
crm_calendar_hours_finalize (GObject *object)
{
  g_array_unref (CRM_CALENDAR_HOURS (object)->places);

  G_OBJECT_CLASS (crm_calendar_hours_parent_class)->finalize (object);
}

static void
crm_calendar_hours_class_init (CrmCalendarHoursClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_calendar_hours_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_calendar_hours_finalize;
  GTK_WIDGET_CLASS (klass)->measure = crm_calendar_hours_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = crm_calendar_hours_size_allocate;
  GTK_WIDGET_CLASS (klass)->set_focus_child = crm_calendar_hours_set_focus_child;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "crm-calendar-hours");
}

static GtkWidget *
add_box (CrmCalendarHours *self, const char *css_class)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "can-target", FALSE, NULL);

  gtk_widget_add_css_class (box, css_class);
  gtk_widget_set_parent (box, GTK_WIDGET (self));

  return box;
}

static void
crm_calendar_hours_init (CrmCalendarHours *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (CrmHoursPlace));
  for (int i = 0; i < CRM_HOURS_DAYS_MAX; i++)
    self->columns[i] = add_box (self, "crm-calendar-column");
  for (int i = 0; i < 24; i++)
    {
      self->hours[i] = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "yalign", 0.0, "can-target", FALSE, "css-classes", (const char *const[]){ "crm-calendar-hour", "caption", "numeric", NULL }, NULL);
      gtk_widget_set_parent (self->hours[i], GTK_WIDGET (self));
    }
  self->now = add_box (self, "crm-calendar-now");
  self->slot = add_box (self, "crm-calendar-slot");
  gtk_widget_set_focusable (self->slot, TRUE);
}

/**
 * crm_calendar_hours_new:
 * @view: which it is a part of
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
crm_calendar_hours_new (CrmCalendarView *view)
{
  CrmCalendarHours *self = g_object_new (CRM_TYPE_CALENDAR_HOURS, NULL);

  self->view = view;
  crm_calendar_hours_add_drag (self);

  return GTK_WIDGET (self);
}
