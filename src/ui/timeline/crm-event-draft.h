#pragma once

#include "crm-object.h"
#include "crm-when.h"

G_BEGIN_DECLS

gboolean crm_event_draft_read_duration (const char *text, gint64 *seconds);
void     crm_event_draft_set_content (CrmObject *event, const char *content);
void     crm_event_draft_set_when (CrmObject *event, CrmWhen when);

G_END_DECLS
