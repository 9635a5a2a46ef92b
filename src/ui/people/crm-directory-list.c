/* The list of people or of companies.
 *
 * Everything that narrows or orders it is one query to the file, made anew whenever something is typed or chosen; the widgets only hold
 * what was chosen. The rows are shown by a table or by a list of two-line rows, whichever there is room for; only the one that is seen
 * has the model, since GTK keeps some two hundred rows alive in each. */

#include "config.h"

#include "crm-directory-list.h"

#include "crm-bitset-selection.h"
#include "crm-chosen-bar.h"
#include "crm-directory-bar.h"
#include "crm-directory-columns.h"
#include "crm-directory-rows.h"
#include "crm-sort.h"
#include "crm-empty-page.h"
#include "crm-format.h"
#include "crm-places.h"
#include "crm-search-keys.h"

#include <glib/gi18n-lib.h>

#define TABLE_WIDTH 720 /* from here on rows are a table */
#define COUNT_WIDTH 330 /* below it the filters need the room of the count */

struct _CrmDirectoryList
{
  GtkWidget parent_instance;

  CrmContext             *context; /* (owned) */
  const CrmDirectoryType *type;
  CrmRecordList          *records;   /* (owned) (nullable) */
  CrmPlaces              *places;    /* (owned) (nullable) */
  CrmBitsetSelection     *selection; /* (owned) (nullable) */
  CrmDirectoryColumns    *columns;   /* (owned) (nullable) */
  CrmContactTimes        *times;     /* (owned) (nullable) */
  char                   *sort;      /* (owned) */
  gint64                  opened;    /* what was opened last */
  int                     width;
  guint                   relayout;
  gboolean                browsing; /* selecting a row opens it */
  gboolean                table;
  gboolean                filling; /* search and filters are being emptied at once */

  /* Template widgets */
  GtkWidget       *box;
  CrmDirectoryBar *bar;
  GtkStack        *stack;
  GtkListView     *rows;
  GtkColumnView   *grid;
  CrmEmptyPage    *empty;
  CrmChosenBar    *chosen;
};

G_DEFINE_FINAL_TYPE (CrmDirectoryList, crm_directory_list, GTK_TYPE_WIDGET)

enum
{
  PROP_CONTEXT = 1,
  PROP_TYPE_NAME,
  PROP_SORT,
  N_PROPS
};

enum
{
  OPEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static gboolean
is_filtered (CrmDirectoryList *self)
{
  return crm_directory_bar_is_set (self->bar);
}

static CrmQuery *
make_query (CrmDirectoryList *self)
{
  CrmQuery *query = crm_query_new (self->type->type_name);

  crm_directory_bar_apply (self->bar, query);
  crm_sort_apply (self->sort, query, crm_context_get_fields (self->context, crm_record_type_find (self->type->type_name)));

  return query;
}

static void
show_state (CrmDirectoryList *self)
{
  guint            count = self->records != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->records)) : 0;
  gboolean         empty = count == 0 && (self->records == NULL || !crm_record_list_is_loading (self->records));
  g_autofree char *number = crm_format_count (self->context, count);

  if (empty)
    crm_directory_type_show_empty (self->type, self->empty, is_filtered (self));
  crm_directory_bar_show_count (self->bar, empty ? "" : number);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !empty || is_filtered (self));
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : self->table ? "table"
                                                                               : "list");
}

static void
open_record (CrmDirectoryList *self, CrmRecord *record)
{
  if (record == NULL)
    return;
  self->opened = crm_record_get_id (record);
  g_signal_emit (self, signals[OPEN], 0, record);
}

static void
open_position (CrmDirectoryList *self, guint position)
{
  g_autoptr (CrmRecord) record = g_list_model_get_item (G_LIST_MODEL (self->records), position);

  open_record (self, record);
}

static void
selection_changed_cb (CrmDirectoryList *self)
{
  GtkBitset *selected = crm_bitset_selection_peek (self->selection);

  if (!self->browsing || self->table || gtk_bitset_get_size (selected) != 1)
    return;
  if (crm_record_list_get_id (self->records, gtk_bitset_get_minimum (selected)) != self->opened)
    open_position (self, gtk_bitset_get_minimum (selected));
}

static void
let_go_of_places (CrmDirectoryList *self)
{
  if (self->places == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->selection, self);
  g_signal_handlers_disconnect_by_data (self->places, self);
  crm_places_retire (self->places);
  g_clear_object (&self->selection);
  g_clear_object (&self->places);
}

static void
let_go_of_records (CrmDirectoryList *self)
{
  if (self->rows != NULL)
    gtk_list_view_set_model (self->rows, NULL);
  if (self->grid != NULL)
    gtk_column_view_set_model (self->grid, NULL);
  let_go_of_places (self);
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  g_clear_object (&self->records);
}

/* Others stand on rows that stay: what was chosen, and when they were spoken to, was about those before. */
static void
replaced_cb (CrmDirectoryList *self)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  crm_contact_times_ask_all (self->times, GTK_WIDGET (self->rows));
}

/* The list from its beginning, in new places: a view makes all rows of a model it gets at once, but new places come in steps. One row that
 * is selected stays so if it is in sight; what somebody has gathered is not lost, whatever it takes. */
static void
show_places (CrmDirectoryList *self)
{
  g_autoptr (GtkBitset) selected = self->selection != NULL ? gtk_bitset_ref (crm_bitset_selection_peek (self->selection)) : gtk_bitset_new_empty ();

  if (gtk_bitset_get_size (selected) > 1)
    {
      gtk_column_view_set_model (self->grid, NULL);
      gtk_list_view_set_model (self->rows, NULL);
    }
  else
    {
      let_go_of_places (self);
      self->places = crm_places_new (self->records);
      self->selection = crm_bitset_selection_new (G_LIST_MODEL (self->places));
      gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, selected);
      g_signal_connect_object (self->places, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
      crm_chosen_bar_set_selection (self->chosen, self->records, self->selection);
    }
  if (self->table)
    gtk_column_view_set_model (self->grid, GTK_SELECTION_MODEL (self->selection));
  else
    gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (self->selection));
}

/* Where the detail hides the list, a click opens it. Not "single-click-activate": that selects what the pointer rests on, and Delete
 * would delete it. A gesture of the row itself would never hear of the release: GTK's own takes the press from it. */
static void
rows_released_cb (CrmDirectoryList *self, int n_press, double x, double y, GtkEventController *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (gesture);

  if (!self->browsing && n_press == 1 && (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0)
    open_record (self, crm_directory_rows_pick (self->rows, x, y));
}

static void
run_query (CrmDirectoryList *self)
{
  g_autoptr (CrmQuery) query = NULL;

  if (self->records == NULL || self->filling)
    return;

  query = make_query (self);
  crm_record_list_set_query (self->records, query);
  /* What was asked for anew is looked at from its beginning. */
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->rows)), 0);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->grid)), 0);
  show_state (self);
}

static void
set_sort (CrmDirectoryList *self, const char *sort)
{
  if (sort == NULL || g_strcmp0 (self->sort, sort) == 0)
    return;

  g_free (self->sort);
  self->sort = g_strdup (sort);
  if (self->columns != NULL)
    crm_directory_columns_show_sort (self->columns, self->sort);
  run_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

static void
heads_clicked_cb (gpointer user_data)
{
  CrmDirectoryList *self = user_data;
  g_autofree char  *sort = crm_directory_columns_dup_sort (self->columns);

  set_sort (self, sort);
}

static void
show_columns (CrmDirectoryList *self, const char *names)
{
  crm_directory_columns_set_names (self->columns, names);
  crm_directory_columns_show_sort (self->columns, self->sort);
}

static void
asks_columns_cb (CrmDirectoryList *self)
{
  g_autofree char *names = crm_directory_columns_dup_names (self->columns);

  crm_directory_bar_offer_columns (self->bar, names);
}

static void
take_view_cb (CrmDirectoryList *self, CrmRecord *draft)
{
  g_autofree char *names = crm_directory_columns_dup_names (self->columns);

  g_object_set (draft, "sort", self->sort, "columns", names, NULL);
}

static void
fields_changed_cb (CrmDirectoryList *self)
{
  g_autofree char *names = crm_directory_columns_dup_names (self->columns);

  show_columns (self, names);
}

static void
records_changed_cb (CrmDirectoryList *self, CrmChangeSet *set)
{
  if (crm_change_set_has_type (set, crm_record_type_find ("activity")->code) || crm_change_set_has_type (set, crm_record_type_find ("company")->code))
    crm_contact_times_ask_all (self->times, GTK_WIDGET (self->rows));
}

static void
store_changed_cb (CrmDirectoryList *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = NULL;

  let_go_of_records (self);
  crm_chosen_bar_set_selection (self->chosen, NULL, NULL);
  show_columns (self, NULL);
  if (store != NULL)
    {
      query = make_query (self);
      self->records = crm_record_list_new (store, query);
      g_signal_connect_object (self->records, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->records, "notify::loading", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
      show_places (self);
    }
  show_state (self);
}

/* Dates and digits are in every row: they are bound anew. */
static void
culture_changed_cb (CrmDirectoryList *self)
{
  if (self->records != NULL)
    show_places (self);
  show_state (self);
}

static void
search_activated_cb (CrmDirectoryList *self)
{
  if (self->records != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->records)) > 0)
    open_position (self, 0);
}

static void
list_clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (widget);

  crm_directory_bar_clear (self->bar);
}

static void
relayout_cb (gpointer data)
{
  CrmDirectoryList *self = data;
  gboolean          table = self->width >= TABLE_WIDTH;

  self->relayout = 0;
  if (table)
    crm_directory_columns_fit (self->columns, self->width);
  crm_directory_bar_set_table (self->bar, table, self->width >= COUNT_WIDTH);
  if (table == self->table)
    return;

  self->table = table;
  if (self->records != NULL)
    show_places (self);
  show_state (self);
}

static void
crm_directory_list_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (CRM_DIRECTORY_LIST (widget)->box, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

/* What is shown must not change while it is being laid out. */
static void
crm_directory_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);

  if (width != self->width && self->relayout == 0)
    self->relayout = g_idle_add_once (relayout_cb, self);
  self->width = width;
}

static void
crm_directory_list_constructed (GObject *object)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);
  g_autoptr (GtkListItemFactory) factory = NULL;

  G_OBJECT_CLASS (crm_directory_list_parent_class)->constructed (object);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->type->title), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->type->title), -1);
  crm_chosen_bar_serve (self->chosen, GTK_WIDGET (self), self->context, self->type);
  crm_directory_bar_set_context (self->bar, self->context, self->type);
  self->times = crm_contact_times_new (self->context);
  factory = crm_directory_rows_new_factory (self->context, self->type, self->times);
  gtk_list_view_set_factory (self->rows, factory);
  self->columns = crm_directory_columns_new (self->grid, self->context, self->type, G_CALLBACK (heads_clicked_cb), self);
  crm_directory_columns_show_sort (self->columns, self->sort);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "fields-changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (culture_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

static void
crm_directory_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);

  switch (prop_id)
    {
    case PROP_SORT:
      g_value_set_string (value, self->sort);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_directory_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case PROP_TYPE_NAME:
      self->type = crm_directory_type_find (g_value_get_string (value));
      break;
    case PROP_SORT:
      set_sort (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_directory_list_dispose (GObject *object)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);

  g_clear_handle_id (&self->relayout, g_source_remove);
  let_go_of_records (self);
  g_clear_pointer (&self->times, crm_contact_times_free);
  g_clear_pointer (&self->columns, crm_directory_columns_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DIRECTORY_LIST);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_directory_list_parent_class)->dispose (object);
}

static void
crm_directory_list_finalize (GObject *object)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);

  g_free (self->sort);

  G_OBJECT_CLASS (crm_directory_list_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/people/crm-directory-list.ui");
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, box);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, bar);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, stack);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, rows);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, grid);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, empty);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, chosen);
  gtk_widget_class_bind_template_callback (klass, run_query);
  gtk_widget_class_bind_template_callback (klass, search_activated_cb);
  gtk_widget_class_bind_template_callback (klass, crm_directory_list_show_view);
  gtk_widget_class_bind_template_callback (klass, take_view_cb);
  gtk_widget_class_bind_template_callback (klass, asks_columns_cb);
  gtk_widget_class_bind_template_callback (klass, show_columns);
  gtk_widget_class_bind_template_callback (klass, open_position);
  gtk_widget_class_bind_template_callback (klass, rows_released_cb);
}

static void
crm_directory_list_class_init (CrmDirectoryListClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = crm_directory_list_constructed;
  object_class->get_property = crm_directory_list_get_property;
  object_class->set_property = crm_directory_list_set_property;
  object_class->dispose = crm_directory_list_dispose;
  object_class->finalize = crm_directory_list_finalize;
  widget_class->measure = crm_directory_list_measure;
  widget_class->size_allocate = crm_directory_list_size_allocate;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, flags);
  properties[PROP_TYPE_NAME] = g_param_spec_string ("type-name", NULL, NULL, "person", flags);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, "name", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);

  gtk_widget_class_install_action (widget_class, "list.clear", NULL, list_clear);
  gtk_widget_class_install_property_action (widget_class, "list.sort", "sort");

  g_type_ensure (CRM_TYPE_CHOSEN_BAR);
  g_type_ensure (CRM_TYPE_DIRECTORY_BAR);
  g_type_ensure (CRM_TYPE_EMPTY_PAGE);
  bind_template (widget_class);
}

static void
crm_directory_list_init (CrmDirectoryList *self)
{
  self->sort = g_strdup ("name");
  gtk_widget_init_template (GTK_WIDGET (self));
  crm_search_keys_connect (crm_directory_bar_get_search (self->bar), GTK_WIDGET (self->stack));
}

/**
 * crm_directory_list_search:
 * @text: (nullable): what to look for
 */
void
crm_directory_list_search (CrmDirectoryList *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (crm_directory_bar_get_search (self->bar)), text != NULL ? text : "");
}

/**
 * crm_directory_list_show_view:
 * @view: (nullable): a saved_view of the type; %NULL for everything
 */
void
crm_directory_list_show_view (CrmDirectoryList *self, CrmRecord *view)
{
  const char *sort = view != NULL ? crm_object_get_text (CRM_OBJECT (view), "sort") : NULL;

  self->filling = TRUE;
  set_sort (self, sort != NULL ? sort : "name");
  show_columns (self, view != NULL ? crm_object_get_text (CRM_OBJECT (view), "columns") : NULL);
  self->filling = FALSE;
  crm_directory_bar_show_view (self->bar, view);
}

/**
 * crm_directory_list_focus_search:
 *
 * Lets the user type what to look for, in place of what was looked for before.
 */
void
crm_directory_list_focus_search (CrmDirectoryList *self)
{
  GtkWidget *search = GTK_WIDGET (crm_directory_bar_get_search (self->bar));

  gtk_widget_grab_focus (search);
  gtk_editable_select_region (GTK_EDITABLE (search), 0, -1);
}

/**
 * crm_directory_list_set_browsing:
 * @browsing: whether the record that is selected is shown at once, as where list and detail stand side by side
 */
void
crm_directory_list_set_browsing (CrmDirectoryList *self, gboolean browsing)
{
  self->browsing = browsing;
}

/**
 * crm_directory_list_forget_opened:
 *
 * To be told when the record that was opened is closed, so that selecting its row opens it again.
 */
void
crm_directory_list_forget_opened (CrmDirectoryList *self)
{
  self->opened = 0;
  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

void
crm_directory_list_focus (CrmDirectoryList *self)
{
  gtk_widget_grab_focus (self->table ? GTK_WIDGET (self->grid) : GTK_WIDGET (self->rows));
}

/**
 * crm_directory_list_get_records:
 *
 * Returns: (transfer none) (nullable): what is listed, while a file is open
 */
GListModel *
crm_directory_list_get_records (CrmDirectoryList *self)
{
  return G_LIST_MODEL (self->records);
}

GtkSelectionModel *
crm_directory_list_get_selection (CrmDirectoryList *self)
{
  return GTK_SELECTION_MODEL (self->selection);
}
