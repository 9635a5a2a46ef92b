#pragma once

#include "crm-sale-next.h"
#include "crm-store.h"
#include "crm-transaction.h"

G_BEGIN_DECLS

/* A sale from its quote to its payment, each step made from the one before. For writing functions: what a step does is one change. */

CrmSalePart *crm_sales_find_taken (CrmTransaction *transaction, CrmRecord *from, GError **error);
CrmRecord   *crm_sales_quote_deal (CrmTransaction *transaction, gint64 deal, const char *currency, GError **error);
CrmRecord   *crm_sales_make_next (CrmTransaction *transaction, gint64 from, const char *type_name, GHashTable *wanted, GError **error);
gboolean     crm_sales_set_status (CrmTransaction *transaction, gint64 document, const char *status, GError **error);
GPtrArray   *crm_sales_list_made (CrmStore *store, CrmRecord *from);
gboolean     crm_sales_has_left (CrmRecord *from, GPtrArray *made);
gboolean     crm_sales_pay (CrmTransaction *transaction, gint64 invoice, CrmRecord *payment, GError **error);

G_END_DECLS
