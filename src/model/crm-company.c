#include "config.h"

#include "crm-company.h"

#include "crm-address.h"
#include "crm-business-role.h"
#include "crm-consent.h"
#include "crm-contact-point.h"
#include "crm-custom-value.h"
#include "crm-error.h"
#include "crm-foreign-field.h"
#include "crm-lifecycle.h"
#include "crm-preference.h"
#include "crm-tagging.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_company_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_SEARCHED | CRM_FIELD_REQUIRED),
  CRM_TEXT ("legal_name", N_ ("Legal name"), CRM_FIELD_SEARCHED),
  CRM_ITEMS ("contact_points", N_ ("Phone, e-mail and web"), CRM_FIELD_NONE, crm_contact_point_get_type),
  CRM_ITEMS ("addresses", N_ ("Addresses"), CRM_FIELD_NONE, crm_address_get_type),
  CRM_ITEMS ("tags", N_ ("Tags"), CRM_FIELD_NONE, crm_tagging_get_type),
  CRM_CHOICE ("lifecycle", N_ ("Life cycle"), CRM_FIELD_NONE, crm_lifecycle_choices),
  CRM_BOOLEAN ("lifecycle_kept", N_ ("Stays there, whatever the rules say"), CRM_FIELD_MORE),
  CRM_ITEMS ("lifecycle_history", N_ ("Life-cycle history"), CRM_FIELD_NONE, crm_lifecycle_step_get_type),
  CRM_ITEMS ("roles", N_ ("Is to us"), CRM_FIELD_NONE, crm_business_role_get_type),
  CRM_ITEMS ("preferences", N_ ("Preferences and needs"), CRM_FIELD_NONE, crm_preference_get_type),
  CRM_ITEMS ("consents", N_ ("What they allow"), CRM_FIELD_NONE, crm_consent_get_type),
  CRM_CHOICE ("preferred_channel", N_ ("Best reached by"), CRM_FIELD_NONE, crm_reach_channels),
  CRM_TEXT ("preferred_time", N_ ("Best time"), CRM_FIELD_NONE),
  CRM_TEXT ("national_id", N_ ("National ID"), CRM_FIELD_SEARCHED),
  CRM_TEXT ("economic_code", N_ ("Economic code"), CRM_FIELD_SEARCHED),
  CRM_TEXT ("industry", N_ ("Industry"), CRM_FIELD_NONE),
  CRM_INTEGER ("employees", N_ ("Employees"), CRM_FIELD_NONE),
  CRM_REFERENCE ("parent", N_ ("Part of"), CRM_FIELD_NONE, "company"),
  CRM_REFERENCE ("owner", N_ ("Owner"), CRM_FIELD_UNLINKED, "user"),
  CRM_REFERENCE ("price_list", N_ ("Price list"), CRM_FIELD_NONE, "price_list"),
  CRM_TEXT ("source", N_ ("Source"), CRM_FIELD_NONE),
  CRM_TEXT ("source_detail", N_ ("Source detail"), CRM_FIELD_NONE),
  CRM_LONG_TEXT ("about", N_ ("About"), CRM_FIELD_SEARCHED),
  CRM_FILE ("photo", N_ ("Logo"), CRM_FIELD_HIDDEN),
  CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),
  CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type),
  CRM_REFERENCE ("merged_into", N_ ("Merged into"), CRM_FIELD_HIDDEN | CRM_FIELD_DERIVED | CRM_FIELD_UNLINKED, "company"), /* of a deleted one: which has all it had */
};

/* Deeper than any group of companies; a file that was tampered with may still have a circle. */
#define PARENTS_MAX 100

CRM_DEFINE_RECORD (CrmCompany, crm_company)

static void
crm_company_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  const char      *name = crm_object_get_text (CRM_OBJECT (self), "name");
  g_autofree char *folded = name != NULL ? crm_text_fold (name) : NULL;

  CRM_RECORD_CLASS (crm_company_parent_class)->collect_keys (self, keys);
  if (folded != NULL && *folded != '\0')
    g_ptr_array_add (keys, g_strconcat ("company:", folded, NULL));
}

static gboolean
crm_company_validate (CrmRecord *self, GError **error)
{
  if (crm_object_get_text (CRM_OBJECT (self), "name") != NULL)
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A company needs a name."));
  return FALSE;
}

static gboolean
refuse_circle (CrmObject *self, CrmObject *parent, GError **error)
{
  g_autofree char *name = crm_object_dup_title (self);
  g_autofree char *above = crm_object_dup_title (parent);
  g_autofree char *own = crm_text_isolate (name);
  g_autofree char *other = crm_text_isolate (above);

  if (self == parent)
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” cannot be part of itself."), own);
  else
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%1$s” cannot be part of “%2$s”, which is part of it already."), own, other);
  return FALSE;
}

/* A company is never above itself, however many others stand between. */
static gboolean
crm_company_before_save (CrmRecord *self, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  gint64 above = crm_object_get_integer (CRM_OBJECT (self), "parent");
  g_autoptr (CrmRecord) parent = NULL;

  crm_lifecycle_note (self, before, context);
  if (before != NULL && above == crm_object_get_integer (CRM_OBJECT (before), "parent"))
    return TRUE;
  if (above == crm_record_get_id (self))
    return refuse_circle (CRM_OBJECT (self), CRM_OBJECT (self), error);

  for (guint i = 0; above != CRM_UNSET && i < PARENTS_MAX; i++)
    {
      g_autoptr (CrmRecord) next = context->load (context, above);

      if (next == NULL)
        break;
      above = crm_object_get_integer (CRM_OBJECT (next), "parent");
      if (parent == NULL)
        parent = g_steal_pointer (&next);
      if (above == crm_record_get_id (self))
        return refuse_circle (CRM_OBJECT (self), CRM_OBJECT (parent), error);
    }

  return TRUE;
}

static void
crm_company_override (CrmRecordClass *klass)
{
  klass->collect_keys = crm_company_collect_keys;
  klass->validate = crm_company_validate;
  klass->before_save = crm_company_before_save;
}
