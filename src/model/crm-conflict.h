#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_CONFLICT (crm_conflict_get_type ())

/* A value that was changed on two devices, each in its own way. One of both stands in the record; who decides deletes this. */
CRM_DECLARE_RECORD (CrmConflict, crm_conflict, CRM, CONFLICT)

G_END_DECLS
