#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_TARGET (crm_target_get_type ())

/* What somebody, or the business as a whole, means to reach from one day to another. What was reached is counted by the report of targets. */
CRM_DECLARE_RECORD (CrmTarget, crm_target, CRM, TARGET)

extern const CrmChoice crm_target_measures[];

gboolean crm_target_is_amount (CrmObject *self);

G_END_DECLS
