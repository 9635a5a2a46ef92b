#pragma once

#include "crm-item.h"
#include "crm-record.h"

G_BEGIN_DECLS

GPtrArray *crm_fact_items_with (CrmRecord *record, guint number, const char *item_id, CrmItem *item);
gboolean   crm_fact_item_is_complete (CrmObject *item);

G_END_DECLS
