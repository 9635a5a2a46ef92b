#pragma once

#include "crm-context.h"
#include "crm-import-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_IMPORT_CHANGES (crm_import_changes_get_type ())

/* What an import adds and changes, record by record and field by field, narrowed by a field or by words. */
G_DECLARE_FINAL_TYPE (CrmImportChanges, crm_import_changes, CRM, IMPORT_CHANGES, AdwWindow)

GtkWindow *crm_import_changes_new (CrmContext *context, CrmImportReport *report);
char      *crm_import_changes_dup_text (const CrmImportExample *example);

G_END_DECLS
