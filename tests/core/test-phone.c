#include "crm-phone.h"

#include <string.h>

static CrmCulture english, persian;

static void
assert_normal (const char *text, const char *country, const char *expected)
{
  g_autofree char *phone = crm_phone_normalise (text, country);
  g_autofree char *again = crm_phone_normalise (phone, country);

  if (g_strcmp0 (phone, expected) != 0)
    g_error ("“%s” in %s became %s, not %s", text, country, phone, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_iran (void)
{
  static const char *const mobile[] = {
    "09123456789", "0912 345 6789", "+98 912 345 6789", "00989123456789", "989123456789", "9123456789", "۰۹۱۲۳۴۵۶۷۸۹", "٠٩١٢-٣٤٥-٦٧٨٩",
    "+98 (0)912 345 6789", "+98 0912 345 6789", "\u2066+98 912 345 6789\u2069", "tel:+98-912-345-6789", "موبایل: ۰۹۱۲ ۳۴۵ ۶۷۸۹", "(0912) 345.67.89"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (mobile); i++)
    assert_normal (mobile[i], "IR", "+989123456789");
  assert_normal ("021 8877 6655", "IR", "+982188776655");
  assert_normal ("(021) 88776655", "ir", "+982188776655");
  assert_normal ("2188776655", "IR", "+982188776655");
  assert_normal ("051 3841 2345", "IR", "+985138412345");
  assert_normal ("88776655", "IR", "88776655");
  assert_normal ("1818", "IR", "1818");
  assert_normal ("110", "IR", "110");
  assert_normal ("۰۹۶۲۸", "IR", "09628");
}

static void
test_other_countries (void)
{
  assert_normal ("030 1234567", "DE", "+49301234567");
  assert_normal ("+49 (0)30 1234567", "IR", "+49301234567");
  assert_normal ("0049 30 1234567", "IR", "+49301234567");
  assert_normal ("1234567", "DE", "1234567");
  assert_normal ("(415) 555-2671", "US", "+14155552671");
  assert_normal ("1-415-555-2671", "US", "+14155552671");
  assert_normal ("011 98 912 345 6789", "US", "+989123456789");
  assert_normal ("8 (912) 345-67-89", "RU", "+79123456789");
  assert_normal ("02 1234 5678", "IT", "+390212345678");
  assert_normal ("+39 02 1234 5678", "IR", "+390212345678");
  assert_normal ("0532 123 45 67", "TR", "+905321234567");
  assert_normal ("050 123 4567", "AE", "+971501234567");
  assert_normal ("06 12 34 56 78", "FR", "+33612345678");
  assert_normal ("+999 123 456 789", "IR", "+999123456789");
  assert_normal ("09123456789", NULL, "09123456789");
  assert_normal ("+98 912 345 6789", NULL, "+989123456789");
  assert_normal ("09123456789", "ZZ", "09123456789");
}

static void
test_extension (void)
{
  assert_normal ("021 8877 6655 داخلی ۱۲", "IR", "+982188776655;ext=12");
  assert_normal ("021-88776655 داخلي: 12", "IR", "+982188776655;ext=12");
  assert_normal ("021 8877 6655 ext. 12", "IR", "+982188776655;ext=12");
  assert_normal ("021 8877 6655 x12", "IR", "+982188776655;ext=12");
  assert_normal ("021 8877 6655 #12", "IR", "+982188776655;ext=12");
  assert_normal ("88776655x12", "IR", "88776655;ext=12");
}

static void
test_no_phone (void)
{
  static const char *const bad[] = {
    "", " ", "-", "12", "hello", "ali@example.com 123", "call him on Monday at 10 in 103", "0912345678909123456789", "+", "1-800-FLOWERS-SHOP",
    "\xff\xfe", "4111111111111111111111"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_normal (bad[i], "IR", NULL);
  assert_normal (NULL, "IR", NULL);
}

static void
assert_key (const char *phone, const char *expected)
{
  g_autofree char *key = crm_phone_key (phone);

  g_assert_cmpstr (key, ==, expected);
}

static void
test_key (void)
{
  assert_key ("+989123456789", "9123456789");
  assert_key ("09123456789", "9123456789");
  assert_key ("00989123456789", "9123456789");
  assert_key ("۰۹۱۲ ۳۴۵", "912345");
  assert_key ("+982188776655;ext=12", "2188776655");
  assert_key ("+390212345678", "212345678");
  assert_key ("88776655", "88776655");
  assert_key ("+999123456789", "999123456789");
  assert_key ("+98", NULL);
  assert_key ("hello", NULL);
  assert_key (NULL, NULL);
}

static void
assert_format (const char *phone, const CrmCulture *culture, const char *expected)
{
  g_autofree char *shown = crm_phone_format (phone, culture);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_format (void)
{
  assert_format ("+989123456789", &persian, "\u2066۰۹۱۲ ۳۴۵ ۶۷۸۹\u2069");
  assert_format ("+989123456789", &english, "\u2066+98 912 345 6789\u2069");
  assert_format ("+982188776655", &persian, "\u2066۰۲۱ ۸۸۷۷ ۶۶۵۵\u2069");
  assert_format ("+985138412345", &english, "\u2066+98 51 3841 2345\u2069");
  assert_format ("+14155552671", &english, "\u2066+1 415 555 2671\u2069");
  assert_format ("+49301234567", &persian, "\u2066+۴۹ ۳۰۱ ۲۳۴ ۵۶۷\u2069");
  assert_format ("88776655", &english, "\u2066"
                                       "8877 6655\u2069");
  assert_format ("1818", &english, "\u2066"
                                   "1818\u2069");
  assert_format ("021 / 88 77", &english, "\u2066"
                                          "021 / 88 77\u2069");
  assert_format ("+982188776655;ext=12", &english, "\u2068\u2066+98 21 8877 6655\u2069 ext. 12\u2069");
  assert_format (NULL, &english, "");
}

static void
test_random (void)
{
  static const char *const parts[] = { "0", "00", "98", "+", "912", "345", "6789", " ", "-", "(", "(0)", "x", "ext", "داخلی", "۱", "#", "@", "\xff", ";ext=", "." };

  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *phone = NULL;
      g_autofree char *again = NULL;
      g_autofree char *key = NULL;
      g_autofree char *shown = NULL;

      for (int n = g_test_rand_int_range (0, 10); n > 0; n--)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      phone = crm_phone_normalise (text->str, i % 2 == 0 ? "IR" : "DE");
      again = crm_phone_normalise (phone, i % 2 == 0 ? "IR" : "DE");
      if (g_strcmp0 (phone, again) != 0)
        g_error ("“%s” became %s and that %s", text->str, phone, again);
      g_assert_true (phone == NULL || strspn (phone, "+0123456789;ext=") == strlen (phone));
      key = crm_phone_key (text->str);
      shown = crm_phone_format (text->str, &persian);
      g_assert_true (g_utf8_validate (shown, -1, NULL));
    }
}

static void
test_plausible (void)
{
  g_assert_true (crm_phone_is_plausible ("0912 345 6789", "IR"));
  g_assert_true (crm_phone_is_plausible ("8877 6655", "IR"));
  g_assert_true (crm_phone_is_plausible ("021 8877 6655 داخلی 12", "IR"));
  g_assert_true (crm_phone_is_plausible ("1818", "IR"));
  g_assert_true (crm_phone_is_plausible ("+44 20 7946 0958", "IR"));
  g_assert_true (crm_phone_is_plausible ("0912 345 678", NULL));
  g_assert_false (crm_phone_is_plausible ("0912 345 678", "IR"));
  g_assert_false (crm_phone_is_plausible ("+98 912 345 67890", "GB"));
  g_assert_false (crm_phone_is_plausible ("+98 12", NULL));
  g_assert_false (crm_phone_is_plausible ("ask her", "IR"));
  g_assert_false (crm_phone_is_plausible (NULL, "IR"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  crm_culture_init_default (&english, "en");
  crm_culture_init_default (&persian, "fa");

  g_test_add_func ("/phone/iran", test_iran);
  g_test_add_func ("/phone/other-countries", test_other_countries);
  g_test_add_func ("/phone/extension", test_extension);
  g_test_add_func ("/phone/no-phone", test_no_phone);
  g_test_add_func ("/phone/key", test_key);
  g_test_add_func ("/phone/plausible", test_plausible);
  g_test_add_func ("/phone/format", test_format);
  g_test_add_func ("/phone/random", test_random);

  return g_test_run ();
}
