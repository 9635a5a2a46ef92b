#pragma once

#include "crm-sale.h"

G_BEGIN_DECLS

#define CRM_TYPE_INVOICE (crm_invoice_get_type ())

extern const CrmChoice crm_invoice_statuses[];
extern const CrmChoice crm_invoice_kinds[];

/* What somebody is to pay, or gets back for what they returned. */
CRM_DECLARE_RECORD (CrmInvoice, crm_invoice, CRM, INVOICE)

gboolean crm_invoice_is_return (CrmRecord *self);
char    *crm_invoice_dup_returns_key (gint64 invoice);

G_END_DECLS
