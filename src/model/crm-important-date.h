#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_IMPORTANT_DATE (crm_important_date_get_type ())

/* A birthday or another day of the year; any part of it may be unknown. */
CRM_DECLARE_ITEM (CrmImportantDate, crm_important_date, CRM, IMPORTANT_DATE)

G_END_DECLS
