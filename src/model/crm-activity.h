#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_ACTIVITY (crm_activity_get_type ())

/* Something that happened between us and somebody, or should: note, call, e-mail, message, meeting, visit, task, promise. */
CRM_DECLARE_RECORD (CrmActivity, crm_activity, CRM, ACTIVITY)

extern const CrmChoice crm_activity_kinds[];
extern const CrmChoice crm_activity_directions[];
extern const CrmChoice crm_activity_outcomes[];
extern const CrmChoice crm_activity_ratings[];

gboolean crm_activity_kind_is_contact (const char *kind);
gboolean crm_activity_kind_is_plan (const char *kind);

G_END_DECLS
