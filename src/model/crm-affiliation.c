#include "config.h"

#include "crm-affiliation.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_affiliation_fields[] = {
  CRM_REFERENCE ("company", N_ ("Company"), CRM_FIELD_REQUIRED | CRM_FIELD_SEARCHED, "company"),
  CRM_TEXT ("role", N_ ("Role"), CRM_FIELD_NONE),
  CRM_TEXT ("department", N_ ("Department"), CRM_FIELD_NONE),
  CRM_DATE ("since", N_ ("Since"), CRM_FIELD_NONE),
  CRM_DATE ("until", N_ ("Until"), CRM_FIELD_NONE),
  CRM_BOOLEAN ("preferred", N_ ("Main company"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmAffiliation, crm_affiliation)

static char *
crm_affiliation_dup_title (CrmObject *self)
{
  return g_strdup (crm_object_get_text (self, "role"));
}

static void
crm_affiliation_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_affiliation_dup_title;
}
