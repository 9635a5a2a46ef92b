#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_PERSON (crm_deal_person_get_type ())

/* Who else has a say in a deal, and which. */
CRM_DECLARE_ITEM (CrmDealPerson, crm_deal_person, CRM, DEAL_PERSON)

G_END_DECLS
