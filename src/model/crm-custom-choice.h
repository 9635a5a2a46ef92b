#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_CUSTOM_CHOICE (crm_custom_choice_get_type ())

CRM_DECLARE_ITEM (CrmCustomChoice, crm_custom_choice, CRM, CUSTOM_CHOICE)

G_END_DECLS
