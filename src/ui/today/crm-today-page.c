/* The page of today is one list of several sections (crm-today-list.h), with what can be done with a row by one key. The sections are heads over
 * the first row of each, because the floor's list has none. */

#include "config.h"

#include "crm-today-page.h"

#include "crm-clock.h"
#include "crm-format.h"
#include "crm-live-rows.h"
#include "crm-record-type.h"
#include "crm-tab-stop.h"
#include "crm-today-actions.h"
#include "crm-today-list.h"
#include "crm-today-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* How often it is looked whether another day has begun. */
#define WATCH_SECONDS 30

struct _CrmTodayPage
{
  GtkWidget parent_instance;

  GtkStack      *stack;
  GtkWidget     *whose;
  GtkWidget     *everyone;
  GtkListView   *view;
  GtkWidget     *bar;
  AdwStatusPage *calm;

  CrmContext         *context;   /* (owned) */
  CrmTodayList       *list;      /* (owned) (nullable): while a file is open */
  GtkSingleSelection *selection; /* (owned) (nullable) */
  CrmLiveRows        *rows;      /* (owned) */
  GSettings          *settings;  /* (owned) */
  char               *search;    /* (owned) (nullable) */
  guint               watch;
  guint               vacancy; /* where the focus goes when a row has gone; GTK_INVALID_LIST_POSITION for nowhere */
};

static void page_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmTodayPage, crm_today_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
refresh_row (CrmTodayPage *self, CrmTodayRow *row)
{
  guint position = crm_today_row_get_position (row);
  g_autoptr (CrmRecord) there = g_list_model_get_item (crm_today_list_get_model (self->list), position);

  /* Newer toolkits keep rows of what has gone for a while. */
  if (there != crm_today_row_get_record (row))
    return;

  crm_today_row_refresh (row, crm_today_list_get_section (self->list, position), crm_today_list_is_first (self->list, position), crm_today_list_get_celebration (self->list, position));
}

static void
refresh_cb (gpointer row, gpointer user_data)
{
  refresh_row (user_data, row);
}

static void
refresh_rows (CrmTodayPage *self)
{
  crm_live_rows_foreach (self->rows, refresh_cb, self);
}

/* Who works alone is not asked whose work it is. */
static gint64
get_user (CrmTodayPage *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->everyone)) ? 0 : crm_context_get_me (self->context);
}

/* The day of what comes after the week, if anything does. */
static char *
dup_next (CrmTodayPage *self)
{
  g_autoptr (CrmQuery) query = crm_query_new ("activity");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) next = NULL;
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *today = crm_date_to_iso (crm_today_list_get_today (self->list));

  crm_query_add_text (query, "due", CRM_OP_MORE, today);
  crm_query_add_text (query, "done_at", CRM_OP_UNSET, NULL);
  crm_query_set_order (query, "due", FALSE);
  crm_query_set_user (query, get_user (self));
  if (crm_store_query (store, query, 1, ids, NULL) && ids->len > 0)
    next = crm_store_get (store, g_array_index (ids, gint64, 0), NULL);
  if (next == NULL)
    return g_strdup (_ ("Nothing is planned. What you plan with people and deals will stand here on its day."));

  title = crm_format_title (next);
  day = crm_format_day (self->context, crm_object_get_text (CRM_OBJECT (next), "due"));
  /* Translators: 1: a day, 2: something to do */
  return g_strdup_printf (_ ("Nothing for a week. Next, on %1$s: %2$s"), day, title);
}

static void
show_state (CrmTodayPage *self)
{
  g_autofree char *next = NULL;
  g_autofree char *escaped = NULL;

  if (self->list == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  if (g_list_model_get_n_items (crm_today_list_get_model (self->list)) > 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }
  if (crm_today_list_is_loading (self->list))
    return;

  /* The description is markup; what people typed is not. */
  next = self->search != NULL ? g_strdup (_ ("Nothing to do is found under that.")) : dup_next (self);
  escaped = g_markup_escape_text (next, -1);
  adw_status_page_set_title (self->calm, self->search != NULL ? _ ("Nothing Found") : _ ("All Done"));
  adw_status_page_set_description (self->calm, escaped);
  gtk_stack_set_visible_child_name (self->stack, "calm");
}

static void
items_changed_cb (CrmTodayPage *self)
{
  guint vacancy = self->vacancy;

  refresh_rows (self);
  show_state (self);
  self->vacancy = GTK_INVALID_LIST_POSITION;
  if (vacancy != GTK_INVALID_LIST_POSITION)
    crm_live_rows_focus (self->rows, vacancy);
}

/* What it is about says more than the activity itself; that is opened where it is about nothing. */
static void
open_record (CrmTodayPage *self, CrmTodaySection section, CrmRecord *record)
{
  gint64 subject = !crm_today_section_is_about_itself (section) ? crm_today_find_subject (record) : 0;
  g_autoptr (CrmRecord) about = subject != 0 ? crm_store_get (crm_context_get_store (self->context), subject, NULL) : NULL;

  crm_context_open (self->context, about != NULL ? about : record);
}

/* The page of whom it is about, where the first thing to do is to log a call. */
static void
log_call (CrmTodayPage *self, CrmRecord *record)
{
  gint64 subject = crm_today_find_subject (record);
  g_autoptr (CrmRecord) about = subject != 0 ? crm_store_get (crm_context_get_store (self->context), subject, NULL) : NULL;

  if (about == NULL)
    {
      crm_context_toast (self->context, _ ("That is about nobody who could be called."));
      return;
    }
  crm_context_open (self->context, about);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.do-first", NULL);
}

static void
act (CrmTodayPage *self, CrmTodayRow *row, const char *name)
{
  guint                 position = crm_today_row_get_position (row);
  CrmTodaySection       section = crm_today_list_get_section (self->list, position);
  const CrmCelebration *celebration = crm_today_list_get_celebration (self->list, position);
  CrmDate               today = crm_context_get_today (self->context);
  int                   week_start = crm_context_get_culture (self->context)->week_start;
  g_autoptr (CrmRecord) record = crm_today_row_get_record (row) != NULL ? g_object_ref (crm_today_row_get_record (row)) : NULL;

  if (record == NULL)
    return;
  if (g_str_equal (name, "today.open") || (section == CRM_TODAY_ANSWER && g_str_equal (name, "today.done")))
    {
      open_record (self, section, record);
      return;
    }
  if (g_str_equal (name, "today.call"))
    {
      log_call (self, record);
      return;
    }

  self->vacancy = position;
  if (g_str_equal (name, "today.done"))
    crm_today_tick_off (self->context, section, record, celebration);
  else if (g_str_equal (name, "today.tomorrow"))
    crm_today_postpone (self->context, section, record, crm_date_add_days (today, 1), celebration);
  else
    crm_today_postpone (self->context, section, record, crm_date_add_days (crm_date_week_start (today, week_start), 7), celebration);
}

static void
row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmTodayPage *self = CRM_TODAY_PAGE (widget);
  CrmTodayRow  *row = crm_live_rows_find_current (self->rows);

  if (row != NULL)
    act (self, row, name);
}

/* The button of a row does what comes first: a tick, or a call where there is nothing to tick off. */
static void
button_cb (CrmTodayPage *self, CrmTodayRow *row)
{
  CrmTodaySection section = crm_today_list_get_section (self->list, crm_today_row_get_position (row));

  act (self, row, crm_today_section_is_spoken (section) ? "today.call" : "today.done");
}

static void
activate_cb (CrmTodayPage *self, guint position)
{
  g_autoptr (CrmRecord) record = g_list_model_get_item (crm_today_list_get_model (self->list), position);

  if (record != NULL)
    open_record (self, crm_today_list_get_section (self->list, position), record);
}

static void
setup_cb (CrmTodayPage *self, GtkListItem *item)
{
  GtkWidget *row = crm_today_row_new (self->context, item);

  gtk_list_item_set_child (item, row);
  g_signal_connect_object (row, "done", G_CALLBACK (button_cb), self, G_CONNECT_SWAPPED);
}

static void
bind_cb (CrmTodayPage *self, GtkListItem *item)
{
  CrmTodayRow *row = CRM_TODAY_ROW (gtk_list_item_get_child (item));

  crm_today_row_bind (row);
  refresh_row (self, row);
}

static void
unbind_cb (CrmTodayPage *self, GtkListItem *item)
{
  CrmTodayRow *row = CRM_TODAY_ROW (gtk_list_item_get_child (item));

  crm_today_row_unbind (row);
}

static void
let_go_of_list (CrmTodayPage *self)
{
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      g_signal_handlers_disconnect_by_data (crm_today_list_get_model (self->list), self);
    }
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
}

static void
loaded_cb (CrmTodayPage *self)
{
  refresh_rows (self);
  show_state (self);
}

/* What a row says of others may be another, though its own record is as it was. */
static void
records_changed_cb (CrmTodayPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh_rows (self);
}

static void
reload (CrmTodayPage *self)
{
  if (self->list != NULL)
    crm_today_list_reload (self->list);
  loaded_cb (self);
}

static void
user_changed_cb (CrmTodayPage *self)
{
  gtk_widget_set_visible (self->whose, crm_context_get_me (self->context) != 0);
  if (self->list != NULL)
    crm_today_list_set_user (self->list, get_user (self));
  loaded_cb (self);
}

static void
store_changed_cb (CrmTodayPage *self)
{
  let_go_of_list (self);
  if (crm_context_get_store (self->context) != NULL)
    {
      self->list = crm_today_list_new (self->context, get_user (self));
      crm_today_list_set_asleep (self->list, !gtk_widget_get_mapped (GTK_WIDGET (self)));
      self->selection = gtk_single_selection_new (g_object_ref (crm_today_list_get_model (self->list)));
      gtk_single_selection_set_autoselect (self->selection, FALSE);
      gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
      g_signal_connect_object (crm_today_list_get_model (self->list), "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->list, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (crm_context_get_store (self->context), "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  show_state (self);
}

static void
crm_today_page_map (GtkWidget *widget)
{
  CrmTodayPage *self = CRM_TODAY_PAGE (widget);

  GTK_WIDGET_CLASS (crm_today_page_parent_class)->map (widget);

  if (self->list != NULL)
    crm_today_list_set_asleep (self->list, FALSE);
}

static void
crm_today_page_unmap (GtkWidget *widget)
{
  CrmTodayPage *self = CRM_TODAY_PAGE (widget);

  if (self->list != NULL)
    crm_today_list_set_asleep (self->list, TRUE);

  GTK_WIDGET_CLASS (crm_today_page_parent_class)->unmap (widget);
}

static gboolean
watch_cb (gpointer data)
{
  CrmTodayPage *self = data;

  if (self->list != NULL && crm_date_compare (crm_today_list_get_today (self->list), crm_context_get_today (self->context)) != 0)
    reload (self);

  return G_SOURCE_CONTINUE;
}

static const char *
get_title (CrmPage *page)
{
  return _ ("Today");
}

static const CrmCommand commands[] = {
  { "today.done", "space KP_Space", N_ ("Done"), "emblem-ok-symbolic" },
  { "today.tomorrow", "t", N_ ("Put off until tomorrow"), "alarm-symbolic" },
  { "today.next-week", "w", N_ ("Put off until next week"), "alarm-symbolic" },
  { "today.call", "c", N_ ("Log a call with whom it is about"), "call-start-symbolic" },
  { "today.open", "Return KP_Enter", N_ ("Open who it is about"), "document-open-symbolic" },
};

static const CrmCommandGroup *
get_keys (guint *n_groups)
{
  static const CrmCommandGroup groups[] = { CRM_COMMAND_GROUP (N_ ("Today"), commands) };

  *n_groups = G_N_ELEMENTS (groups);

  return groups;
}

static const CrmCommand *
get_commands (CrmPage *page, GtkWidget **target, guint *n_commands)
{
  CrmStore *store = crm_context_get_store (CRM_TODAY_PAGE (page)->context);

  if (store == NULL || crm_store_is_read_only (store) || crm_live_rows_find_current (CRM_TODAY_PAGE (page)->rows) == NULL)
    return NULL;

  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}

static const char *
get_icon_name (CrmPage *page)
{
  return "alarm-symbolic";
}

static gboolean
can_open (CrmPage *page, const CrmRecordType *type)
{
  return FALSE;
}

static void
search (CrmPage *page, const char *text)
{
  CrmTodayPage *self = CRM_TODAY_PAGE (page);

  g_free (self->search);
  self->search = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  if (self->list != NULL)
    crm_today_list_set_search (self->list, self->search);
  loaded_cb (self);
}

/* What is still being read gets it when it is there, as what has gone leaves it to what follows. */
static void
take_focus (CrmPage *page)
{
  CrmTodayPage *self = CRM_TODAY_PAGE (page);

  if (self->list == NULL)
    return;

  if (g_list_model_get_n_items (crm_today_list_get_model (self->list)) == 0 && crm_today_list_is_loading (self->list))
    self->vacancy = 0;
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_title = get_title;
  iface->get_icon_name = get_icon_name;
  iface->can_open = can_open;
  iface->search = search;
  iface->get_commands = get_commands;
  iface->get_keys = get_keys;
  iface->take_focus = take_focus;
}

static void
add_keys (CrmTodayPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Before the list, which has a meaning for Space of its own. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  crm_commands_add_keys (commands, G_N_ELEMENTS (commands), GTK_SHORTCUT_CONTROLLER (controller));
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

static void
crm_today_page_constructed (GObject *object)
{
  CrmTodayPage *self = CRM_TODAY_PAGE (object);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  G_OBJECT_CLASS (crm_today_page_parent_class)->constructed (object);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->rows = crm_live_rows_new (self->view, factory);
  add_keys (self);
  self->settings = g_settings_new (CRM_APP_ID);
  g_settings_bind (self->settings, "today-everyone", self->everyone, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->everyone, "toggled", G_CALLBACK (user_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "team-changed", G_CALLBACK (user_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  self->watch = g_timeout_add_seconds (WATCH_SECONDS, watch_cb, self);
  store_changed_cb (self);
  user_changed_cb (self);
}

static void
crm_today_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmTodayPage *self = CRM_TODAY_PAGE (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_today_page_dispose (GObject *object)
{
  CrmTodayPage *self = CRM_TODAY_PAGE (object);

  g_clear_handle_id (&self->watch, g_source_remove);
  let_go_of_list (self);
  g_clear_pointer (&self->rows, crm_live_rows_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_TODAY_PAGE);
  g_clear_object (&self->settings);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_today_page_parent_class)->dispose (object);
}

static void
crm_today_page_finalize (GObject *object)
{
  CrmTodayPage *self = CRM_TODAY_PAGE (object);

  g_free (self->search);

  G_OBJECT_CLASS (crm_today_page_parent_class)->finalize (object);
}

static void
crm_today_page_class_init (CrmTodayPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_today_page_constructed;
  object_class->set_property = crm_today_page_set_property;
  object_class->dispose = crm_today_page_dispose;
  object_class->finalize = crm_today_page_finalize;

  widget_class->map = crm_today_page_map;
  widget_class->unmap = crm_today_page_unmap;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/today/crm-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayPage, whose);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayPage, everyone);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayPage, view);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayPage, bar);
  gtk_widget_class_bind_template_child (widget_class, CrmTodayPage, calm);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "today.done", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "today.tomorrow", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "today.next-week", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "today.call", NULL, row_action);
  gtk_widget_class_install_action (widget_class, "today.open", NULL, row_action);
}

static void
crm_today_page_init (CrmTodayPage *self)
{
  self->vacancy = GTK_INVALID_LIST_POSITION;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_today_page_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_TODAY_PAGE, "context", context, NULL);
}

/**
 * crm_today_page_get_list:
 *
 * Returns: (transfer none) (nullable): what is to be done
 */
CrmTodayList *
crm_today_page_get_list (CrmTodayPage *self)
{
  return self->list;
}

/**
 * crm_today_page_get_counted:
 *
 * Returns: (transfer full) (element-type CrmQuery): what is due today, and what was due before
 */
GPtrArray *
crm_today_page_get_counted (CrmContext *context)
{
  GPtrArray       *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  CrmQuery        *query = crm_query_new ("activity");
  g_autofree char *today = crm_date_to_iso (crm_context_get_today (context));

  crm_query_add_text (query, "due", CRM_OP_LESS_OR_EQUAL, today);
  crm_query_add_text (query, "done_at", CRM_OP_UNSET, NULL);
  crm_query_set_user (query, crm_context_get_me (context));
  g_ptr_array_add (queries, query);

  return queries;
}
