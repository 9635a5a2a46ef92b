/* The page of the calendar: which days, shown how; and what keys and the pointer do to an appointment, whichever view it stands in. */

#include "config.h"

#include "crm-calendar-page-private.h"

#include "crm-calendar-agenda.h"
#include "crm-calendar-days.h"
#include "crm-calendar-month.h"
#include "crm-keys.h"
#include "crm-tab-stop.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Narrower than this, in pixels, there is room for a day or a list only. */
#define NARROW 600

/* How often it is looked whether another day has begun, and where the line of the present stands. */
#define WATCH_SECONDS 60

static void page_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmCalendarPage, crm_calendar_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

enum
{
  PROP_CONTEXT = 1,
  PROP_VIEW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const span_names[] = { "day", "week", "month", "agenda" };

static CrmCalendarView *
get_view (CrmCalendarPage *self)
{
  return CRM_CALENDAR_VIEW (gtk_stack_get_visible_child (self->stack));
}

static void
show_title (CrmCalendarPage *self)
{
  g_autofree char *title = crm_calendar_model_dup_title (self->model);

  gtk_label_set_text (self->title, title);
}

/* A week and a month do not fit beside each other on a telephone: a list has it all. */
static void
apply_span (CrmCalendarPage *self)
{
  CrmCalendarSpan span = self->narrow && self->wanted != CRM_CALENDAR_SPAN_DAY ? CRM_CALENDAR_SPAN_AGENDA : self->wanted;

  gtk_stack_set_visible_child_name (self->stack, span == CRM_CALENDAR_SPAN_DAY || span == CRM_CALENDAR_SPAN_WEEK ? "days" : span_names[span]);
  crm_calendar_model_set_span (self->model, span);
  show_title (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
choose_span (CrmCalendarPage *self, CrmCalendarSpan span)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL;

  self->wanted = span;
  apply_span (self);
  if (had_focus)
    crm_calendar_view_focus_cursor (get_view (self));
}

/* The focus goes with what was moved, once the file has it there. */
static void
model_changed_cb (CrmCalendarPage *self)
{
  CrmCalendarChip *chip = self->followed != 0 ? crm_calendar_view_find_chip (get_view (self), self->followed, self->followed_day) : NULL;

  show_title (self);
  if (chip == NULL)
    return;
  self->followed = 0;
  gtk_widget_grab_focus (GTK_WIDGET (chip));
}

static gboolean
find_arrow (CrmCalendarPage *self, guint keyval, int *across, int *down)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  *across = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right ? forward : keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left ? -forward
                                                                                                                                  : 0;
  *down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1 : keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up ? -1
                                                                                                                    : 0;

  return *across != 0 || *down != 0;
}

static gboolean
key_pressed_cb (CrmCalendarPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  GdkModifierType modifiers = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK);
  int             across, down;

  if (modifiers == 0 && (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_Page_Down))
    gtk_widget_activate_action (GTK_WIDGET (self), keyval == GDK_KEY_Page_Up ? "calendar.previous" : "calendar.next", NULL);
  else if (!find_arrow (self, keyval, &across, &down))
    return GDK_EVENT_PROPAGATE;
  else if (modifiers == 0)
    {
      self->followed = 0;
      return crm_calendar_view_step (get_view (self), across, down);
    }
  else if (modifiers == GDK_SHIFT_MASK)
    crm_calendar_page_shift (self, across, down);
  else if (modifiers == (GDK_SHIFT_MASK | GDK_CONTROL_MASK) && down != 0)
    crm_calendar_page_resize (self, down);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
turn (CrmCalendarPage *self, int pages)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL;

  crm_calendar_model_turn (self->model, pages);
  if (had_focus)
    crm_calendar_view_focus_cursor (get_view (self));
}

static void
previous (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (CRM_CALENDAR_PAGE (widget), -1);
}

static void
next (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (CRM_CALENDAR_PAGE (widget), 1);
}

static void
go_to_today (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmCalendarPage *self = CRM_CALENDAR_PAGE (widget);

  crm_calendar_model_set_cursor (self->model, crm_context_get_today (self->context), CRM_WHOLE_DAY);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL)
    crm_calendar_view_focus_cursor (get_view (self));
}

static void
choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (span_names); i++)
    {
      if (g_str_has_suffix (name, span_names[i]))
        choose_span (CRM_CALENDAR_PAGE (widget), (CrmCalendarSpan) i);
    }
}

static gboolean
watch_cb (gpointer data)
{
  CrmCalendarPage *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_signal_emit_by_name (self->model, "cursor-changed");

  return G_SOURCE_CONTINUE;
}

static const char *
get_title (CrmPage *page)
{
  return _ ("Calendar");
}

static const char *
get_icon_name (CrmPage *page)
{
  return "x-office-calendar-symbolic";
}

static gboolean
can_open (CrmPage *page, const CrmRecordType *type)
{
  return g_str_equal (type->name, "activity");
}

/* Shows its day, with the focus on it. */
static void
open_record (CrmPage *page, CrmRecord *record)
{
  CrmCalendarPage *self = CRM_CALENDAR_PAGE (page);
  CrmDate          day;
  int              minute;

  if (!crm_appointment_get_start (CRM_OBJECT (record), &day, &minute))
    return;
  self->followed = crm_record_get_id (record);
  self->followed_day = day;
  crm_calendar_model_set_cursor (self->model, day, minute);
  model_changed_cb (self);
}

static void
create_record (CrmPage *page)
{
  crm_calendar_page_create (CRM_CALENDAR_PAGE (page));
}

/* The arrows are heard by key_pressed_cb(), which knows which way time runs. */
static const CrmCommand commands[] = {
  { "calendar.new", "n", N_ ("New appointment") },
  { "calendar.open", "Return KP_Enter", N_ ("Open who it is about") },
  { "calendar.done", "space KP_Space", N_ ("Done") },
  { "calendar.delete", "Delete KP_Delete", N_ ("Delete") },
  { "calendar.menu", "Menu <Shift>F10", N_ ("What can be done with it") },
  { NULL, "Left Right Up Down", N_ ("Go from one to the next") },
  { NULL, "<Shift>Left <Shift>Right", N_ ("Move it by a day") },
  { NULL, "<Shift>Up <Shift>Down", N_ ("Move it up or down") },
  { NULL, "<Control><Shift>Up <Control><Shift>Down", N_ ("Make it shorter or longer") },
  { "calendar.today", "t", N_ ("Go to today") },
  { NULL, "Page_Up Page_Down", N_ ("Turn the page") },
  { "calendar.day", "1", N_ ("Show a day") },
  { "calendar.week", "2", N_ ("Show a week") },
  { "calendar.month", "3", N_ ("Show a month") },
  { "calendar.agenda", "4", N_ ("Show the agenda") },
};

static const CrmCommandGroup *
get_keys (guint *n_groups)
{
  static const CrmCommandGroup groups[] = { CRM_COMMAND_GROUP (N_ ("Calendar"), commands) };

  *n_groups = G_N_ELEMENTS (groups);

  return groups;
}

static void
take_focus (CrmPage *page)
{
  crm_calendar_view_focus_cursor (get_view (CRM_CALENDAR_PAGE (page)));
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_title = get_title;
  iface->get_icon_name = get_icon_name;
  iface->can_open = can_open;
  iface->open = open_record;
  iface->create = create_record;
  iface->get_keys = get_keys;
  iface->take_focus = take_focus;
}

static void
add_keys (CrmCalendarPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkEventController *arrows = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  crm_commands_add_keys (commands, G_N_ELEMENTS (commands), GTK_SHORTCUT_CONTROLLER (controller));
  gtk_widget_add_controller (GTK_WIDGET (self->stack), controller);

  /* Before the toolkit, for which arrows are steps of the focus. */
  gtk_event_controller_set_propagation_phase (arrows, GTK_PHASE_CAPTURE);
  g_signal_connect_object (arrows, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), arrows);
}

static void
add_view (CrmCalendarPage *self, GType type, const char *name)
{
  GtkWidget *view = g_object_new (type, NULL);

  crm_calendar_view_set_model (CRM_CALENDAR_VIEW (view), self->model);
  g_signal_connect_object (view, "moved", G_CALLBACK (crm_calendar_page_move_chip), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "resized", G_CALLBACK (crm_calendar_page_resize_chip), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "activated", G_CALLBACK (crm_calendar_page_activate), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, view, name);
}

static void
crm_calendar_page_constructed (GObject *object)
{
  CrmCalendarPage *self = CRM_CALENDAR_PAGE (object);

  G_OBJECT_CLASS (crm_calendar_page_parent_class)->constructed (object);

  self->model = crm_calendar_model_new (self->context);
  self->wanted = CRM_CALENDAR_SPAN_WEEK;
  add_view (self, CRM_TYPE_CALENDAR_DAYS, "days");
  add_view (self, CRM_TYPE_CALENDAR_MONTH, "month");
  add_view (self, CRM_TYPE_CALENDAR_AGENDA, "agenda");
  g_signal_connect_object (self->model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->model, "cursor-changed", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  add_keys (self);
  crm_calendar_page_add_menu (self);
  self->watch = g_timeout_add_seconds (WATCH_SECONDS, watch_cb, self);
  apply_span (self);
}

static void
crm_calendar_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmCalendarPage *self = CRM_CALENDAR_PAGE (object);

  switch (prop_id)
    {
    case PROP_VIEW:
      g_value_set_string (value, span_names[self->model != NULL ? crm_calendar_model_get_span (self->model) : CRM_CALENDAR_SPAN_WEEK]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_calendar_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmCalendarPage *self = CRM_CALENDAR_PAGE (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case PROP_VIEW:
      choose (GTK_WIDGET (self), g_value_get_string (value), NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_narrow (CrmCalendarPage *self, gboolean narrow)
{
  if (narrow == self->narrow)
    return;

  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->bar), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->wide_views, !narrow);
  apply_span (self);
}

static gboolean
widen_cb (gpointer data)
{
  CrmCalendarPage *self = data;

  set_narrow (self, gtk_widget_get_width (GTK_WIDGET (self)) < NARROW);

  return G_SOURCE_REMOVE;
}

/* What is shown follows from the width, but not while widths are being given. */
static void
crm_calendar_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrmCalendarPage *self = CRM_CALENDAR_PAGE (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
  if ((width < NARROW) != self->narrow)
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, widen_cb, g_object_ref (self), g_object_unref);
}

static void
crm_calendar_page_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (CRM_CALENDAR_PAGE (widget)->box, orientation, for_size, minimum, natural, NULL, NULL);
  /* The page may be as narrow as a telephone, at which it turns into a list. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, 340);
}

static void
crm_calendar_page_dispose (GObject *object)
{
  CrmCalendarPage *self = CRM_CALENDAR_PAGE (object);

  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_CALENDAR_PAGE);
  g_clear_object (&self->model);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_calendar_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "calendar.previous", NULL, previous);
  gtk_widget_class_install_action (klass, "calendar.next", NULL, next);
  gtk_widget_class_install_action (klass, "calendar.today", NULL, go_to_today);
  gtk_widget_class_install_action (klass, "calendar.day", NULL, choose);
  gtk_widget_class_install_action (klass, "calendar.week", NULL, choose);
  gtk_widget_class_install_action (klass, "calendar.month", NULL, choose);
  gtk_widget_class_install_action (klass, "calendar.agenda", NULL, choose);
  crm_calendar_page_install_actions (klass);
  gtk_widget_class_install_property_action (klass, "calendar.view", "view");
}

static void
crm_calendar_page_class_init (CrmCalendarPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_calendar_page_constructed;
  object_class->get_property = crm_calendar_page_get_property;
  object_class->set_property = crm_calendar_page_set_property;
  object_class->dispose = crm_calendar_page_dispose;
  widget_class->measure = crm_calendar_page_measure;
  widget_class->size_allocate = crm_calendar_page_size_allocate;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "week", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_actions (widget_class);

  gtk_widget_class_set_css_name (widget_class, "crm-calendar-page");
  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/calendar/crm-calendar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmCalendarPage, box);
  gtk_widget_class_bind_template_child (widget_class, CrmCalendarPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CrmCalendarPage, wide_views);
  gtk_widget_class_bind_template_child (widget_class, CrmCalendarPage, title);
  gtk_widget_class_bind_template_child (widget_class, CrmCalendarPage, stack);
}

static void
crm_calendar_page_init (CrmCalendarPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
