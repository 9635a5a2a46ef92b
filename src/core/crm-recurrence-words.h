#pragma once

#include "crm-culture.h"
#include "crm-recurrence.h"

G_BEGIN_DECLS

/* A rule in words, in the language of the interface. */

char *crm_recurrence_describe (const CrmRecurrence *self, const CrmCulture *culture);
char *crm_repeat_plan_describe (const CrmRepeatPlan *plan, const CrmCulture *culture);

G_END_DECLS
