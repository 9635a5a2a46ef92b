#pragma once

#include "crm-context.h"
#include "crm-import-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What an import did, as rows. */

GPtrArray *crm_import_summary_count_rows (CrmContext *context, const CrmImportReport *report);
GPtrArray *crm_import_summary_reject_rows (CrmContext *context, const CrmImportReport *report);
GPtrArray *crm_import_summary_problem_rows (CrmContext *context, const CrmImportReport *report);

/* Groups of rows on a page, which can be taken off again. */

void crm_import_groups_add (AdwPreferencesPage *page, GPtrArray *groups, const char *title, const char *description, GPtrArray *rows);
void crm_import_groups_clear (AdwPreferencesPage *page, GPtrArray *groups);

G_END_DECLS
