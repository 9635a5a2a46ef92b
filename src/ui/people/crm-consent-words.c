#include "config.h"

#include "crm-consent-words.h"

#include "crm-consent.h"

#include <glib/gi18n-lib.h>

/* The ways about which that was said last; @all tells whether these are all there are. */
static char *
dup_channels (CrmObject *contact, CrmConsentState state, gboolean *all)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_ways = 0;
  guint n_found = 0;

  for (const CrmChoice *choice = crm_consent_channels + 1; choice->value != NULL; choice++, n_ways++)
    {
      if (crm_consent_find (contact, choice->value, "offers") != state)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", crm_choice_get_label (choice));
      n_found++;
    }

  *all = n_found == n_ways;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
crm_consent_words_dup_refused (CrmObject *contact)
{
  gboolean         all;
  g_autofree char *channels = dup_channels (contact, CRM_CONSENT_REFUSED, &all);

  if (all)
    return g_strdup (_ ("Wants no offers"));

  /* Translators: %s are ways, such as "By phone, By e-mail" */
  return *channels != '\0' ? g_strdup_printf (_ ("Wants no offers: %s"), channels) : g_strdup ("");
}

char *
crm_consent_words_dup_given (CrmObject *contact)
{
  gboolean         all;
  g_autofree char *channels = dup_channels (contact, CRM_CONSENT_GIVEN, &all);

  if (all)
    return g_strdup (_ ("Allows offers in any way"));

  /* Translators: %s are ways, such as "By phone, By e-mail" */
  return *channels != '\0' ? g_strdup_printf (_ ("Allows offers: %s"), channels) : g_strdup ("");
}
