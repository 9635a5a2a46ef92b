#pragma once

#include "crm-context.h"
#include "crm-filter-terms.h"

G_BEGIN_DECLS

/* A filter in words: what a chip says, and a saved view's tooltip. */

char *crm_filter_text_new (CrmContext *context, GPtrArray *terms, const CrmExpression *expression);

G_END_DECLS
