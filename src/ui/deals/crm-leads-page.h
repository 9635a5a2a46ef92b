#pragma once

#include "crm-context.h"
#include "crm-page.h"

G_BEGIN_DECLS

#define CRM_TYPE_LEADS_PAGE (crm_leads_page_get_type ())

/* Who asked and has not been looked at, the most promising first; see crm-lead.h. Property: context (construct only).
 *
 * Actions: leads.new; on the row that has the focus leads.convert, leads.open, and leads.dismiss with a reason, which may be empty. */
G_DECLARE_FINAL_TYPE (CrmLeadsPage, crm_leads_page, CRM, LEADS_PAGE, GtkWidget)

GtkWidget *crm_leads_page_new (CrmContext *context);
GPtrArray *crm_leads_page_get_counted (CrmContext *context);

G_END_DECLS
