#include "config.h"

#include "crm-tag.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_tag_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_TEXT ("colour", N_ ("Colour"), CRM_FIELD_NONE), /* a name of the palette, for the eye only */
};

CRM_DEFINE_RECORD (CrmTag, crm_tag)

static gboolean
crm_tag_validate (CrmRecord *self, GError **error)
{
  if (crm_object_get_text (CRM_OBJECT (self), "name") != NULL)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A tag needs a name."));
  return FALSE;
}

static void
crm_tag_override (CrmRecordClass *klass)
{
  klass->dup_natural_key = crm_record_dup_name_key;
  klass->collect_keys = crm_record_collect_name_key;
  klass->validate = crm_tag_validate;
}
