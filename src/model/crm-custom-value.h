#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_CUSTOM_VALUE (crm_custom_value_get_type ())

CRM_DECLARE_ITEM (CrmCustomValue, crm_custom_value, CRM, CUSTOM_VALUE)

/* The field of every record type that may have custom ones. */
#define CRM_CUSTOM_VALUES "custom_values"

CrmItem *crm_custom_value_new (const char *name, gint64 field);

G_END_DECLS
