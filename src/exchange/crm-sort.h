#pragma once

#include "crm-field-set.h"
#include "crm-query.h"

G_BEGIN_DECLS

/* Orders of a directory, as its menu, its columns' heads and a query know them. A pure function of texts. */

gboolean crm_sort_apply (const char *sort, CrmQuery *query, CrmFieldSet *fields);
gboolean crm_sort_group (const char *name, CrmQuery *query, CrmFieldSet *fields);
gboolean crm_sort_to_head (const char *sort, char **column);
char    *crm_sort_from_head (const char *column, gboolean descending);

G_END_DECLS
