#include "config.h"

#include "crm-calendar-days.h"

#include "crm-calendar-hours.h"
#include "crm-date-format.h"

#include <glib/gi18n-lib.h>

#define DAYS 7

/* Where the hours are scrolled to at first: work begins. */
#define MORNING (7 * 60 + CRM_CALENDAR_STEP)

/* Chips of whole days that are shown of one day; the others are seen in the month and the agenda. */
#define WHOLE_MAX 4

typedef struct
{
  GtkWidget *box;
  GtkWidget *label;
  GtkWidget *chips;
} Head;

struct _CrmCalendarDays
{
  CrmCalendarView parent_instance;

  GtkWidget *box;
  Head       heads[DAYS];
  GtkWidget *scroller;
  GtkWidget *hours;
  gboolean   was_shown;
};

G_DEFINE_FINAL_TYPE (CrmCalendarDays, crm_calendar_days, CRM_TYPE_CALENDAR_VIEW)

static CrmCalendarModel *
get_model (CrmCalendarDays *self)
{
  return crm_calendar_view_get_model (CRM_CALENDAR_VIEW (self));
}

static CrmDate
get_day (CrmCalendarDays *self, int column)
{
  return crm_date_add_days (crm_calendar_model_get_first (get_model (self)), column);
}

static void
clear_chips (Head *head)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (head->chips)) != NULL)
    gtk_box_remove (GTK_BOX (head->chips), child);
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, CrmCalendarDays *self)
{
  GtkWidget *chip = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  gtk_widget_grab_focus (chip);
  if (n_press == 2)
    crm_calendar_view_activate (CRM_CALENDAR_VIEW (self), CRM_CALENDAR_CHIP (chip));
}

static void
add_chip (CrmCalendarDays *self, Head *head, const CrmOccurrence *occurrence, CrmDate day)
{
  GtkWidget  *chip = crm_calendar_chip_new (crm_calendar_view_get_context (CRM_CALENDAR_VIEW (self)), occurrence, day, CRM_CHIP_LINE);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (chip, GTK_EVENT_CONTROLLER (click));
  gtk_box_append (GTK_BOX (head->chips), chip);
}

static void
show_head (CrmCalendarDays *self, int column)
{
  const CrmCulture *culture = crm_context_get_culture (crm_calendar_view_get_context (CRM_CALENDAR_VIEW (self)));
  Head             *head = &self->heads[column];
  CrmDate           day = get_day (self, column);
  g_autoptr (GPtrArray) found = crm_calendar_model_list_day (get_model (self), day);
  g_autofree char *ascii = NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  int              year, month, of_month;
  guint            n_shown = 0;

  gtk_widget_set_visible (head->box, column < (int) crm_calendar_model_get_n_days (get_model (self)));
  crm_date_to_calendar (day, culture->calendar, &year, &month, &of_month);
  ascii = g_strdup_printf ("%d", of_month);
  number = crm_culture_digits (culture, ascii);
  /* Translators: the head of a column of a week: 1: the day of the week, 2: the day of the month */
  text = g_strdup_printf (_ ("%1$s %2$s"), crm_calendar_weekday_name (crm_date_weekday (day)), number);
  gtk_label_set_text (GTK_LABEL (head->label), text);
  crm_calendar_mark_day (head->box, get_model (self), day);
  clear_chips (head);
  for (guint i = 0; i < found->len && n_shown < WHOLE_MAX; i++)
    {
      if (!crm_calendar_is_whole (g_ptr_array_index (found, i)))
        continue;
      add_chip (self, head, g_ptr_array_index (found, i), day);
      n_shown++;
    }
}

static gboolean
scroll_cb (gpointer data)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (CRM_CALENDAR_DAYS (data)->scroller));

  gtk_adjustment_set_value (adjustment, MORNING / CRM_CALENDAR_STEP * CRM_HOURS_STEP_HEIGHT);

  return G_SOURCE_REMOVE;
}

/* Once the height is known, and when it has been given. */
static void
scroll_to_morning (CrmCalendarDays *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  if (self->was_shown || gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment))
    return;
  self->was_shown = TRUE;
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, scroll_cb, g_object_ref (self), g_object_unref);
}

static void
crm_calendar_days_refresh (CrmCalendarView *view)
{
  CrmCalendarDays *self = CRM_CALENDAR_DAYS (view);

  if (crm_calendar_model_get_n_days (get_model (self)) > DAYS)
    return;
  for (int i = 0; i < DAYS; i++)
    show_head (self, i);
  crm_calendar_hours_refresh (CRM_CALENDAR_HOURS (self->hours));
}

static void
crm_calendar_days_show_cursor (CrmCalendarView *view)
{
  CrmCalendarDays *self = CRM_CALENDAR_DAYS (view);

  for (int i = 0; i < DAYS; i++)
    crm_calendar_mark_day (self->heads[i].box, get_model (self), get_day (self, i));
  crm_calendar_hours_show_cursor (CRM_CALENDAR_HOURS (self->hours));
}

static void
crm_calendar_days_focus_cursor (CrmCalendarView *view)
{
  crm_calendar_hours_focus_cursor (CRM_CALENDAR_HOURS (CRM_CALENDAR_DAYS (view)->hours));
}

static CrmCalendarChip *
find_focused (CrmCalendarDays *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && CRM_IS_CALENDAR_CHIP (focus) && gtk_widget_is_ancestor (focus, self->hours) ? CRM_CALENDAR_CHIP (focus) : NULL;
}

/* From a chip one goes on where it ends or begins. */
static int
step_down (CrmCalendarDays *self, int down)
{
  CrmCalendarChip     *chip = find_focused (self);
  const CrmOccurrence *occurrence = chip != NULL ? crm_calendar_chip_get_occurrence (chip) : NULL;
  int                  minute = crm_calendar_model_get_minute (get_model (self));

  if (occurrence == NULL || down == 0)
    return minute + down * CRM_CALENDAR_STEP;
  if (down < 0)
    return (occurrence->minute - 1) / CRM_CALENDAR_STEP * CRM_CALENDAR_STEP;

  return (int) ((occurrence->minute + MAX (occurrence->seconds / 60, CRM_CALENDAR_STEP) + CRM_CALENDAR_STEP - 1) / CRM_CALENDAR_STEP * CRM_CALENDAR_STEP);
}

static gboolean
crm_calendar_days_step (CrmCalendarView *view, int across, int down)
{
  CrmCalendarDays  *self = CRM_CALENDAR_DAYS (view);
  CrmCalendarModel *model = get_model (self);
  int               minute = CLAMP (step_down (self, down), 0, CRM_DAY_MINUTES - CRM_CALENDAR_STEP);

  crm_calendar_model_set_cursor (model, crm_date_add_days (crm_calendar_model_get_day (model), across), minute);
  crm_calendar_days_focus_cursor (view);

  return TRUE;
}

static void
crm_calendar_days_dispose (GObject *object)
{
  g_clear_pointer (&CRM_CALENDAR_DAYS (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (crm_calendar_days_parent_class)->dispose (object);
}

static void
crm_calendar_days_class_init (CrmCalendarDaysClass *klass)
{
  CrmCalendarViewClass *view_class = CRM_CALENDAR_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_calendar_days_dispose;
  view_class->refresh = crm_calendar_days_refresh;
  view_class->show_cursor = crm_calendar_days_show_cursor;
  view_class->step = crm_calendar_days_step;
  view_class->focus_cursor = crm_calendar_days_focus_cursor;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "crm-calendar-days");
}

static void
make_head (CrmCalendarDays *self, GtkWidget *row, int column)
{
  Head *head = &self->heads[column];

  head->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 2, "hexpand", TRUE, NULL);
  head->label = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes", (const char *const[]){ "crm-calendar-head", NULL }, NULL);
  head->chips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (head->box, "crm-calendar-head-box");
  gtk_box_append (GTK_BOX (head->box), head->label);
  gtk_box_append (GTK_BOX (head->box), head->chips);
  gtk_box_append (GTK_BOX (row), head->box);
}

static void
crm_calendar_days_init (CrmCalendarDays *self)
{
  GtkWidget     *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget     *row = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, "hexpand", TRUE, NULL);
  GtkWidget     *viewport;
  GtkAdjustment *adjustment;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (top), g_object_new (GTK_TYPE_BOX, "width-request", CRM_HOURS_MARGIN, NULL));
  gtk_box_append (GTK_BOX (top), row);
  gtk_box_append (GTK_BOX (self->box), top);
  for (int i = 0; i < DAYS; i++)
    make_head (self, row, i);
  self->hours = crm_calendar_hours_new (CRM_CALENDAR_VIEW (self));
  viewport = g_object_new (GTK_TYPE_VIEWPORT, "child", self->hours, "scroll-to-focus", FALSE, NULL);
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, "child", viewport, NULL);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scroll_to_morning), self, G_CONNECT_SWAPPED);
}
