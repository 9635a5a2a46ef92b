#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_PAY_DIALOG (crm_pay_dialog_get_type ())

/* How an invoice was paid: all that is open, unless somebody says less. */
G_DECLARE_FINAL_TYPE (CrmPayDialog, crm_pay_dialog, CRM, PAY_DIALOG, AdwWindow)

CrmPayDialog *crm_pay_dialog_present (GtkWidget *parent, CrmContext *context, CrmRecord *invoice);

G_END_DECLS
