#pragma once

#include "crm-culture.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* A saved view as a query: for whatever lists, counts or exports what it shows. */

CrmQuery  *crm_view_new_query (CrmRecord *view, CrmStore *store, const CrmCulture *culture, GError **error);
CrmRecord *crm_view_find (CrmStore *store, const char *name, GError **error);

G_END_DECLS
