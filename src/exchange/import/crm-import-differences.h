#pragma once

#include "crm-import-engine.h"

G_BEGIN_DECLS

/* What an import changes of a record, in words, for its report. */

void crm_import_differences_tell (CrmImportEngine *self, CrmImportExample *example, CrmRecord *before, CrmRecord *after);

G_END_DECLS
