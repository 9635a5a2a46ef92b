#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_FOREIGN_FIELD (crm_foreign_field_get_type ())

/* What a file said that has no field here: kept as it was, shown, and exported again. */
CRM_DECLARE_ITEM (CrmForeignField, crm_foreign_field, CRM, FOREIGN_FIELD)

G_END_DECLS
