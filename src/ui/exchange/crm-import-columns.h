#pragma once

#include "crm-import-column-row.h"
#include "crm-import-look.h"

G_BEGIN_DECLS

/* The columns of a file, as groups of rows on a page: those that somebody ought to look at first. */

void crm_import_columns_show (AdwPreferencesPage *page, GPtrArray *groups, CrmContext *context, CrmImportTargets *targets, const CrmImportLook *look);

G_END_DECLS
