#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_LIFECYCLE_GROUP (crm_lifecycle_group_get_type ())

/* Who stands elsewhere in the life cycle by the rules of the business, with the reason; all of them are moved by one press, which can be undone. */
G_DECLARE_FINAL_TYPE (CrmLifecycleGroup, crm_lifecycle_group, CRM, LIFECYCLE_GROUP, GtkWidget)

void crm_lifecycle_group_set_context (CrmLifecycleGroup *self, CrmContext *context);

G_END_DECLS
