#pragma once

#include "crm-bitset-selection.h"
#include "crm-directory-type.h"
#include "crm-record-list.h"

G_BEGIN_DECLS

char *crm_directory_chosen_format (CrmContext *context, guint count);
void  crm_directory_chosen_delete (CrmContext *context, const CrmDirectoryType *type, CrmRecordList *records, CrmBitsetSelection *selection);
void  crm_directory_chosen_merge (GtkWidget *widget, CrmRecordList *records, CrmBitsetSelection *selection);

G_END_DECLS
