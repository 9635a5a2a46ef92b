#pragma once

#include "crm-culture.h"
#include "crm-resolver.h"

G_BEGIN_DECLS

gboolean crm_filter_parse (const char *text, CrmQuery *query, CrmStore *store, const CrmCulture *culture, GError **error);

G_END_DECLS
