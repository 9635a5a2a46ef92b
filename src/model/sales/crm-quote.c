#include "config.h"

#include "crm-quote.h"

#include "crm-date.h"
#include "crm-error.h"
#include "crm-sale-private.h"

const CrmChoice crm_quote_statuses[] = {
  { "draft", NC_ ("quote", "Draft"), "quote" },
  { "sent", NC_ ("quote", "Sent"), "quote" },
  { "accepted", NC_ ("quote", "Accepted"), "quote" },
  { "declined", NC_ ("quote", "Declined"), "quote" },
  { NULL, NULL },
};

static const CrmField crm_quote_fields[] = {
  CRM_SALE_FIELDS_BEFORE (crm_quote_statuses),
  CRM_DATE ("valid_until", N_ ("Valid until"), CRM_FIELD_NONE),
  CRM_SALE_FIELDS_AFTER,
};

CRM_DEFINE_RECORD (CrmQuote, crm_quote)

static gboolean
crm_quote_validate (CrmRecord *record, GError **error)
{
  const char *day = crm_object_get_text (CRM_OBJECT (record), "date");
  const char *until = crm_object_get_text (CRM_OBJECT (record), "valid_until");

  if (day != NULL && until != NULL && strcmp (until, day) < 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A quote is valid from its day on. Choose a later day for its end."));
      return FALSE;
    }

  return crm_sale_validate (record, error);
}

static void
crm_quote_override (CrmRecordClass *klass)
{
  crm_sale_override (klass);
  klass->validate = crm_quote_validate;
}
