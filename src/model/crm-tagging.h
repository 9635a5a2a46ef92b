#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_TAGGING (crm_tagging_get_type ())

/* That a record bears a tag. */
CRM_DECLARE_ITEM (CrmTagging, crm_tagging, CRM, TAGGING)

G_END_DECLS
