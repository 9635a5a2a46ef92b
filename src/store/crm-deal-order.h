#pragma once

#include "crm-query-private.h"

G_BEGIN_DECLS

gboolean crm_deal_order_knows (const CrmQuery *query);
gboolean crm_deal_order_run (const CrmQuery *query, CrmConnection *connection, GArray *ids, GError **error);

G_END_DECLS
