#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_BUSINESS_ROLE (crm_business_role_get_type ())

/* What somebody is to the business: a customer, a supplier, a partner who sends customers. Several at once, and in turn. */
CRM_DECLARE_ITEM (CrmBusinessRole, crm_business_role, CRM, BUSINESS_ROLE)

G_END_DECLS
