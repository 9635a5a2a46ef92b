#pragma once

#include "crm-culture.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* Whose prices a document has. */

gint64 crm_sale_prices_find_list (CrmStore *store, CrmRecord *document, const CrmCulture *culture);

G_END_DECLS
