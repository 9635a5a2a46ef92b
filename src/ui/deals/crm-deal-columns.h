#pragma once

#include "crm-table.h"

G_BEGIN_DECLS

/* The table of deals: its columns and words. */

extern const CrmTableType crm_deal_columns;

char *crm_deal_columns_dup_value (CrmContext *context, CrmObject *deal);
char *crm_deal_columns_dup_who (CrmContext *context, CrmObject *deal);

G_END_DECLS
