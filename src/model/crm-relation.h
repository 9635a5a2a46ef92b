#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_RELATION (crm_relation_get_type ())

/* What another person is to the one whose item it is, with both names of it: parent here is child there. */
CRM_DECLARE_ITEM (CrmRelation, crm_relation, CRM, RELATION)

const char *crm_relation_get_label (CrmObject *self);
const char *crm_relation_get_inverse_label (CrmObject *self);

G_END_DECLS
