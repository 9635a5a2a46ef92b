#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_ACTIVITY_LINK (crm_activity_link_get_type ())

/* What an activity is about: a person, a company, a deal; as many as there are. */
CRM_DECLARE_ITEM (CrmActivityLink, crm_activity_link, CRM, ACTIVITY_LINK)

G_END_DECLS
