/* The form of filters: what is read, what is written again, and what is refused, naming the word. */

#include "crm-error.h"
#include "crm-expression.h"

static void
assert_same (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmExpression) expression = crm_expression_parse (text, &error);
  g_autofree char *back = NULL;

  g_test_message ("%s", text);
  g_assert_no_error (error);
  back = crm_expression_to_string (expression);
  g_assert_cmpstr (back, ==, expected);
}

static void
test_round_trip (void)
{
  assert_same ("lifecycle=loyal", "lifecycle = loyal");
  assert_same ("a = 1 and b != 2 or c <= 3", "(a = 1 and b != 2) or c <= 3");
  assert_same ("a = 1 and (b = 2 or c = 3)", "a = 1 and (b = 2 or c = 3)");
  assert_same ("not not a is set", "not not a is set");
  assert_same ("not (a is unset and b is not set)", "not (a is not set and b is not set)");
  assert_same ("\"Shoe size\" > \"4 2\"", "\"Shoe size\" > \"4 2\"");
  assert_same ("name ~ \"say \\\"x\\\\y\\\"\"", "name ~ \"say \\\"x\\\\y\\\"\"");
  assert_same ("tag = \"and\"", "tag = \"and\"");
  assert_same ("tag = \"\"", "tag = \"\"");
  assert_same ("برچسب=عمده", "برچسب = عمده");
  assert_same ("addresses.city ~ تهران", "addresses.city ~ تهران");
}

static void
assert_refused (const char *text, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmExpression) expression = crm_expression_parse (text, &error);

  g_test_message ("%s", text);
  g_assert_null (expression);
  g_assert_error (error, CRM_ERROR, CRM_ERROR_USAGE);
  g_assert_cmpstr (error->message, ==, sentence);
}

#define FSI "\342\201\250"
#define PDI "\342\201\251"

static void
test_refuse (void)
{
  assert_refused ("", "At the end of the filter: a field was expected.");
  assert_refused ("lifecycle loyal", "At “" FSI "lifecycle" PDI "” (character 1): one of = != < <= > >= ~ or “is set” follows a field.");
  assert_refused ("a = 1 b = 2", "At “" FSI "b" PDI "” (character 7): “and” or “or” was expected.");
  assert_refused ("a = 1 and", "At the end of the filter: a field was expected.");
  assert_refused ("a =", "At the end of the filter: a value was expected.");
  assert_refused ("(a = 1", "At the end of the filter: a closing bracket was expected.");
  assert_refused ("a = 1)", "At “" FSI ")" PDI "” (character 6): “and” or “or” was expected.");
  assert_refused ("a is blue", "At “" FSI "blue" PDI "” (character 6): “is” is followed by “set” or “not set”.");
  assert_refused ("نام = \"علی", "At “" FSI "\"" PDI "” (character 7): the closing quotation mark is missing.");
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, i % 2 == 0 ? "(" : "not ");
  g_assert_null (crm_expression_parse (text->str, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_USAGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/expression/round-trip", test_round_trip);
  g_test_add_func ("/expression/refuse", test_refuse);
  g_test_add_func ("/expression/depth", test_depth);

  return g_test_run ();
}
