#pragma once

#include "crm-lists-page.h"

G_BEGIN_DECLS

#define CRM_TYPE_SERVICE_PAGE (crm_service_page_get_type ())

/* What customers ask and how it is answered, the answers that are kept, and what they think of us. */
G_DECLARE_FINAL_TYPE (CrmServicePage, crm_service_page, CRM, SERVICE_PAGE, CrmListsPage)

GPtrArray *crm_service_page_get_counted (CrmContext *context);

G_END_DECLS
