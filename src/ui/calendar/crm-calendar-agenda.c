#include "config.h"

#include "crm-calendar-agenda.h"

#include "crm-date-format.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* So many are listed; who goes on sees the next. */
#define CHIPS_MAX 400

struct _CrmCalendarAgenda
{
  CrmCalendarView parent_instance;

  GtkWidget *scroller;
  GtkWidget *list;
  GPtrArray *chips; /* (owned) (element-type CrmCalendarChip): not owned, children of @list */
};

G_DEFINE_FINAL_TYPE (CrmCalendarAgenda, crm_calendar_agenda, CRM_TYPE_CALENDAR_VIEW)

static CrmCalendarModel *
get_model (CrmCalendarAgenda *self)
{
  return crm_calendar_view_get_model (CRM_CALENDAR_VIEW (self));
}

static void
clear (CrmCalendarAgenda *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->chips, 0);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
}

static void
add_head (CrmCalendarAgenda *self, CrmDate day)
{
  CrmContext      *context = crm_calendar_view_get_context (CRM_CALENDAR_VIEW (self));
  g_autofree char *date = crm_date_format (day, crm_context_get_culture (context), CRM_DATE_STYLE_LONG);
  /* Translators: a day of a calendar; %s is its date */
  g_autofree char *text = crm_calendar_is_today (get_model (self), day) ? g_strdup_printf (_ ("Today, %s"), date) : g_strdup (date);
  GtkWidget       *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "css-classes", (const char *const[]){ "heading", "crm-calendar-day", NULL }, NULL);

  crm_calendar_mark_day (label, get_model (self), day);
  gtk_box_append (GTK_BOX (self->list), label);
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, CrmCalendarAgenda *self)
{
  GtkWidget *chip = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  gtk_widget_grab_focus (chip);
  if (n_press == 2)
    crm_calendar_view_activate (CRM_CALENDAR_VIEW (self), CRM_CALENDAR_CHIP (chip));
}

static void
add_chip (CrmCalendarAgenda *self, const CrmOccurrence *occurrence, CrmDate day)
{
  GtkWidget  *chip = crm_calendar_chip_new (crm_calendar_view_get_context (CRM_CALENDAR_VIEW (self)), occurrence, day, CRM_CHIP_LINE);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_remove_css_class (chip, "caption");
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (chip, GTK_EVENT_CONTROLLER (click));
  gtk_box_append (GTK_BOX (self->list), chip);
  g_ptr_array_add (self->chips, chip);
}

static void
say_nothing (CrmCalendarAgenda *self)
{
  GtkWidget *page = g_object_new (ADW_TYPE_STATUS_PAGE,
                                  "icon-name", "x-office-calendar-symbolic",
                                  "title", _ ("Nothing Planned"),
                                  "description", _ ("Press N to plan a meeting, a visit or a call from this day on."),
                                  "vexpand", TRUE,
                                  NULL);

  gtk_widget_add_css_class (page, "compact");
  gtk_box_append (GTK_BOX (self->list), page);
}

static void
crm_calendar_agenda_refresh (CrmCalendarView *view)
{
  CrmCalendarAgenda *self = CRM_CALENDAR_AGENDA (view);
  CrmDate            first = crm_calendar_model_get_first (get_model (self));

  clear (self);
  for (guint i = 0; i < crm_calendar_model_get_n_days (get_model (self)) && self->chips->len < CHIPS_MAX; i++)
    {
      CrmDate day = crm_date_add_days (first, (int) i);
      g_autoptr (GPtrArray) found = crm_calendar_model_list_day (get_model (self), day);

      if (found->len > 0)
        add_head (self, day);
      for (guint j = 0; j < found->len; j++)
        add_chip (self, g_ptr_array_index (found, j), day);
    }
  if (self->chips->len == 0 && !crm_calendar_model_is_loading (get_model (self)))
    say_nothing (self);
}

static void
crm_calendar_agenda_show_cursor (CrmCalendarView *view)
{
}

static int
find_focused (CrmCalendarAgenda *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  guint      position;

  return focus != NULL && g_ptr_array_find (self->chips, focus, &position) ? (int) position : -1;
}

static void
focus_chip (CrmCalendarAgenda *self, int position)
{
  CrmCalendarChip *chip;

  if (self->chips->len == 0)
    {
      gtk_widget_grab_focus (self->list);
      return;
    }
  chip = g_ptr_array_index (self->chips, CLAMP (position, 0, (int) self->chips->len - 1));
  gtk_widget_grab_focus (GTK_WIDGET (chip));
  crm_calendar_model_set_cursor (get_model (self), crm_calendar_chip_get_day (chip), crm_calendar_chip_get_occurrence (chip)->minute);
}

static void
crm_calendar_agenda_focus_cursor (CrmCalendarView *view)
{
  CrmCalendarAgenda *self = CRM_CALENDAR_AGENDA (view);
  int                position = 0;

  while (position + 1 < (int) self->chips->len && crm_date_compare (crm_calendar_chip_get_day (g_ptr_array_index (self->chips, position)), crm_calendar_model_get_day (get_model (self))) < 0)
    position++;
  focus_chip (self, position);
}

static gboolean
crm_calendar_agenda_step (CrmCalendarView *view, int across, int down)
{
  CrmCalendarAgenda *self = CRM_CALENDAR_AGENDA (view);
  int                focused = find_focused (self);

  if (down == 0)
    return FALSE;
  if (focused < 0)
    crm_calendar_agenda_focus_cursor (view);
  else
    focus_chip (self, focused + down);

  return TRUE;
}

static void
crm_calendar_agenda_dispose (GObject *object)
{
  CrmCalendarAgenda *self = CRM_CALENDAR_AGENDA (object);

  g_ptr_array_set_size (self->chips, 0);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (crm_calendar_agenda_parent_class)->dispose (object);
}

static void
crm_calendar_agenda_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_CALENDAR_AGENDA (object)->chips);

  G_OBJECT_CLASS (crm_calendar_agenda_parent_class)->finalize (object);
}

static void
crm_calendar_agenda_class_init (CrmCalendarAgendaClass *klass)
{
  CrmCalendarViewClass *view_class = CRM_CALENDAR_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_calendar_agenda_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_calendar_agenda_finalize;
  view_class->refresh = crm_calendar_agenda_refresh;
  view_class->show_cursor = crm_calendar_agenda_show_cursor;
  view_class->step = crm_calendar_agenda_step;
  view_class->focus_cursor = crm_calendar_agenda_focus_cursor;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "crm-calendar-agenda");
}

static void
crm_calendar_agenda_init (CrmCalendarAgenda *self)
{
  GtkWidget *clamp = g_object_new (ADW_TYPE_CLAMP, "maximum-size", 720, NULL);

  self->chips = g_ptr_array_new ();
  self->list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 4, "focusable", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Agenda"), -1);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->list);
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, "child", clamp, NULL);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
