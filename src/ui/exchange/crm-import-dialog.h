#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Imports a file in four steps: choose, match, run, result.
 *
 * Actions: "import.choose", "import.back", "import.try", "import.run", "import.cancel", "import.undo", "import.save-rejects". */
#define CRM_TYPE_IMPORT_DIALOG (crm_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CrmImportDialog, crm_import_dialog, CRM, IMPORT_DIALOG, AdwWindow)

GtkWindow  *crm_import_dialog_new (CrmContext *context, GFile *file);
const char *crm_import_dialog_get_step (CrmImportDialog *self);

G_END_DECLS
