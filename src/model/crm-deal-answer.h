#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_ANSWER (crm_deal_answer_get_type ())

/* What was done or learnt of a deal because its stage asked for it, with the stage's words as they were then: a line of a checklist that was
 * ticked, or a question that was answered. Its id says which; see crm-deal-steps.h. */
CRM_DECLARE_ITEM (CrmDealAnswer, crm_deal_answer, CRM, DEAL_ANSWER)

G_END_DECLS
