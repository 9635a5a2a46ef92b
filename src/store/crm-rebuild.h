#pragma once

#include "crm-collator.h"
#include "crm-connection.h"

G_BEGIN_DECLS

gboolean crm_rebuild (CrmConnection *connection, CrmCollator *collator, GError **error);
gboolean crm_rebuild_in_transaction (CrmConnection *connection, CrmCollator *collator, GError **error);

G_END_DECLS
