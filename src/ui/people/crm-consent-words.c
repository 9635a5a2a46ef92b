#include "config.h"

#include "crm-consent-words.h"

#include "crm-clock.h"
#include "crm-consent.h"
#include "crm-format.h"
#include "crm-rhythm.h"
#include "crm-setting.h"

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

char *
crm_consent_words_dup_enough (CrmContext *context, CrmRecord *contact)
{
  CrmStore        *store = crm_context_get_store (context);
  g_autofree char *most_text = store != NULL ? crm_store_get_setting (store, CRM_CONSENT_MOST) : NULL;
  int              most = 0;
  guint            n = crm_setting_read_count (most_text, &most) ? crm_rhythm_count_addressed (store, crm_record_get_id (contact), crm_clock_now () - 7 * G_TIME_SPAN_DAY) : 0;
  g_autofree char *times = crm_format_count (context, n);
  g_autofree char *limit = crm_format_count (context, most);

  if (most == 0 || n < (guint) most)
    return g_strdup ("");

  /* Translators: numbers; 2: as many as the business wants at most in a week */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Called or written to %1$s time in the last 7 days, of at most %2$s", "Called or written to %1$s times in the last 7 days, of at most %2$s", n), times, limit);
}
