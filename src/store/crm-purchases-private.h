#pragma once

#include "crm-purchases.h"

G_BEGIN_DECLS

/* The tables "purchase" and "bought" follow from invoices and their returns. */

CrmPurchases *crm_purchases_read (CrmConnection *connection, GError **error);

gboolean crm_purchases_update (CrmConnection *connection, gint64 invoice, GError **error);
gboolean crm_purchases_stand (CrmConnection *connection, gint64 invoice, guint64 *n_purchases, guint64 *n_bought, GError **error);

G_END_DECLS
