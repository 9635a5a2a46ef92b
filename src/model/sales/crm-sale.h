#pragma once

#include "crm-record.h"
#include "crm-sale-line.h"
#include "crm-sale-sum.h"

G_BEGIN_DECLS

/* What quotes, orders and invoices have in common: lines, terms, a number, a customer, a day; and their rules. */

/**
 * CrmSaleKind:
 * @draft: the status in which the document has no number yet, and may be thrown away
 * @cancelled: (nullable): the status in which it counts no more
 * @fixed: whether nothing of what it says can be changed once it has a number
 *
 * What differs between them.
 */
typedef struct
{
  const char *draft;
  const char *cancelled;
  gboolean    fixed;
} CrmSaleKind;

const CrmSaleKind *crm_sale_get_kind (CrmRecord *self);

GPtrArray *crm_sale_list_lines (CrmObject *self);
gboolean   crm_sale_get_totals (CrmObject *self, CrmSaleTotals *totals, GError **error);
gboolean   crm_sale_get_figures (CrmObject *self, GPtrArray *lines, CrmSaleFigures **figures, CrmSaleTotals *totals, GError **error);
gboolean   crm_sale_is_draft (CrmRecord *self);
gboolean   crm_sale_counts (CrmRecord *self);
char      *crm_sale_dup_number_key (const char *series, const char *number);

G_END_DECLS
