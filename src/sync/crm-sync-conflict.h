#pragma once

#include "crm-document.h"
#include "crm-transaction.h"

G_BEGIN_DECLS

gboolean crm_sync_conflict_note (CrmTransaction *transaction, CrmRecord *record, const CrmMergeLoss *loss, const CrmEdit *kept, const CrmEdit *lost, GError **error);

G_END_DECLS
