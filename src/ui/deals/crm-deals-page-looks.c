/* The three looks at the deals of a pipeline, board, list and forecast, and what narrows all of them: filters and saved views. */

#include "config.h"

#include "crm-deals-page-private.h"

#include "crm-deal-columns.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

static const char *const looks[] = { [CRM_DEALS_BOARD] = "board", [CRM_DEALS_LIST] = "list", [CRM_DEALS_FORECAST] = "forecast" };

/**
 * crm_deals_page_get_look:
 *
 * Returns: how the deals are shown
 */
CrmDealsLook
crm_deals_page_get_look (CrmDealsPage *self)
{
  return (CrmDealsLook) gtk_drop_down_get_selected (self->look);
}

static void
tell (CrmDealsPage *self, const char **told, const char *value, const char *property)
{
  if (g_strcmp0 (*told, value) == 0)
    return;

  *told = g_intern_string (value);
  g_object_notify (G_OBJECT (self), property);
}

static void
fill_groups (CrmDealsPage *self)
{
  crm_table_fill_group_menu (crm_deal_list_get_table (self->list), self->groups, "deals.group");
}

static void
list_changed_cb (CrmDealsPage *self)
{
  g_autofree char *count = crm_format_count (self->context, crm_deal_list_get_count (self->list));

  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (self->columns, crm_deal_list_is_wide (self->list));
  tell (self, &self->sort, crm_deal_list_get_sort (self->list), "sort");
  tell (self, &self->group, crm_table_get_group (crm_deal_list_get_table (self->list)), "group");
}

/* Made when somebody looks at it first: a list of all deals is not for nothing. */
static void
ensure_list (CrmDealsPage *self)
{
  g_autoptr (CrmCriterion) criterion = NULL;

  if (self->list != NULL)
    return;

  criterion = crm_filter_bar_dup_criterion (self->filters);
  self->list = CRM_DEAL_LIST (crm_deal_list_new (self->context, self->pipeline, self->search, criterion));
  g_signal_connect_object (self->list, "open", G_CALLBACK (crm_deals_page_show_deal), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "fields-changed", G_CALLBACK (fill_groups), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->list_bin, GTK_WIDGET (self->list));
  fill_groups (self);
  list_changed_cb (self);
}

void
crm_deals_page_look_chosen_cb (CrmDealsPage *self)
{
  CrmDealsLook look = crm_deals_page_get_look (self);

  if (self->looks == NULL || self->filters == NULL)
    return;

  if (look == CRM_DEALS_LIST)
    ensure_list (self);
  gtk_stack_set_visible_child_name (self->looks, looks[look]);
  gtk_widget_set_visible (self->list_tools, look == CRM_DEALS_LIST);
}

/* "board", "list" or "forecast". */
void
crm_deals_page_look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (widget);
  const char   *word = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      if (g_str_equal (looks[i], word))
        gtk_drop_down_set_selected (self->look, i);
    }
  crm_deals_page_focus_look (self);
}

/**
 * crm_deals_page_focus_look:
 *
 * Gives the focus to the deals, as they are shown.
 */
void
crm_deals_page_focus_look (CrmDealsPage *self)
{
  if (crm_deals_page_get_look (self) == CRM_DEALS_LIST && self->list != NULL)
    crm_deal_list_focus (self->list);
  else
    crm_deal_board_focus (self->board);
}

void
crm_deals_page_filters_changed_cb (CrmDealsPage *self)
{
  g_autoptr (CrmCriterion) criterion = crm_filter_bar_dup_criterion (self->filters);

  if (self->board == NULL)
    return;
  crm_deal_board_set_criterion (self->board, criterion);
  crm_deal_forecast_set_criterion (self->forecast, criterion);
  if (self->list != NULL)
    crm_deal_list_set_criterion (self->list, criterion);
}

/**
 * crm_deals_page_open_filter:
 *
 * Shows the deals behind a figure of the forecast, on the board.
 */
void
crm_deals_page_open_filter (CrmDealsPage *self, const char *filter)
{
  g_autofree char *before = crm_filter_bar_dup_text (self->filters);
  g_autofree char *both = before != NULL ? g_strdup_printf ("(%s) and %s", before, filter) : g_strdup (filter);

  gtk_drop_down_set_selected (self->look, CRM_DEALS_BOARD);
  crm_filter_bar_set_text (self->filters, both);
}

/* A pipeline that was removed since is none. */
static void
show_pipeline_of (CrmDealsPage *self, CrmRecord *view)
{
  gint64 id = view != NULL ? crm_object_get_integer (CRM_OBJECT (view), "pipeline") : CRM_UNSET;
  g_autoptr (CrmRecord) pipeline = id != CRM_UNSET && id != self->pipeline && self->store != NULL ? crm_store_get (self->store, id, NULL) : NULL;

  if (pipeline == NULL || crm_record_is_deleted (pipeline))
    return;

  self->pipeline = id;
  crm_deals_page_reload (self);
}

/**
 * crm_deals_page_open_view:
 * @view: (nullable): a saved_view of deals; %NULL for everything
 *
 * A view that was kept from the list, which alone has columns and an order, is shown as the list again.
 */
void
crm_deals_page_open_view (CrmDealsPage *self, CrmRecord *view)
{
  gboolean listed = view != NULL && (crm_object_get_text (CRM_OBJECT (view), "columns") != NULL || crm_object_get_text (CRM_OBJECT (view), "sort") != NULL ||
                                     crm_object_get_text (CRM_OBJECT (view), "grouping") != NULL);

  show_pipeline_of (self, view);
  if (crm_deal_page_get_deal (self->deal) != NULL)
    crm_deals_page_show_deals (self);
  crm_view_button_set_view (self->views, view);
  crm_filter_bar_set_text (self->filters, view != NULL ? crm_object_get_text (CRM_OBJECT (view), "filter") : NULL);
  if (listed)
    gtk_drop_down_set_selected (self->look, CRM_DEALS_LIST);
  if (self->list != NULL)
    crm_deal_list_show_view (self->list, view);
}

void
crm_deals_page_take_view_cb (CrmDealsPage *self, CrmRecord *draft)
{
  g_autofree char *filter = crm_filter_bar_dup_text (self->filters);

  g_object_set (draft, "filter", filter, "pipeline", self->pipeline != 0 ? self->pipeline : CRM_UNSET, NULL);
  if (crm_deals_page_get_look (self) == CRM_DEALS_LIST)
    crm_deal_list_take_view (self->list, draft);
}

void
crm_deals_page_chooser_shown_cb (CrmDealsPage *self)
{
  g_autofree char *names = crm_deal_list_dup_columns (self->list);

  crm_column_chooser_fill (self->column_chooser, self->context, &crm_deal_columns, names);
}

void
crm_deals_page_columns_chosen_cb (CrmDealsPage *self, const char *names)
{
  crm_deal_list_show_columns (self->list, names);
}

/**
 * crm_deals_page_clear:
 *
 * Narrows nothing any more.
 */
void
crm_deals_page_clear (CrmDealsPage *self)
{
  crm_page_search (CRM_PAGE (self), NULL);
  crm_filter_bar_set_text (self->filters, NULL);
}
