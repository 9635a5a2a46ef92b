#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DASHBOARD_VIEW (crm_dashboard_view_get_type ())

/* How the business stands at one look: figures that open what they counted, and whom to protect, to nurture, and to sell more to. */
G_DECLARE_FINAL_TYPE (CrmDashboardView, crm_dashboard_view, CRM, DASHBOARD_VIEW, AdwBin)

GtkWidget *crm_dashboard_view_new (CrmContext *context);

G_END_DECLS
