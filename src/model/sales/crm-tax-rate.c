#include "config.h"

#include "crm-tax-rate.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_tax_rate_fields[] = {
  CRM_NUMBER ("percent", N_ ("Per cent"), CRM_FIELD_REQUIRED),
  CRM_DATE ("since", N_ ("Since"), CRM_FIELD_NONE), /* unset: always */
};

CRM_DEFINE_ITEM (CrmTaxRate, crm_tax_rate)

static char *
crm_tax_rate_dup_title (CrmObject *self)
{
  return g_strdup (crm_object_get_text (self, "percent"));
}

static void
crm_tax_rate_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_tax_rate_dup_title;
}
