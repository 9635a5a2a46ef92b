#include "config.h"

#include "crm-setting.h"

#include "crm-decimal.h"

#include <glib/gi18n-lib.h>

/* As many days as nobody waits: a hundred years. */
#define COUNT_MOST 36500

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

/**
 * crm_setting_read_count:
 * @text: (nullable): a whole number above zero, with digits of any script
 * @count: (out)
 */
gboolean
crm_setting_read_count (const char *text, int *count)
{
  g_autofree char *decimal = text != NULL ? crm_decimal_parse (text, NULL) : NULL;
  gint64           value;

  if (decimal == NULL || !crm_decimal_to_scaled (decimal, 0, &value) || value < 1 || value > COUNT_MOST)
    return FALSE;

  *count = (int) value;
  return TRUE;
}
