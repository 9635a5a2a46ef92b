#pragma once

#include "crm-culture.h"
#include "crm-paper.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* A quote, an order or an invoice as a sheet. In Iran it is the official form of a sales invoice: both sides with their numbers, amounts in rials, and
 * every row with discount and tax. */

CrmPaper *crm_sale_paper_new (CrmStore *store, CrmRecord *document, const CrmCulture *culture);

G_END_DECLS
