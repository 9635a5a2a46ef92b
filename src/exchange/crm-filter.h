#pragma once

#include "crm-criterion.h"
#include "crm-culture.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* What an expression means for the records of one type in one file; see crm-expression.h for its form. */

/* In the place of a user: whoever uses the file. */
#define CRM_FILTER_ME "me"

CrmCriterion *crm_filter_compile (const CrmExpression *expression, const CrmRecordType *type, CrmStore *store, const CrmCulture *culture, GError **error);
gboolean      crm_filter_parse (const char *text, CrmQuery *query, CrmStore *store, const CrmCulture *culture, GError **error);

G_END_DECLS
