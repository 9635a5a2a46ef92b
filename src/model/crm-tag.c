#include "config.h"

#include "crm-tag.h"

#include "crm-error.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_tag_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_TEXT ("colour", N_ ("Colour"), CRM_FIELD_NONE), /* a name of the palette, for the eye only */
};

CRM_DEFINE_RECORD (CrmTag, crm_tag)

static void
crm_tag_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  const char      *name = crm_object_get_text (CRM_OBJECT (self), "name");
  g_autofree char *folded = name != NULL ? crm_text_fold (name) : NULL;

  if (folded != NULL && *folded != '\0')
    g_ptr_array_add (keys, g_strconcat ("tag:", folded, NULL));
}

static char *
crm_tag_dup_natural_key (CrmRecord *self)
{
  g_autofree char *key = crm_text_dup_name_key (crm_object_get_text (CRM_OBJECT (self), "name"));

  return key != NULL ? g_strconcat ("tag:", key, NULL) : NULL;
}

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
  klass->dup_natural_key = crm_tag_dup_natural_key;
  klass->collect_keys = crm_tag_collect_keys;
  klass->validate = crm_tag_validate;
}
