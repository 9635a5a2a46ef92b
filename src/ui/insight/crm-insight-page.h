#pragma once

#include "crm-context.h"
#include "crm-page.h"

G_BEGIN_DECLS

#define CRM_TYPE_INSIGHT_PAGE (crm_insight_page_get_type ())

/* What the records say: sentences about the customers, and reports. */
G_DECLARE_FINAL_TYPE (CrmInsightPage, crm_insight_page, CRM, INSIGHT_PAGE, GtkWidget)

G_END_DECLS
