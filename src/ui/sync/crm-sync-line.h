#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_SYNC_LINE (crm_sync_line_get_type ())

/* One quiet line at the foot of the sidebar; nothing where a file has no server. It opens the page of sync. */
G_DECLARE_FINAL_TYPE (CrmSyncLine, crm_sync_line, CRM, SYNC_LINE, GtkWidget)

GtkWidget *crm_sync_line_new (CrmContext *context);

G_END_DECLS
