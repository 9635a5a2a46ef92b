#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_COMPANY (crm_company_get_type ())

/* A business, shop, office or association. */
CRM_DECLARE_RECORD (CrmCompany, crm_company, CRM, COMPANY)

G_END_DECLS
