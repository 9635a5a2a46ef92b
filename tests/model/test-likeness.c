/* Who is alike, and why: each sign, what speaks against it, and the ways one Persian name is written. */

#include "crm-likeness.h"
#include "crm-model.h"

static CrmRecord *
person (const char *given, const char *family)
{
  CrmRecord *record = crm_record_new ("person");

  crm_object_set_text (CRM_OBJECT (record), "given_name", given);
  crm_object_set_text (CRM_OBJECT (record), "family_name", family);

  return record;
}

static CrmRecord *
reached (CrmRecord *record, const char *kind, const char *value)
{
  crm_object_add_item (CRM_OBJECT (record), "contact_points", crm_contact_point_new (kind, NULL, value, "IR"));

  return record;
}

static CrmRecord *
works_at (CrmRecord *record, gint64 company)
{
  crm_object_add_item (CRM_OBJECT (record), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", company, NULL));

  return record;
}

static CrmRecord *
company (const char *name)
{
  CrmRecord *record = crm_record_new ("company");

  crm_object_set_text (CRM_OBJECT (record), "name", name);

  return record;
}

/* Takes the records over; gives the codes of the reasons, the strongest first, and the score. */
static char *
compare (CrmRecord *one, CrmRecord *other, guint *score)
{
  g_autoptr (CrmRecord) a = one;
  g_autoptr (CrmRecord) b = other;
  g_autoptr (CrmLikeness) likeness = crm_likeness_new (a, b);
  g_autoptr (CrmLikeness) back = crm_likeness_new (b, a);
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < likeness->reasons->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", crm_alike_get_code (((CrmLikenessReason *) g_ptr_array_index (likeness->reasons, i))->alike));
  g_assert_cmpuint (likeness->score, ==, back->score);
  *score = likeness->score;

  return g_string_free (codes, FALSE);
}

#define assert_alike(one, other, expected)                   \
  G_STMT_START                                               \
  {                                                          \
    guint            score_;                                 \
    g_autofree char *codes_ = compare (one, other, &score_); \
    g_assert_cmpstr (codes_, ==, expected);                  \
    g_assert_cmpuint (score_, >=, CRM_LIKENESS_LEAST);       \
  }                                                          \
  G_STMT_END

#define assert_unlike(one, other)                     \
  G_STMT_START                                        \
  {                                                   \
    guint score_;                                     \
    g_free (compare (one, other, &score_));           \
    g_assert_cmpuint (score_, <, CRM_LIKENESS_LEAST); \
  }                                                   \
  G_STMT_END

static void
test_contacts (void)
{
  assert_alike (reached (person ("Maryam", "Ahmadi"), "phone", "0912 345 6789"), reached (person ("Maryam", "Ahmadi"), "whatsapp", "+98 912 3456789"), "phone name");
  assert_alike (reached (person ("Maryam", "Ahmadi"), "email", "M@Atlas.example"), reached (person ("M.", "Ahmadi"), "email", "m@atlas.example"), "email");
  assert_alike (reached (person ("Maryam", "Ahmadi"), "phone", "۰۹۱۲۳۴۵۶۷۸۹"), reached (person ("Sara", "Karimi"), "phone", "09123456789"), "phone");
  assert_alike (reached (person ("Ali", "Rezaei"), "phone", "09123456789"), reached (person ("علی", "رضایی"), "phone", "09123456789"), "phone");
  assert_alike (reached (person ("Maryam", "Ahmadi"), "phone", "88776655"), reached (person ("Maryam", "Ahmadi"), "phone", "02188776655"), "name phone-end");
  assert_unlike (reached (person ("Maryam", "Ahmadi"), "phone", "1818"), reached (person ("Sara", "Karimi"), "phone", "1818"));
}

static void
test_names (void)
{
  assert_alike (person ("علی", "رضایی"), person ("علي", "رضايي"), "name");
  assert_alike (person ("علی", "کاظمی"), person ("دكتر علی", "كاظمي"), "name");
  assert_alike (person ("علی‌رضا", "احمدی"), person ("علیرضا", "احمدی"), "name-turned");
  assert_alike (person ("علی رضا", "احمدی"), person ("احمدی", "علیرضا"), "name-turned");
  assert_alike (person ("Mr. John", "O'Brien"), person ("O’Brien", "John"), "name-turned");
  assert_unlike (person ("علی", NULL), person ("علی", NULL));
  assert_unlike (person ("علی", "احمدی"), person ("علی", "محمدی"));
}

static void
test_against (void)
{
  assert_alike (works_at (person ("Ali", "Ahmadi"), 66), works_at (person ("Ali", "Ahmadi"), 66), "name company");
  assert_unlike (works_at (person ("Ali", "Ahmadi"), 66), works_at (person ("Ali", "Ahmadi"), 130));
  assert_unlike (reached (reached (person ("Ali", "Ahmadi"), "phone", "09121111111"), "email", "a@a.example"),
                 reached (reached (person ("Ali", "Ahmadi"), "phone", "09122222222"), "email", "b@b.example"));
  /* Two who share an office are not one. */
  assert_unlike (works_at (person ("Sara", "Karimi"), 66), works_at (person ("Ali", "Ahmadi"), 66));
}

static void
test_countries_and_extensions (void)
{
  assert_unlike (reached (person ("Ali", "Ahmadi"), "phone", "+98 912 345 6789"), reached (person ("Jane", "Smith"), "phone", "+44 912 345 6789"));
  assert_unlike (reached (person ("Ali", "Ahmadi"), "phone", "021 8877 6655 داخلی 12"), reached (person ("Sara", "Karimi"), "phone", "021 8877 6655 ext 15"));
}

static void
test_companies (void)
{
  assert_alike (company ("شرکت پارس (سهامی خاص)"), company ("پارس"), "name");
  assert_alike (company ("Atlas Fabrics Ltd"), company ("Fabrics Atlas"), "name-turned");
  assert_alike (reached (company ("Atlas"), "web", "https://www.atlas.example/"), reached (company ("Atlas Fabrics"), "web", "atlas.example"), "web");
  assert_unlike (company ("پارس الکتریک"), company ("پارس خودرو"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/likeness/contacts", test_contacts);
  g_test_add_func ("/likeness/names", test_names);
  g_test_add_func ("/likeness/against", test_against);
  g_test_add_func ("/likeness/countries-and-extensions", test_countries_and_extensions);
  g_test_add_func ("/likeness/companies", test_companies);

  return g_test_run ();
}
