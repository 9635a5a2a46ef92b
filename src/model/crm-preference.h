#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_PREFERENCE (crm_preference_get_type ())

/* What somebody likes, dislikes or needs, and from what we know it. */
CRM_DECLARE_ITEM (CrmPreference, crm_preference, CRM, PREFERENCE)

G_END_DECLS
