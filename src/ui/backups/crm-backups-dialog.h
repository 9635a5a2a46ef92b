#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_BACKUPS_DIALOG (crm_backups_dialog_get_type ())

/* The copies that are kept of a file. Signal: "restore" (const char *snapshot, const char *passphrase): that one is to take the file's place; the dialog is closing. */
G_DECLARE_FINAL_TYPE (CrmBackupsDialog, crm_backups_dialog, CRM, BACKUPS_DIALOG, AdwWindow)

GtkWindow *crm_backups_dialog_new (CrmContext *context, const char *path);
void       crm_backups_dialog_unlock (CrmBackupsDialog *self, GFile *file);

G_END_DECLS
