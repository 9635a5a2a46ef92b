#include "config.h"

#include "crm-distinction.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_distinction_fields[] = {
  CRM_REFERENCE ("one", N_ ("Record"), CRM_FIELD_REQUIRED, NULL),
  CRM_REFERENCE ("other", N_ ("Other record"), CRM_FIELD_REQUIRED, NULL),
};

CRM_DEFINE_RECORD (CrmDistinction, crm_distinction)

static void
crm_distinction_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  gint64 one = crm_object_get_integer (CRM_OBJECT (self), "one");
  gint64 other = crm_object_get_integer (CRM_OBJECT (self), "other");

  g_ptr_array_add (keys, crm_distinction_dup_key (one, other));
}

static gboolean
crm_distinction_validate (CrmRecord *self, GError **error)
{
  gint64 one = crm_object_get_integer (CRM_OBJECT (self), "one");
  gint64 other = crm_object_get_integer (CRM_OBJECT (self), "other");

  if (one != other && one != CRM_UNSET && other != CRM_UNSET)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Two different records are needed to tell them apart."));
  return FALSE;
}

static void
crm_distinction_override (CrmRecordClass *klass)
{
  klass->collect_keys = crm_distinction_collect_keys;
  klass->validate = crm_distinction_validate;
}

/**
 * crm_distinction_new:
 * @one: a record's id
 * @other: another's
 *
 * Returns: (transfer full): a new record that says they are not the same
 */
CrmRecord *
crm_distinction_new (gint64 one, gint64 other)
{
  return g_object_new (CRM_TYPE_DISTINCTION, "one", one, "other", other, NULL);
}

/**
 * crm_distinction_dup_key:
 *
 * Returns: (transfer full): what the distinction of the two is looked up by, in whichever order they are named
 */
char *
crm_distinction_dup_key (gint64 one, gint64 other)
{
  return g_strdup_printf ("distinct:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, MIN (one, other), MAX (one, other));
}
