#pragma once

#include "crm-import-report.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A report as JSON: what crmctl prints, and what a file keeps of its imports. */

JsonObject      *crm_import_report_to_json (const CrmImportReport *self);
char            *crm_import_report_to_text (const CrmImportReport *self);
CrmImportReport *crm_import_report_from_text (const char *text, GError **error);

G_END_DECLS
