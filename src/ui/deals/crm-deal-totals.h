#pragma once

#include "crm-criterion.h"
#include "crm-context.h"

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_TOTALS (crm_deal_totals_get_type ())

/* What the deals of a pipeline come to, by stage, kept up to date with the file. "changed" is emitted when new figures are there. */
G_DECLARE_FINAL_TYPE (CrmDealTotals, crm_deal_totals, CRM, DEAL_TOTALS, GObject)

CrmDealTotals *crm_deal_totals_new (CrmContext *context);
void           crm_deal_totals_set_pipeline (CrmDealTotals *self, gint64 pipeline, GPtrArray *stages);
void           crm_deal_totals_set_criterion (CrmDealTotals *self, CrmCriterion *criterion);
guint          crm_deal_totals_get_count (CrmDealTotals *self, gint64 stage);
char          *crm_deal_totals_dup_sum (CrmDealTotals *self, gint64 stage, gboolean weighted);
gboolean       crm_deal_totals_is_weighted (CrmDealTotals *self, gint64 stage);

G_END_DECLS
