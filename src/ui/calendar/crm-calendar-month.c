/* A month of cells. As many chips stand in a cell as it is high; the others are a number that leads to their day. */

#include "config.h"

#include "crm-calendar-month.h"

#include "crm-date-format.h"

#include <glib/gi18n-lib.h>

#define DAYS 7
#define WEEKS 6

/* Pixels of a chip with its gap, and of the number of the day. */
#define CHIP_HEIGHT 22
#define HEAD_HEIGHT 30

/* Below this height, in pixels, a cell is not made. */
#define CELL_LEAST 54

typedef struct
{
  GtkWidget *box; /* takes the focus */
  GtkWidget *number;
  GtkWidget *chips;
  GtkWidget *more;
} Cell;

struct _CrmCalendarMonth
{
  CrmCalendarView parent_instance;

  GtkWidget *box;
  GtkWidget *grid; /* of the cells */
  GtkWidget *heads[DAYS];
  Cell       cells[DAYS * WEEKS];
  int        n_fit; /* chips of a cell */
};

G_DEFINE_FINAL_TYPE (CrmCalendarMonth, crm_calendar_month, CRM_TYPE_CALENDAR_VIEW)

static CrmCalendarModel *
get_model (CrmCalendarMonth *self)
{
  return crm_calendar_view_get_model (CRM_CALENDAR_VIEW (self));
}

static CrmDate
get_day (CrmCalendarMonth *self, guint number)
{
  return crm_date_add_days (crm_calendar_model_get_first (get_model (self)), (int) number);
}

static Cell *
find_cell (CrmCalendarMonth *self, CrmDate day)
{
  int number = crm_date_days_between (crm_calendar_model_get_first (get_model (self)), day);

  return number >= 0 && number < DAYS * WEEKS ? &self->cells[number] : NULL;
}

static int
find_number (CrmCalendarMonth *self, GtkWidget *widget)
{
  for (int i = 0; i < DAYS * WEEKS; i++)
    {
      if (self->cells[i].box == widget || gtk_widget_is_ancestor (widget, self->cells[i].box))
        return i;
    }

  return -1;
}

static void
clear_chips (Cell *cell)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (cell->chips)) != NULL)
    gtk_box_remove (GTK_BOX (cell->chips), child);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GtkWidget *chip)
{
  return gdk_content_provider_new_typed (CRM_TYPE_CALENDAR_CHIP, chip);
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, GtkWidget *chip)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (chip);

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, CrmCalendarMonth *self)
{
  GtkWidget *chip = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  gtk_widget_grab_focus (chip);
  if (n_press == 2)
    crm_calendar_view_activate (CRM_CALENDAR_VIEW (self), CRM_CALENDAR_CHIP (chip));
}

static void
add_chip (CrmCalendarMonth *self, Cell *cell, const CrmOccurrence *occurrence, CrmDate day)
{
  GtkWidget     *chip = crm_calendar_chip_new (crm_calendar_view_get_context (CRM_CALENDAR_VIEW (self)), occurrence, day, CRM_CHIP_LINE);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkGesture    *click = gtk_gesture_click_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), chip);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), chip);
  gtk_widget_add_controller (chip, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (chip, GTK_EVENT_CONTROLLER (click));
  gtk_box_append (GTK_BOX (cell->chips), chip);
}

static void
show_more (CrmCalendarMonth *self, Cell *cell, guint n)
{
  CrmContext      *context = crm_calendar_view_get_context (CRM_CALENDAR_VIEW (self));
  g_autofree char *ascii = g_strdup_printf ("%u", n);
  g_autofree char *number = crm_culture_digits (crm_context_get_culture (context), ascii);
  /* Translators: so many more appointments of a day */
  g_autofree char *text = g_strdup_printf (_ ("%s more"), number);

  gtk_label_set_text (GTK_LABEL (cell->more), text);
  gtk_widget_set_visible (cell->more, n > 0);
}

static void
name_cell (CrmCalendarMonth *self, Cell *cell, CrmDate day, guint n)
{
  CrmContext      *context = crm_calendar_view_get_context (CRM_CALENDAR_VIEW (self));
  g_autofree char *ascii = g_strdup_printf ("%u", n);
  g_autofree char *count = crm_culture_digits (crm_context_get_culture (context), ascii);
  g_autofree char *date = crm_date_format (day, crm_context_get_culture (context), CRM_DATE_STYLE_LONG);
  /* Translators: 1: a day, 2: how many appointments it has */
  g_autofree char *name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s, %2$s appointment", "%1$s, %2$s appointments", n), date, count);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_number (CrmCalendarMonth *self, Cell *cell, CrmDate day)
{
  const CrmCulture *culture = crm_context_get_culture (crm_calendar_view_get_context (CRM_CALENDAR_VIEW (self)));
  g_autofree char  *ascii = NULL;
  g_autofree char  *text = NULL;
  int               year, month, of_month;
  int               shown_year, shown_month, shown_day;

  crm_date_to_calendar (day, culture->calendar, &year, &month, &of_month);
  crm_date_to_calendar (crm_calendar_model_get_day (get_model (self)), culture->calendar, &shown_year, &shown_month, &shown_day);
  ascii = g_strdup_printf ("%d", of_month);
  text = crm_culture_digits (culture, ascii);
  gtk_label_set_text (GTK_LABEL (cell->number), text);
  if (month != shown_month)
    gtk_widget_add_css_class (cell->box, "other-month");
  else
    gtk_widget_remove_css_class (cell->box, "other-month");
}

static void
show_cell (CrmCalendarMonth *self, guint number)
{
  Cell   *cell = &self->cells[number];
  CrmDate day = get_day (self, number);
  g_autoptr (GPtrArray) found = crm_calendar_model_list_day (get_model (self), day);
  guint n_shown = found->len <= (guint) self->n_fit ? found->len : (guint) MAX (self->n_fit - 1, 0);

  clear_chips (cell);
  show_number (self, cell, day);
  crm_calendar_mark_day (cell->box, get_model (self), day);
  for (guint i = 0; i < n_shown; i++)
    add_chip (self, cell, g_ptr_array_index (found, i), day);
  show_more (self, cell, found->len - n_shown);
  name_cell (self, cell, day, found->len);
}

static void
show_heads (CrmCalendarMonth *self)
{
  int week_start = crm_context_get_culture (crm_calendar_view_get_context (CRM_CALENDAR_VIEW (self)))->week_start;

  for (int i = 0; i < DAYS; i++)
    {
      int weekday = (week_start - 1 + i) % DAYS + 1;

      gtk_label_set_text (GTK_LABEL (self->heads[i]), crm_calendar_weekday_name (weekday));
    }
}

static void
crm_calendar_month_refresh (CrmCalendarView *view)
{
  CrmCalendarMonth *self = CRM_CALENDAR_MONTH (view);

  if (crm_calendar_model_get_n_days (get_model (self)) != DAYS * WEEKS)
    return;
  show_heads (self);
  for (guint i = 0; i < DAYS * WEEKS; i++)
    show_cell (self, i);
}

static void
crm_calendar_month_show_cursor (CrmCalendarView *view)
{
  CrmCalendarMonth *self = CRM_CALENDAR_MONTH (view);

  for (guint i = 0; i < DAYS * WEEKS; i++)
    {
      show_number (self, &self->cells[i], get_day (self, i));
      crm_calendar_mark_day (self->cells[i].box, get_model (self), get_day (self, i));
    }
}

static void
crm_calendar_month_focus_cursor (CrmCalendarView *view)
{
  CrmCalendarMonth *self = CRM_CALENDAR_MONTH (view);
  Cell             *cell = find_cell (self, crm_calendar_model_get_day (get_model (self)));

  if (cell != NULL)
    gtk_widget_grab_focus (cell->box);
}

static gboolean
crm_calendar_month_step (CrmCalendarView *view, int across, int down)
{
  CrmCalendarModel *model = crm_calendar_view_get_model (view);

  crm_calendar_model_set_cursor (model, crm_date_add_days (crm_calendar_model_get_day (model), across + DAYS * down), CRM_WHOLE_DAY);
  crm_calendar_month_focus_cursor (view);

  return TRUE;
}

static void
focus_entered_cb (GtkEventControllerFocus *controller, CrmCalendarMonth *self)
{
  int     number = find_number (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));
  CrmDate day = number >= 0 ? get_day (self, (guint) number) : CRM_DATE_NONE;

  /* Focus on a day of the next month leaves the month that is shown as it is: it would slip away under the pointer. */
  if (crm_date_is_full (day) && crm_date_compare (day, crm_calendar_model_get_day (get_model (self))) != 0 && !gtk_widget_has_css_class (self->cells[number].box, "other-month"))
    crm_calendar_model_set_cursor (get_model (self), day, CRM_WHOLE_DAY);
}

static void
cell_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, CrmCalendarMonth *self)
{
  GtkWidget *box = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));
  GtkWidget *picked = gtk_widget_pick (box, x, y, GTK_PICK_DEFAULT);
  int        number = find_number (self, box);
  gboolean   more;

  while (picked != NULL && picked != box && !CRM_IS_CALENDAR_CHIP (picked))
    picked = gtk_widget_get_parent (picked);
  if (picked != NULL && picked != box)
    return;
  more = gtk_widget_pick (box, x, y, GTK_PICK_DEFAULT) == self->cells[number].more;
  gtk_widget_grab_focus (box);
  if (n_press != 2 && !more)
    return;
  crm_calendar_model_set_cursor (get_model (self), get_day (self, (guint) number), CRM_WHOLE_DAY);
  if (more)
    gtk_widget_activate_action (GTK_WIDGET (self), "calendar.day", NULL);
  else
    crm_calendar_view_activate (CRM_CALENDAR_VIEW (self), NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, CrmCalendarMonth *self)
{
  CrmCalendarChip     *chip = g_value_get_object (value);
  int                  number = find_number (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));
  const CrmOccurrence *occurrence = crm_calendar_chip_get_occurrence (chip);
  int                  days;

  if (number < 0)
    return FALSE;
  /* The day that was taken hold of may be a later one of several. */
  days = crm_date_days_between (crm_calendar_chip_get_day (chip), get_day (self, (guint) number));
  if (days != 0)
    crm_calendar_view_move (CRM_CALENDAR_VIEW (self), chip, crm_date_add_days (occurrence->day, days), occurrence->minute);

  return TRUE;
}

static void
add_controllers (CrmCalendarMonth *self, Cell *cell)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkDropTarget      *drop = gtk_drop_target_new (CRM_TYPE_CALENDAR_CHIP, GDK_ACTION_MOVE);

  g_signal_connect_object (focus, "enter", G_CALLBACK (focus_entered_cb), self, 0);
  gtk_widget_add_controller (cell->box, focus);
  g_signal_connect_object (click, "pressed", G_CALLBACK (cell_pressed_cb), self, 0);
  gtk_widget_add_controller (cell->box, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (cell->box, GTK_EVENT_CONTROLLER (drop));
}

static void
make_cell (CrmCalendarMonth *self, guint number)
{
  Cell *cell = &self->cells[number];

  cell->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2, "focusable", TRUE, "overflow", GTK_OVERFLOW_HIDDEN, "accessible-role", GTK_ACCESSIBLE_ROLE_GRID_CELL, NULL);
  cell->number = g_object_new (GTK_TYPE_LABEL, "halign", GTK_ALIGN_START, "css-classes", (const char *const[]){ "numeric", "crm-calendar-number", NULL }, NULL);
  cell->chips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  cell->more = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "visible", FALSE, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes", (const char *const[]){ "caption", "dim-label", NULL }, NULL);
  gtk_widget_add_css_class (cell->box, "crm-calendar-cell");
  gtk_box_append (GTK_BOX (cell->box), cell->number);
  gtk_box_append (GTK_BOX (cell->box), cell->chips);
  gtk_box_append (GTK_BOX (cell->box), cell->more);
  gtk_widget_set_hexpand (cell->box, TRUE);
  gtk_widget_set_vexpand (cell->box, TRUE);
  add_controllers (self, cell);
  gtk_grid_attach (GTK_GRID (self->grid), cell->box, (int) number % DAYS, (int) number / DAYS, 1, 1);
}

static gboolean
refresh_later (gpointer data)
{
  crm_calendar_month_refresh (CRM_CALENDAR_VIEW (data));

  return G_SOURCE_REMOVE;
}

static void
crm_calendar_month_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (CRM_CALENDAR_MONTH (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
  /* Chips are added for the height there is: they never ask for one. */
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = HEAD_HEIGHT + WEEKS * CELL_LEAST;
}

static void
crm_calendar_month_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrmCalendarMonth *self = CRM_CALENDAR_MONTH (widget);
  int               n_fit = MAX ((height - HEAD_HEIGHT) / WEEKS - HEAD_HEIGHT, 0) / CHIP_HEIGHT;

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (n_fit == self->n_fit)
    return;
  self->n_fit = n_fit;
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_later, g_object_ref (self), g_object_unref);
}

static void
crm_calendar_month_dispose (GObject *object)
{
  g_clear_pointer (&CRM_CALENDAR_MONTH (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (crm_calendar_month_parent_class)->dispose (object);
}

static void
crm_calendar_month_class_init (CrmCalendarMonthClass *klass)
{
  CrmCalendarViewClass *view_class = CRM_CALENDAR_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_calendar_month_dispose;
  GTK_WIDGET_CLASS (klass)->measure = crm_calendar_month_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = crm_calendar_month_size_allocate;
  view_class->refresh = crm_calendar_month_refresh;
  view_class->show_cursor = crm_calendar_month_show_cursor;
  view_class->step = crm_calendar_month_step;
  view_class->focus_cursor = crm_calendar_month_focus_cursor;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "crm-calendar-month");
}

static void
crm_calendar_month_init (CrmCalendarMonth *self)
{
  GtkWidget *row;

  self->n_fit = 3;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  row = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, NULL);
  self->grid = g_object_new (GTK_TYPE_GRID, "column-homogeneous", TRUE, "row-homogeneous", TRUE, "vexpand", TRUE, NULL);
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_box_append (GTK_BOX (self->box), self->grid);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  for (int i = 0; i < DAYS; i++)
    {
      self->heads[i] = g_object_new (GTK_TYPE_LABEL, "height-request", HEAD_HEIGHT, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes", (const char *const[]){ "caption", "dim-label", NULL }, NULL);
      gtk_box_append (GTK_BOX (row), self->heads[i]);
    }
  for (guint i = 0; i < DAYS * WEEKS; i++)
    make_cell (self, i);
}
