#pragma once

#include "crm-celebrations.h"
#include "crm-context.h"

G_BEGIN_DECLS

char *crm_format_celebration (CrmContext *context, CrmRecord *person, const CrmCelebration *celebration);

G_END_DECLS
