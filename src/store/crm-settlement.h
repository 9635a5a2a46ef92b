#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* What was paid of an invoice, what of it came back, and what is open. */

typedef struct
{
  gint64 paid;     /* minor units, less what was paid back */
  gint64 returned; /* minor units: what the returns of it come to */
  gint64 open;     /* minor units; below 0 where the customer is to get money */
} CrmSettlement;

gboolean crm_settlement_find (CrmStore *store, gint64 invoice, CrmSettlement *settlement);

G_END_DECLS
