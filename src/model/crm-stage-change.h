#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_STAGE_CHANGE (crm_stage_change_get_type ())

/* That a deal went from one stage to another, and when: velocity, ageing and conversion are read from these rows. */
CRM_DECLARE_RECORD (CrmStageChange, crm_stage_change, CRM, STAGE_CHANGE)

G_END_DECLS
