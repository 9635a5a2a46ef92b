#include "config.h"

#include "crm-directory-bar.h"

#include "crm-filter-bar.h"
#include "crm-table.h"
#include "crm-view-button.h"

#include <glib/gi18n-lib.h>

struct _CrmDirectoryBar
{
  AdwBin parent_instance;

  CrmContext             *context; /* (owned) (nullable) */
  const CrmDirectoryType *type;    /* (nullable) */
  gboolean                filling; /* several things are being set at once */

  /* Template widgets */
  GtkSearchEntry   *search;
  CrmFilterBar     *filters;
  CrmViewButton    *views;
  GtkLabel         *count;
  GtkWidget        *columns;
  CrmColumnChooser *chooser;
  GMenu            *sorts;
  GMenu            *tidy;
  GMenu            *groups;
};

G_DEFINE_FINAL_TYPE (CrmDirectoryBar, crm_directory_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  ACTIVATE,
  COLUMNS,
  OPEN_VIEW,
  TAKE_VIEW,
  ASKS_COLUMNS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_text (CrmDirectoryBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

static void
changed_cb (CrmDirectoryBar *self)
{
  if (!self->filling && self->context != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
activate_cb (CrmDirectoryBar *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
chooser_shown_cb (CrmDirectoryBar *self)
{
  g_signal_emit (self, signals[ASKS_COLUMNS], 0);
}

static void
columns_cb (CrmDirectoryBar *self, const char *names)
{
  g_signal_emit (self, signals[COLUMNS], 0, names);
}

static void
open_view_cb (CrmDirectoryBar *self, CrmRecord *view)
{
  g_signal_emit (self, signals[OPEN_VIEW], 0, view);
}

static void
take_view_cb (CrmDirectoryBar *self, CrmRecord *draft)
{
  g_autofree char *filter = crm_filter_bar_dup_text (self->filters);

  g_object_set (draft, "filter", filter, "search", get_text (self), NULL);
  g_signal_emit (self, signals[TAKE_VIEW], 0, draft);
}

static void
crm_directory_bar_dispose (GObject *object)
{
  CrmDirectoryBar *self = CRM_DIRECTORY_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DIRECTORY_BAR);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_directory_bar_parent_class)->dispose (object);
}

static guint
new_signal (GType type, const char *name, GType argument)
{
  if (argument == G_TYPE_NONE)
    return g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  return g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, argument);
}

static void
crm_directory_bar_class_init (CrmDirectoryBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType           type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_directory_bar_dispose;

  signals[CHANGED] = new_signal (type, "changed", G_TYPE_NONE);
  signals[ACTIVATE] = new_signal (type, "activate", G_TYPE_NONE);
  signals[COLUMNS] = new_signal (type, "columns", G_TYPE_STRING);
  signals[OPEN_VIEW] = new_signal (type, "open-view", CRM_TYPE_RECORD);
  signals[TAKE_VIEW] = new_signal (type, "take-view", CRM_TYPE_RECORD);
  signals[ASKS_COLUMNS] = new_signal (type, "asks-columns", G_TYPE_NONE);

  g_type_ensure (CRM_TYPE_FILTER_BAR);
  g_type_ensure (CRM_TYPE_VIEW_BUTTON);
  g_type_ensure (CRM_TYPE_COLUMN_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/directory/crm-directory-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryBar, search);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryBar, filters);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryBar, views);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryBar, count);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryBar, columns);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryBar, chooser);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryBar, sorts);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryBar, tidy);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryBar, groups);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, chooser_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, columns_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_view_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_view_cb);
}

static void
crm_directory_bar_init (CrmDirectoryBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_menu (CrmDirectoryBar *self)
{
  for (guint i = 0; i < self->type->n_sorts; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (self->type->sorts[i].title), NULL);

      g_menu_item_set_action_and_target (item, "list.sort", "s", self->type->sorts[i].sort);
      g_menu_append_item (self->sorts, item);
    }
  if (self->type->tidy != NULL)
    g_menu_append (self->tidy, _ (self->type->tidy), "win.quality");
}

/**
 * crm_directory_bar_set_context:
 *
 * To be called once.
 */
void
crm_directory_bar_set_context (CrmDirectoryBar *self, CrmContext *context, const CrmDirectoryType *type)
{
  self->type = type;
  g_object_set (self->search, "placeholder-text", _ (type->search_hint), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (type->search_hint), -1);
  crm_filter_bar_set_context (self->filters, context, type->table.type_name);
  crm_view_button_set_context (self->views, context, type->table.type_name);
  fill_menu (self);
  self->context = g_object_ref (context);
}

/**
 * crm_directory_bar_is_set:
 *
 * Returns: whether anything narrows the list
 */
gboolean
crm_directory_bar_is_set (CrmDirectoryBar *self)
{
  return *get_text (self) != '\0' || crm_filter_bar_is_set (self->filters);
}

/**
 * crm_directory_bar_apply:
 *
 * Narrows @query to what is searched and filtered.
 */
void
crm_directory_bar_apply (CrmDirectoryBar *self, CrmQuery *query)
{
  crm_query_set_search (query, get_text (self));
  crm_filter_bar_apply (self->filters, query);
}

static void
show (CrmDirectoryBar *self, const char *search, const char *filter)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), search != NULL ? search : "");
  crm_filter_bar_set_text (self->filters, filter);
  self->filling = FALSE;
  changed_cb (self);
}

/**
 * crm_directory_bar_clear:
 *
 * Narrows nothing any more, and says so once.
 */
void
crm_directory_bar_clear (CrmDirectoryBar *self)
{
  show (self, NULL, NULL);
}

/**
 * crm_directory_bar_show_view:
 * @view: (nullable): a saved_view of the type; %NULL for everything
 *
 * Narrows to what @view asks for, and says so once.
 */
void
crm_directory_bar_show_view (CrmDirectoryBar *self, CrmRecord *view)
{
  crm_view_button_set_view (self->views, view);
  show (self, view != NULL ? crm_object_get_text (CRM_OBJECT (view), "search") : NULL, view != NULL ? crm_object_get_text (CRM_OBJECT (view), "filter") : NULL);
}

void
crm_directory_bar_show_count (CrmDirectoryBar *self, const char *count)
{
  gtk_label_set_text (self->count, count);
}

/**
 * crm_directory_bar_set_table:
 * @table: whether there are columns
 * @count_fits: whether there is room for the count
 */
void
crm_directory_bar_set_table (CrmDirectoryBar *self, gboolean table, gboolean count_fits)
{
  gtk_widget_set_visible (self->columns, table);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count_fits);
}

/**
 * crm_directory_bar_offer_columns:
 * @names: the columns that are shown, of which one may choose others
 */
void
crm_directory_bar_offer_columns (CrmDirectoryBar *self, const char *names)
{
  crm_column_chooser_fill (self->chooser, self->context, &self->type->table, names);
}

GtkSearchEntry *
crm_directory_bar_get_search (CrmDirectoryBar *self)
{
  return self->search;
}

/**
 * crm_directory_bar_get_groups:
 *
 * Returns: (transfer none): the menu of what records can stand together by, which is the list's to fill
 */
GMenu *
crm_directory_bar_get_groups (CrmDirectoryBar *self)
{
  return self->groups;
}
