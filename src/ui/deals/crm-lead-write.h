#pragma once

#include "crm-context.h"
#include "crm-leads.h"

G_BEGIN_DECLS

/* What becomes of leads, each as one change with its Undo. */

void crm_lead_write_arrival (CrmContext *context, CrmLeadArrival *arrival, GAsyncReadyCallback callback, gpointer user_data);
void crm_lead_write_conversion (CrmContext *context, CrmLeadConversion *conversion, GAsyncReadyCallback callback, gpointer user_data);
void crm_lead_write_dismissal (CrmContext *context, CrmRecord *person, const char *reason);

gint64 crm_lead_write_finish (CrmContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
