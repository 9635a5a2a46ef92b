#include "crm-completeness.h"
#include "crm-model.h"

static void
test_person (void)
{
  g_autoptr (CrmRecord) person = crm_record_new ("person");
  g_autoptr (CrmCompleteness) little = NULL;
  g_autoptr (CrmCompleteness) more = NULL;
  g_autoptr (CrmCompleteness) named = NULL;

  crm_object_set_text (CRM_OBJECT (person), "given_name", "Maryam");
  little = crm_completeness_new (person);
  g_assert_cmpuint (little->known, ==, 1);
  g_assert_cmpuint (little->wanted, ==, 7);
  g_assert_cmpuint (little->lacking->len, ==, 6);
  g_assert_cmpstr (g_ptr_array_index (little->lacking, 1), ==, "phone");

  crm_object_add_item (CRM_OBJECT (person), "contact_points", crm_contact_point_new ("phone", NULL, "0912 345 6789", "IR"));
  more = crm_completeness_new (person);
  g_assert_cmpuint (more->known, ==, 2);

  crm_object_set_text (CRM_OBJECT (person), "display_name", "Aunt Maryam");
  named = crm_completeness_new (person);
  g_assert_cmpuint (named->known, ==, 3);
}

/* A number that does not work is as good as none. */
static void
test_dead_number (void)
{
  g_autoptr (CrmRecord) company = crm_record_new ("company");
  CrmItem *point = crm_contact_point_new ("phone", NULL, "021 8877 6655", "IR");
  g_autoptr (CrmCompleteness) completeness = NULL;

  crm_object_set_integer (CRM_OBJECT (point), "invalid", 1);
  crm_object_add_item (CRM_OBJECT (company), "contact_points", point);
  completeness = crm_completeness_new (company);
  g_assert_cmpuint (completeness->known, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/completeness/person", test_person);
  g_test_add_func ("/completeness/dead-number", test_dead_number);

  return g_test_run ();
}
