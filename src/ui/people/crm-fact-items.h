#pragma once

#include "crm-item.h"
#include "crm-record.h"

G_BEGIN_DECLS

GPtrArray *crm_fact_items_with (CrmRecord *record, guint number, const char *item_id, CrmItem *item);

G_END_DECLS
