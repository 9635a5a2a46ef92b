#pragma once

#include "crm-connection.h"
#include "crm-leads.h"

G_BEGIN_DECLS

/* What was said within so long belongs together. */
#define CRM_LEAD_MONTH (30 * G_TIME_SPAN_DAY)

GArray *crm_leads_rank (CrmConnection *connection, gint64 now, GError **error);

G_END_DECLS
