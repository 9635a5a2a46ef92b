#pragma once

#include "crm-context.h"
#include "crm-when.h"

G_BEGIN_DECLS

/* Events in words. Each returns (transfer full) text. */

char *crm_event_dup_title (CrmContext *context, CrmRecord *event, gint64 target);
char *crm_event_dup_changes (CrmContext *context, CrmRecord *change, gint64 target);
char *crm_event_dup_body (CrmRecord *event);
char *crm_event_dup_time (CrmContext *context, CrmRecord *event);
char *crm_event_dup_day (CrmContext *context, CrmRecord *event);

char *crm_event_dup_when (CrmContext *context, CrmWhen when);

G_END_DECLS
