#pragma once

#include "crm-context.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What can be done with an event of a timeline. Each is one change, told with an Undo button. */

gboolean crm_event_is_editable (CrmRecord *event);
gboolean crm_event_is_task (CrmRecord *event);
void     crm_event_set_done (CrmContext *context, CrmRecord *event, gboolean done);
void     crm_event_set_pinned (CrmContext *context, CrmRecord *event, gboolean pinned);
void     crm_event_set_rating (CrmContext *context, CrmRecord *event, const char *rating);

G_END_DECLS
