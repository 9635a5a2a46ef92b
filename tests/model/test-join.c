/* Two records that are one: what a field can hold once is for a person to choose, and of everything else nothing is lost and nothing is
 * there twice. */

#include "crm-join.h"
#include "crm-model.h"

static CrmRecord *
person (gint64 sequence, const char *name)
{
  CrmRecord *record = crm_record_new ("person");

  crm_record_set_id (record, crm_id_make (sequence, 1));
  crm_object_set_text (CRM_OBJECT (record), "given_name", name);

  return record;
}

static CrmObject *
add_point (CrmRecord *record, const char *kind, const char *label, const char *value)
{
  CrmItem *point = crm_contact_point_new (kind, label, value, "IR");

  crm_object_add_item (CRM_OBJECT (record), "contact_points", point);

  return CRM_OBJECT (point);
}

static GPtrArray *
get_items (CrmRecord *record, const char *field)
{
  return crm_object_get_items (CRM_OBJECT (record), field);
}

static CrmObject *
get_item (CrmRecord *record, const char *field, guint position)
{
  g_assert_cmpuint (get_items (record, field)->len, >, position);

  return g_ptr_array_index (get_items (record, field), position);
}

static void
test_contacts (void)
{
  g_autoptr (CrmRecord) kept = person (1, "Maryam");
  g_autoptr (CrmRecord) other = person (2, "Maryam");
  g_autoptr (CrmRecord) joined = NULL;

  add_point (kept, "phone", NULL, "0912 345 6789");
  add_point (kept, "phone", NULL, "021 8877 6655 ext 12");
  crm_object_set_integer (add_point (other, "phone", "mobile", "+98 912 345 6789"), "opt_out", 1);
  add_point (other, "phone", NULL, "021 8877 6655 ext 15");
  add_point (other, "phone", NULL, "+44 912 345 6789");
  joined = crm_join_merge (kept, other, 0);

  /* The number stays as we have it, what the other says about it is taken along; another extension and another country are others. */
  g_assert_cmpuint (get_items (joined, "contact_points")->len, ==, 4);
  g_assert_cmpstr (crm_object_get_text (get_item (joined, "contact_points", 0), "value"), ==, "0912 345 6789");
  g_assert_cmpstr (crm_object_get_text (get_item (joined, "contact_points", 0), "label"), ==, "mobile");
  g_assert_true (crm_object_get_boolean (get_item (joined, "contact_points", 0), "opt_out"));
}

static void
test_one_is_preferred (void)
{
  g_autoptr (CrmRecord) kept = person (1, "Maryam");
  g_autoptr (CrmRecord) other = person (2, "Maryam");
  g_autoptr (CrmRecord) joined = NULL;

  crm_object_set_integer (add_point (kept, "phone", NULL, "0912 345 6789"), "preferred", 1);
  crm_object_set_integer (add_point (other, "phone", NULL, "0935 111 2222"), "preferred", 1);
  crm_object_set_integer (add_point (other, "email", NULL, "m@shop.example"), "preferred", 1);
  joined = crm_join_merge (kept, other, 0);
  g_assert_true (crm_object_get_boolean (get_item (joined, "contact_points", 0), "preferred"));
  g_assert_false (crm_object_get_boolean (get_item (joined, "contact_points", 1), "preferred"));
  g_assert_true (crm_object_get_boolean (get_item (joined, "contact_points", 2), "preferred"));
}

static void
add_job (CrmRecord *record, gint64 company, const char *role)
{
  crm_object_add_item (CRM_OBJECT (record), "affiliations", g_object_new (CRM_TYPE_AFFILIATION, "company", company, "role", role, NULL));
}

/* A role that is not known is no other role. */
static void
test_jobs (void)
{
  gint64 atlas = crm_id_make (1, 2);
  g_autoptr (CrmRecord) kept = person (1, "Maryam");
  g_autoptr (CrmRecord) other = person (2, "Maryam");
  g_autoptr (CrmRecord) joined = NULL;

  add_job (kept, atlas, "Buyer");
  add_job (kept, crm_id_make (2, 2), NULL);
  add_job (other, atlas, "Owner");
  add_job (other, crm_id_make (2, 2), "Adviser");
  joined = crm_join_merge (kept, other, 0);
  g_assert_cmpuint (get_items (joined, "affiliations")->len, ==, 3);
  g_assert_cmpstr (crm_object_get_text (get_item (joined, "affiliations", 0), "role"), ==, "Buyer");
  g_assert_cmpstr (crm_object_get_text (get_item (joined, "affiliations", 1), "role"), ==, "Adviser");
  g_assert_cmpstr (crm_object_get_text (get_item (joined, "affiliations", 2), "role"), ==, "Owner");
}

static void
test_choices (void)
{
  g_autoptr (CrmRecord) kept = person (1, "Maryam");
  g_autoptr (CrmRecord) other = person (2, "Mariam");
  g_autoptr (CrmRecord) mine = NULL;
  g_autoptr (CrmRecord) theirs = NULL;
  g_autoptr (CrmRecord) all = NULL;
  guint64 choices;

  crm_object_set_text (CRM_OBJECT (kept), "about", "Likes silk");
  crm_object_set_text (CRM_OBJECT (other), "about", "Likes silk, and tea");
  crm_object_set_text (CRM_OBJECT (other), "source", "fair");
  crm_object_set_integer (CRM_OBJECT (kept), "referred_by", crm_record_get_id (other));
  crm_object_set_integer (CRM_OBJECT (other), "referred_by", crm_id_make (7, 1));
  choices = crm_join_find_choices (kept, other);
  g_assert_cmphex (choices, ==, G_GUINT64_CONSTANT (1) << crm_object_class_find_field (CRM_OBJECT_GET_CLASS (kept), "given_name"));

  mine = crm_join_merge (kept, other, 0);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (mine), "given_name"), ==, "Maryam");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (mine), "source"), ==, "fair");
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (mine), "about"), ==, "Likes silk, and tea");
  g_assert_cmpint (crm_object_get_integer (CRM_OBJECT (mine), "referred_by"), ==, crm_id_make (7, 1));

  theirs = crm_join_merge (kept, other, choices);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (theirs), "given_name"), ==, "Mariam");

  /* What is no choice is not to be had by asking for it. */
  all = crm_join_merge (kept, other, G_MAXUINT64);
  g_assert_cmpstr (crm_object_get_text (CRM_OBJECT (all), "about"), ==, "Likes silk, and tea");
  g_assert_false (crm_object_is_set (CRM_OBJECT (all), (guint) crm_object_class_find_field (CRM_OBJECT_GET_CLASS (all), "merged_into")));
}

static void
test_nothing_new (void)
{
  g_autoptr (CrmRecord) kept = person (1, "Maryam");
  g_autoptr (CrmRecord) other = person (2, "Maryam");
  g_autoptr (CrmRecord) joined = NULL;

  add_point (kept, "email", "work", "m@shop.example");
  add_point (other, "email", "work", "M@shop.example");
  joined = crm_join_merge (kept, other, 0);
  g_assert_cmphex (crm_object_get_touched (CRM_OBJECT (joined)), ==, 0);
}

static void
test_redirect (void)
{
  g_autoptr (CrmRecord) note = crm_record_new ("activity");
  gint64 from = crm_id_make (2, 1);
  gint64 to = crm_id_make (1, 1);

  crm_object_add_item (CRM_OBJECT (note), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", to, NULL));
  crm_object_add_item (CRM_OBJECT (note), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", crm_id_make (3, 1), NULL));
  crm_object_add_item (CRM_OBJECT (note), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", from, NULL));
  g_assert_true (crm_join_redirect (note, from, to));
  g_assert_cmpuint (get_items (note, "links")->len, ==, 2);
  g_assert_false (crm_join_redirect (note, from, to));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/join/contacts", test_contacts);
  g_test_add_func ("/join/one-is-preferred", test_one_is_preferred);
  g_test_add_func ("/join/jobs", test_jobs);
  g_test_add_func ("/join/choices", test_choices);
  g_test_add_func ("/join/nothing-new", test_nothing_new);
  g_test_add_func ("/join/redirect", test_redirect);

  return g_test_run ();
}
