#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_PAYMENT_SHARE (crm_payment_share_get_type ())

/* How much of a payment is for which invoice. What is for none yet is a credit of the customer's. */
CRM_DECLARE_ITEM (CrmPaymentShare, crm_payment_share, CRM, PAYMENT_SHARE)

G_END_DECLS
