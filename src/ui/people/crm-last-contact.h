#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

char *crm_last_contact_format (CrmContext *context, gint64 at);

G_END_DECLS
