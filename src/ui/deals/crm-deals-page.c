/* The deals of the file: one pipeline's board, over which the page of a deal is laid when one is opened. */

#include "config.h"

#include "crm-deals-page-private.h"

#include "crm-clock.h"
#include "crm-deal-dialog.h"
#include "crm-deal.h"
#include "crm-format.h"
#include "crm-pipeline.h"
#include "crm-pipelines.h"
#include "crm-recent.h"
#include "crm-record-type.h"
#include "crm-table.h"

#include <glib/gi18n-lib.h>

static void page_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmDealsPage, crm_deals_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

enum
{
  PROP_CONTEXT = 1,
  PROP_SORT,
  PROP_GROUP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
shows_deal (CrmDealsPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "deal") == 0;
}

/* The look that was there before a deal was. */
void
crm_deals_page_show_deals (CrmDealsPage *self)
{
  crm_deal_page_set_deal (self->deal, NULL);
  gtk_stack_set_visible_child_name (self->pages, "board");
  crm_deals_page_focus_look (self);
}

void
crm_deals_page_show_deal (CrmDealsPage *self, CrmRecord *deal)
{
  gint64 pipeline = crm_object_get_integer (CRM_OBJECT (deal), "pipeline");

  if (pipeline != CRM_UNSET && pipeline != self->pipeline)
    {
      self->pipeline = pipeline;
      crm_deals_page_reload (self);
    }
  crm_recent_add (self->context, deal);
  crm_deal_page_set_deal (self->deal, deal);
  gtk_stack_set_visible_child_name (self->pages, "deal");
  crm_deal_page_take_focus (self->deal);
}

static const char *
get_title (CrmPage *page)
{
  return _ ("Deals");
}

static const char *
get_icon_name (CrmPage *page)
{
  return "crm-board-symbolic";
}

static gboolean
can_open (CrmPage *page, const CrmRecordType *type)
{
  return type->get_type () == CRM_TYPE_DEAL || type->get_type () == CRM_TYPE_PIPELINE;
}

static void
open_record (CrmPage *page, CrmRecord *record)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (page);

  if (CRM_IS_DEAL (record))
    {
      crm_deals_page_show_deal (self, record);
    }
  else if (CRM_IS_PIPELINE (record))
    {
      self->pipeline = crm_record_get_id (record);
      crm_deals_page_reload (self);
      crm_deals_page_show_deals (self);
    }
}

static void
search (CrmPage *page, const char *text)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (page);

  if (shows_deal (self) && text != NULL && *text != '\0')
    crm_deals_page_show_deals (self);
  g_free (self->search);
  self->search = g_strdup (text);
  crm_deal_board_set_search (self->board, text);
  if (self->list != NULL)
    crm_deal_list_set_search (self->list, text);
}

static void
show_view (CrmPage *page, CrmRecord *view)
{
  crm_deals_page_open_view (CRM_DEALS_PAGE (page), view);
}

static void
create (CrmPage *page)
{
  CrmDealsPage  *self = CRM_DEALS_PAGE (page);
  CrmDealDialog *dialog;

  if (crm_deals_page_get_pipeline (self) == NULL)
    return;

  dialog = crm_deal_dialog_present (GTK_WIDGET (self), self->context, crm_deals_page_get_pipeline (self), crm_deal_board_get_current (self->board));
  g_signal_connect_object (dialog, "added", G_CALLBACK (crm_deal_board_go_to), self->board, G_CONNECT_SWAPPED);
}

static const CrmCommand *
get_commands (CrmPage *page, GtkWidget **target, guint *n_commands)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (page);

  if (self->store == NULL || crm_store_is_read_only (self->store))
    return NULL;
  if (shows_deal (self))
    {
      *target = GTK_WIDGET (self->deal);
      return crm_deal_page_get_commands (n_commands);
    }

  if (crm_deals_page_get_look (self) == CRM_DEALS_LIST)
    {
      *target = GTK_WIDGET (self->list);
      return crm_chosen_bar_get_commands (n_commands);
    }

  *target = GTK_WIDGET (self->board);
  return crm_deal_board_get_current (self->board) != NULL ? crm_deal_board_get_commands (n_commands) : NULL;
}

static const CrmCommandGroup *
get_keys (guint *n_groups)
{
  static CrmCommandGroup groups[] = { { N_ ("The Board") }, { N_ ("The Deal That Is Open") }, { N_ ("Deals That Are Chosen") } };

  groups[0].commands = crm_deal_board_get_keys (&groups[0].n_commands);
  groups[1].commands = crm_deal_page_get_commands (&groups[1].n_commands);
  groups[2].commands = crm_chosen_bar_get_commands (&groups[2].n_commands);
  *n_groups = G_N_ELEMENTS (groups);

  return groups;
}

static gboolean
go_back (CrmPage *page)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (page);

  if (!shows_deal (self))
    return FALSE;

  crm_deals_page_show_deals (self);
  return TRUE;
}

static void
take_focus (CrmPage *page)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (page);

  if (shows_deal (self))
    crm_deal_page_take_focus (self->deal);
  else
    crm_deals_page_focus_look (self);
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_title = get_title;
  iface->get_icon_name = get_icon_name;
  iface->can_open = can_open;
  iface->open = open_record;
  iface->show_view = show_view;
  iface->search = search;
  iface->create = create;
  iface->get_commands = get_commands;
  iface->get_keys = get_keys;
  iface->take_focus = take_focus;
  iface->go_back = go_back;
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  crm_deals_page_clear (CRM_DEALS_PAGE (widget));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_back (CRM_PAGE (widget));
}

/* Of what is still open; the closed columns say their own. */
static void
show_sums (CrmDealsPage *self)
{
  CrmDealTotals   *totals = crm_deal_board_get_totals (self->board);
  g_autofree char *sum = crm_deal_totals_dup_sum (totals, 0, FALSE);
  g_autofree char *weighted = crm_deal_totals_dup_sum (totals, 0, TRUE);
  g_autofree char *text = NULL;

  if (*sum != '\0' && crm_deal_totals_is_weighted (totals, 0))
    /* Translators: 1: the sum of all open deals, 2: the same with each value times its probability */
    text = g_strdup_printf (_ ("Σ %1$s · weighted %2$s"), sum, weighted);
  else if (*sum != '\0')
    /* Translators: the sum of all open deals */
    text = g_strdup_printf (_ ("Σ %s"), sum);
  gtk_label_set_text (self->sums, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sums), text);
}

/* A deal that is deleted elsewhere is not shown any longer. */
static void
leave_deleted (CrmDealsPage *self)
{
  CrmRecord *deal = crm_deal_page_get_deal (self->deal);

  if (deal != NULL && crm_record_is_deleted (deal))
    crm_deals_page_show_deals (self);
}

static void
store_changed_cb (CrmDealsPage *self, CrmChangeSet *set)
{
  if (crm_change_set_has_type (set, crm_record_type_find ("pipeline")->code) || crm_change_set_has_type (set, crm_record_type_find ("stage")->code))
    crm_deals_page_reload (self);
  leave_deleted (self);
}

static void
context_store_changed_cb (CrmDealsPage *self)
{
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_set_object (&self->store, crm_context_get_store (self->context));
  if (self->store != NULL)
    g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  self->pipeline = crm_deals_page_recall_pipeline (self);
  crm_deals_page_show_deals (self);
  crm_deals_page_reload (self);
}

static void
open_cb (CrmDealsPage *self, CrmRecord *deal)
{
  crm_deals_page_show_deal (self, deal);
}

static void
crm_deals_page_constructed (GObject *object)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (object);

  G_OBJECT_CLASS (crm_deals_page_parent_class)->constructed (object);

  self->board = CRM_DEAL_BOARD (crm_deal_board_new (self->context));
  self->deal = CRM_DEAL_PAGE (crm_deal_page_new (self->context));
  self->forecast = CRM_DEAL_FORECAST (crm_deal_forecast_new (self->context));
  adw_bin_set_child (self->board_bin, GTK_WIDGET (self->board));
  adw_bin_set_child (self->forecast_bin, GTK_WIDGET (self->forecast));
  g_signal_connect_object (self->forecast, "open", G_CALLBACK (crm_deals_page_open_filter), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->deal_bin, GTK_WIDGET (self->deal));
  g_signal_connect_object (self->board, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (crm_deal_board_get_totals (self->board), "changed", G_CALLBACK (show_sums), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (context_store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (show_sums), self, G_CONNECT_SWAPPED);
  crm_filter_bar_set_context (self->filters, self->context, "deal");
  crm_view_button_set_context (self->views, self->context, "deal");
  crm_deals_page_fill_templates (self);
  context_store_changed_cb (self);
}

static void
crm_deals_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SORT:
      g_value_set_string (value, CRM_DEALS_PAGE (object)->sort != NULL ? CRM_DEALS_PAGE (object)->sort : "");
      break;
    case PROP_GROUP:
      g_value_set_string (value, CRM_DEALS_PAGE (object)->group != NULL ? CRM_DEALS_PAGE (object)->group : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_deals_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (object);

  switch (prop_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      break;
    case PROP_SORT:
      if (self->list != NULL)
        crm_deal_list_set_sort (self->list, g_value_get_string (value));
      break;
    case PROP_GROUP:
      if (self->list != NULL)
        crm_table_set_group (crm_deal_list_get_table (self->list), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_deals_page_dispose (GObject *object)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DEALS_PAGE);
  g_clear_object (&self->store);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deals_page_parent_class)->dispose (object);
}

static void
crm_deals_page_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_DEALS_PAGE (object)->pipelines);
  g_free (CRM_DEALS_PAGE (object)->search);

  G_OBJECT_CLASS (crm_deals_page_parent_class)->finalize (object);
}

static void
crm_deals_page_class_init (CrmDealsPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_deals_page_constructed;
  object_class->get_property = crm_deals_page_get_property;
  object_class->set_property = crm_deals_page_set_property;
  object_class->dispose = crm_deals_page_dispose;
  object_class->finalize = crm_deals_page_finalize;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SORT] = g_param_spec_string ("sort", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRM_TYPE_FILTER_BAR);
  g_type_ensure (CRM_TYPE_VIEW_BUTTON);
  g_type_ensure (CRM_TYPE_COLUMN_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/deals/crm-deals-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, pages);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, content);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, pipeline_name);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, sums);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, filters);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, views);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, look);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, looks);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, board_bin);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, forecast_bin);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, deal_bin);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, template_box);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, list_bin);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, list_tools);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, count);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, columns);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, column_chooser);
  gtk_widget_class_bind_template_child (widget_class, CrmDealsPage, groups);
  gtk_widget_class_bind_template_callback (widget_class, crm_deals_page_look_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, crm_deals_page_filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, crm_deals_page_open_view);
  gtk_widget_class_bind_template_callback (widget_class, crm_deals_page_take_view_cb);
  gtk_widget_class_bind_template_callback (widget_class, crm_deals_page_chooser_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, crm_deals_page_columns_chosen_cb);
  gtk_widget_class_install_action (widget_class, "deals.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "deals.look", "s", crm_deals_page_look_action);
  gtk_widget_class_install_action (widget_class, "deals.clear", NULL, clear_action);
  gtk_widget_class_install_property_action (widget_class, "deals.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "deals.group", "group");
  crm_deals_page_install_pipeline_actions (widget_class);
}

static void
crm_deals_page_init (CrmDealsPage *self)
{
  self->pipelines = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_deals_page_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_DEALS_PAGE, "context", context, NULL);
}

/**
 * crm_deals_page_get_counted:
 *
 * Returns: (transfer full) (element-type CrmQuery): the deals of one's own that are longer in their stage than it expects
 */
GPtrArray *
crm_deals_page_get_counted (CrmContext *context)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  CrmQuery  *stale = crm_query_new ("deal");

  crm_query_set_stale (stale, crm_clock_now ());
  crm_query_set_user (stale, crm_context_get_me (context));
  g_ptr_array_add (queries, stale);

  return queries;
}

/* Returns: (transfer none) (nullable): the pipeline that is shown, the first where the one chosen is gone */
CrmRecord *
crm_deals_page_get_pipeline (CrmDealsPage *self)
{
  guint position = crm_pipelines_find_position (self->pipelines, self->pipeline);

  if (self->pipelines->len == 0)
    return NULL;

  return g_ptr_array_index (self->pipelines, position < self->pipelines->len ? position : 0);
}

/* Reads the pipelines and stages again; the board keeps its columns where they are the same. */
void
crm_deals_page_reload (CrmDealsPage *self)
{
  g_autoptr (GPtrArray) stages = NULL;
  CrmRecord *pipeline;

  g_ptr_array_unref (self->pipelines);
  self->pipelines = self->store != NULL ? crm_pipelines_load (self->store) : g_ptr_array_new_with_free_func (g_object_unref);
  pipeline = crm_deals_page_get_pipeline (self);
  self->pipeline = pipeline != NULL ? crm_record_get_id (pipeline) : 0;
  stages = pipeline != NULL ? crm_pipelines_load_stages (self->store, self->pipeline) : g_ptr_array_new_with_free_func (g_object_unref);

  crm_deal_board_set_pipeline (self->board, pipeline, stages);
  crm_deal_forecast_set_pipeline (self->forecast, self->pipeline);
  if (self->list != NULL)
    crm_deal_list_set_pipeline (self->list, self->pipeline);
  crm_deal_page_set_stages (self->deal, stages);
  crm_deals_page_update_chooser (self);
  gtk_stack_set_visible_child_name (self->content, self->store == NULL ? "none" : pipeline != NULL ? "board"
                                                                                                   : "templates");
  show_sums (self);
}
