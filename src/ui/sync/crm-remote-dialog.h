#pragma once

#include "crm-context.h"
#include "crm-sync-status.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_REMOTE_DIALOG (crm_remote_dialog_get_type ())

/* Which server a file is to be kept in step with, or the password of one. */
G_DECLARE_FINAL_TYPE (CrmRemoteDialog, crm_remote_dialog, CRM, REMOTE_DIALOG, AdwWindow)

GtkWindow *crm_remote_dialog_new (CrmContext *context, const CrmSyncStatus *status);

G_END_DECLS
