#include "config.h"

#include "crm-user.h"

#include "crm-error.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_user_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_TEXT ("email", N_ ("E-mail"), CRM_FIELD_NONE),
};

CRM_DEFINE_RECORD (CrmUser, crm_user)

/**
 * crm_user_dup_key:
 *
 * Returns: (transfer full): what a user of that name is looked up by
 */
char *
crm_user_dup_key (const char *name)
{
  g_autofree char *folded = crm_text_fold (name);

  return g_strconcat ("user:", folded, NULL);
}

static gboolean
crm_user_validate (CrmRecord *self, GError **error)
{
  if (crm_object_get_text (CRM_OBJECT (self), "name") != NULL)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A user needs a name."));
  return FALSE;
}

static void
crm_user_override (CrmRecordClass *klass)
{
  klass->dup_natural_key = crm_record_dup_name_key;
  klass->collect_keys = crm_record_collect_name_key;
  klass->validate = crm_user_validate;
}
