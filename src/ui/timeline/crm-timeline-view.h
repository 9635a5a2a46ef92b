#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_TIMELINE_VIEW (crm_timeline_view_get_type ())

/* What was done with somebody, newest first, under a line to write the next thing into. It scrolls by itself.
 *
 * Properties: context (construct only); record (CrmRecord, nullable): whose timeline. */
G_DECLARE_FINAL_TYPE (CrmTimelineView, crm_timeline_view, CRM, TIMELINE_VIEW, GtkWidget)

GtkWidget *crm_timeline_view_new (CrmContext *context);
CrmRecord *crm_timeline_view_get_record (CrmTimelineView *self);
void       crm_timeline_view_set_record (CrmTimelineView *self, CrmRecord *record);
void       crm_timeline_view_compose (CrmTimelineView *self, const char *kind);
void       crm_timeline_view_compose_text (CrmTimelineView *self, const char *kind, const char *text);

G_END_DECLS
