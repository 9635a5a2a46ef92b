#include "config.h"

#include "crm-person.h"

#include "crm-address.h"
#include "crm-affiliation.h"
#include "crm-business-role.h"
#include "crm-consent.h"
#include "crm-contact-point.h"
#include "crm-custom-value.h"
#include "crm-error.h"
#include "crm-foreign-field.h"
#include "crm-important-date.h"
#include "crm-lifecycle.h"
#include "crm-preference.h"
#include "crm-relation.h"
#include "crm-tagging.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_person_fields[] = {
  CRM_TEXT ("given_name", N_ ("First name"), CRM_FIELD_SEARCHED),
  CRM_TEXT ("family_name", N_ ("Last name"), CRM_FIELD_SEARCHED),
  CRM_TEXT ("additional_name", N_ ("Middle name"), CRM_FIELD_SEARCHED | CRM_FIELD_MORE),
  CRM_TEXT ("name_prefix", N_ ("Title"), CRM_FIELD_MORE),
  CRM_TEXT ("name_suffix", N_ ("Suffix"), CRM_FIELD_MORE),
  CRM_TEXT ("nickname", N_ ("Nickname"), CRM_FIELD_SEARCHED | CRM_FIELD_MORE),
  CRM_TEXT ("display_name", N_ ("Shown as"), CRM_FIELD_SEARCHED | CRM_FIELD_MORE),
  CRM_ITEMS ("contact_points", N_ ("Phone, e-mail and web"), CRM_FIELD_NONE, crm_contact_point_get_type),
  CRM_ITEMS ("affiliations", N_ ("Companies"), CRM_FIELD_NONE, crm_affiliation_get_type),
  CRM_ITEMS ("addresses", N_ ("Addresses"), CRM_FIELD_NONE, crm_address_get_type),
  CRM_ITEMS ("dates", N_ ("Dates"), CRM_FIELD_NONE, crm_important_date_get_type),
  CRM_ITEMS ("relations", N_ ("Relations"), CRM_FIELD_NONE, crm_relation_get_type),
  CRM_ITEMS ("tags", N_ ("Tags"), CRM_FIELD_NONE, crm_tagging_get_type),
  CRM_CHOICE ("lifecycle", N_ ("Life cycle"), CRM_FIELD_NONE, crm_lifecycle_choices),
  CRM_BOOLEAN ("lifecycle_kept", N_ ("Stays there, whatever the rules say"), CRM_FIELD_MORE),
  CRM_ITEMS ("lifecycle_history", N_ ("Life-cycle history"), CRM_FIELD_NONE, crm_lifecycle_step_get_type),
  CRM_ITEMS ("roles", N_ ("Is to us"), CRM_FIELD_NONE, crm_business_role_get_type),
  CRM_ITEMS ("preferences", N_ ("Preferences and needs"), CRM_FIELD_NONE, crm_preference_get_type),
  CRM_ITEMS ("consents", N_ ("What they allow"), CRM_FIELD_NONE, crm_consent_get_type),
  CRM_CHOICE ("preferred_channel", N_ ("Best reached by"), CRM_FIELD_NONE, crm_reach_channels),
  CRM_TEXT ("preferred_time", N_ ("Best time"), CRM_FIELD_NONE),
  CRM_TEXT ("source", N_ ("Source"), CRM_FIELD_NONE),
  CRM_TEXT ("source_detail", N_ ("Source detail"), CRM_FIELD_NONE),
  CRM_TEXT ("source_keyword", N_ ("Keyword or page"), CRM_FIELD_NONE),
  CRM_REFERENCE ("referred_by", N_ ("Referred by"), CRM_FIELD_NONE, "person"),
  CRM_REFERENCE ("owner", N_ ("Owner"), CRM_FIELD_UNLINKED, "user"),
  CRM_REFERENCE ("price_list", N_ ("Price list"), CRM_FIELD_NONE, "price_list"),
  CRM_TEXT ("national_id", N_ ("National ID"), CRM_FIELD_SEARCHED | CRM_FIELD_PRIVATE),
  CRM_TEXT ("campaign", N_ ("Campaign"), CRM_FIELD_NONE),
  CRM_LONG_TEXT ("about", N_ ("About"), CRM_FIELD_SEARCHED),
  CRM_FILE ("photo", N_ ("Photo"), CRM_FIELD_HIDDEN),
  CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),
  CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type),
  CRM_REFERENCE ("merged_into", N_ ("Merged into"), CRM_FIELD_HIDDEN | CRM_FIELD_DERIVED | CRM_FIELD_UNLINKED, "person"), /* of a deleted one: who has all it had */
};

CRM_DEFINE_RECORD (CrmPerson, crm_person)

static char *
dup_first_contact (CrmObject *self)
{
  GPtrArray *points = crm_object_get_items (self, "contact_points");

  return points != NULL && points->len > 0 ? crm_object_dup_title (g_ptr_array_index (points, 0)) : g_strdup ("");
}

static char *
crm_person_dup_title (CrmObject *self)
{
  const char *shown = crm_object_get_text (self, "display_name");
  const char *given = crm_object_get_text (self, "given_name");
  const char *family = crm_object_get_text (self, "family_name");

  if (shown != NULL)
    return g_strdup (shown);
  if (given != NULL && family != NULL)
    return g_strconcat (given, " ", family, NULL);
  if (given != NULL || family != NULL)
    return g_strdup (given != NULL ? given : family);
  if (crm_object_get_text (self, "nickname") != NULL)
    return g_strdup (crm_object_get_text (self, "nickname"));

  return dup_first_contact (self);
}

/* Whom to congratulate is found by the day, in any year. */
static void
collect_days (CrmObject *self, GPtrArray *keys)
{
  GPtrArray *dates = crm_object_get_items (self, "dates");

  for (guint i = 0; dates != NULL && i < dates->len; i++)
    {
      gint64 month = crm_object_get_integer (g_ptr_array_index (dates, i), "month");
      gint64 day = crm_object_get_integer (g_ptr_array_index (dates, i), "day");

      if (month > 0 && month <= 12 && day > 0 && day <= 31)
        g_ptr_array_add (keys, crm_important_date_dup_key ((int) month, (int) day));
    }
}

static void
crm_person_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (self));
  g_autofree char *folded = crm_text_fold (title);

  CRM_RECORD_CLASS (crm_person_parent_class)->collect_keys (self, keys);
  if (*folded != '\0')
    g_ptr_array_add (keys, g_strconcat ("name:", folded, NULL));
  collect_days (CRM_OBJECT (self), keys);
}

static gboolean
crm_person_before_save (CrmRecord *self, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  crm_lifecycle_note (self, before, context);

  return TRUE;
}

static gboolean
is_related_to_self (CrmRecord *self)
{
  GPtrArray *relations = crm_object_get_items (CRM_OBJECT (self), "relations");

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      if (crm_record_get_id (self) != 0 && crm_object_get_integer (g_ptr_array_index (relations, i), "person") == crm_record_get_id (self))
        return TRUE;
    }

  return FALSE;
}

/* What is done with somebody is done with the company they work for now. */
static void
crm_person_collect_parents (CrmRecord *self, GArray *ids)
{
  GPtrArray *affiliations = crm_object_get_items (CRM_OBJECT (self), "affiliations");

  for (guint i = 0; affiliations != NULL && i < affiliations->len; i++)
    {
      CrmObject *affiliation = g_ptr_array_index (affiliations, i);
      gint64     company = crm_object_get_integer (affiliation, "company");

      if (company != CRM_UNSET && crm_object_get_text (affiliation, "until") == NULL)
        g_array_append_val (ids, company);
    }
}

static gboolean
crm_person_validate (CrmRecord *self, GError **error)
{
  g_autofree char *title = crm_object_dup_title (CRM_OBJECT (self));

  if (is_related_to_self (self))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Nobody is related to themselves. Choose another person."));
      return FALSE;
    }
  if (*title != '\0')
    return TRUE;

  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A person needs a name, a phone number or an e-mail address."));
  return FALSE;
}

static void
crm_person_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_person_dup_title;
  CRM_OBJECT_CLASS (klass)->more_label = N_ ("More names");
  klass->collect_keys = crm_person_collect_keys;
  klass->collect_parents = crm_person_collect_parents;
  klass->before_save = crm_person_before_save;
  klass->validate = crm_person_validate;
}
