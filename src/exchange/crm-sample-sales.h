#pragma once

#include "crm-resolver.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The sales of a sample business: invoices and payments of two years, laid out from what each customer usually buys, by a seed. */

gboolean crm_sample_add_sales (CrmTransaction *transaction, const CrmResolver *resolver, JsonObject *sample, GError **error);

G_END_DECLS
