#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_TAX_RATE (crm_tax_rate_get_type ())

/* What a tax is from a day on. */
CRM_DECLARE_ITEM (CrmTaxRate, crm_tax_rate, CRM, TAX_RATE)

G_END_DECLS
