#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_BUSINESS_WINDOW (crm_business_window_get_type ())

/* Who sells: what stands on quotes and invoices, the taxes, the price lists, and the numbers that documents get. */
G_DECLARE_FINAL_TYPE (CrmBusinessWindow, crm_business_window, CRM, BUSINESS_WINDOW, AdwWindow)

GtkWindow *crm_business_window_new (CrmContext *context);

G_END_DECLS
