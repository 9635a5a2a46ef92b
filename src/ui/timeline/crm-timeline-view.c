/* The timeline of one record: a composer, a filter, and a list over the file.
 *
 * The list never reads more than it shows, so a hundred thousand events open as ten do. GTK 4.8 has no sections: the head of a day is
 * part of its first row. Whether a row is the first depends on the row before, so heads are looked at again when a row's position
 * changes and when an event does. */

#include "config.h"

#include "crm-timeline-view.h"

#include "crm-dropped-mail.h"
#include "crm-event-actions.h"
#include "crm-event-edit.h"
#include "crm-event-kind.h"
#include "crm-places.h"
#include "crm-record-list.h"
#include "crm-payment.h"
#include "crm-sale.h"
#include "crm-stage-change.h"
#include "crm-tab-stop.h"
#include "crm-timeline-composer.h"
#include "crm-timeline-filter.h"
#include "crm-timeline-row.h"

#include <glib/gi18n-lib.h>

struct _CrmTimelineView
{
  GtkWidget parent_instance;

  CrmContext      *context; /* (owned) */
  CrmRecord       *record;  /* (owned) (nullable) */
  CrmRecordList   *events;  /* (owned) (nullable) */
  CrmEventActions *actions; /* (owned): on what is chosen */
  GHashTable      *bound;   /* (element-type GtkListItem): those that show an event now */
  guint            refresh;

  /* Template widgets */
  CrmTimelineComposer *composer;
  GtkDropDown         *filter;
  GtkEditable         *search;
  GtkStack            *stack;
  GtkListView         *list;
  GtkLabel            *empty;
  GtkPopover          *menu;
};

G_DEFINE_FINAL_TYPE (CrmTimelineView, crm_timeline_view, GTK_TYPE_WIDGET)

enum
{
  PROP_CONTEXT = 1,
  PROP_RECORD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gint64
get_target (CrmTimelineView *self)
{
  return self->record != NULL ? crm_record_get_id (self->record) : 0;
}

static CrmQuery *
make_query (CrmTimelineView *self)
{
  CrmQuery *query = crm_query_new_timeline (get_target (self));

  crm_timeline_filter_apply (self->filter, query);
  crm_query_set_search (query, gtk_editable_get_text (self->search));

  return query;
}

static void
show_state (CrmTimelineView *self)
{
  gboolean filtered = crm_timeline_filter_is_set (self->filter) || *gtk_editable_get_text (self->search) != '\0';
  gboolean empty = self->events == NULL || (g_list_model_get_n_items (G_LIST_MODEL (self->events)) == 0 && !crm_record_list_is_loading (self->events));

  gtk_label_set_text (self->empty, filtered ? _ ("Nothing found. Try another word, or show everything.") : _ ("Nothing yet. Write down the last thing you spoke about."));
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "list");
}

static char *
dup_header_before (CrmTimelineView *self, guint position)
{
  g_autoptr (CrmRecord) before = position > 0 ? g_list_model_get_item (G_LIST_MODEL (self->events), position - 1) : NULL;

  return before != NULL ? crm_timeline_row_dup_header (self->context, before) : NULL;
}

static void
show_header (CrmTimelineView *self, GtkListItem *item)
{
  CrmTimelineRow  *row = CRM_TIMELINE_ROW (gtk_list_item_get_child (item));
  CrmPlace        *place = gtk_list_item_get_item (item);
  CrmRecord       *event = place != NULL ? crm_place_get_record (place) : NULL;
  guint            position = gtk_list_item_get_position (item);
  g_autofree char *header = NULL;
  g_autofree char *before = NULL;

  if (event == NULL || self->events == NULL || position == GTK_INVALID_LIST_POSITION)
    return;

  header = crm_timeline_row_dup_header (self->context, event);
  before = dup_header_before (self, position);
  crm_timeline_row_set_header (row, g_strcmp0 (header, before) != 0 ? header : NULL);
}

static void
refresh_headers (gpointer data)
{
  CrmTimelineView *self = data;
  GHashTableIter   iter;
  gpointer         item;

  self->refresh = 0;
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_header (self, item);
}

static void
events_changed_cb (CrmTimelineView *self)
{
  show_state (self);
  if (self->refresh == 0)
    self->refresh = g_idle_add_once (refresh_headers, self);
}

static void
events_replaced_cb (CrmTimelineView *self)
{
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list)), GTK_INVALID_LIST_POSITION);
}

static void
let_go_of_events (CrmTimelineView *self)
{
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  if (self->events != NULL)
    g_signal_handlers_disconnect_by_data (self->events, self);
  g_clear_object (&self->events);
}

static void
load (CrmTimelineView *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = NULL;
  g_autoptr (CrmPlaces) places = NULL;
  g_autoptr (GtkSingleSelection) selection = NULL;

  let_go_of_events (self);
  if (store != NULL && get_target (self) != 0)
    {
      query = make_query (self);
      self->events = crm_record_list_new (store, query);
      g_signal_connect_object (self->events, "items-changed", G_CALLBACK (events_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->events, "notify::loading", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      places = crm_places_new (self->events);
      g_signal_connect_object (places, "replaced", G_CALLBACK (events_replaced_cb), self, G_CONNECT_SWAPPED);
      selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect", TRUE, "model", places, NULL);
      gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
    }
  show_state (self);
}

static void
filter_changed_cb (CrmTimelineView *self)
{
  g_autoptr (CrmQuery) query = NULL;

  if (self->events == NULL)
    return;

  query = make_query (self);
  crm_record_list_set_query (self->events, query);
  show_state (self);
}

static void
choose (CrmTimelineView *self, CrmRecord *event)
{
  crm_event_actions_choose (self->actions, event, get_target (self));
}

static CrmRecord *
get_selected (CrmTimelineView *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);

  CrmPlace *place = model != NULL ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)) : NULL;

  return place != NULL ? crm_place_get_record (place) : NULL;
}

static void
popup_menu (CrmTimelineView *self, CrmRecord *event, GtkWidget *at)
{
  g_autoptr (GMenu) menu = NULL;
  graphene_rect_t bounds;

  if (!crm_event_is_editable (event) || !gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds))
    return;

  choose (self, event);
  menu = crm_event_actions_make_menu (self->actions);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (self->menu, &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (self->menu);
}

static void
row_menu_cb (CrmTimelineView *self, GtkWidget *button, CrmTimelineRow *row)
{
  popup_menu (self, crm_timeline_row_get_event (row), button);
}

static void
row_done_cb (CrmTimelineView *self, gboolean done, CrmTimelineRow *row)
{
  crm_event_set_done (self->context, crm_timeline_row_get_event (row), done);
}

static void
position_changed_cb (CrmTimelineView *self, GParamSpec *pspec, GtkListItem *item)
{
  if (g_hash_table_contains (self->bound, item))
    show_header (self, item);
}

static void
row_setup_cb (CrmTimelineView *self, GtkListItem *item)
{
  GtkWidget *row = crm_timeline_row_new (self->context);

  gtk_list_item_set_child (item, row);
  g_signal_connect_object (row, "menu", G_CALLBACK (row_menu_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "done", G_CALLBACK (row_done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::position", G_CALLBACK (position_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
show_row (CrmTimelineView *self, GtkListItem *item)
{
  CrmPlace *place = gtk_list_item_get_item (item);

  crm_timeline_row_set_event (CRM_TIMELINE_ROW (gtk_list_item_get_child (item)), crm_place_get_record (place), get_target (self));
  show_header (self, item);
}

/* The row follows its event by itself: here another stands in its place. */
static void
place_changed_cb (CrmPlace *place, GtkListItem *item)
{
  CrmTimelineRow *row = CRM_TIMELINE_ROW (gtk_list_item_get_child (item));
  GtkWidget      *self = gtk_widget_get_ancestor (GTK_WIDGET (row), CRM_TYPE_TIMELINE_VIEW);

  if (self != NULL && crm_timeline_row_get_event (row) != crm_place_get_record (place))
    show_row (CRM_TIMELINE_VIEW (self), item);
}

static void
row_bind_cb (CrmTimelineView *self, GtkListItem *item)
{
  g_signal_connect (gtk_list_item_get_item (item), "changed", G_CALLBACK (place_changed_cb), item);
  g_hash_table_add (self->bound, item);
  show_row (self, item);
}

static void
row_unbind_cb (CrmTimelineView *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), place_changed_cb, item);
  g_hash_table_remove (self->bound, item);
  crm_timeline_row_set_event (CRM_TIMELINE_ROW (gtk_list_item_get_child (item)), NULL, 0);
}

/* Another record's events come on the rows there are. */
static void
show_others (CrmTimelineView *self)
{
  GHashTableIter iter;
  gpointer       item;

  filter_changed_cb (self);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_row (self, item);
}

static void
open_deal (CrmTimelineView *self, CrmRecord *event)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmRecord) deal = store != NULL ? crm_store_get (store, crm_object_get_integer (CRM_OBJECT (event), "deal"), NULL) : NULL;

  if (deal != NULL && !crm_record_is_deleted (deal))
    crm_context_open (self->context, deal);
}

static void
row_activated_cb (CrmTimelineView *self, guint position)
{
  g_autoptr (CrmRecord) event = self->events != NULL ? g_list_model_get_item (G_LIST_MODEL (self->events), position) : NULL;

  if (crm_event_is_editable (event))
    {
      choose (self, event);
      crm_event_actions_edit (self->actions);
    }
  else if (event != NULL && CRM_IS_STAGE_CHANGE (event))
    open_deal (self, event);
  else if (event != NULL && (crm_sale_get_kind (event) != NULL || CRM_IS_PAYMENT (event)))
    crm_context_open (self->context, event);
}

static gboolean
list_key_cb (CrmTimelineView *self, guint keyval, guint keycode, GdkModifierType state)
{
  CrmRecord *event = get_selected (self);
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = gtk_root_get_focus (root);

  if (!crm_event_is_editable (event) || focus == NULL)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    {
      popup_menu (self, event, focus);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    {
      choose (self, event);
      gtk_widget_activate_action (GTK_WIDGET (self), "event.delete", NULL);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
drop_cb (CrmTimelineView *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = files; l != NULL; l = l->next)
    {
      if (self->record == NULL || !crm_dropped_mail_take (self->context, crm_record_get_id (self->record), l->data))
        crm_timeline_composer_add_file (self->composer, l->data);
    }

  return TRUE;
}

static void
crm_timeline_view_constructed (GObject *object)
{
  CrmTimelineView *self = CRM_TIMELINE_VIEW (object);

  G_OBJECT_CLASS (crm_timeline_view_parent_class)->constructed (object);

  crm_timeline_composer_set_context (self->composer, self->context);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  self->actions = crm_event_actions_new (GTK_WIDGET (self), self->composer, self->context);
  g_signal_connect_object (self->actions, "conversation", G_CALLBACK (crm_timeline_filter_show_thread), self->filter, G_CONNECT_SWAPPED);
  show_state (self);
}

static void
crm_timeline_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmTimelineView *self = CRM_TIMELINE_VIEW (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, self->context);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_timeline_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmTimelineView *self = CRM_TIMELINE_VIEW (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case PROP_RECORD:
      crm_timeline_view_set_record (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_timeline_view_dispose (GObject *object)
{
  CrmTimelineView *self = CRM_TIMELINE_VIEW (object);
  GtkWidget       *child;

  let_go_of_events (self);
  g_clear_handle_id (&self->refresh, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_TIMELINE_VIEW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_timeline_view_parent_class)->dispose (object);
}

static void
crm_timeline_view_finalize (GObject *object)
{
  g_hash_table_unref (CRM_TIMELINE_VIEW (object)->bound);

  G_OBJECT_CLASS (crm_timeline_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/timeline/crm-timeline-view.ui");
  gtk_widget_class_bind_template_child (klass, CrmTimelineView, composer);
  gtk_widget_class_bind_template_child (klass, CrmTimelineView, filter);
  gtk_widget_class_bind_template_child (klass, CrmTimelineView, search);
  gtk_widget_class_bind_template_child (klass, CrmTimelineView, stack);
  gtk_widget_class_bind_template_child (klass, CrmTimelineView, list);
  gtk_widget_class_bind_template_child (klass, CrmTimelineView, empty);
  gtk_widget_class_bind_template_child (klass, CrmTimelineView, menu);
  gtk_widget_class_bind_template_callback (klass, filter_changed_cb);
  gtk_widget_class_bind_template_callback (klass, row_setup_cb);
  gtk_widget_class_bind_template_callback (klass, row_bind_cb);
  gtk_widget_class_bind_template_callback (klass, row_unbind_cb);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
  gtk_widget_class_bind_template_callback (klass, list_key_cb);
}

static void
crm_timeline_view_class_init (CrmTimelineViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_timeline_view_constructed;
  object_class->get_property = crm_timeline_view_get_property;
  object_class->set_property = crm_timeline_view_set_property;
  object_class->dispose = crm_timeline_view_dispose;
  object_class->finalize = crm_timeline_view_finalize;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, CRM_TYPE_RECORD, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRM_TYPE_TIMELINE_COMPOSER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

/* Files dropped anywhere on the timeline belong to what is being written. */
static void
accept_files (CrmTimelineView *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
crm_timeline_view_init (CrmTimelineView *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  accept_files (self);
  crm_timeline_filter_fill (self->filter, NULL, 0);
}

/**
 * crm_timeline_view_new:
 *
 * Returns: (transfer floating): a timeline of nothing yet
 */
GtkWidget *
crm_timeline_view_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_TIMELINE_VIEW, "context", context, NULL);
}

/**
 * crm_timeline_view_get_record:
 *
 * Returns: (transfer none) (nullable): whose timeline it is
 */
CrmRecord *
crm_timeline_view_get_record (CrmTimelineView *self)
{
  g_return_val_if_fail (CRM_IS_TIMELINE_VIEW (self), NULL);

  return self->record;
}

/**
 * crm_timeline_view_set_record:
 * @record: (nullable): whose timeline to show; a record of the open file
 */
void
crm_timeline_view_set_record (CrmTimelineView *self, CrmRecord *record)
{
  g_return_if_fail (CRM_IS_TIMELINE_VIEW (self));

  if (!g_set_object (&self->record, record))
    return;

  choose (self, NULL);
  gtk_editable_set_text (self->search, "");
  crm_timeline_composer_set_target (self->composer, record);
  crm_timeline_filter_fill (self->filter, self->context, get_target (self));
  if (record != NULL && self->events != NULL && crm_record_list_get_store (self->events) == crm_context_get_store (self->context))
    show_others (self);
  else
    load (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

/**
 * crm_timeline_view_compose:
 * @kind: "note", "call", "task"…
 *
 * Puts the cursor where the next entry of that kind is written.
 */
void
crm_timeline_view_compose (CrmTimelineView *self, const char *kind)
{
  crm_timeline_view_compose_text (self, kind, NULL);
}

/**
 * crm_timeline_view_compose_text:
 * @text: (nullable): words that are put there, for somebody to go on with
 */
void
crm_timeline_view_compose_text (CrmTimelineView *self, const char *kind, const char *text)
{
  g_return_if_fail (CRM_IS_TIMELINE_VIEW (self));

  crm_timeline_composer_begin (self->composer, kind, text);
}
