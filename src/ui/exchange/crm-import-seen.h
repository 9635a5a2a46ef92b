#pragma once

#include "crm-import-look.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_IMPORT_SEEN (crm_import_seen_get_type ())

G_DECLARE_FINAL_TYPE (CrmImportSeen, crm_import_seen, CRM, IMPORT_SEEN, AdwPreferencesGroup)

void           crm_import_seen_forget (CrmImportSeen *self);
void           crm_import_seen_show (CrmImportSeen *self, CrmContext *context, const CrmImportLook *look);
CrmCsvOptions  crm_import_seen_get_csv (CrmImportSeen *self);
CrmImportOrder crm_import_seen_get_order (CrmImportSeen *self);
const char    *crm_import_seen_get_country (CrmImportSeen *self);

G_END_DECLS
