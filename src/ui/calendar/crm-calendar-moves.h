#pragma once

#include "crm-agenda.h"
#include "crm-context.h"

G_BEGIN_DECLS

/* What a person does to one time of an appointment. Each is a change with Undo; of a series, only that time is touched: it becomes a record of its
 * own, and the series is not held then. */

void crm_calendar_move (CrmContext *context, const CrmOccurrence *occurrence, CrmDate day, int minute);
void crm_calendar_resize (CrmContext *context, const CrmOccurrence *occurrence, gint64 seconds);
void crm_calendar_finish (CrmContext *context, const CrmOccurrence *occurrence);
void crm_calendar_remove (CrmContext *context, const CrmOccurrence *occurrence);

G_END_DECLS
