#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_EVENT_HISTORY (crm_event_history_get_type ())

/* Who changed an entry of a timeline, when, and from what to what. */
G_DECLARE_FINAL_TYPE (CrmEventHistory, crm_event_history, CRM, EVENT_HISTORY, AdwWindow)

GtkWindow *crm_event_history_present (GtkWidget *parent, CrmContext *context, CrmRecord *event);

G_END_DECLS
