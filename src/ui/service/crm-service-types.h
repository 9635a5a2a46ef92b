#pragma once

#include "crm-lists-page.h"

G_BEGIN_DECLS

/* What the page of service has lists of. */

const CrmList *crm_service_types_list (guint *n_types);

G_END_DECLS
