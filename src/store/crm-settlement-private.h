#pragma once

#include "crm-derived.h"
#include "crm-settlement.h"

G_BEGIN_DECLS

/* The table "settlement" follows from invoices, their returns and their payments. It has a row for every invoice that goes; what is a return of
 * another invoice has none, since it is told there. */

void     crm_settlement_touch (GArray *invoices, CrmRecord *record, const CrmDerived *derived);
gboolean crm_settlement_update (CrmConnection *connection, gint64 invoice, GError **error);
gboolean crm_settlement_stands (CrmConnection *connection, gint64 invoice, gboolean *has_one, GError **error);
gboolean crm_settlement_read (CrmConnection *connection, gint64 invoice, CrmSettlement *settlement);

G_END_DECLS
