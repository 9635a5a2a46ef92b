#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_LIFECYCLE_STEP (crm_lifecycle_step_get_type ())

/* Where a customer stands with us, from the first word to the last and back. */
extern const CrmChoice crm_lifecycle_choices[];

/* One station of that way, and the day it was reached. */
CRM_DECLARE_ITEM (CrmLifecycleStep, crm_lifecycle_step, CRM, LIFECYCLE_STEP)

void       crm_lifecycle_note (CrmRecord *record, CrmRecord *before, CrmRecordContext *context);
CrmObject *crm_lifecycle_get_latest (CrmObject *record);

G_END_DECLS
