/* What the views of the calendar have in common: they follow the model, keep the focus where it was when the chips are made anew, and tell the page
 * what is to be done. */

#include "config.h"

#include "crm-calendar-view.h"

#include "crm-holiday.h"

typedef struct
{
  CrmCalendarModel *model; /* (owned) (nullable) */
} CrmCalendarViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CrmCalendarView, crm_calendar_view, GTK_TYPE_WIDGET)

enum
{
  MOVED,
  RESIZED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_focus (CrmCalendarView *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static CrmCalendarChip *
find_focused (CrmCalendarView *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) && CRM_IS_CALENDAR_CHIP (focus) ? CRM_CALENDAR_CHIP (focus) : NULL;
}

/* The chip with the focus is another widget afterwards, or gone. */
static void
refresh (CrmCalendarView *self)
{
  gboolean         had_focus = has_focus (self);
  CrmCalendarChip *focused = find_focused (self);
  gint64           activity = focused != NULL ? crm_calendar_chip_get_occurrence (focused)->activity : 0;
  CrmDate          day = focused != NULL ? crm_calendar_chip_get_occurrence (focused)->day : CRM_DATE_NONE;
  CrmCalendarChip *again;

  CRM_CALENDAR_VIEW_GET_CLASS (self)->refresh (self);
  again = activity != 0 ? crm_calendar_view_find_chip (self, activity, day) : NULL;
  if (again != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (again));
  else if (had_focus)
    crm_calendar_view_focus_cursor (self);
}

static void
changed_cb (CrmCalendarView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh (self);
}

static void
cursor_changed_cb (CrmCalendarView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    CRM_CALENDAR_VIEW_GET_CLASS (self)->show_cursor (self);
}

static void
crm_calendar_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (crm_calendar_view_parent_class)->map (widget);
  CRM_CALENDAR_VIEW_GET_CLASS (widget)->refresh (CRM_CALENDAR_VIEW (widget));
}

static void
crm_calendar_view_dispose (GObject *object)
{
  CrmCalendarViewPrivate *priv = crm_calendar_view_get_instance_private (CRM_CALENDAR_VIEW (object));

  g_clear_object (&priv->model);

  G_OBJECT_CLASS (crm_calendar_view_parent_class)->dispose (object);
}

static void
crm_calendar_view_class_init (CrmCalendarViewClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_calendar_view_dispose;
  GTK_WIDGET_CLASS (klass)->map = crm_calendar_view_map;

  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, CRM_TYPE_CALENDAR_CHIP, G_TYPE_INT, G_TYPE_INT);
  signals[RESIZED] = g_signal_new ("resized", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, CRM_TYPE_CALENDAR_CHIP, G_TYPE_INT64);
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_CALENDAR_CHIP);
}

static void
crm_calendar_view_init (CrmCalendarView *self)
{
}

CrmCalendarModel *
crm_calendar_view_get_model (CrmCalendarView *self)
{
  CrmCalendarViewPrivate *priv = crm_calendar_view_get_instance_private (self);

  return priv->model;
}

CrmContext *
crm_calendar_view_get_context (CrmCalendarView *self)
{
  return crm_calendar_model_get_context (crm_calendar_view_get_model (self));
}

/**
 * crm_calendar_view_set_model:
 *
 * To be called once, before the view is shown.
 */
void
crm_calendar_view_set_model (CrmCalendarView *self, CrmCalendarModel *model)
{
  CrmCalendarViewPrivate *priv = crm_calendar_view_get_instance_private (self);

  priv->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "cursor-changed", G_CALLBACK (cursor_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * crm_calendar_view_step:
 * @across: days, in the direction one reads
 * @down: steps downward, whatever the view has there
 *
 * Returns: whether the cursor could move so
 */
gboolean
crm_calendar_view_step (CrmCalendarView *self, int across, int down)
{
  return CRM_CALENDAR_VIEW_GET_CLASS (self)->step (self, across, down);
}

void
crm_calendar_view_focus_cursor (CrmCalendarView *self)
{
  CRM_CALENDAR_VIEW_GET_CLASS (self)->focus_cursor (self);
}

static CrmCalendarChip *
find_below (GtkWidget *widget, gint64 activity, CrmDate day)
{
  CrmCalendarChip *found = NULL;

  if (CRM_IS_CALENDAR_CHIP (widget))
    return crm_calendar_chip_is (CRM_CALENDAR_CHIP (widget), activity, day) ? CRM_CALENDAR_CHIP (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_below (child, activity, day);

  return found;
}

/**
 * crm_calendar_view_find_chip:
 * @day: on which it begins
 *
 * Returns: (nullable): the chip of that time of @activity
 */
CrmCalendarChip *
crm_calendar_view_find_chip (CrmCalendarView *self, gint64 activity, CrmDate day)
{
  return find_below (GTK_WIDGET (self), activity, day);
}

/* For the views: tells the page what a person wants. */
void
crm_calendar_view_move (CrmCalendarView *self, CrmCalendarChip *chip, CrmDate day, int minute)
{
  g_signal_emit (self, signals[MOVED], 0, chip, crm_date_to_jdn (day), minute);
}

void
crm_calendar_view_resize (CrmCalendarView *self, CrmCalendarChip *chip, gint64 seconds)
{
  g_signal_emit (self, signals[RESIZED], 0, chip, seconds);
}

/**
 * crm_calendar_view_activate:
 * @chip: (nullable): what is to be opened; %NULL to make one at the cursor
 */
void
crm_calendar_view_activate (CrmCalendarView *self, CrmCalendarChip *chip)
{
  g_signal_emit (self, signals[ACTIVATED], 0, chip);
}

gboolean
crm_calendar_is_today (CrmCalendarModel *model, CrmDate day)
{
  return crm_date_compare (day, crm_context_get_today (crm_calendar_model_get_context (model))) == 0;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/**
 * crm_calendar_mark_day:
 * @widget: that stands for @day
 *
 * Gives it the classes of today, of a day of rest, and of the cursor.
 */
void
crm_calendar_mark_day (GtkWidget *widget, CrmCalendarModel *model, CrmDate day)
{
  const CrmCulture *culture = crm_context_get_culture (crm_calendar_model_get_context (model));

  set_class (widget, "today", crm_calendar_is_today (model, day));
  set_class (widget, "rest", crm_date_is_full (day) && crm_holiday_is_rest_day (day, culture));
  set_class (widget, "chosen", crm_date_compare (day, crm_calendar_model_get_day (model)) == 0);
}
