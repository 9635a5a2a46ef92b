#pragma once

#include "crm-transaction.h"

G_BEGIN_DECLS

/* A file of ours names photos and attachments, and does not hold them. Internal to the importer. */

void crm_import_drop_absent_files (CrmTransaction *transaction, CrmRecord *record, GPtrArray *problems);

G_END_DECLS
