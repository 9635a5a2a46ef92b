#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_STAGE (crm_stage_get_type ())

/* Ten years: what is longer is a slip. */
#define CRM_STAGE_MAX_DAYS 3660

/* One step of a pipeline. Its kind, not its name, says whether a deal there is open or over. */
CRM_DECLARE_RECORD (CrmStage, crm_stage, CRM, STAGE)

extern const CrmChoice crm_stage_kinds[];

G_END_DECLS
