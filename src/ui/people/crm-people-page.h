#pragma once

#include "crm-directory-page.h"

G_BEGIN_DECLS

#define CRM_TYPE_PEOPLE_PAGE (crm_people_page_get_type ())

/* Everybody we know: the list, and the page of the one that is open. Property: context (construct only). */
G_DECLARE_FINAL_TYPE (CrmPeoplePage, crm_people_page, CRM, PEOPLE_PAGE, CrmDirectoryPage)

GtkWidget *crm_people_page_new (CrmContext *context);

G_END_DECLS
