#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

/* A line says by itself what was sold and for how much. While a document is open still, it is told what has become of its products since. */

char      *crm_sale_news_dup_text (CrmContext *context, CrmRecord *document, gboolean *prices);
CrmRecord *crm_sale_news_take_prices (CrmContext *context, CrmRecord *document);

G_END_DECLS
