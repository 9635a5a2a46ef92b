#pragma once

#include "crm-filter.h"
#include "crm-period.h"
#include "crm-resolver.h"

G_BEGIN_DECLS

/* An expression that is being made a criterion; see crm-filter.c. */

typedef struct
{
  const CrmRecordType *type;
  CrmFieldSet         *fields; /* (unowned) */
  const CrmCulture    *culture;
  CrmResolver          resolver;
  CrmRecord           *scratch; /* (unowned): values are read into it as they would be into a record */
  gint64               now;
  guint                depth; /* views that this stands in, one in the other */
} CrmFilter;

CrmCriterion *crm_filter_fail_value (const CrmExpression *test, const char *reason, GError **error);
CrmCriterion *crm_filter_fail_field (const CrmExpression *test, const char *reason, GError **error);
gboolean      crm_filter_read_period (CrmFilter *self, const CrmExpression *test, CrmPeriod *period, GError **error);
GArray       *crm_filter_list_named (CrmFilter *self, const char *type_name, const char *name);
CrmCriterion *crm_filter_new_yes_test (const CrmExpression *test, CrmCriterion *holds, GError **error);
CrmCriterion *crm_filter_compile_part (CrmFilter *self, const CrmExpression *expression, GError **error);
CrmCriterion *crm_filter_compile_for (const CrmExpression *expression, const CrmRecordType *type, CrmStore *store, const CrmCulture *culture, guint depth, GError **error);

gboolean      crm_filter_is_about_customers (CrmFilter *self, const CrmExpression *test);
CrmCriterion *crm_filter_new_customer_test (CrmFilter *self, const CrmExpression *test, GError **error);

G_END_DECLS
