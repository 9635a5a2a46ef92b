#pragma once

#include "crm-context.h"
#include "crm-sync-status.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_REMOTE_ROW (crm_remote_row_get_type ())

/* A server of the file: how it stands with it, and what can be done about that. */
G_DECLARE_FINAL_TYPE (CrmRemoteRow, crm_remote_row, CRM, REMOTE_ROW, AdwPreferencesRow)

GtkWidget *crm_remote_row_new (CrmContext *context);
gint64     crm_remote_row_get_remote (CrmRemoteRow *self);
void       crm_remote_row_show (CrmRemoteRow *self, const CrmSyncStatus *status);

G_END_DECLS
