#include "config.h"

#include "crm-deal-list.h"

#include "crm-deal-columns.h"

#include <glib/gi18n-lib.h>

struct _CrmDealList
{
  AdwBin parent_instance;

  CrmTable     *table;     /* a child */
  gint64        pipeline;  /* 0 for none */
  char         *search;    /* (owned) (nullable) */
  CrmCriterion *criterion; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CrmDealList, crm_deal_list, ADW_TYPE_BIN)

enum
{
  OPEN,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
apply_cb (CrmQuery *query, gpointer user_data)
{
  CrmDealList *self = user_data;

  crm_query_add_integer (query, "pipeline", CRM_OP_EQUAL, self->pipeline);
  crm_query_set_search (query, self->search);
  crm_query_set_criterion (query, self->criterion);
}

static gboolean
is_filtered (CrmDealList *self)
{
  return self->criterion != NULL || (self->search != NULL && *self->search != '\0');
}

static void
show_empty (CrmDealList *self)
{
  CrmEmptyPage *page = crm_table_get_empty_page (self->table);
  gboolean      filtered = is_filtered (self);

  g_object_set (page,
                "icon-name", filtered ? "edit-find-symbolic" : "crm-board-symbolic",
                "title", filtered ? _ ("Nothing Found") : _ ("No Deals Yet"),
                "description", filtered ? _ ("Try another word, or show all deals again.") : _ ("Add the first one: what somebody may buy, and for how much."),
                NULL);
  crm_empty_page_set_action (page, filtered ? _ ("Show Everything") : _ ("Add a Deal"), filtered ? "deals.clear" : "win.create");
}

static void
table_changed_cb (CrmDealList *self)
{
  if (crm_table_is_empty (self->table))
    show_empty (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
table_open_cb (CrmDealList *self, CrmRecord *deal)
{
  g_signal_emit (self, signals[OPEN], 0, deal);
}

static void
crm_deal_list_dispose (GObject *object)
{
  CrmDealList *self = CRM_DEAL_LIST (object);

  if (self->table != NULL)
    crm_table_close (self->table);
  self->table = NULL;
  g_clear_pointer (&self->criterion, crm_criterion_unref);

  G_OBJECT_CLASS (crm_deal_list_parent_class)->dispose (object);
}

static void
crm_deal_list_finalize (GObject *object)
{
  g_free (CRM_DEAL_LIST (object)->search);

  G_OBJECT_CLASS (crm_deal_list_parent_class)->finalize (object);
}

static void
crm_deal_list_class_init (CrmDealListClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_deal_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_deal_list_finalize;
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_RECORD);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_deal_list_init (CrmDealList *self)
{
  self->table = g_object_new (CRM_TYPE_TABLE, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->table));
}

/**
 * crm_deal_list_new:
 * @pipeline: whose deals, 0 for none
 * @search: (nullable): what they are narrowed to
 * @criterion: (nullable): likewise
 */
GtkWidget *
crm_deal_list_new (CrmContext *context, gint64 pipeline, const char *search, CrmCriterion *criterion)
{
  CrmDealList *self = g_object_new (CRM_TYPE_DEAL_LIST, NULL);

  self->pipeline = pipeline;
  self->search = g_strdup (search);
  self->criterion = criterion != NULL ? crm_criterion_ref (criterion) : NULL;
  g_signal_connect_object (self->table, "open", G_CALLBACK (table_open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "changed", G_CALLBACK (table_changed_cb), self, G_CONNECT_SWAPPED);
  crm_table_set_up (self->table, context, &crm_deal_columns, GTK_WIDGET (self), apply_cb, self);

  return GTK_WIDGET (self);
}

void
crm_deal_list_set_pipeline (CrmDealList *self, gint64 pipeline)
{
  if (self->pipeline == pipeline)
    return;

  self->pipeline = pipeline;
  crm_table_refresh (self->table);
}

void
crm_deal_list_set_search (CrmDealList *self, const char *search)
{
  if (g_strcmp0 (self->search, search) == 0)
    return;

  g_free (self->search);
  self->search = g_strdup (search);
  crm_table_refresh (self->table);
}

void
crm_deal_list_set_criterion (CrmDealList *self, CrmCriterion *criterion)
{
  g_clear_pointer (&self->criterion, crm_criterion_unref);
  self->criterion = criterion != NULL ? crm_criterion_ref (criterion) : NULL;
  crm_table_refresh (self->table);
}

/**
 * crm_deal_list_get_sort:
 *
 * Returns: (nullable): the order, as crm-sort.h has it
 */
const char *
crm_deal_list_get_sort (CrmDealList *self)
{
  return crm_table_get_sort (self->table);
}

void
crm_deal_list_set_sort (CrmDealList *self, const char *sort)
{
  crm_table_set_sort (self->table, sort);
}

/**
 * crm_deal_list_show_columns:
 * @names: (nullable): fields, with commas between; %NULL for the usual ones
 */
void
crm_deal_list_show_columns (CrmDealList *self, const char *names)
{
  crm_table_show_columns (self->table, names);
}

char *
crm_deal_list_dup_columns (CrmDealList *self)
{
  return crm_table_dup_columns (self->table);
}

/**
 * crm_deal_list_show_view:
 * @view: (nullable): whose order and columns to take; what it filters is told to crm_deal_list_set_criterion()
 */
void
crm_deal_list_show_view (CrmDealList *self, CrmRecord *view)
{
  crm_table_show_view (self->table, view);
  crm_table_refresh (self->table);
}

void
crm_deal_list_take_view (CrmDealList *self, CrmRecord *draft)
{
  crm_table_take_view (self->table, draft);
}

guint
crm_deal_list_get_count (CrmDealList *self)
{
  return crm_table_get_count (self->table);
}

gboolean
crm_deal_list_is_wide (CrmDealList *self)
{
  return crm_table_is_wide (self->table);
}

void
crm_deal_list_focus (CrmDealList *self)
{
  crm_table_focus (self->table);
}

CrmRecordList *
crm_deal_list_get_records (CrmDealList *self)
{
  return crm_table_get_records (self->table);
}

GtkSelectionModel *
crm_deal_list_get_selection (CrmDealList *self)
{
  return GTK_SELECTION_MODEL (crm_table_get_selection (self->table));
}

/**
 * crm_deal_list_get_table:
 *
 * Returns: (transfer none): the rows
 */
CrmTable *
crm_deal_list_get_table (CrmDealList *self)
{
  return self->table;
}
