#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

char *crm_record_line_format (CrmContext *context, CrmRecord *record);
char *crm_record_line_format_contacts (CrmContext *context, CrmRecord *record);

G_END_DECLS
