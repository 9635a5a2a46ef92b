#pragma once

#include "crm-erase.h"

G_BEGIN_DECLS

CrmErasePlan *crm_erase_plan_make (CrmConnection *connection, gint64 person, GError **error);

G_END_DECLS
