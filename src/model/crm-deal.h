#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_DEAL (crm_deal_get_type ())

/* What may be sold to somebody. */
CRM_DECLARE_RECORD (CrmDeal, crm_deal, CRM, DEAL)

/* Cards are ranked this far apart, so that one can be put between two others forty times over. */
#define CRM_DEAL_RANK_STEP (G_GINT64_CONSTANT (1) << 20)

extern const CrmChoice crm_deal_lost_reasons[];
extern const CrmChoice crm_deal_recurring_periods[];

G_END_DECLS
