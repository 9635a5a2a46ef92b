#include "config.h"

#include "crm-payment-share.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_payment_share_fields[] = {
  CRM_REFERENCE ("invoice", N_ ("Invoice"), CRM_FIELD_REQUIRED, "invoice"),
  CRM_MONEY ("amount", N_ ("Amount"), CRM_FIELD_REQUIRED),
  CRM_TEXT ("currency", N_ ("Currency"), CRM_FIELD_HIDDEN), /* the payment's */
};

CRM_DEFINE_ITEM (CrmPaymentShare, crm_payment_share)

static void
crm_payment_share_override (CrmItemClass *klass)
{
}
