#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_AFFILIATION (crm_affiliation_get_type ())

/* That a person works, or worked, for a company. */
CRM_DECLARE_ITEM (CrmAffiliation, crm_affiliation, CRM, AFFILIATION)

G_END_DECLS
