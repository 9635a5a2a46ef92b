#pragma once

#include "crm-deal-board.h"
#include "crm-deal-forecast.h"
#include "crm-deal-page.h"
#include "crm-deals-page.h"
#include "crm-filter-bar.h"
#include "crm-view-button.h"

G_BEGIN_DECLS

/* What the files of the page share. */

struct _CrmDealsPage
{
  GtkWidget parent_instance;

  GtkStack      *pages;
  GtkStack      *content;
  GtkMenuButton *chooser;
  GtkLabel      *pipeline_name;
  GtkLabel      *sums;
  CrmFilterBar  *filters;
  CrmViewButton *views;
  GtkDropDown   *look;
  GtkStack      *looks;
  AdwBin        *board_bin;
  AdwBin        *forecast_bin;
  AdwBin        *deal_bin;
  GtkBox        *template_box;

  CrmContext      *context;   /* (owned) */
  CrmStore        *store;     /* (owned) (nullable) */
  CrmDealBoard    *board;     /* a child */
  CrmDealForecast *forecast;  /* a child */
  CrmDealPage     *deal;      /* a child */
  GPtrArray       *pipelines; /* (owned) (element-type CrmRecord) */
  gint64           pipeline;  /* the one that is shown; 0 for none */
};

void crm_deals_page_install_pipeline_actions (GtkWidgetClass *klass);
void crm_deals_page_fill_templates (CrmDealsPage *self);
void crm_deals_page_update_chooser (CrmDealsPage *self);
void crm_deals_page_reload (CrmDealsPage *self);

gint64 crm_deals_page_recall_pipeline (CrmDealsPage *self);

CrmRecord *crm_deals_page_get_pipeline (CrmDealsPage *self);

G_END_DECLS
