#pragma once

#include "crm-query-private.h"

G_BEGIN_DECLS

gboolean crm_query_order_has_index (const CrmQuery *query);
gboolean crm_query_order_is_filter (const CrmQuery *query);
gboolean crm_query_order_run (const CrmQuery *query, CrmConnection *connection, CrmCollator *collator, GArray *ids, GError **error);

G_END_DECLS
