#pragma once

#include "crm-context.h"
#include "crm-duplicate-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DUPLICATE_ROW (crm_duplicate_row_get_type ())

/* Two records that may be one, why, and what can be done about it.
 *
 * Signals: "merge" (CrmDuplicateItem *), "distinct" (CrmDuplicateItem *). */
G_DECLARE_FINAL_TYPE (CrmDuplicateRow, crm_duplicate_row, CRM, DUPLICATE_ROW, AdwBin)

GtkWidget        *crm_duplicate_row_new (CrmContext *context);
CrmDuplicateItem *crm_duplicate_row_get_item (CrmDuplicateRow *self);
void              crm_duplicate_row_set_item (CrmDuplicateRow *self, CrmDuplicateItem *item);

G_END_DECLS
