#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

#define CRM_TYPE_HANDOVER (crm_handover_get_type ())

/* Says, in a toast, what others have given to whoever uses the window, when it comes in. */
G_DECLARE_FINAL_TYPE (CrmHandover, crm_handover, CRM, HANDOVER, GObject)

CrmHandover *crm_handover_new (CrmContext *context);

G_END_DECLS
