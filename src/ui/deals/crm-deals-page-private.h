#pragma once

#include "crm-deal-board.h"
#include "crm-deal-forecast.h"
#include "crm-deal-list.h"
#include "crm-deal-page.h"
#include "crm-deals-page.h"
#include "crm-filter-bar.h"
#include "crm-page.h"
#include "crm-table.h"
#include "crm-view-button.h"

G_BEGIN_DECLS

/* What the files of the page share. */

/* In the order of the choice. */
typedef enum
{
  CRM_DEALS_BOARD,
  CRM_DEALS_LIST,
  CRM_DEALS_FORECAST,
} CrmDealsLook;

struct _CrmDealsPage
{
  GtkWidget parent_instance;

  GtkStack         *pages;
  GtkStack         *content;
  GtkMenuButton    *chooser;
  GtkLabel         *pipeline_name;
  GtkLabel         *sums;
  CrmFilterBar     *filters;
  CrmViewButton    *views;
  GtkDropDown      *look;
  GtkStack         *looks;
  AdwBin           *board_bin;
  AdwBin           *list_bin;
  AdwBin           *forecast_bin;
  AdwBin           *deal_bin;
  GtkBox           *template_box;
  GtkWidget        *list_tools;
  GtkLabel         *count;
  GtkWidget        *columns;
  CrmColumnChooser *column_chooser;
  GMenu            *groups;

  CrmContext      *context;   /* (owned) */
  CrmStore        *store;     /* (owned) (nullable) */
  CrmDealBoard    *board;     /* a child */
  CrmDealList     *list;      /* (nullable): a child, once somebody has looked at it */
  CrmDealForecast *forecast;  /* a child */
  CrmDealPage     *deal;      /* a child */
  GPtrArray       *pipelines; /* (owned) (element-type CrmRecord) */
  gint64           pipeline;  /* the one that is shown; 0 for none */
  char            *search;    /* (owned) (nullable) */
  const char      *sort;      /* (nullable): of the list, as it was told last; interned */
  const char      *group;     /* (nullable): likewise */
};

void crm_deals_page_install_pipeline_actions (GtkWidgetClass *klass);
void crm_deals_page_fill_templates (CrmDealsPage *self);
void crm_deals_page_update_chooser (CrmDealsPage *self);
void crm_deals_page_reload (CrmDealsPage *self);

CrmDealsLook crm_deals_page_get_look (CrmDealsPage *self);
void         crm_deals_page_look_action (GtkWidget *widget, const char *name, GVariant *parameter);
void         crm_deals_page_focus_look (CrmDealsPage *self);
void         crm_deals_page_show_deal (CrmDealsPage *self, CrmRecord *deal);
void         crm_deals_page_show_deals (CrmDealsPage *self);
void         crm_deals_page_open_filter (CrmDealsPage *self, const char *filter);
void         crm_deals_page_open_view (CrmDealsPage *self, CrmRecord *view);
void         crm_deals_page_clear (CrmDealsPage *self);
void         crm_deals_page_look_chosen_cb (CrmDealsPage *self);
void         crm_deals_page_filters_changed_cb (CrmDealsPage *self);
void         crm_deals_page_take_view_cb (CrmDealsPage *self, CrmRecord *draft);
void         crm_deals_page_chooser_shown_cb (CrmDealsPage *self);
void         crm_deals_page_columns_chosen_cb (CrmDealsPage *self, const char *names);

gint64 crm_deals_page_recall_pipeline (CrmDealsPage *self);

CrmRecord *crm_deals_page_get_pipeline (CrmDealsPage *self);

G_END_DECLS
