/* A month of days, in the calendar the user reads: GtkCalendar knows the Gregorian one only.
 *
 * Six weeks of buttons are made once and written anew for each month. One of them, the day that is chosen, takes the focus; arrows choose
 * its neighbours, in the direction one reads. */

#include "config.h"

#include "crm-month-view.h"

#include "crm-date-format.h"

#include <glib/gi18n-lib.h>

#define DAYS 7
#define WEEKS 6

struct _CrmMonthView
{
  GtkWidget parent_instance;

  CrmContext *context; /* (owned) */
  CrmDate     date;    /* the one that is chosen */
  CrmDate     first;   /* of the days that are shown; none at the ends of time */
  GtkWidget  *days[DAYS * WEEKS];
  GtkWidget  *heads[DAYS];

  /* Template widgets */
  GtkWidget *box;
  GtkLabel  *month;
  GtkGrid   *grid;
};

G_DEFINE_FINAL_TYPE (CrmMonthView, crm_month_view, GTK_TYPE_WIDGET)

enum
{
  DATE_CHANGED,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const CrmCulture *
get_culture (CrmMonthView *self)
{
  return crm_context_get_culture (self->context);
}

static CrmDate
get_day (CrmMonthView *self, guint cell)
{
  return crm_date_is_full (self->first) ? crm_date_add_days (self->first, (int) cell) : CRM_DATE_NONE;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
name_day (GtkWidget *cell, CrmDate day, gboolean today, gboolean chosen, const CrmCulture *culture)
{
  g_autofree char *date = crm_date_format (day, culture, CRM_DATE_STYLE_LONG);
  /* Translators: a day of a calendar; %s is its date */
  g_autofree char *name = today ? g_strdup_printf (_ ("Today, %s"), date) : g_strdup (date);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_STATE_SELECTED, chosen, -1);
}

static void
show_day (CrmMonthView *self, guint number, int shown_month)
{
  const CrmCulture *culture = get_culture (self);
  GtkWidget        *cell = self->days[number];
  CrmDate           day = get_day (self, number);
  gboolean          chosen = crm_date_compare (day, self->date) == 0;
  gboolean          today = crm_date_compare (day, crm_context_get_today (self->context)) == 0;
  g_autofree char  *ascii = NULL;
  g_autofree char  *label = NULL;
  int               year, month, of_month;

  gtk_widget_set_sensitive (cell, crm_date_is_full (day));
  if (!crm_date_is_full (day) || !crm_date_to_calendar (day, culture->calendar, &year, &month, &of_month))
    {
      gtk_button_set_label (GTK_BUTTON (cell), "");
      return;
    }

  ascii = g_strdup_printf ("%d", of_month);
  label = crm_culture_digits (culture, ascii);
  gtk_button_set_label (GTK_BUTTON (cell), label);
  gtk_widget_set_focusable (cell, chosen);
  set_class (cell, "crm-day-chosen", chosen);
  set_class (cell, "crm-day-today", today);
  set_class (cell, "dim-label", month != shown_month);
  name_day (cell, day, today, chosen, culture);
}

static void
show_heads (CrmMonthView *self)
{
  for (int i = 0; i < DAYS; i++)
    {
      int weekday = (get_culture (self)->week_start - 1 + i) % DAYS + 1;

      gtk_label_set_text (GTK_LABEL (self->heads[i]), crm_calendar_weekday_letter (weekday));
      gtk_widget_set_tooltip_text (self->heads[i], crm_calendar_weekday_name (weekday));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->heads[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, crm_calendar_weekday_name (weekday), -1);
    }
}

static void
show (CrmMonthView *self)
{
  const CrmCulture *culture = get_culture (self);
  CrmDate           start = crm_date_month_start (self->date, culture->calendar);
  g_autofree char  *title = crm_date_format (self->date, culture, CRM_DATE_STYLE_MONTH_YEAR);
  int               year, month, day;

  if (!crm_date_to_calendar (self->date, culture->calendar, &year, &month, &day))
    return;

  self->first = crm_date_is_full (start) ? crm_date_week_start (start, culture->week_start) : CRM_DATE_NONE;
  gtk_label_set_text (self->month, title);
  show_heads (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->days); i++)
    show_day (self, i, month);
}

static GtkWidget *
find_chosen (CrmMonthView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->days); i++)
    {
      if (crm_date_compare (get_day (self, i), self->date) == 0)
        return self->days[i];
    }

  return NULL;
}

/* Chooses a day, which takes the focus from the one before. */
static void
choose (CrmMonthView *self, CrmDate day)
{
  GtkWidget *chosen;

  if (!crm_date_is_full (day) || crm_date_compare (day, self->date) == 0)
    return;

  crm_month_view_set_date (self, day);
  chosen = find_chosen (self);
  if (chosen != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self->grid)) != NULL)
    gtk_widget_grab_focus (chosen);
}

static CrmDate
find_target (CrmMonthView *self, guint keyval, GdkModifierType state)
{
  CrmCalendar calendar = get_culture (self)->calendar;
  int         forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  int         months = (state & GDK_SHIFT_MASK) != 0 ? 12 : 1;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return crm_date_add_days (self->date, -forward);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return crm_date_add_days (self->date, forward);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return crm_date_add_days (self->date, -DAYS);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return crm_date_add_days (self->date, DAYS);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return crm_date_add_months (self->date, calendar, -months);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return crm_date_add_months (self->date, calendar, months);
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return crm_context_get_today (self->context);
    default:
      return CRM_DATE_NONE;
    }
}

static gboolean
is_key (guint keyval)
{
  static const guint keys[] = { GDK_KEY_Left, GDK_KEY_KP_Left, GDK_KEY_Right, GDK_KEY_KP_Right, GDK_KEY_Up, GDK_KEY_KP_Up, GDK_KEY_Down, GDK_KEY_KP_Down, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, GDK_KEY_Home, GDK_KEY_KP_Home };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i] == keyval)
        return TRUE;
    }

  return FALSE;
}

static gboolean
key_pressed_cb (CrmMonthView *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (!is_key (keyval) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  choose (self, find_target (self, keyval, state));

  return GDK_EVENT_STOP;
}

static void
day_clicked_cb (CrmMonthView *self, GtkWidget *cell)
{
  guint number = 0;

  while (self->days[number] != cell)
    number++;
  choose (self, get_day (self, number));
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
previous_clicked_cb (CrmMonthView *self)
{
  choose (self, crm_date_add_months (self->date, get_culture (self)->calendar, -1));
}

static void
next_clicked_cb (CrmMonthView *self)
{
  choose (self, crm_date_add_months (self->date, get_culture (self)->calendar, 1));
}

static void
fill (CrmMonthView *self)
{
  for (int i = 0; i < DAYS; i++)
    {
      self->heads[i] = gtk_label_new (NULL);
      gtk_widget_add_css_class (self->heads[i], "caption");
      gtk_widget_add_css_class (self->heads[i], "dim-label");
      gtk_grid_attach (self->grid, self->heads[i], i, 0, 1, 1);
    }
  for (int i = 0; i < DAYS * WEEKS; i++)
    {
      self->days[i] = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_GRID_CELL, "focusable", FALSE, NULL);
      gtk_widget_add_css_class (self->days[i], "flat");
      gtk_widget_add_css_class (self->days[i], "numeric");
      gtk_widget_add_css_class (self->days[i], "crm-day");
      g_signal_connect_object (self->days[i], "clicked", G_CALLBACK (day_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_grid_attach (self->grid, self->days[i], i % DAYS, 1 + i / DAYS, 1, 1);
    }
}

/* Where the keyboard goes in: the day. */
static gboolean
crm_month_view_grab_focus (GtkWidget *widget)
{
  GtkWidget *chosen = find_chosen (CRM_MONTH_VIEW (widget));

  return chosen != NULL && gtk_widget_grab_focus (chosen);
}

static void
crm_month_view_dispose (GObject *object)
{
  CrmMonthView *self = CRM_MONTH_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_MONTH_VIEW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_month_view_parent_class)->dispose (object);
}

static void
crm_month_view_class_init (CrmMonthViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_month_view_dispose;
  widget_class->grab_focus = crm_month_view_grab_focus;

  signals[DATE_CHANGED] = g_signal_new ("date-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/widgets/crm-month-view.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmMonthView, box);
  gtk_widget_class_bind_template_child (widget_class, CrmMonthView, month);
  gtk_widget_class_bind_template_child (widget_class, CrmMonthView, grid);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
}

static void
crm_month_view_init (CrmMonthView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self);
}

/**
 * crm_month_view_new:
 *
 * Returns: (transfer floating): the month it is, with today chosen
 */
GtkWidget *
crm_month_view_new (CrmContext *context)
{
  CrmMonthView *self = g_object_new (CRM_TYPE_MONTH_VIEW, NULL);

  self->context = g_object_ref (context);
  self->date = crm_context_get_today (context);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);

  return GTK_WIDGET (self);
}

/**
 * crm_month_view_get_date:
 *
 * Returns: the day that is chosen
 */
CrmDate
crm_month_view_get_date (CrmMonthView *self)
{
  g_return_val_if_fail (CRM_IS_MONTH_VIEW (self), CRM_DATE_NONE);

  return self->date;
}

/**
 * crm_month_view_set_date:
 * @date: a full date
 *
 * Chooses a day, and shows its month.
 */
void
crm_month_view_set_date (CrmMonthView *self, CrmDate date)
{
  g_return_if_fail (CRM_IS_MONTH_VIEW (self));
  g_return_if_fail (crm_date_is_full (date));

  if (crm_date_compare (date, self->date) == 0)
    return;

  self->date = date;
  show (self);
  g_signal_emit (self, signals[DATE_CHANGED], 0);
}
