#pragma once

#include "crm-context.h"
#include "crm-import-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What an import did, as rows. */

GPtrArray *crm_import_summary_count_rows (CrmContext *context, const CrmImportReport *report);
GPtrArray *crm_import_summary_reject_rows (CrmContext *context, const CrmImportReport *report);

G_END_DECLS
