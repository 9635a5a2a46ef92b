#pragma once

#include "crm-context.h"
#include "crm-timeline-composer.h"

G_BEGIN_DECLS

#define CRM_TYPE_EVENT_ACTIONS (crm_event_actions_get_type ())

/* What can be done with the event that is chosen on a timeline: the actions "event.edit", "event.pin", "event.done", "event.rate",
 * "event.reply", "event.conversation", "event.history", "event.save-file" and "event.delete" of a widget, and the menu of them.
 *
 * Signal: "conversation" (const char *thread): the messages of it are to be shown. */
G_DECLARE_FINAL_TYPE (CrmEventActions, crm_event_actions, CRM, EVENT_ACTIONS, GObject)

CrmEventActions *crm_event_actions_new (GtkWidget *view, CrmTimelineComposer *composer, CrmContext *context);
void             crm_event_actions_choose (CrmEventActions *self, CrmRecord *event, gint64 target);
GMenu           *crm_event_actions_make_menu (CrmEventActions *self);
void             crm_event_actions_edit (CrmEventActions *self);

G_END_DECLS
