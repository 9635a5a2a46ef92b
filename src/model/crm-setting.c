#include "config.h"

#include "crm-setting.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_setting_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_LONG_TEXT ("value", N_ ("Value"), CRM_FIELD_NONE),
};

CRM_DEFINE_RECORD (CrmSetting, crm_setting)

static void
crm_setting_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  const char *name = crm_object_get_text (CRM_OBJECT (self), "name");

  if (name != NULL)
    g_ptr_array_add (keys, g_strconcat ("setting:", name, NULL));
}

static void
crm_setting_override (CrmRecordClass *klass)
{
  klass->collect_keys = crm_setting_collect_keys;
}
