#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_VIEW_BUTTON (crm_view_button_get_type ())

/* The saved views of a list: opens one, and keeps what the list shows as one.
 *
 * Signals: "open" (CrmRecord *): show this view; NULL for everything. "take" (CrmRecord *): put what is shown now into this draft. */
G_DECLARE_FINAL_TYPE (CrmViewButton, crm_view_button, CRM, VIEW_BUTTON, AdwBin)

void crm_view_button_set_context (CrmViewButton *self, CrmContext *context, const char *type_name);
void crm_view_button_set_view (CrmViewButton *self, CrmRecord *view);

G_END_DECLS
