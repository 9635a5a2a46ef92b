#pragma once

#include "crm-lists-page.h"

G_BEGIN_DECLS

/* What the page of sales has lists of, in the order of a sale. */

const CrmList *crm_sale_types_list (guint *n_types);

G_END_DECLS
