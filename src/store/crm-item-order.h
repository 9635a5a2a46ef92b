#pragma once

#include "crm-query-private.h"

G_BEGIN_DECLS

gboolean crm_item_order_run (const CrmQuery *query, CrmConnection *connection, CrmCollator *collator, GArray *ids, GError **error);

G_END_DECLS
