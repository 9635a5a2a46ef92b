#pragma once

#include "crm-command.h"
#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_CASE_PAGE (crm_case_page_get_type ())

/* The page of a case: what was asked, how that was answered before, what was said about it; and when it is solved, what the customer thinks of that.
 * A CrmDirectoryDetail. */
G_DECLARE_FINAL_TYPE (CrmCasePage, crm_case_page, CRM, CASE_PAGE, GtkWidget)

GtkWidget        *crm_case_page_new (CrmContext *context);
const CrmCommand *crm_case_page_list_commands (guint *n_commands);

G_END_DECLS
