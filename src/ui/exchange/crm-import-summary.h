#pragma once

#include "crm-context.h"
#include "crm-import-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What an import did, as groups of rows on a page. */

typedef enum
{
  CRM_IMPORT_TRIAL,       /* nothing was written */
  CRM_IMPORT_DONE_NOW,    /* and the rejected rows can be saved */
  CRM_IMPORT_EARLIER_ONE, /* on another day */
} CrmImportWhen;

void crm_import_summary_show (AdwPreferencesPage *page, GPtrArray *groups, CrmContext *context, const CrmImportReport *report, CrmImportWhen when);

/* Groups of rows on a page, which can be taken off again. */

void crm_import_groups_add (AdwPreferencesPage *page, GPtrArray *groups, const char *title, const char *description, GPtrArray *rows);
void crm_import_groups_clear (AdwPreferencesPage *page, GPtrArray *groups);

G_END_DECLS
