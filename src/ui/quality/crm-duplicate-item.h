#pragma once

#include "crm-duplicates.h"

G_BEGIN_DECLS

#define CRM_TYPE_DUPLICATE_ITEM (crm_duplicate_item_get_type ())

/* A pair of the list of duplicates. */
G_DECLARE_FINAL_TYPE (CrmDuplicateItem, crm_duplicate_item, CRM, DUPLICATE_ITEM, GObject)

CrmDuplicateItem   *crm_duplicate_item_new (CrmDuplicate *duplicate);
const CrmDuplicate *crm_duplicate_item_get (CrmDuplicateItem *self);
gboolean            crm_duplicate_item_equal (CrmDuplicateItem *self, CrmDuplicateItem *other);

G_END_DECLS
