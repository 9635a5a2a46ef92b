/* The columns of the wide list.
 *
 * Rows are sorted by the file, never here. GTK 4.8 does not say which column's head was clicked, so each column has a sorter that never
 * sorts: asked to compare two marks, it notes that it was asked, and the sign of the answer tells the direction. */

#include "config.h"

#include "crm-table-columns.h"

#include "crm-sort.h"
#include "crm-format.h"
#include "crm-grouped.h"
#include "crm-inscribe.h"
#include "crm-places.h"
#include "crm-table-row.h"
#include "crm-text-scale.h"

#include <glib/gi18n-lib.h>

/* On both sides of a cell, as the style sheet has it, and what is drawn beside the text's own width. */
#define CELL_PADDING 16
/* Of a head that sorts. */
#define ARROW 18

/* Of a column for a field that nothing is known of. */
#define FIELD_WIDTH 120

#define WIDTHS_KEY "column-widths"
#define MIN_WIDTH 40
#define MAX_WIDTH 2000
#define SAVE_AFTER 500 /* milliseconds */

struct _CrmTableColumns
{
  GtkColumnView        *view;    /* outlives this */
  CrmContext           *context; /* (owned) */
  const CrmTableType   *type;
  CrmTableGroups       *groups;   /* (unowned): outlives this */
  GSettings            *settings; /* (owned) */
  GPtrArray            *shown;    /* (owned) (element-type CrmTableColumn) */
  GPtrArray            *columns;  /* (owned) (element-type GtkColumnViewColumn): one for each of these */
  int                   width;    /* there was last */
  guint                 saving;
  const CrmTableColumn *asked;   /* the first one asked to compare */
  GObject              *low;     /* (owned): the two marks */
  GObject              *high;    /* (owned) */
  gboolean              showing; /* the arrow is being set by us */
  void (*sorted) (gpointer user_data);
  gpointer user_data;
};

typedef struct
{
  CrmTableColumns      *columns;
  const CrmTableColumn *column;
  gboolean              is_first;
} Probe;

static int
compare_marks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Probe           *probe = user_data;
  CrmTableColumns *self = probe->columns;

  if (self->asked == NULL)
    self->asked = probe->column;

  return a == (gconstpointer) self->low ? GTK_ORDERING_SMALLER : a == b ? GTK_ORDERING_EQUAL
                                                                        : GTK_ORDERING_LARGER;
}

/* The first cell has the head of a group above it. */
static GtkWidget *
get_cell (GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  return CRM_IS_GROUPED (child) ? crm_grouped_get_child (child) : child;
}

static char *
dup_cell_text (Probe *probe, CrmObject *record)
{
  CrmContext *context = probe->columns->context;

  return probe->column->field != NULL ? crm_format_field (context, record, probe->column->field) : probe->column->dup_text (context, record);
}

/* The first cell speaks for the row: with what stands in the two lines of a narrow one, which asks the file. */
static void
expose (gpointer data)
{
  GtkListItem     *item = data;
  Probe           *probe = g_object_get_data (G_OBJECT (item), "crm-column");
  CrmTableColumns *self = probe->columns;
  CrmObject       *record = CRM_OBJECT (crm_place_get_record (gtk_list_item_get_item (item)));
  g_autofree char *title = NULL;
  g_autofree char *value = NULL;
  g_autofree char *about = NULL;

  g_object_steal_data (G_OBJECT (item), "crm-exposing");
  if (record == NULL)
    return;

  title = dup_cell_text (probe, record);
  value = self->type->dup_value != NULL ? self->type->dup_value (self->context, record) : NULL;
  about = self->type->dup_about (self->context, record);
  crm_table_row_expose (gtk_list_item_get_child (item), title, value, about);
}

static void
stop_exposing (gpointer source)
{
  g_source_remove (GPOINTER_TO_UINT (source));
}

/* What is scrolled past needs no name, and no frame waits for one. */
static void
expose_later (GtkListItem *item)
{
  g_object_set_data_full (G_OBJECT (item), "crm-exposing", GUINT_TO_POINTER (g_idle_add_once (expose, item)), stop_exposing);
}

static void
show_cell (GtkListItem *item)
{
  Probe           *probe = g_object_get_data (G_OBJECT (item), "crm-column");
  CrmRecord       *record = crm_place_get_record (gtk_list_item_get_item (item));
  g_autofree char *text = NULL;

  if (record == NULL)
    return;

  text = dup_cell_text (probe, CRM_OBJECT (record));
  if (probe->is_first)
    expose_later (item);
  crm_inscribe_figures (get_cell (item), text, probe->column->numeric || (probe->column->field != NULL && probe->column->field->kind == CRM_KIND_MONEY));
}

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Probe *probe)
{
  GtkWidget *cell = g_object_new (GTK_TYPE_INSCRIPTION,
                                  "min-chars", 4,
                                  "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                                  "xalign", 0.0,
                                  "valign", GTK_ALIGN_END,
                                  NULL);

  gtk_list_item_set_child (item, probe->is_first ? crm_grouped_new (cell) : cell);
  g_object_set_data (G_OBJECT (item), "crm-column", probe);
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Probe *probe)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item), "changed", G_CALLBACK (show_cell), item);
  show_cell (item);
}

static void
cell_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Probe *probe)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_cell, item);
  g_object_set_data (G_OBJECT (item), "crm-exposing", NULL);
}

static void
sorter_changed_cb (CrmTableColumns *self)
{
  if (!self->showing)
    self->sorted (self->user_data);
}

static Probe *
probe_new (CrmTableColumns *self, const CrmTableColumn *column)
{
  Probe *probe = g_new (Probe, 1);

  *probe = (Probe){ self, column, self->columns->len == 0 };

  return probe;
}

static GtkListItemFactory *
make_factory (CrmTableColumns *self, const CrmTableColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Probe              *probe = probe_new (self, column);

  g_object_set_data_full (G_OBJECT (factory), "crm-column", probe, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), probe);
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bind_cb), probe);
  g_signal_connect (factory, "unbind", G_CALLBACK (cell_unbind_cb), probe);
  if (probe->is_first)
    crm_table_groups_follow (self->groups, factory);

  return factory;
}

static int
measure (CrmTableColumns *self, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width + CELL_PADDING;
}

static const CrmField *
find_field (CrmTableColumns *self, const CrmTableColumn *column)
{
  CrmFieldSet *fields = crm_context_get_fields (self->context, crm_record_type_find (self->type->type_name));

  if (column->field != NULL)
    return column->field;

  return fields != NULL ? crm_field_set_find (fields, column->id) : NULL;
}

/* The head shows its title whole. Choices are few, and a reader tells them apart by their ends too: “First-time customer” from “First-time…”. */
static int
find_width (CrmTableColumns *self, const CrmTableColumn *column)
{
  const CrmField *field = find_field (self, column);
  int             width = MAX (crm_text_scale_length (column->width), measure (self, column->title) + ARROW);

  for (const CrmChoice *choice = field != NULL ? field->choices : NULL; choice != NULL && choice->value != NULL; choice++)
    width = MAX (width, measure (self, crm_field_get_choice_label (field, choice)));

  return width;
}

static char *
dup_width_key (CrmTableColumns *self, const CrmTableColumn *column)
{
  return g_strconcat (self->type->type_name, "/", column->id, NULL);
}

/* What somebody chose on this screen, if they did, and if it can be seen. */
static int
find_chosen_width (CrmTableColumns *self, const CrmTableColumn *column)
{
  g_autoptr (GVariant) widths = g_settings_get_value (self->settings, WIDTHS_KEY);
  g_autofree char *key = dup_width_key (self, column);
  gint32           width;

  return g_variant_lookup (widths, key, "i", &width) ? CLAMP (width, MIN_WIDTH, MAX_WIDTH) : column->width;
}

static void
add_other_lists (CrmTableColumns *self, GVariantBuilder *widths)
{
  g_autoptr (GVariant) before = g_settings_get_value (self->settings, WIDTHS_KEY);
  g_autofree char *own = g_strconcat (self->type->type_name, "/", NULL);
  GVariantIter     iter;
  const char      *key;
  gint32           width;

  g_variant_iter_init (&iter, before);
  while (g_variant_iter_next (&iter, "{&si}", &key, &width))
    {
      if (!g_str_has_prefix (key, own))
        g_variant_builder_add (widths, "{si}", key, width);
    }
}

/* What is as it always was need not be kept. */
static void
save_widths (CrmTableColumns *self)
{
  g_auto (GVariantBuilder) widths = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{si}"));

  add_other_lists (self, &widths);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const CrmTableColumn *column = g_ptr_array_index (self->shown, i);
      g_autofree char      *key = dup_width_key (self, column);
      int                   width = gtk_column_view_column_get_fixed_width (g_ptr_array_index (self->columns, i));

      if (width != column->width)
        g_variant_builder_add (&widths, "{si}", key, width);
    }
  g_settings_set_value (self->settings, WIDTHS_KEY, g_variant_builder_end (&widths));
}

static void
save_widths_cb (gpointer data)
{
  CrmTableColumns *self = data;

  self->saving = 0;
  save_widths (self);
}

/* A width changes with every move of the pointer. */
static void
width_changed_cb (CrmTableColumns *self)
{
  if (self->saving == 0)
    self->saving = g_timeout_add_once (SAVE_AFTER, save_widths_cb, self);
}

static void
add_column (CrmTableColumns *self, const CrmTableColumn *column)
{
  g_autoptr (GtkColumnViewColumn) view_column = gtk_column_view_column_new (column->title, make_factory (self, column));

  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_fixed_width (view_column, find_chosen_width (self, column));
  g_signal_connect_swapped (view_column, "notify::fixed-width", G_CALLBACK (width_changed_cb), self);
  gtk_column_view_column_set_expand (view_column, column->expand);
  if (column->sortable)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_marks, probe_new (self, column), g_free));

      gtk_column_view_column_set_sorter (view_column, sorter);
    }
  gtk_column_view_append_column (self->view, view_column);
  g_ptr_array_add (self->columns, g_object_ref (view_column));
}

/* GTK gives the head of a column that sorts by nothing the looks and the press of a button. */
static void
mark_heads (CrmTableColumns *self)
{
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->view)));

  for (guint i = 0; head != NULL; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (self->view), i);

      if (column != NULL && gtk_column_view_column_get_sorter (column) == NULL)
        gtk_widget_add_css_class (head, "crm-plain-head");
      head = gtk_widget_get_next_sibling (head);
    }
}

static void
remove_columns (CrmTableColumns *self)
{
  if (self->saving != 0)
    save_widths (self);
  g_clear_handle_id (&self->saving, g_source_remove);
  for (guint i = 0; i < self->columns->len; i++)
    g_signal_handlers_disconnect_by_data (self->columns->pdata[i], self);
  crm_table_columns_fit (self, -1);
  g_ptr_array_set_size (self->columns, 0);
  g_ptr_array_set_size (self->shown, 0);
}

static CrmTableColumn *
make_column (CrmTableColumns *self, const char *name)
{
  CrmFieldSet    *fields = crm_context_get_fields (self->context, crm_record_type_find (self->type->type_name));
  const CrmField *field = fields != NULL ? crm_field_set_find (fields, name) : NULL;
  CrmTableColumn *column;

  for (guint i = 0; i < self->type->n_columns; i++)
    {
      if (!g_str_equal (self->type->columns[i].id, name))
        continue;
      column = g_memdup2 (&self->type->columns[i], sizeof *column);
      column->title = _ (column->title);
      return column;
    }
  if (field == NULL)
    return NULL;

  column = g_new0 (CrmTableColumn, 1);
  *column = (CrmTableColumn){ .id = g_intern_string (field->name), .title = g_intern_string (crm_field_get_label (field)), .order = g_intern_string (field->name), .sortable = self->type->is_sortable (field), .width = FIELD_WIDTH, .field = field };

  return column;
}

static void
show_column (CrmTableColumns *self, const char *name)
{
  CrmTableColumn *column = make_column (self, name);

  /* A field that was removed since has none. */
  if (column == NULL)
    return;

  column->width = find_width (self, column);
  g_ptr_array_add (self->shown, column);
  add_column (self, column);
}

/**
 * crm_table_columns_set_names:
 * @names: (nullable): ids of columns of the type and names of fields, with commas between; %NULL for the usual ones
 *
 * Shows these and no others. To be called, too, when the fields of the file are others.
 */
void
crm_table_columns_set_names (CrmTableColumns *self, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names != NULL ? names : "", ",", -1);
  int width = self->width;

  remove_columns (self);
  for (guint i = 0; names != NULL && list[i] != NULL; i++)
    show_column (self, list[i]);
  for (guint i = 0; names == NULL && i < self->type->n_columns; i++)
    show_column (self, self->type->columns[i].id);
  if (width > 0)
    crm_table_columns_fit (self, width);
}

/**
 * crm_table_columns_dup_names:
 *
 * Returns: (transfer full): what crm_table_columns_set_names() shows again
 */
char *
crm_table_columns_dup_names (CrmTableColumns *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->shown->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "", ((const CrmTableColumn *) g_ptr_array_index (self->shown, i))->id);

  return g_string_free (names, FALSE);
}

/**
 * crm_table_columns_new:
 * @view: gets the columns of @type, and keeps them as long as it lives; it must not outlive what is returned
 * @groups: whose heads stand above cells of the first column; must outlive the rows
 * @sorted: (scope notified): called with @user_data when a head was clicked
 *
 * Returns: (transfer full): the columns
 */
CrmTableColumns *
crm_table_columns_new (GtkColumnView *view, CrmContext *context, const CrmTableType *type, CrmTableGroups *groups, GCallback sorted, gpointer user_data)
{
  CrmTableColumns *self = g_new0 (CrmTableColumns, 1);

  self->view = view;
  self->context = g_object_ref (context);
  self->type = type;
  self->groups = groups;
  self->settings = g_settings_new (CRM_APP_ID);
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->low = g_object_new (G_TYPE_OBJECT, NULL);
  self->high = g_object_new (G_TYPE_OBJECT, NULL);
  self->sorted = (void (*) (gpointer)) sorted;
  self->user_data = user_data;
  self->shown = g_ptr_array_new_with_free_func (g_free);
  crm_table_columns_set_names (self, NULL);
  gtk_column_view_set_reorderable (view, FALSE);
  g_signal_connect_swapped (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (sorter_changed_cb), self);

  return self;
}

void
crm_table_columns_free (CrmTableColumns *self)
{
  g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
  remove_columns (self);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->shown);
  g_clear_object (&self->settings);
  g_clear_object (&self->context);
  g_clear_object (&self->low);
  g_clear_object (&self->high);
  g_free (self);
}

/**
 * crm_table_columns_dup_sort:
 *
 * Returns: (transfer full) (nullable): the order that the heads ask for; %NULL while they ask for none
 */
char *
crm_table_columns_dup_sort (CrmTableColumns *self)
{
  GtkOrdering order;

  self->asked = NULL;
  order = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), self->low, self->high);

  return self->asked != NULL ? crm_sort_from_head (self->asked->id, order == GTK_ORDERING_LARGER) : NULL;
}

/**
 * crm_table_columns_show_sort:
 * @sort: an order; the head it belongs to shows it
 */
void
crm_table_columns_show_sort (CrmTableColumns *self, const char *sort)
{
  g_autofree char     *column = NULL;
  gboolean             descending = crm_sort_to_head (sort, &column);
  GtkColumnViewColumn *shown = NULL;

  for (guint i = 0; i < self->shown->len; i++)
    {
      if (g_strcmp0 (((const CrmTableColumn *) g_ptr_array_index (self->shown, i))->id, column) == 0)
        shown = g_ptr_array_index (self->columns, i);
    }

  self->showing = TRUE;
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  if (shown != NULL)
    gtk_column_view_sort_by_column (self->view, shown, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->showing = FALSE;
}

static gboolean
is_there (CrmTableColumns *self, guint position, GtkColumnViewColumn *column)
{
  g_autoptr (GtkColumnViewColumn) there = g_list_model_get_item (gtk_column_view_get_columns (self->view), position);

  return there == column;
}

static int
get_width_of_all (CrmTableColumns *self)
{
  int width = 0;

  for (guint i = 0; i < self->columns->len; i++)
    width += gtk_column_view_column_get_fixed_width (g_ptr_array_index (self->columns, i));

  return width;
}

/**
 * crm_table_columns_fit:
 * @width: pixels there are
 *
 * Keeps the columns there is room for. The others are taken out: GTK 4.8 leaves the room of a column that is only hidden.
 */
void
crm_table_columns_fit (CrmTableColumns *self, int width)
{
  gboolean all_fit = width >= get_width_of_all (self);
  guint    position = 0;

  self->showing = TRUE;
  self->width = width;
  for (guint i = 0; i < self->shown->len; i++)
    {
      const CrmTableColumn *shown = g_ptr_array_index (self->shown, i);
      GtkColumnViewColumn  *column = g_ptr_array_index (self->columns, i);
      gboolean              fits = width >= 0 && (all_fit || !shown->spare);

      if (is_there (self, position, column) && !fits)
        gtk_column_view_remove_column (self->view, column);
      else if (!is_there (self, position, column) && fits)
        gtk_column_view_insert_column (self->view, position, column);
      position += fits;
    }
  mark_heads (self);
  self->showing = FALSE;
}
