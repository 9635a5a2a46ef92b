#pragma once

#include "crm-connection.h"
#include "crm-leads.h"

G_BEGIN_DECLS

GArray *crm_leads_rank (CrmConnection *connection, gint64 now, GError **error);

G_END_DECLS
