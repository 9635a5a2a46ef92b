#include "config.h"

#include "crm-deal-person.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_deal_person_fields[] = {
  CRM_REFERENCE ("person", N_ ("Person"), CRM_FIELD_REQUIRED, "person"),
  CRM_TEXT ("role", N_ ("Role"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmDealPerson, crm_deal_person)

static void
crm_deal_person_override (CrmItemClass *klass)
{
}
