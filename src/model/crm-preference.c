#include "config.h"

#include "crm-preference.h"

#include <glib/gi18n-lib.h>

static const CrmChoice preference_kinds[] = {
  { "likes", N_ ("Likes") },
  { "dislikes", N_ ("Dislikes") },
  { "needs", N_ ("Needs") },
  { NULL, NULL },
};

static const CrmField crm_preference_fields[] = {
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_REQUIRED, preference_kinds),
  CRM_TEXT ("text", N_ ("What"), CRM_FIELD_REQUIRED | CRM_FIELD_SEARCHED),
  CRM_REFERENCE ("learned_from", N_ ("Learned from"), CRM_FIELD_UNLINKED, "activity"),
  CRM_DATE ("learned_on", N_ ("Learned on"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmPreference, crm_preference)

static char *
crm_preference_dup_title (CrmObject *self)
{
  return g_strdup (crm_object_get_text (self, "text"));
}

static void
crm_preference_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_preference_dup_title;
}
