#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

/* The task that a stage proposes for a deal that came into it. Nothing is added that nobody asked for. */

CrmRecord *crm_deal_proposal_make (CrmContext *context, CrmRecord *deal);
char      *crm_deal_proposal_dup_text (CrmContext *context, CrmRecord *task);
gboolean   crm_deal_proposal_accept (CrmContext *context, CrmRecord *deal);

G_END_DECLS
