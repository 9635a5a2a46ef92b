#include "config.h"

#include "crm-business-role.h"

#include <glib/gi18n-lib.h>

static const CrmChoice business_roles[] = {
  { "customer", N_ ("Customer") },
  { "partner", N_ ("Partner") },
  { "supplier", N_ ("Supplier") },
  { "colleague", N_ ("Colleague") },
  { NULL, NULL },
};

static const CrmField crm_business_role_fields[] = {
  CRM_CHOICE ("role", N_ ("Is to us"), CRM_FIELD_REQUIRED, business_roles),
  CRM_NUMBER ("commission", N_ ("Commission (%)"), CRM_FIELD_NONE), /* of what the customers bring that a partner refers */
  CRM_DATE ("since", N_ ("Since"), CRM_FIELD_NONE),
  CRM_DATE ("until", N_ ("Until"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmBusinessRole, crm_business_role)

static char *
crm_business_role_dup_title (CrmObject *self)
{
  const char      *role = crm_object_get_text (self, "role");
  const CrmChoice *choice = crm_field_find_choice (&crm_business_role_fields[0], role);

  return g_strdup (choice != NULL ? crm_choice_get_label (choice) : role != NULL ? role
                                                                                 : "");
}

static void
crm_business_role_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_business_role_dup_title;
}
