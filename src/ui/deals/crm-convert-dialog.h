#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_CONVERT_DIALOG (crm_convert_dialog_get_type ())

/* Makes a deal of a lead: everything that is known stands there already. Ctrl+Return, or Return in a field, does it and opens the deal. */
G_DECLARE_FINAL_TYPE (CrmConvertDialog, crm_convert_dialog, CRM, CONVERT_DIALOG, AdwWindow)

CrmConvertDialog *crm_convert_dialog_present (GtkWidget *parent, CrmContext *context, CrmRecord *person);

G_END_DECLS
