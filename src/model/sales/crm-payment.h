#pragma once

#include "crm-payment-share.h"
#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_PAYMENT (crm_payment_get_type ())

extern const CrmChoice crm_payment_methods[];
extern const CrmChoice crm_payment_directions[];
extern const CrmChoice crm_cheque_states[];

/* What somebody has paid, or got back, and for what. */
CRM_DECLARE_RECORD (CrmPayment, crm_payment, CRM, PAYMENT)

gboolean crm_payment_counts (CrmRecord *self);
gboolean crm_payment_is_refund (CrmRecord *self);

G_END_DECLS
