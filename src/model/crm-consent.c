#include "config.h"

#include "crm-consent.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ANY "any"

const CrmChoice crm_consent_channels[] = {
  { "any", NC_ ("channel", "In any way"), "channel" },
  { "call", NC_ ("channel", "By phone"), "channel" },
  { "message", NC_ ("channel", "By message"), "channel" },
  { "email", NC_ ("channel", "By e-mail"), "channel" },
  { "post", NC_ ("channel", "By post"), "channel" },
  { NULL, NULL },
};

static const CrmChoice consent_purposes[] = {
  { "any", NC_ ("purpose", "For anything"), "purpose" },
  { "offers", NC_ ("purpose", "Offers and news"), "purpose" },
  { "surveys", NC_ ("purpose", "Questions about us"), "purpose" },
  { "service", NC_ ("purpose", "What they ordered or asked"), "purpose" },
  { NULL, NULL },
};

static const CrmChoice consent_bases[] = {
  { "consent", NC_ ("basis", "They agreed"), "basis" },
  { "contract", NC_ ("basis", "A contract needs it"), "basis" },
  { "duty", NC_ ("basis", "The law demands it"), "basis" },
  { "interest", NC_ ("basis", "A fair interest of ours"), "basis" },
  { NULL, NULL },
};

static const CrmField crm_consent_fields[] = {
  CRM_CHOICE ("channel", N_ ("How"), CRM_FIELD_NONE, crm_consent_channels),  /* unset: in any way */
  CRM_CHOICE ("purpose", N_ ("What for"), CRM_FIELD_NONE, consent_purposes), /* unset: for anything */
  CRM_CHOICE ("basis", N_ ("Why we may"), CRM_FIELD_NONE, consent_bases),
  CRM_DATE ("given", N_ ("Given on"), CRM_FIELD_NONE),
  CRM_DATE ("withdrawn", N_ ("Withdrawn on"), CRM_FIELD_NONE),
  CRM_TEXT ("proof", N_ ("How we know"), CRM_FIELD_NONE),
  CRM_REFERENCE ("learned_from", N_ ("Learned from"), CRM_FIELD_UNLINKED, "activity"),
};

/* By one way or another: “in any way” is none of them. */
static const CrmField offers_field = CRM_CHOICE ("offers", N_ ("Allows offers"), CRM_FIELD_NONE, crm_consent_channels + 1);

CRM_DEFINE_ITEM (CrmConsent, crm_consent)

static const char *
get_label (CrmObject *self, guint number)
{
  const char      *value = crm_object_get_text (self, crm_consent_fields[number].name);
  const CrmChoice *choice = crm_field_find_choice (&crm_consent_fields[number], value != NULL ? value : ANY);

  return choice != NULL ? crm_choice_get_label (choice) : value;
}

/* “Offers and news · By e-mail”, and that it goes no more. */
static char *
crm_consent_dup_title (CrmObject *self)
{
  const char *channel = get_label (self, 0);
  const char *purpose = get_label (self, 1);

  if (crm_object_get_text (self, "withdrawn") != NULL)
    /* Translators: what somebody does not allow; 1: for what, such as "Offers and news", 2: how, such as "By e-mail" */
    return g_strdup_printf (_ ("Not allowed: %1$s · %2$s"), purpose, channel);

  /* Translators: what somebody allows; 1: for what, such as "Offers and news", 2: how, such as "By e-mail" */
  return g_strdup_printf (_ ("%1$s · %2$s"), purpose, channel);
}

static void
crm_consent_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_consent_dup_title;
}

/**
 * crm_consent_get_offers_field:
 *
 * Returns: (transfer none): the ways by which offers go, as a field
 */
const CrmField *
crm_consent_get_offers_field (void)
{
  return &offers_field;
}

static gboolean
covers (CrmObject *consent, const char *field, const char *wanted)
{
  const char *value = crm_object_get_text (consent, field);

  return value == NULL || strcmp (value, ANY) == 0 || strcmp (value, wanted) == 0;
}

/* The day of the last thing that was said about it; what has none was said before all days. */
static const char *
get_day (CrmObject *consent)
{
  const char *withdrawn = crm_object_get_text (consent, "withdrawn");
  const char *given = crm_object_get_text (consent, "given");

  if (withdrawn != NULL)
    return withdrawn;

  return given != NULL ? given : "";
}

/**
 * crm_consent_find:
 * @contact: a person or a company
 * @channel: "call", "message", "email" or "post"
 * @purpose: "offers", "surveys" or "service"
 *
 * Returns: what was said last about being written to or called so, for that; of two on one day what forbids
 */
CrmConsentState
crm_consent_find (CrmObject *contact, const char *channel, const char *purpose)
{
  GPtrArray      *consents = crm_object_get_items (contact, "consents");
  const char     *latest = NULL;
  CrmConsentState state = CRM_CONSENT_UNKNOWN;

  for (guint i = 0; consents != NULL && i < consents->len; i++)
    {
      CrmObject *consent = consents->pdata[i];
      gboolean   refused = crm_object_get_text (consent, "withdrawn") != NULL;
      int        order = latest != NULL ? strcmp (get_day (consent), latest) : 1;

      if (!covers (consent, "channel", channel) || !covers (consent, "purpose", purpose) || order < 0 || (order == 0 && !refused))
        continue;
      latest = get_day (consent);
      state = refused ? CRM_CONSENT_REFUSED : CRM_CONSENT_GIVEN;
    }

  return state;
}
