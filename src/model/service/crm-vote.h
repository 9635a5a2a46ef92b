#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_VOTE (crm_vote_get_type ())

/* That somebody wants the same. */
CRM_DECLARE_ITEM (CrmVote, crm_vote, CRM, VOTE)

G_END_DECLS
