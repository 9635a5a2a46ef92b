/* The list of people or of companies.
 *
 * Everything that narrows or orders it is one query to the file, made anew whenever something is typed or chosen; the widgets only hold
 * what was chosen. The rows are shown by a table or by a list of two-line rows, whichever there is room for; only the one that is seen
 * has the model, since GTK keeps some two hundred rows alive in each. */

#include "config.h"

#include "crm-directory-list.h"

#include "crm-bitset-selection.h"
#include "crm-directory-columns.h"
#include "crm-directory-row.h"
#include "crm-empty-page.h"
#include "crm-format.h"
#include "crm-last-contact.h"
#include "crm-lifecycle.h"
#include "crm-record-list.h"

#include <glib/gi18n-lib.h>

/* From this width on rows are a table. */
#define TABLE_WIDTH 700

/* Rows whose last contact is looked up at once, between two frames. */
#define LOOK_UP_AT_ONCE 12

struct _CrmDirectoryList
{
  GtkWidget parent_instance;

  CrmContext             *context; /* (owned) */
  const CrmDirectoryType *type;
  CrmRecordList          *records;   /* (owned) (nullable) */
  CrmBitsetSelection     *selection; /* (owned) (nullable) */
  CrmDirectoryColumns    *columns;   /* (owned) (nullable) */
  GArray                 *tags;      /* (owned) (element-type gint64): one an entry of the tag filter, from the second on */
  GQueue                  unasked;   /* (element-type CrmDirectoryRow): rows whose last contact is not known yet */
  char                   *sort;      /* (owned) */
  gint64                  opened;    /* what was opened last */
  guint                   look_up;
  guint                   relayout;
  gboolean                browsing; /* selecting a row opens it */
  gboolean                table;
  gboolean                filling; /* the filters are being filled by us */

  /* Template widgets */
  GtkWidget     *box;
  GtkEditable   *search;
  GtkDropDown   *tag;
  GtkDropDown   *lifecycle;
  GtkLabel      *count;
  GtkStack      *stack;
  GtkListView   *rows;
  GtkColumnView *grid;
  CrmEmptyPage  *empty;
  GtkRevealer   *chosen_bar;
  GtkLabel      *chosen;
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

/* An order as the menu knows it, as a query does, and the column whose head shows it. */
static const struct
{
  const char *sort;
  const char *field; /* NULL: the alphabet */
  gboolean    descending;
  const char *column;
} sorts[] = {
  { "name", NULL, FALSE, "name" },
  { "name-reversed", NULL, TRUE, "name" },
  { "newest", "created_at", TRUE, "created_at" },
  { "oldest", "created_at", FALSE, "created_at" },
  { "changed", "updated_at", TRUE, NULL },
};

static gboolean
is_filtered (CrmDirectoryList *self)
{
  return *gtk_editable_get_text (self->search) != '\0' || gtk_drop_down_get_selected (self->tag) > 0 || gtk_drop_down_get_selected (self->lifecycle) > 0;
}

/* A column's own order is written "field" or "field:desc". */
static void
set_column_order (CrmQuery *query, const char *sort)
{
  g_auto (GStrv) parts = g_strsplit (sort, ":", 2);

  crm_query_set_order (query, parts[0], g_strcmp0 (parts[1], "desc") == 0);
}

static void
set_order (CrmDirectoryList *self, CrmQuery *query)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (g_str_equal (sorts[i].sort, self->sort))
        {
          crm_query_set_order (query, sorts[i].field, sorts[i].descending);
          return;
        }
    }
  set_column_order (query, self->sort);
}

static CrmQuery *
make_query (CrmDirectoryList *self)
{
  CrmQuery *query = crm_query_new (self->type->type_name);
  guint     tag = gtk_drop_down_get_selected (self->tag);
  guint     lifecycle = gtk_drop_down_get_selected (self->lifecycle);

  crm_query_set_search (query, gtk_editable_get_text (self->search));
  if (tag > 0 && tag <= self->tags->len)
    crm_query_add_reference_to (query, g_array_index (self->tags, gint64, tag - 1));
  if (lifecycle > 0 && lifecycle != GTK_INVALID_LIST_POSITION)
    crm_query_add_text (query, "lifecycle", CRM_OP_EQUAL, crm_lifecycle_choices[lifecycle - 1].value);
  set_order (self, query);

  return query;
}

static void
show_chosen (CrmDirectoryList *self)
{
  guint            count = self->selection != NULL ? crm_bitset_selection_count (self->selection) : 0;
  g_autofree char *number = crm_format_count (self->context, count);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s selected", "%s selected", count), number);

  gtk_label_set_text (self->chosen, text);
  gtk_revealer_set_reveal_child (self->chosen_bar, count > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.delete", count > 0);
}

static void
show_empty (CrmDirectoryList *self)
{
  gboolean filtered = is_filtered (self);

  g_object_set (self->empty,
                "icon-name", filtered ? "edit-find-symbolic" : self->type->icon_name,
                "title", filtered ? _ ("Nothing Found") : _ (self->type->empty_title),
                "description", filtered ? _ ("Try another word, or show everybody again.") : _ (self->type->empty_text),
                NULL);
  crm_empty_page_set_action (self->empty, filtered ? _ ("Show Everything") : _ (self->type->create), filtered ? "list.clear" : "win.create");
}

static void
show_state (CrmDirectoryList *self)
{
  guint            count = self->records != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->records)) : 0;
  gboolean         empty = count == 0 && (self->records == NULL || !crm_record_list_is_loading (self->records));
  g_autofree char *number = crm_format_count (self->context, count);

  if (empty)
    show_empty (self);
  gtk_label_set_text (self->count, empty ? "" : number);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), !empty || is_filtered (self));
  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : self->table ? "table"
                                                                               : "list");
}

static void
attach (CrmDirectoryList *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  gtk_column_view_set_model (self->grid, self->table ? model : NULL);
  gtk_list_view_set_model (self->rows, self->table ? NULL : model);
}

static void
open_position (CrmDirectoryList *self, guint position)
{
  g_autoptr (CrmRecord) record = g_list_model_get_item (G_LIST_MODEL (self->records), position);

  if (record == NULL)
    return;

  self->opened = crm_record_get_id (record);
  g_signal_emit (self, signals[OPEN], 0, record);
}

static void
selection_changed_cb (CrmDirectoryList *self)
{
  GtkBitset *selected = crm_bitset_selection_peek (self->selection);

  show_chosen (self);
  if (!self->browsing || self->table || gtk_bitset_get_size (selected) != 1)
    return;
  if (crm_record_list_get_id (self->records, gtk_bitset_get_minimum (selected)) != self->opened)
    open_position (self, gtk_bitset_get_minimum (selected));
}

static void
let_go_of_records (CrmDirectoryList *self)
{
  if (self->rows != NULL)
    gtk_list_view_set_model (self->rows, NULL);
  if (self->grid != NULL)
    gtk_column_view_set_model (self->grid, NULL);
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->records);
}

static void
look_up_rows (CrmDirectoryList *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  for (guint i = 0; i < LOOK_UP_AT_ONCE && !g_queue_is_empty (&self->unasked); i++)
    {
      CrmDirectoryRow *row = g_queue_pop_head (&self->unasked);
      CrmRecord       *record = crm_directory_row_get_record (row);

      if (record != NULL && store != NULL)
        crm_directory_row_set_last_contact (row, crm_last_contact_find (store, crm_record_get_id (record), CRM_LAST_CONTACT_ROWS));
    }
}

static gboolean
look_up_cb (gpointer data)
{
  CrmDirectoryList *self = data;

  look_up_rows (self);
  if (!g_queue_is_empty (&self->unasked))
    return G_SOURCE_CONTINUE;

  self->look_up = 0;
  return G_SOURCE_REMOVE;
}

/* Below the priority of drawing: scrolling never waits for it. */
static void
ask_later (CrmDirectoryList *self, CrmDirectoryRow *row)
{
  g_queue_remove (&self->unasked, row);
  g_queue_push_tail (&self->unasked, row);
  if (self->look_up == 0)
    self->look_up = g_idle_add_full (G_PRIORITY_LOW, look_up_cb, self, NULL);
}

static void
row_setup_cb (CrmDirectoryList *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, crm_directory_row_new (self->context, self->type));
}

static void
row_bind_cb (CrmDirectoryList *self, GtkListItem *item)
{
  CrmDirectoryRow *row = CRM_DIRECTORY_ROW (gtk_list_item_get_child (item));

  crm_directory_row_set_record (row, gtk_list_item_get_item (item));
  ask_later (self, row);
}

static void
row_unbind_cb (CrmDirectoryList *self, GtkListItem *item)
{
  CrmDirectoryRow *row = CRM_DIRECTORY_ROW (gtk_list_item_get_child (item));

  g_queue_remove (&self->unasked, row);
  crm_directory_row_set_record (row, NULL);
}

/* Something was done with somebody: the rows that are alive are asked again. */
static void
ask_all_again (CrmDirectoryList *self)
{
  for (GtkWidget *widget = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); widget != NULL; widget = gtk_widget_get_next_sibling (widget))
    {
      GtkWidget *row = gtk_widget_get_first_child (widget);

      if (CRM_IS_DIRECTORY_ROW (row) && crm_directory_row_get_record (CRM_DIRECTORY_ROW (row)) != NULL)
        ask_later (self, CRM_DIRECTORY_ROW (row));
    }
}

static void
run_query (CrmDirectoryList *self)
{
  g_autoptr (CrmQuery) query = NULL;

  if (self->records == NULL || self->filling)
    return;

  query = make_query (self);
  crm_record_list_set_query (self->records, query);
  show_state (self);
  show_chosen (self);
}

static void
filter_changed_cb (CrmDirectoryList *self)
{
  run_query (self);
}

static void
heads_clicked_cb (gpointer user_data)
{
  CrmDirectoryList *self = user_data;
  const char       *column;
  gboolean          descending;
  g_autofree char  *sort = NULL;

  if (!crm_directory_columns_get_order (self->columns, &column, &descending))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (sorts) && sort == NULL; i++)
    {
      if (g_strcmp0 (sorts[i].column, column) == 0 && sorts[i].descending == descending)
        sort = g_strdup (sorts[i].sort);
    }
  if (sort == NULL)
    sort = g_strconcat (column, descending ? ":desc" : NULL, NULL);
  g_object_set (self, "sort", sort, NULL);
}

static void
show_heads (CrmDirectoryList *self)
{
  g_auto (GStrv) parts = g_strsplit (self->sort, ":", 2);
  const char *column = parts[0];
  gboolean    descending = g_strcmp0 (parts[1], "desc") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (g_str_equal (sorts[i].sort, self->sort))
        {
          column = sorts[i].column;
          descending = sorts[i].descending;
        }
    }
  crm_directory_columns_show_order (self->columns, column, descending);
}

static void
set_sort (CrmDirectoryList *self, const char *sort)
{
  if (sort == NULL || g_strcmp0 (self->sort, sort) == 0)
    return;

  g_free (self->sort);
  self->sort = g_strdup (sort);
  if (self->columns != NULL)
    show_heads (self);
  run_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

static gint64
get_chosen_tag (CrmDirectoryList *self)
{
  guint selected = gtk_drop_down_get_selected (self->tag);

  return selected > 0 && selected <= self->tags->len ? g_array_index (self->tags, gint64, selected - 1) : 0;
}

static void
load_tags (CrmDirectoryList *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new ("tag");

  g_array_set_size (self->tags, 0);
  crm_query_set_order (query, "name", FALSE);
  if (store != NULL)
    crm_store_query (store, query, 0, self->tags, NULL);
}

static void
fill_tags (CrmDirectoryList *self)
{
  gint64 chosen = get_chosen_tag (self);
  guint  selected = 0;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  load_tags (self);
  gtk_string_list_append (labels, _ ("Any tag"));
  for (guint i = 0; i < self->tags->len; i++)
    {
      gint64           id = g_array_index (self->tags, gint64, i);
      g_autofree char *name = crm_format_reference (self->context, id);

      gtk_string_list_append (labels, name);
      if (id == chosen)
        selected = i + 1;
    }

  self->filling = TRUE;
  gtk_drop_down_set_model (self->tag, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->tag, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->tag), self->tags->len > 0);
  if (chosen != 0 && selected == 0)
    run_query (self);
}

static void
fill_lifecycles (CrmDirectoryList *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("Any life cycle"));
  for (const CrmChoice *choice = crm_lifecycle_choices; choice->value != NULL; choice++)
    gtk_string_list_append (labels, _ (choice->label));
  gtk_drop_down_set_model (self->lifecycle, G_LIST_MODEL (labels));
}

static void
records_changed_cb (CrmDirectoryList *self, CrmChangeSet *set)
{
  if (crm_change_set_has_type (set, crm_record_type_find ("tag")->code))
    fill_tags (self);
  if (crm_change_set_has_type (set, crm_record_type_find ("activity")->code) || crm_change_set_has_type (set, crm_record_type_find ("company")->code))
    ask_all_again (self);
}

static void
store_changed_cb (CrmDirectoryList *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = NULL;

  let_go_of_records (self);
  fill_tags (self);
  if (store != NULL)
    {
      query = make_query (self);
      self->records = crm_record_list_new (store, query);
      self->selection = crm_bitset_selection_new (G_LIST_MODEL (self->records));
      g_signal_connect_object (self->records, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->records, "notify::loading", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (show_chosen), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
      attach (self);
    }
  show_state (self);
  show_chosen (self);
}

/* Dates and digits are in every row: they are bound anew. */
static void
culture_changed_cb (CrmDirectoryList *self)
{
  if (self->selection == NULL)
    return;

  gtk_column_view_set_model (self->grid, NULL);
  gtk_list_view_set_model (self->rows, NULL);
  attach (self);
  show_state (self);
}

static void
activated_cb (CrmDirectoryList *self, guint position)
{
  open_position (self, position);
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

  self->filling = TRUE;
  gtk_editable_set_text (self->search, "");
  gtk_drop_down_set_selected (self->tag, 0);
  gtk_drop_down_set_selected (self->lifecycle, 0);
  self->filling = FALSE;
  run_query (self);
}

static GArray *
collect_selected (CrmDirectoryList *self)
{
  GArray       *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint         position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, crm_bitset_selection_peek (self->selection), &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = crm_record_list_get_id (self->records, position);

      g_array_append_val (ids, id);
    }

  return ids;
}

static char *
dup_delete_title (CrmDirectoryList *self, GArray *ids)
{
  g_autofree char *name = NULL;

  if (ids->len != 1)
    return self->type->dup_delete_title (self->context, ids->len);

  name = crm_format_reference (self->context, g_array_index (ids, gint64, 0));
  /* Translators: what was done; %s is a name */
  return g_strdup_printf (_ ("Delete %s"), name);
}

static void
list_delete (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (widget);
  g_autoptr (GArray) ids = self->selection != NULL ? collect_selected (self) : NULL;
  g_autofree char *title = NULL;

  if (ids == NULL || ids->len == 0)
    return;

  title = dup_delete_title (self, ids);
  crm_context_delete (self->context, title, (const gint64 *) ids->data, ids->len);
}

static void
relayout_cb (gpointer data)
{
  CrmDirectoryList *self = data;
  gboolean          table = gtk_widget_get_width (GTK_WIDGET (self)) >= TABLE_WIDTH;

  self->relayout = 0;
  if (table == self->table)
    return;

  self->table = table;
  if (self->selection != NULL)
    attach (self);
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

  if ((width >= TABLE_WIDTH) != self->table && self->relayout == 0)
    self->relayout = g_idle_add_once (relayout_cb, self);
}

static void
crm_directory_list_constructed (GObject *object)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);

  G_OBJECT_CLASS (crm_directory_list_parent_class)->constructed (object);

  g_object_set (self->search, "placeholder-text", _ (self->type->search_hint), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->type->search_hint), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->type->title), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->type->title), -1);
  self->columns = crm_directory_columns_new (self->grid, self->context, self->type, G_CALLBACK (heads_clicked_cb), self);
  show_heads (self);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (culture_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

static void
crm_directory_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmDirectoryList *self = CRM_DIRECTORY_LIST (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, self->context);
      break;
    case PROP_TYPE_NAME:
      g_value_set_string (value, self->type->type_name);
      break;
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

  g_clear_handle_id (&self->look_up, g_source_remove);
  g_clear_handle_id (&self->relayout, g_source_remove);
  let_go_of_records (self);
  g_queue_clear (&self->unasked);
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

  g_array_unref (self->tags);
  g_free (self->sort);

  G_OBJECT_CLASS (crm_directory_list_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/people/crm-directory-list.ui");
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, box);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, search);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, tag);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, lifecycle);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, count);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, stack);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, rows);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, grid);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, empty);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, chosen_bar);
  gtk_widget_class_bind_template_child (klass, CrmDirectoryList, chosen);
  gtk_widget_class_bind_template_callback (klass, filter_changed_cb);
  gtk_widget_class_bind_template_callback (klass, search_activated_cb);
  gtk_widget_class_bind_template_callback (klass, activated_cb);
  gtk_widget_class_bind_template_callback (klass, row_setup_cb);
  gtk_widget_class_bind_template_callback (klass, row_bind_cb);
  gtk_widget_class_bind_template_callback (klass, row_unbind_cb);
}

static void
crm_directory_list_class_init (CrmDirectoryListClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags     flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

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

  gtk_widget_class_install_action (widget_class, "list.delete", NULL, list_delete);
  gtk_widget_class_install_action (widget_class, "list.clear", NULL, list_clear);
  gtk_widget_class_install_property_action (widget_class, "list.sort", "sort");

  g_type_ensure (CRM_TYPE_EMPTY_PAGE);
  bind_template (widget_class);
}

static void
crm_directory_list_init (CrmDirectoryList *self)
{
  self->tags = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sort = g_strdup ("name");
  g_queue_init (&self->unasked);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = TRUE;
  fill_lifecycles (self);
  self->filling = FALSE;
}

/**
 * crm_directory_list_search:
 * @text: (nullable): what to look for
 */
void
crm_directory_list_search (CrmDirectoryList *self, const char *text)
{
  gtk_editable_set_text (self->search, text != NULL ? text : "");
}

/**
 * crm_directory_list_set_browsing:
 * @browsing: whether the record that is selected is shown at once, as where list and detail stand side by side
 */
void
crm_directory_list_set_browsing (CrmDirectoryList *self, gboolean browsing)
{
  self->browsing = browsing;
  gtk_list_view_set_single_click_activate (self->rows, !browsing);
}

gboolean
crm_directory_list_is_table (CrmDirectoryList *self)
{
  return self->table;
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
