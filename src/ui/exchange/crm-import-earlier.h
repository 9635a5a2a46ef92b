#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What was imported before, the newest first. */

#define CRM_TYPE_IMPORT_EARLIER (crm_import_earlier_get_type ())

G_DECLARE_FINAL_TYPE (CrmImportEarlier, crm_import_earlier, CRM, IMPORT_EARLIER, AdwPreferencesGroup)

void crm_import_earlier_show (CrmImportEarlier *self, CrmContext *context, CrmStore *store);

G_END_DECLS
