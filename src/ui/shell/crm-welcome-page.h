#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_WELCOME_PAGE (crm_welcome_page_get_type ())

/* How one may begin. What its rows do are actions of the window. */
G_DECLARE_FINAL_TYPE (CrmWelcomePage, crm_welcome_page, CRM, WELCOME_PAGE, AdwBin)

GtkWidget *crm_welcome_page_new (void);

G_END_DECLS
