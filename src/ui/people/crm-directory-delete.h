#pragma once

#include "crm-bitset-selection.h"
#include "crm-directory-type.h"
#include "crm-record-list.h"

G_BEGIN_DECLS

void crm_directory_delete (CrmContext *context, const CrmDirectoryType *type, CrmRecordList *records, CrmBitsetSelection *selection);

G_END_DECLS
