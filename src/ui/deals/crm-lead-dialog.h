#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_LEAD_DIALOG (crm_lead_dialog_get_type ())

/* A new lead, from a message or a card that is pasted: what is understood of it stands below, and may be put right before it is saved.
 *
 * Signal: "added" (gint64), the id of the person, when the dialog has closed. */
G_DECLARE_FINAL_TYPE (CrmLeadDialog, crm_lead_dialog, CRM, LEAD_DIALOG, AdwWindow)

CrmLeadDialog *crm_lead_dialog_present (GtkWidget *parent, CrmContext *context);

G_END_DECLS
