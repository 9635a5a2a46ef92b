#include "config.h"

#include "crm-price-list.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_price_list_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_REFERENCE ("view", N_ ("For those of the view"), CRM_FIELD_NONE, "saved_view"), /* unset: for whom it is chosen by hand */
  CRM_LONG_TEXT ("about", N_ ("About"), CRM_FIELD_NONE),
};

CRM_DEFINE_RECORD (CrmPriceList, crm_price_list)

static gboolean
crm_price_list_validate (CrmRecord *self, GError **error)
{
  if (crm_object_get_text (CRM_OBJECT (self), "name") != NULL)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A price list needs a name."));
  return FALSE;
}

static void
crm_price_list_override (CrmRecordClass *klass)
{
  klass->dup_natural_key = crm_record_dup_name_key;
  klass->collect_keys = crm_record_collect_name_key;
  klass->validate = crm_price_list_validate;
}
