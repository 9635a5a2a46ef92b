#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

/* Which records somebody opened last on this computer, for each file. */

void       crm_recent_add (CrmContext *context, CrmRecord *record);
GPtrArray *crm_recent_list (CrmContext *context);

G_END_DECLS
