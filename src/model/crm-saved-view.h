#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_SAVED_VIEW (crm_saved_view_get_type ())

CRM_DECLARE_RECORD (CrmSavedView, crm_saved_view, CRM, SAVED_VIEW)

G_END_DECLS
