#pragma once

#include "crm-connection.h"
#include "crm-leads.h"

G_BEGIN_DECLS

/* What was said within so long belongs together. */
#define CRM_LEAD_MONTH (30 * G_TIME_SPAN_DAY)

/* A list judges so many of them: that takes a tenth of a second. */
#define CRM_LEADS_JUDGED 4000

gboolean crm_leads_order (CrmConnection *connection, gint64 now, guint most, GArray *ids, GError **error);

G_END_DECLS
