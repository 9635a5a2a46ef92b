#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_ADDRESS (crm_address_get_type ())

/* A postal address, in parts; `formatted` where the parts are not known. */
CRM_DECLARE_ITEM (CrmAddress, crm_address, CRM, ADDRESS)

G_END_DECLS
