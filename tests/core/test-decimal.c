/* Numbers as people type them, in any digits and with any separators. */

#include "crm-decimal.h"
#include "crm-error.h"

#include <string.h>

static void
test_read (void)
{
  static const char *const cases[][2] = {
    { "2.5", "2.5" },
    { "1,250", "1250" },
    { "1,250.75", "1250.75" },
    { "1.500", "1.5" },
    { "۲٫۵", "2.5" },
    { "۱٬۲۵۰", "1250" },
    { "-3", "-3" },
    { "−۰٫۲۵", "-0.25" },
    { "+7", "7" },
    { "0", "0" },
    { "-0", "0" },
    { " 36.60 ", "36.6" },
    { ".5", "0.5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *decimal = crm_decimal_parse (cases[i][0], &error);

      g_test_message ("%s", cases[i][0]);
      g_assert_no_error (error);
      g_assert_cmpstr (decimal, ==, cases[i][1]);
    }
}

static void
test_refuse (void)
{
  static const char *const cases[] = { "", "-", "abc", "1.2.3.4", "12a", "99999999999999999999999999", "--1", "1e9" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *decimal = crm_decimal_parse (cases[i], &error);

      g_test_message ("%s", cases[i]);
      g_assert_null (decimal);
      g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
    }
}

static void
test_show (void)
{
  CrmCulture       english, persian;
  g_autofree char *plain = NULL;
  g_autofree char *local = NULL;
  g_autofree char *other = NULL;

  crm_culture_init_default (&english, "en");
  crm_culture_init_default (&persian, "fa");
  plain = crm_decimal_format ("-1234567.25", &english);
  local = crm_decimal_format ("1234.5", &persian);
  other = crm_decimal_format ("many", &english);
  g_assert_nonnull (strstr (plain, "−1,234,567.25"));
  g_assert_nonnull (strstr (local, "۱٬۲۳۴٫۵"));
  g_assert_cmpstr (other, ==, "many");
}

static void
test_compare (void)
{
  double a, b;

  g_assert_true (crm_decimal_to_double ("9.5", &a));
  g_assert_true (crm_decimal_to_double ("10", &b));
  g_assert_cmpfloat (a, <, b);
  g_assert_false (crm_decimal_to_double ("10.", &a));
  g_assert_false (crm_decimal_to_double ("nan", &a));
  g_assert_false (crm_decimal_to_double ("0x10", &a));
}

/* Exactly, or not at all. */
static void
test_scaled (void)
{
  static const struct
  {
    const char *decimal;
    guint       digits;
    gint64      value;
    const char *back;
  } cases[] = {
    { "2.5", 6, 2500000, "2.5" },
    { "-0.25", 2, -25, "-0.25" },
    { "1250", 0, 1250, "1250" },
    { "0.10", 3, 100, "0.1" },
    { "0", 6, 0, "0" },
    { "9223372036854.775807", 6, G_MAXINT64, "9223372036854.775807" },
    { "1.500000000000", 1, 15, "1.5" },
  };
  static const char *const refused[] = { "0.0000001", "9223372036854.775808", "99999999999999", "", "-", "1e3", "abc" };
  gint64                   value;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *back = NULL;

      g_assert_true (crm_decimal_to_scaled (cases[i].decimal, cases[i].digits, &value));
      g_assert_cmpint (value, ==, cases[i].value);
      back = crm_decimal_from_scaled (value, cases[i].digits);
      g_assert_cmpstr (back, ==, cases[i].back);
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (crm_decimal_to_scaled (refused[i], 6, &value));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/decimal/read", test_read);
  g_test_add_func ("/decimal/refuse", test_refuse);
  g_test_add_func ("/decimal/show", test_show);
  g_test_add_func ("/decimal/compare", test_compare);
  g_test_add_func ("/decimal/scaled", test_scaled);

  return g_test_run ();
}
