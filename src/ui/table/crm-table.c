/* The rows of a query.
 *
 * They are shown by a table or by a list of two-line rows, whichever there is room for; only the one that is seen has the model, since GTK keeps
 * some two hundred rows alive in each. What narrows the query is its owner's, who is asked for it whenever the query is made. */

#include "config.h"

#include "crm-table-private.h"

#include "crm-sort.h"
#include "crm-tab-stop.h"
#include "crm-table-row.h"
#include "crm-text-scale.h"

#include <glib/gi18n-lib.h>

#define TABLE_WIDTH 720 /* from here on rows are a table */

G_DEFINE_FINAL_TYPE (CrmTable, crm_table, GTK_TYPE_WIDGET)

enum
{
  OPEN,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static CrmQuery *
make_query (CrmTable *self)
{
  CrmQuery *query = crm_query_new (self->type->type_name);

  self->apply (query, self->apply_data);
  crm_sort_apply (self->sort, query, crm_context_get_fields (self->context, crm_record_type_find (self->type->type_name)));
  crm_table_groups_apply (self->groups, query);

  return query;
}

static void
show_state (CrmTable *self)
{
  gtk_stack_set_visible_child_name (self->stack, crm_table_is_empty (self) ? "empty" : self->wide ? "table"
                                                                                                  : "list");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
open_record (CrmTable *self, CrmRecord *record)
{
  if (record == NULL)
    return;
  self->opened = crm_record_get_id (record);
  g_signal_emit (self, signals[OPEN], 0, record);
}

static void
open_position (CrmTable *self, guint position)
{
  g_autoptr (CrmRecord) record = g_list_model_get_item (G_LIST_MODEL (self->records), position);

  open_record (self, record);
}

static void
selection_changed_cb (CrmTable *self)
{
  GtkBitset *selected = crm_bitset_selection_peek (self->selection);

  if (!self->browsing || self->wide || gtk_bitset_get_size (selected) != 1)
    return;
  if (crm_record_list_get_id (self->records, gtk_bitset_get_minimum (selected)) != self->opened)
    open_position (self, gtk_bitset_get_minimum (selected));
}

static void
let_go_of_places (CrmTable *self)
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
let_go_of_records (CrmTable *self)
{
  if (self->rows != NULL)
    gtk_list_view_set_model (self->rows, NULL);
  if (self->grid != NULL)
    gtk_column_view_set_model (self->grid, NULL);
  let_go_of_places (self);
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  if (self->groups != NULL)
    crm_table_groups_set_records (self->groups, NULL);
  g_clear_object (&self->records);
}

/* Others stand on rows that stay: what was chosen was about those before. */
static void
replaced_cb (CrmTable *self)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

/* The list from its beginning, in new places: a view makes all rows of a model it gets at once, but new places come in steps. One row that
 * is selected stays so if it is in sight; what somebody has gathered is not lost, whatever it takes. */
static void
show_places (CrmTable *self)
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
  if (self->wide)
    gtk_column_view_set_model (self->grid, GTK_SELECTION_MODEL (self->selection));
  else
    gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (self->selection));
}

/* Where the detail hides the list, a click opens it. Not "single-click-activate": that selects what the pointer rests on, and Delete
 * would delete it. A gesture of the row itself would never hear of the release: GTK's own takes the press from it. */
static void
rows_released_cb (CrmTable *self, int n_press, double x, double y, GtkEventController *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (gesture);

  if (!self->browsing && n_press == 1 && (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) == 0)
    open_record (self, crm_table_row_pick (self->rows, x, y));
}

static void
heads_clicked_cb (gpointer user_data)
{
  CrmTable        *self = user_data;
  g_autofree char *sort = crm_table_columns_dup_sort (self->columns);

  crm_table_set_sort (self, sort);
}

static void
fields_changed_cb (CrmTable *self)
{
  crm_table_columns_set_names (self->columns, self->shown);
  crm_table_columns_show_sort (self->columns, self->sort);
}

static void
store_changed_cb (CrmTable *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = NULL;

  let_go_of_records (self);
  crm_chosen_bar_set_selection (self->chosen, NULL, NULL);
  crm_table_show_look (self);
  if (store != NULL)
    {
      query = make_query (self);
      self->records = crm_record_list_new (store, query);
      crm_record_list_set_asleep (self->records, !gtk_widget_get_mapped (GTK_WIDGET (self)));
      crm_table_groups_set_records (self->groups, self->records);
      g_signal_connect_object (self->records, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->records, "notify::loading", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      show_places (self);
    }
  show_state (self);
}

/* Dates and digits are in every row: they are bound anew. */
static void
culture_changed_cb (CrmTable *self)
{
  if (self->records != NULL)
    show_places (self);
  show_state (self);
}

static void
relayout_cb (gpointer data)
{
  CrmTable *self = data;
  gboolean  wide = self->width >= crm_text_scale_length (TABLE_WIDTH);

  self->relayout = 0;
  if (wide && self->columns != NULL)
    crm_table_columns_fit (self->columns, self->width);
  if (wide != self->wide)
    {
      self->wide = wide;
      if (self->records != NULL)
        show_places (self);
    }
  show_state (self);
}

static void
crm_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (CRM_TABLE (widget)->box, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

/* What is shown must not change while it is being laid out. */
static void
crm_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrmTable *self = CRM_TABLE (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);

  if (width != self->width && self->relayout == 0)
    self->relayout = g_idle_add_once (relayout_cb, self);
  self->width = width;
}

/* Out of sight nobody waits for what is new in the file. */
static void
crm_table_map (GtkWidget *widget)
{
  CrmTable *self = CRM_TABLE (widget);

  GTK_WIDGET_CLASS (crm_table_parent_class)->map (widget);

  if (self->records != NULL)
    crm_record_list_set_asleep (self->records, FALSE);
}

static void
crm_table_unmap (GtkWidget *widget)
{
  CrmTable *self = CRM_TABLE (widget);

  if (self->records != NULL)
    crm_record_list_set_asleep (self->records, TRUE);

  GTK_WIDGET_CLASS (crm_table_parent_class)->unmap (widget);
}

static void
crm_table_dispose (GObject *object)
{
  CrmTable *self = CRM_TABLE (object);

  crm_table_close (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_TABLE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_table_parent_class)->dispose (object);
}

static void
crm_table_finalize (GObject *object)
{
  CrmTable *self = CRM_TABLE (object);

  g_clear_object (&self->settings);
  g_free (self->shown);
  g_free (self->sort);

  G_OBJECT_CLASS (crm_table_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/table/crm-table.ui");
  gtk_widget_class_bind_template_child (klass, CrmTable, box);
  gtk_widget_class_bind_template_child (klass, CrmTable, stack);
  gtk_widget_class_bind_template_child (klass, CrmTable, rows);
  gtk_widget_class_bind_template_child (klass, CrmTable, grid);
  gtk_widget_class_bind_template_child (klass, CrmTable, empty);
  gtk_widget_class_bind_template_child (klass, CrmTable, chosen);
  gtk_widget_class_bind_template_callback (klass, open_position);
  gtk_widget_class_bind_template_callback (klass, rows_released_cb);
}

static void
crm_table_class_init (CrmTableClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = crm_table_dispose;
  object_class->finalize = crm_table_finalize;
  widget_class->map = crm_table_map;
  widget_class->unmap = crm_table_unmap;
  widget_class->measure = crm_table_measure;
  widget_class->size_allocate = crm_table_size_allocate;

  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CRM_TYPE_CHOSEN_BAR);
  g_type_ensure (CRM_TYPE_EMPTY_PAGE);
  bind_template (widget_class);
}

static void
crm_table_init (CrmTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_table_set_up:
 * @owner: the widget around the table, or itself: gets the actions and keys of what is chosen
 * @apply: called with @user_data; both outlive the table, or crm_table_close() is called before
 *
 * To be called once.
 */
void
crm_table_set_up (CrmTable *self, CrmContext *context, const CrmTableType *type, GtkWidget *owner, CrmTableApplyFunc apply, gpointer user_data)
{
  g_autoptr (GtkListItemFactory) factory = crm_table_row_new_factory (context, type);

  self->context = g_object_ref (context);
  self->type = type;
  self->apply = apply;
  self->apply_data = user_data;
  self->sort = self->sort != NULL ? self->sort : g_strdup (type->default_sort);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (type->title), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (type->title), -1);
  crm_chosen_bar_serve (self->chosen, owner, context, type);
  self->settings = g_settings_new (CRM_APP_ID);
  self->groups = crm_table_groups_new (context, type);
  gtk_list_view_set_factory (self->rows, factory);
  crm_table_groups_follow (self->groups, gtk_list_view_get_factory (self->rows));
  self->columns = crm_table_columns_new (self->grid, context, type, self->groups, G_CALLBACK (heads_clicked_cb), self);
  crm_table_columns_show_sort (self->columns, self->sort);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "fields-changed", G_CALLBACK (fields_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (culture_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

/**
 * crm_table_close:
 *
 * Lets go of what is listed and of the rows, for good.
 */
void
crm_table_close (CrmTable *self)
{
  g_clear_handle_id (&self->relayout, g_source_remove);
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_data (self->context, self);
  let_go_of_records (self);
  g_clear_pointer (&self->columns, crm_table_columns_free);
  if (self->groups == NULL)
    return;

  gtk_list_view_set_factory (self->rows, NULL);
  g_clear_pointer (&self->groups, crm_table_groups_free);
}

/**
 * crm_table_refresh:
 *
 * To be called when crm_table_set_up()'s @apply asks for something else. It is looked at from its beginning.
 */
void
crm_table_refresh (CrmTable *self)
{
  g_autoptr (CrmQuery) query = NULL;

  if (self->records == NULL || self->filling)
    return;

  query = make_query (self);
  crm_record_list_set_query (self->records, query);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->rows)), 0);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->grid)), 0);
  show_state (self);
}

guint
crm_table_get_count (CrmTable *self)
{
  return self->records != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->records)) : 0;
}

/**
 * crm_table_is_empty:
 *
 * Returns: whether there is nothing, and nothing to wait for
 */
gboolean
crm_table_is_empty (CrmTable *self)
{
  return crm_table_get_count (self) == 0 && (self->records == NULL || !crm_record_list_is_loading (self->records));
}

/**
 * crm_table_is_wide:
 *
 * Returns: whether there is room for columns
 */
gboolean
crm_table_is_wide (CrmTable *self)
{
  return self->wide;
}

int
crm_table_get_width (CrmTable *self)
{
  return self->width;
}

/**
 * crm_table_open_first:
 *
 * Opens what stands first, if anything does.
 */
void
crm_table_open_first (CrmTable *self)
{
  if (crm_table_get_count (self) > 0)
    open_position (self, 0);
}

/**
 * crm_table_set_browsing:
 * @browsing: whether the record that is selected is shown at once, as where list and detail stand side by side
 */
void
crm_table_set_browsing (CrmTable *self, gboolean browsing)
{
  self->browsing = browsing;
}

/**
 * crm_table_forget_opened:
 *
 * To be told when the record that was opened is closed, so that selecting its row opens it again.
 */
void
crm_table_forget_opened (CrmTable *self)
{
  self->opened = 0;
  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

void
crm_table_focus (CrmTable *self)
{
  gtk_widget_grab_focus (self->wide ? GTK_WIDGET (self->grid) : GTK_WIDGET (self->rows));
}

/**
 * crm_table_get_empty_page:
 *
 * Returns: (transfer none): what stands where the rows would; its words are the owner's
 */
CrmEmptyPage *
crm_table_get_empty_page (CrmTable *self)
{
  return self->empty;
}

/**
 * crm_table_refresh_rows:
 *
 * Shows anew what is said in the rows and depends on more than their records.
 */
void
crm_table_refresh_rows (CrmTable *self)
{
  crm_table_row_refresh_all (self->rows);
}

/**
 * crm_table_get_records:
 *
 * Returns: (transfer none) (nullable): what is listed, while a file is open
 */
CrmRecordList *
crm_table_get_records (CrmTable *self)
{
  return self->records;
}

CrmBitsetSelection *
crm_table_get_selection (CrmTable *self)
{
  return self->selection;
}
