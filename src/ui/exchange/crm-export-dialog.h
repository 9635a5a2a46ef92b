#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks which records are to be exported, and in which format.
 *
 * Action: "export.save". */
#define CRM_TYPE_EXPORT_DIALOG (crm_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CrmExportDialog, crm_export_dialog, CRM, EXPORT_DIALOG, AdwWindow)

GtkWindow *crm_export_dialog_new (CrmContext *context);
void       crm_export_dialog_write (CrmExportDialog *self, GFile *file);

G_END_DECLS
