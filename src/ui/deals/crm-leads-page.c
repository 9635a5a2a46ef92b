/* The inbox of leads is one list whose order the store knows (crm_query_set_leads()). A row asks what speaks for its person when it is shown. */

#include "config.h"

#include "crm-leads-page.h"

#include "crm-clock.h"
#include "crm-convert-dialog.h"
#include "crm-empty-page.h"
#include "crm-lead-dialog.h"
#include "crm-lead-row.h"
#include "crm-lead-write.h"
#include "crm-live-rows.h"
#include "crm-places.h"
#include "crm-record-list.h"
#include "crm-tab-stop.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* How often it is looked whether another day has begun: "this week" and "for a month" are counted from now. */
#define WATCH_SECONDS 60

struct _CrmLeadsPage
{
  GtkWidget parent_instance;

  GtkStack     *stack;
  GtkListView  *view;
  CrmEmptyPage *empty;

  CrmContext         *context;   /* (owned) */
  CrmRecordList      *list;      /* (owned) (nullable): while a file is open */
  CrmPlaces          *places;    /* (owned) (nullable): its rows */
  GtkSingleSelection *selection; /* (owned) (nullable) */
  CrmLiveRows        *rows;      /* (owned) */
  char               *search;    /* (owned) (nullable) */
  CrmDate             today;     /* the day the list is of */
  guint               watch;
  gint64              awaited; /* who gets the focus when they have come, or 0 */
  gint64              leaving; /* who is to go, or 0 */
  guint               vacancy; /* where the focus goes then */
  gboolean            eager;   /* the focus is to come to the list when it has been read */
};

static void page_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmLeadsPage, crm_leads_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
refresh_cb (gpointer row, gpointer user_data)
{
  crm_lead_row_refresh (row);
}

static void
refresh_rows (CrmLeadsPage *self)
{
  crm_live_rows_foreach (self->rows, refresh_cb, self);
}

static guint
count (CrmLeadsPage *self)
{
  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

static void
show_empty (CrmLeadsPage *self)
{
  gboolean searched = self->search != NULL;

  g_object_set (self->empty,
                "title",
                searched ? _ ("Nothing Found") : _ ("No Leads"),
                "description",
                searched ? _ ("No lead is found under that.")
                         : _ ("Who asked for something and has no deal yet waits here: whoever you add, and everybody whose life cycle is “Lead”."),
                NULL);
  crm_empty_page_set_action (self->empty, searched ? NULL : _ ("New Lead"), "leads.new");
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
show_state (CrmLeadsPage *self)
{
  if (self->list == NULL)
    gtk_stack_set_visible_child_name (self->stack, "none");
  else if (count (self) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (!crm_record_list_is_loading (self->list))
    show_empty (self);
}

/* The focus follows what was done: whoever has come, or the next where somebody has gone. */
static void
follow (CrmLeadsPage *self)
{
  guint position;

  if (self->awaited != 0 && crm_record_list_find (self->list, self->awaited, &position))
    {
      self->awaited = 0;
      crm_places_reach (self->places, position);
      crm_live_rows_focus (self->rows, position);
    }
  else if (self->leaving != 0 && !crm_record_list_find (self->list, self->leaving, &position))
    {
      /* Undo brings them back. */
      self->awaited = self->leaving;
      self->leaving = 0;
      crm_live_rows_focus (self->rows, self->vacancy);
    }
}

/* A change of the list may come in several steps: what stands where is known after the last. */
static void
loading_cb (CrmLeadsPage *self)
{
  show_state (self);
  if (crm_record_list_is_loading (self->list))
    return;

  follow (self);
  if (self->eager)
    crm_live_rows_focus (self->rows, 0);
  self->eager = FALSE;
}

static void
convert (CrmLeadsPage *self, CrmRecord *person)
{
  crm_convert_dialog_present (GTK_WIDGET (self), self->context, person);
}

static void
convert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmLeadRow *row = crm_live_rows_find_current (CRM_LEADS_PAGE (widget)->rows);

  if (row != NULL && crm_lead_row_get_person (row) != NULL)
    convert (CRM_LEADS_PAGE (widget), crm_lead_row_get_person (row));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmLeadRow *row = crm_live_rows_find_current (CRM_LEADS_PAGE (widget)->rows);

  if (row != NULL && crm_lead_row_get_person (row) != NULL)
    crm_context_open (CRM_LEADS_PAGE (widget)->context, crm_lead_row_get_person (row));
}

static void
dismiss_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmLeadsPage *self = CRM_LEADS_PAGE (widget);
  CrmLeadRow   *row = crm_live_rows_find_current (self->rows);
  const char   *reason = g_variant_get_string (parameter, NULL);

  if (row == NULL || crm_lead_row_get_person (row) == NULL)
    return;

  self->leaving = crm_record_get_id (crm_lead_row_get_person (row));
  self->vacancy = crm_lead_row_get_position (row);
  /* The menu names the reasons in English, as messages. */
  crm_lead_write_dismissal (self->context, crm_lead_row_get_person (row), *reason != '\0' ? _ (reason) : NULL);
}

static void
added_cb (CrmLeadsPage *self, gint64 person)
{
  self->awaited = person;
  if (self->list != NULL && !crm_record_list_is_loading (self->list))
    follow (self);
}

static void
add_lead (CrmLeadsPage *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  if (store == NULL || crm_store_is_read_only (store))
    return;

  g_signal_connect_object (crm_lead_dialog_present (GTK_WIDGET (self), self->context), "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  add_lead (CRM_LEADS_PAGE (widget));
}

static void
activate_cb (CrmLeadsPage *self, guint position)
{
  g_autoptr (CrmRecord) person = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (person != NULL)
    convert (self, person);
}

static void
row_convert_cb (CrmLeadsPage *self, CrmLeadRow *row)
{
  convert (self, crm_lead_row_get_person (row));
}

static void
setup_cb (CrmLeadsPage *self, GtkListItem *item)
{
  GtkWidget *row = crm_lead_row_new (self->context, item);

  gtk_list_item_set_child (item, row);
  g_signal_connect_object (row, "convert", G_CALLBACK (row_convert_cb), self, G_CONNECT_SWAPPED);
}

static void
bind_cb (CrmLeadsPage *self, GtkListItem *item)
{
  crm_lead_row_set_place (CRM_LEAD_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (CrmLeadsPage *self, GtkListItem *item)
{
  crm_lead_row_set_place (CRM_LEAD_ROW (gtk_list_item_get_child (item)), NULL);
}

static CrmQuery *
make_query (CrmLeadsPage *self)
{
  CrmQuery *query = crm_query_new ("person");

  self->today = crm_context_get_today (self->context);
  crm_query_set_leads (query, crm_clock_now ());
  crm_query_set_search (query, self->search);

  return query;
}

static void
reload (CrmLeadsPage *self)
{
  g_autoptr (CrmQuery) query = make_query (self);

  if (self->list != NULL)
    crm_record_list_set_query (self->list, query);
  refresh_rows (self);
  show_state (self);
}

static void
let_go_of_list (CrmLeadsPage *self)
{
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      g_signal_handlers_disconnect_by_data (crm_record_list_get_store (self->list), self);
    }
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  if (self->places != NULL)
    g_signal_handlers_disconnect_by_data (self->places, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->places);
  g_clear_object (&self->list);
}

/* Others stand on rows that stay: who was chosen was one of those before. */
static void
replaced_cb (CrmLeadsPage *self)
{
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static void
store_changed_cb (CrmLeadsPage *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = make_query (self);

  let_go_of_list (self);
  if (store != NULL)
    {
      self->list = crm_record_list_new (store, query);
      self->places = crm_places_new (self->list);
      self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->places)));
      gtk_single_selection_set_autoselect (self->selection, FALSE);
      gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
      g_signal_connect_object (self->places, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->list, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      g_signal_connect_object (self->list, "notify::loading", G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (store, "changed", G_CALLBACK (refresh_rows), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  show_state (self);
}

static gboolean
watch_cb (gpointer data)
{
  CrmLeadsPage *self = data;

  if (self->list != NULL && crm_date_compare (self->today, crm_context_get_today (self->context)) != 0)
    reload (self);

  return G_SOURCE_CONTINUE;
}

static const char *
get_title (CrmPage *page)
{
  return _ ("Leads");
}

static const char *
get_icon_name (CrmPage *page)
{
  return "crm-inbox-symbolic";
}

static gboolean
can_open (CrmPage *page, const CrmRecordType *type)
{
  return FALSE;
}

/* The last of them needs nobody. */
static const CrmCommand commands[] = {
  { "leads.convert", "c Return KP_Enter", N_ ("Make a deal of the lead"), "crm-board-symbolic" },
  { "leads.open", "o", N_ ("Open the person"), "document-open-symbolic" },
  { "leads.dismiss('')", "d Delete", N_ ("Dismiss the lead"), "user-trash-symbolic" },
  { "leads.new", NULL, N_ ("New lead, from a message or a card"), "list-add-symbolic" },
};

static const CrmCommandGroup *
get_keys (guint *n_groups)
{
  static const CrmCommandGroup groups[] = { CRM_COMMAND_GROUP (N_ ("Leads"), commands) };

  *n_groups = G_N_ELEMENTS (groups);

  return groups;
}

static const CrmCommand *
get_commands (CrmPage *page, GtkWidget **target, guint *n_commands)
{
  CrmLeadsPage *self = CRM_LEADS_PAGE (page);
  CrmStore     *store = crm_context_get_store (self->context);
  guint         first = crm_live_rows_find_current (self->rows) != NULL ? 0 : G_N_ELEMENTS (commands) - 1;

  if (store == NULL || crm_store_is_read_only (store))
    return NULL;

  *n_commands = G_N_ELEMENTS (commands) - first;
  return commands + first;
}

static void
search (CrmPage *page, const char *text)
{
  CrmLeadsPage *self = CRM_LEADS_PAGE (page);

  g_free (self->search);
  self->search = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  reload (self);
}

static void
create (CrmPage *page)
{
  add_lead (CRM_LEADS_PAGE (page));
}

static void
take_focus (CrmPage *page)
{
  CrmLeadsPage *self = CRM_LEADS_PAGE (page);

  self->eager = self->list != NULL && count (self) == 0 && crm_record_list_is_loading (self->list);
  if (count (self) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_title = get_title;
  iface->get_icon_name = get_icon_name;
  iface->can_open = can_open;
  iface->search = search;
  iface->create = create;
  iface->get_commands = get_commands;
  iface->get_keys = get_keys;
  iface->take_focus = take_focus;
}

static void
add_keys (CrmLeadsPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  /* Before the list, which has a meaning for Return of its own. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  crm_commands_add_keys (commands, G_N_ELEMENTS (commands), GTK_SHORTCUT_CONTROLLER (controller));
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

static void
crm_leads_page_constructed (GObject *object)
{
  CrmLeadsPage *self = CRM_LEADS_PAGE (object);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  G_OBJECT_CLASS (crm_leads_page_parent_class)->constructed (object);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->rows = crm_live_rows_new (self->view, factory);
  add_keys (self);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (refresh_rows), self, G_CONNECT_SWAPPED);
  self->watch = g_timeout_add_seconds (WATCH_SECONDS, watch_cb, self);
  store_changed_cb (self);
}

static void
crm_leads_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmLeadsPage *self = CRM_LEADS_PAGE (object);

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
crm_leads_page_dispose (GObject *object)
{
  CrmLeadsPage *self = CRM_LEADS_PAGE (object);

  g_clear_handle_id (&self->watch, g_source_remove);
  let_go_of_list (self);
  g_clear_pointer (&self->rows, crm_live_rows_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_LEADS_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_leads_page_parent_class)->dispose (object);
}

static void
crm_leads_page_finalize (GObject *object)
{
  CrmLeadsPage *self = CRM_LEADS_PAGE (object);

  g_free (self->search);

  G_OBJECT_CLASS (crm_leads_page_parent_class)->finalize (object);
}

static void
crm_leads_page_class_init (CrmLeadsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_leads_page_constructed;
  object_class->set_property = crm_leads_page_set_property;
  object_class->dispose = crm_leads_page_dispose;
  object_class->finalize = crm_leads_page_finalize;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRM_TYPE_EMPTY_PAGE);
  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-leads-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmLeadsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CrmLeadsPage, view);
  gtk_widget_class_bind_template_child (widget_class, CrmLeadsPage, empty);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "leads.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "leads.convert", NULL, convert_action);
  gtk_widget_class_install_action (widget_class, "leads.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "leads.dismiss", "s", dismiss_action);
}

static void
crm_leads_page_init (CrmLeadsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_leads_page_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_LEADS_PAGE, "context", context, NULL);
}

/**
 * crm_leads_page_get_counted:
 *
 * Returns: (transfer full) (element-type CrmQuery): all leads
 */
GPtrArray *
crm_leads_page_get_counted (CrmContext *context)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  CrmQuery  *query = crm_query_new ("person");

  crm_query_set_leads (query, crm_clock_now ());
  g_ptr_array_add (queries, query);

  return queries;
}
