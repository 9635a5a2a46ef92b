#pragma once

#include "crm-context.h"
#include "crm-criterion.h"
#include "crm-record-list.h"
#include "crm-table.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_LIST (crm_deal_list_get_type ())

/* The deals of a pipeline as a list: a table where there is room for one.
 *
 * Signals: "open" (CrmRecord *deal); "changed" (): how many there are, how they are sorted, or whether they are a table. */
G_DECLARE_FINAL_TYPE (CrmDealList, crm_deal_list, CRM, DEAL_LIST, AdwBin)

GtkWidget *crm_deal_list_new (CrmContext *context, gint64 pipeline, const char *search, CrmCriterion *criterion);
void       crm_deal_list_set_pipeline (CrmDealList *self, gint64 pipeline);
void       crm_deal_list_set_search (CrmDealList *self, const char *search);
void       crm_deal_list_set_criterion (CrmDealList *self, CrmCriterion *criterion);

const char *crm_deal_list_get_sort (CrmDealList *self);
void        crm_deal_list_set_sort (CrmDealList *self, const char *sort);
void        crm_deal_list_show_columns (CrmDealList *self, const char *names);
char       *crm_deal_list_dup_columns (CrmDealList *self);
void        crm_deal_list_show_view (CrmDealList *self, CrmRecord *view);
void        crm_deal_list_take_view (CrmDealList *self, CrmRecord *draft);
guint       crm_deal_list_get_count (CrmDealList *self);
gboolean    crm_deal_list_is_wide (CrmDealList *self);
void        crm_deal_list_focus (CrmDealList *self);

CrmRecordList     *crm_deal_list_get_records (CrmDealList *self);
GtkSelectionModel *crm_deal_list_get_selection (CrmDealList *self);
CrmTable          *crm_deal_list_get_table (CrmDealList *self);

G_END_DECLS
