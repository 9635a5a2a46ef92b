#include "config.h"

#include "crm-setting.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_setting_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_LONG_TEXT ("value", N_ ("Value"), CRM_FIELD_NONE),
  CRM_FILE ("file", N_ ("File"), CRM_FIELD_HIDDEN), /* of a setting that is a picture: the logo */
};

CRM_DEFINE_RECORD (CrmSetting, crm_setting)

static char *
crm_setting_dup_natural_key (CrmRecord *self)
{
  const char *name = crm_object_get_text (CRM_OBJECT (self), "name");

  return name != NULL ? g_strconcat ("setting:", name, NULL) : NULL;
}

static void
crm_setting_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  char *key = crm_setting_dup_natural_key (self);

  if (key != NULL)
    g_ptr_array_add (keys, key);
}

static void
crm_setting_override (CrmRecordClass *klass)
{
  klass->dup_natural_key = crm_setting_dup_natural_key;
  klass->collect_keys = crm_setting_collect_keys;
}
