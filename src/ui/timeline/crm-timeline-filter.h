#pragma once

#include "crm-context.h"
#include "crm-query.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is shown of a timeline: everything, one kind of events, what came by one channel, or one conversation. The words of a drop-down, and what they ask of a query. */

void     crm_timeline_filter_fill (GtkDropDown *filter, CrmContext *context, gint64 target);
void     crm_timeline_filter_show_thread (GtkDropDown *filter, const char *thread);
void     crm_timeline_filter_apply (GtkDropDown *filter, CrmQuery *query);
gboolean crm_timeline_filter_is_set (GtkDropDown *filter);

G_END_DECLS
