/* What somebody allows: the last word counts, of two on one day the one that forbids. */

#include "crm-model.h"

typedef struct
{
  const char *channel;
  const char *purpose;
  const char *given;
  const char *withdrawn;
} Said;

static CrmConsentState
find (const Said *said, guint n_said, const char *channel, const char *purpose)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");

  for (guint i = 0; i < n_said; i++)
    crm_object_add_item (CRM_OBJECT (person), "consents", g_object_new (CRM_TYPE_CONSENT, "channel", said[i].channel, "purpose", said[i].purpose, "given", said[i].given, "withdrawn", said[i].withdrawn, NULL));

  return crm_consent_find (CRM_OBJECT (person), channel, purpose);
}

static void
test_unknown (void)
{
  static const Said other[] = { { "email", "surveys", "2026-01-01", NULL } };

  g_assert_cmpint (find (NULL, 0, "email", "offers"), ==, CRM_CONSENT_UNKNOWN);
  g_assert_cmpint (find (other, 1, "email", "offers"), ==, CRM_CONSENT_UNKNOWN);
  g_assert_cmpint (find (other, 1, "call", "surveys"), ==, CRM_CONSENT_UNKNOWN);
  g_assert_cmpint (find (other, 1, "email", "surveys"), ==, CRM_CONSENT_GIVEN);
}

static void
test_last_word (void)
{
  static const Said withdrawn[] = { { "email", "offers", "2026-01-01", "2026-05-03" } };
  static const Said again[] = { { "email", "offers", "2026-01-01", "2026-05-03" }, { "email", "offers", "2026-06-01", NULL } };
  static const Said same_day[] = { { NULL, NULL, NULL, "2026-05-03" }, { "email", "offers", "2026-05-03", NULL } };

  g_assert_cmpint (find (withdrawn, 1, "email", "offers"), ==, CRM_CONSENT_REFUSED);
  g_assert_cmpint (find (again, 2, "email", "offers"), ==, CRM_CONSENT_GIVEN);
  g_assert_cmpint (find (same_day, 2, "email", "offers"), ==, CRM_CONSENT_REFUSED);
}

/* What holds for all ways and anything holds for each, until something else is said of it. */
static void
test_any (void)
{
  static const Said never[] = { { "any", "any", NULL, "2026-05-03" } };
  static const Said but_email[] = { { NULL, NULL, NULL, "2026-05-03" }, { "email", "offers", "2026-07-01", NULL } };

  g_assert_cmpint (find (never, 1, "post", "offers"), ==, CRM_CONSENT_REFUSED);
  g_assert_cmpint (find (but_email, 2, "post", "offers"), ==, CRM_CONSENT_REFUSED);
  g_assert_cmpint (find (but_email, 2, "email", "offers"), ==, CRM_CONSENT_GIVEN);
  g_assert_cmpint (find (but_email, 2, "email", "service"), ==, CRM_CONSENT_REFUSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/consent/unknown", test_unknown);
  g_test_add_func ("/consent/last-word", test_last_word);
  g_test_add_func ("/consent/any", test_any);

  return g_test_run ();
}
