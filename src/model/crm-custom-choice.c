/* One of the answers of a custom field of choices. */

#include "config.h"

#include "crm-custom-choice.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_custom_choice_fields[] = {
  CRM_TEXT ("label", N_ ("Choice"), CRM_FIELD_REQUIRED),
  CRM_TEXT ("value", N_ ("Value"), CRM_FIELD_DERIVED), /* what records hold: its first label, so that it may be called otherwise later */
};

CRM_DEFINE_ITEM (CrmCustomChoice, crm_custom_choice)

static void
crm_custom_choice_override (CrmItemClass *klass)
{
}
