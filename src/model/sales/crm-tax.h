#pragma once

#include "crm-record.h"
#include "crm-tax-rate.h"

G_BEGIN_DECLS

#define CRM_TYPE_TAX (crm_tax_get_type ())

/* A tax on what is sold, whose rate changes from one day to the next: what was sold before keeps what went for that day. */
CRM_DECLARE_RECORD (CrmTax, crm_tax, CRM, TAX)

const char *crm_tax_get_percent (CrmRecord *self, const char *day);

G_END_DECLS
