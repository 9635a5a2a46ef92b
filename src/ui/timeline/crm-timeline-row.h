#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_TIMELINE_ROW (crm_timeline_row_get_type ())

/* One event of a timeline, and above the first of a day, the day.
 *
 * Signals: "menu" (GtkWidget *button): show what can be done with it; "done" (gboolean): a task was ticked. */
G_DECLARE_FINAL_TYPE (CrmTimelineRow, crm_timeline_row, CRM, TIMELINE_ROW, AdwBin)

GtkWidget *crm_timeline_row_new (CrmContext *context);
CrmRecord *crm_timeline_row_get_event (CrmTimelineRow *self);
void       crm_timeline_row_set_event (CrmTimelineRow *self, CrmRecord *event, gint64 target);
void       crm_timeline_row_set_header (CrmTimelineRow *self, const char *header);
char      *crm_timeline_row_dup_header (CrmContext *context, CrmRecord *event);

G_END_DECLS
