#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_SYNC_PAGE (crm_sync_page_get_type ())

/* The servers of the file, what somebody has to choose between, what was refused, what waits, what came, and what was done when. */
G_DECLARE_FINAL_TYPE (CrmSyncPage, crm_sync_page, CRM, SYNC_PAGE, GtkWidget)

G_END_DECLS
