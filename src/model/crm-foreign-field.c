#include "config.h"

#include "crm-foreign-field.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_foreign_field_fields[] = {
  CRM_TEXT ("source", N_ ("From"), CRM_FIELD_REQUIRED), /* "vcard", "csv" */
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_LONG_TEXT ("value", N_ ("Value"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmForeignField, crm_foreign_field)

/* A card's own UID is what it is known again by. */
static char *
crm_foreign_field_dup_key (CrmItem *item)
{
  CrmObject  *self = CRM_OBJECT (item);
  const char *name = crm_object_get_text (self, "name");
  const char *value = crm_object_get_text (self, "value");

  if (g_strcmp0 (name, "UID") != 0 || value == NULL)
    return NULL;

  return g_strconcat ("uid:", value, NULL);
}

static void
crm_foreign_field_override (CrmItemClass *klass)
{
  klass->dup_key = crm_foreign_field_dup_key;
}
