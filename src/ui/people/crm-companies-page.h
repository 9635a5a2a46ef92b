#pragma once

#include "crm-directory-page.h"

G_BEGIN_DECLS

#define CRM_TYPE_COMPANIES_PAGE (crm_companies_page_get_type ())

/* The companies we deal with: the list, and the page of the one that is open. Property: context (construct only). */
G_DECLARE_FINAL_TYPE (CrmCompaniesPage, crm_companies_page, CRM, COMPANIES_PAGE, CrmDirectoryPage)

GtkWidget *crm_companies_page_new (CrmContext *context);

G_END_DECLS
