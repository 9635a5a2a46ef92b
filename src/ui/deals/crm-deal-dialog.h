#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_DIALOG (crm_deal_dialog_get_type ())

/* A new deal: what, how much, whose, where. Ctrl+Return adds it. Signal: "added" (gint64), with the deal's id. */
G_DECLARE_FINAL_TYPE (CrmDealDialog, crm_deal_dialog, CRM, DEAL_DIALOG, AdwWindow)

CrmDealDialog *crm_deal_dialog_present (GtkWidget *parent, CrmContext *context, CrmRecord *pipeline, CrmRecord *beside);

G_END_DECLS
