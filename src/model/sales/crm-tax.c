#include "config.h"

#include "crm-tax.h"

#include "crm-decimal.h"
#include "crm-error.h"
#include "crm-sale-sum.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_tax_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_ITEMS ("rates", N_ ("Rates"), CRM_FIELD_NONE, crm_tax_rate_get_type),
};

CRM_DEFINE_RECORD (CrmTax, crm_tax)

/**
 * crm_tax_get_percent:
 * @day: ISO 8601
 *
 * Returns: (transfer none) (nullable): the rate of that day, as a decimal; %NULL where none goes yet
 */
const char *
crm_tax_get_percent (CrmRecord *self, const char *day)
{
  GPtrArray  *rates = crm_object_get_items (CRM_OBJECT (self), "rates");
  const char *latest = NULL;
  const char *percent = NULL;

  for (guint i = 0; rates != NULL && i < rates->len; i++)
    {
      const char *since = crm_object_get_text (g_ptr_array_index (rates, i), "since");

      if (since != NULL && g_strcmp0 (since, day) > 0)
        continue;
      if (percent == NULL || g_strcmp0 (since, latest) >= 0)
        {
          latest = since;
          percent = crm_object_get_text (g_ptr_array_index (rates, i), "percent");
        }
    }

  return percent;
}

static gboolean
crm_tax_validate (CrmRecord *self, GError **error)
{
  GPtrArray *rates = crm_object_get_items (CRM_OBJECT (self), "rates");

  if (crm_object_get_text (CRM_OBJECT (self), "name") == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A tax needs a name."));
      return FALSE;
    }
  for (guint i = 0; rates != NULL && i < rates->len; i++)
    {
      const char *percent = crm_object_get_text (g_ptr_array_index (rates, i), "percent");
      gint64      scaled;

      if (percent != NULL && crm_decimal_to_scaled (percent, CRM_SALE_DIGITS, &scaled) && scaled >= 0 && scaled <= 100 * CRM_SALE_UNIT)
        continue;
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A tax is from 0 to 100 %."));
      return FALSE;
    }

  return TRUE;
}

static void
crm_tax_override (CrmRecordClass *klass)
{
  klass->dup_natural_key = crm_record_dup_name_key;
  klass->collect_keys = crm_record_collect_name_key;
  klass->validate = crm_tax_validate;
}
