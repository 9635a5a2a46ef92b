#include "crm-money.h"

#include "crm-error.h"

#include <string.h>

static CrmCulture english, persian, rial;

static void
assert_read (const char *text, const char *currency, const CrmCulture *culture, gint64 expected, const char *expected_currency)
{
  g_autoptr (GError) error = NULL;
  char   named[4];
  gint64 minor;

  if (!crm_money_parse (text, currency, culture, &minor, named, &error))
    g_error ("“%s”: %s", text, error->message);
  if (minor != expected)
    g_error ("“%s” was read as %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, text, minor, expected);
  g_assert_cmpstr (named, ==, expected_currency);
}

static void
assert_refused (const char *text, const char *currency, const CrmCulture *culture, const char *mentions)
{
  g_autoptr (GError) error = NULL;
  gint64 minor;

  if (crm_money_parse (text, currency, culture, &minor, NULL, &error))
    g_error ("“%s” was read as %" G_GINT64_FORMAT, text, minor);
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_assert_cmpint (minor, ==, 0);
  if (strstr (error->message, mentions) == NULL)
    g_error ("“%s”: “%s” does not mention %s", text, error->message, mentions);
}

static void
test_digits_and_separators (void)
{
  assert_read ("۱۲۳", "IRR", &rial, 123, "IRR");
  assert_read ("1234567", NULL, &rial, 1234567, "IRR");
  assert_read ("1,234,567", NULL, &rial, 1234567, "IRR");
  assert_read ("۱٬۲۳۴٬۵۶۷", NULL, &rial, 1234567, "IRR");
  assert_read ("۱،۲۳۴،۵۶۷", NULL, &rial, 1234567, "IRR");
  assert_read ("1’234’567", NULL, &rial, 1234567, "IRR");
  assert_read ("1 234 567", NULL, &rial, 1234567, "IRR");
  assert_read ("1\u00a0"
               "234\u202f"
               "567",
               NULL, &rial, 1234567, "IRR");
  assert_read ("1.234.567", NULL, &rial, 1234567, "IRR");
  assert_read ("\u2068\u200e−١٢٣\u2069", NULL, &rial, -123, "IRR");
  assert_read ("1,234.56", "EUR", &english, 123456, "EUR");
  assert_read ("1.234,56", "EUR", &english, 123456, "EUR");
  assert_read ("1 234,56", "EUR", &english, 123456, "EUR");
  assert_read ("12.5", "EUR", &english, 1250, "EUR");
  assert_read ("12,5", "EUR", &english, 1250, "EUR");
  assert_read ("۱۲٫۵", "EUR", &english, 1250, "EUR");
  assert_read ("۲/۵", "EUR", &english, 250, "EUR");
  assert_read (".5", "EUR", &english, 50, "EUR");
  assert_read ("5.", "EUR", &english, 500, "EUR");
  assert_read ("1,234", "EUR", &english, 123400, "EUR");
  assert_read ("1.234", "EUR", &english, 123400, "EUR");
  assert_read ("1.234", "KWD", &english, 1234, "KWD");
  assert_read ("0.500", "EUR", &english, 50, "EUR");
  assert_read ("1.5000", "EUR", &english, 150, "EUR");
  assert_read ("12,34,567", "INR", &english, 123456700, "INR");
  assert_read ("(500)", "EUR", &english, -50000, "EUR");
  assert_read ("-12.5", "EUR", &english, -1250, "EUR");
  assert_read ("+12.5", "EUR", &english, 1250, "EUR");
  assert_read ("0", "EUR", &english, 0, "EUR");
}

static void
test_words (void)
{
  assert_read ("2.5M", "EUR", &english, 250000000, "EUR");
  assert_read ("48k", "EUR", &english, 4800000, "EUR");
  assert_read ("1.234 M", "EUR", &english, 123400000, "EUR");
  assert_read ("۲٫۵ میلیون", NULL, &rial, 2500000, "IRR");
  assert_read ("۳۰۰ هزار", NULL, &rial, 300000, "IRR");
  assert_read ("۱ میلیارد", NULL, &rial, 1000000000, "IRR");
  assert_read ("۲ هزار میلیارد ریال", NULL, &persian, G_GINT64_CONSTANT (2000000000000), "IRR");
  assert_read ("۱ همت", NULL, &rial, G_GINT64_CONSTANT (10000000000000), "IRR");
  assert_read ("۲ میلیون و ۵۰۰ هزار تومان", NULL, &rial, 25000000, "IRR");
  assert_read ("2 million and 500 thousand", "EUR", &english, 250000000, "EUR");
}

static void
test_currencies (void)
{
  assert_read ("€1,200", "USD", &english, 120000, "EUR");
  assert_read ("1.200,50 €", "USD", &english, 120050, "EUR");
  assert_read ("EUR 1,200", "USD", &english, 120000, "EUR");
  assert_read ("-$5", "EUR", &english, -500, "USD");
  assert_read ("$5", "CAD", &english, 500, "CAD");
}

static void
test_rial_and_toman (void)
{
  assert_read ("۲٬۵۰۰ تومان", NULL, &rial, 25000, "IRR");
  assert_read ("۲٬۵۰۰ ریال", NULL, &persian, 2500, "IRR");
  assert_read ("2,500", NULL, &persian, 25000, "IRR");
  assert_read ("2.500", NULL, &persian, 25000, "IRR");
  assert_read ("2.5", NULL, &persian, 25, "IRR");
  assert_read ("2500", "EUR", &persian, 250000, "EUR");
  assert_read ("2500 toman", "EUR", &english, 25000, "IRR");
  assert_read ("﷼2500", "EUR", &english, 2500, "IRR");
  assert_read ("۵۰ دلار", NULL, &persian, 5000, "USD");
  assert_read ("۱٬۰۰۰ ين", NULL, &persian, 1000, "JPY");
}

static void
test_refused (void)
{
  static const char *const nonsense[] = {
    "", " ", "hello", "5 apples", "€", "M", "1 5", "1,2,3", "12 34", "1.2,3.4", "1,23.4.5", "--5", "5-", "5 - 3", "(5", "5)", "5 and",
    "5 and 3", "2M 5", "1٫2٫3", "1/2/3", "$5€", "5,", "1,,2", "5..5", "1.5.2025", "\xff", "5%", "k", "و", "5 و"
  };
  g_autofree char *long_text = g_strnfill (100000, '1');

  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++)
    assert_refused (nonsense[i], "EUR", &english, "is not an amount");
  assert_refused (NULL, "EUR", &english, "is not an amount");
  assert_refused (long_text, "EUR", &english, "is not an amount");

  assert_refused ("US$5 CAD", "EUR", &english, "is not an amount");
}

static void
test_reasons (void)
{
  assert_refused ("12.3456", "EUR", &english, "euro have 2 decimals");
  assert_refused ("12.5", "JPY", &english, "yen have no decimals");
  assert_refused ("12.5", "IRR", &rial, "rial have no decimals");
  assert_refused ("12.55", "IRR", &persian, "toman have ۱ decimal");
  assert_refused ("92233720368547758.08", "EUR", &english, "too large");
  assert_refused ("9999999999 B", "EUR", &english, "too large");
  assert_refused ("99999999999999999999999999", "EUR", &english, "too large");
  assert_read ("92233720368547758.07", "EUR", &english, G_MAXINT64, "EUR");
  assert_read ("-92233720368547758.08", "EUR", &english, G_MININT64, "EUR");
}

static void
assert_format (gint64 minor, const char *currency, const CrmCulture *culture, CrmMoneyStyle style, const char *expected)
{
  g_autofree char *text = crm_money_format (minor, currency, culture, style);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format_full (void)
{
  assert_format (2500000, NULL, &rial, CRM_MONEY_STYLE_FULL, "\u2068۲٬۵۰۰٬۰۰۰ rial\u2069");
  assert_format (25000000, NULL, &persian, CRM_MONEY_STYLE_FULL, "\u2068۲٬۵۰۰٬۰۰۰ toman\u2069");
  assert_format (25, NULL, &persian, CRM_MONEY_STYLE_FULL, "\u2068۲٫۵ toman\u2069");
  assert_format (-2500, NULL, &rial, CRM_MONEY_STYLE_FULL, "\u2068\u2066−۲٬۵۰۰\u2069 rial\u2069");
  assert_format (123450, "EUR", &english, CRM_MONEY_STYLE_FULL, "\u2068€1,234.50\u2069");
  assert_format (-500, "USD", &english, CRM_MONEY_STYLE_FULL, "\u2068\u2066−$5.00\u2069\u2069");
  assert_format (123450, "CHF", &english, CRM_MONEY_STYLE_FULL, "\u2068"
                                                                "1,234.50 CHF\u2069");
  assert_format (1234, "KWD", &english, CRM_MONEY_STYLE_FULL, "\u2068"
                                                              "1.234 KWD\u2069");
  assert_format (1234, "JPY", &english, CRM_MONEY_STYLE_FULL, "\u2068¥1,234\u2069");
  assert_format (1234, "XYZ", &english, CRM_MONEY_STYLE_FULL, "\u2068"
                                                              "12.34 XYZ\u2069");
  assert_format (0, "EUR", &english, CRM_MONEY_STYLE_FULL, "\u2068€0.00\u2069");
  assert_format (1234, "\xe2", &english, CRM_MONEY_STYLE_FULL, "\u2068"
                                                               "12.34 \ufffd\u2069");
}

static void
test_format_short (void)
{
  assert_format (480000000, NULL, &persian, CRM_MONEY_STYLE_SHORT, "\u2068۴۸ M\u2069");
  assert_format (4800000000, "EUR", &english, CRM_MONEY_STYLE_SHORT, "\u2068"
                                                                     "48 M\u2069");
  assert_format (123456, "EUR", &english, CRM_MONEY_STYLE_SHORT, "\u2068"
                                                                 "1.2 k\u2069");
  assert_format (100000, "EUR", &english, CRM_MONEY_STYLE_SHORT, "\u2068"
                                                                 "1 k\u2069");
  assert_format (94050, "EUR", &english, CRM_MONEY_STYLE_SHORT, "\u2068"
                                                                "941\u2069");
  assert_format (99999999, "EUR", &english, CRM_MONEY_STYLE_SHORT, "\u2068"
                                                                   "1 M\u2069");
  assert_format (99949999, "EUR", &english, CRM_MONEY_STYLE_SHORT, "\u2068"
                                                                   "999 k\u2069");
  assert_format (999700, "EUR", &english, CRM_MONEY_STYLE_SHORT, "\u2068"
                                                                 "10 k\u2069");
  assert_format (-4800000000, "EUR", &english, CRM_MONEY_STYLE_SHORT, "\u2068\u2066−48\u2069 M\u2069");
  assert_format (-10, "EUR", &english, CRM_MONEY_STYLE_SHORT, "\u2068"
                                                              "0\u2069");
  assert_format (0, "EUR", &english, CRM_MONEY_STYLE_SHORT, "\u2068"
                                                            "0\u2069");
  assert_format (G_MAXINT64, "IRR", &rial, CRM_MONEY_STYLE_SHORT, "\u2068۹٬۲۲۳٬۳۷۲ T\u2069");
}

static void
test_format_plain (void)
{
  assert_format (123450, "EUR", &persian, CRM_MONEY_STYLE_PLAIN, "1234.50");
  assert_format (-5, "EUR", &persian, CRM_MONEY_STYLE_PLAIN, "-0.05");
  assert_format (25000000, NULL, &persian, CRM_MONEY_STYLE_PLAIN, "25000000");
  assert_format (G_MININT64, "IRR", &persian, CRM_MONEY_STYLE_PLAIN, "-9223372036854775808");
}

static void
assert_round_trip (gint64 minor, const char *currency, const CrmCulture *culture)
{
  g_autofree char *full = crm_money_format (minor, currency, culture, CRM_MONEY_STYLE_FULL);
  g_autofree char *plain = crm_money_format (minor, currency, culture, CRM_MONEY_STYLE_PLAIN);

  assert_read (full, currency, culture, minor, currency);
  if (!culture->toman)
    assert_read (plain, currency, culture, minor, currency);
}

static void
test_round_trip (void)
{
  static const gint64 amounts[] = { 0, 1, -1, 9, 10, 99, 100, 999, 1000, 123456, -1234567, 1000000000, G_MAXINT64, G_MININT64 };
  const CrmCulture   *cultures[] = { &english, &persian, &rial };
  gsize               n;
  const CrmCurrency  *currencies = crm_currency_list (&n);

  for (gsize i = 0; i < n; i++)
    for (gsize c = 0; c < G_N_ELEMENTS (cultures); c++)
      {
        for (gsize a = 0; a < G_N_ELEMENTS (amounts); a++)
          assert_round_trip (amounts[a], currencies[i].code, cultures[c]);
        for (int r = 0; r < 50; r++)
          assert_round_trip (((gint64) g_test_rand_int () * (1 << 20)) >> g_test_rand_int_range (0, 50), currencies[i].code, cultures[c]);
      }
}

static void
assert_words (gint64 minor, const char *currency, const CrmCulture *culture, const char *language, const char *expected)
{
  g_autofree char *words = crm_money_words (minor, currency, culture, language);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_spelled_out (void)
{
  assert_words (1403, NULL, &rial, "fa", "یک هزار و چهارصد و سه ریال");
  assert_words (12345670, NULL, &persian, "fa", "یک میلیون و دویست و سی و چهار هزار و پانصد و شصت و هفت تومان");
  assert_words (25, NULL, &persian, "fa", "بیست و پنج ریال");
  assert_words (-5, NULL, &rial, "fa", "منفی پنج ریال");
  assert_words (1403, NULL, &rial, "en", "one thousand four hundred three rials");
  assert_words (120000, "EUR", &english, "en_GB", "one thousand two hundred euros");
  assert_words (100, "EUR", &english, NULL, "one euro");
  assert_words (-550, "EUR", &english, "en", "minus five and 50/100 euros");
  assert_words (550, "EUR", &persian, "fa", "پنج و ۵۰/۱۰۰ یورو");
}

static void
test_table (void)
{
  gsize              n;
  const CrmCurrency *currencies = crm_currency_list (&n);

  g_assert_cmpuint (n, >=, 45);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_true (i == 0 || strcmp (currencies[i - 1].code, currencies[i].code) < 0);
      g_assert_true (crm_currency_find (currencies[i].code) == &currencies[i]);
      g_assert_true (*crm_currency_name (&currencies[i]) != '\0');
    }
  g_assert_cmpint (crm_currency_find ("IRR")->digits, ==, 0);
  g_assert_cmpint (crm_currency_find ("jpy")->digits, ==, 0);
  g_assert_cmpint (crm_currency_find ("KWD")->digits, ==, 3);
  g_assert_null (crm_currency_find ("XYZ"));
  g_assert_null (crm_currency_find (NULL));
  g_assert_cmpstr (crm_currency_unit ("IRR", &persian), ==, "toman");
  g_assert_cmpstr (crm_currency_unit ("IRR", &rial), ==, "rial");
  g_assert_cmpstr (crm_currency_unit ("EUR", &persian), ==, "€");
}

static void
test_random (void)
{
  static const char *const parts[] = { "1", "23", "۴۵۶", "000", ".", ",", "٬", "٫", "/", " ", "-", "(", ")", "k", "میلیون", "همت", "و", "and", "€", "$", "تومان", "ریال", "\xff", "\u2066", "x" };

  for (int i = 0; i < 50000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      char   code[4];
      gint64 minor;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      if (crm_money_parse (text->str, i % 2 == 0 ? "EUR" : NULL, i % 3 == 0 ? &persian : &english, &minor, code, &error))
        assert_round_trip (minor, code, &english);
      else
        g_assert_true (error != NULL && minor == 0 && g_utf8_validate (error->message, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  crm_culture_init_default (&english, "en");
  crm_culture_init_default (&persian, "fa");
  rial = persian;
  rial.toman = FALSE;

  g_test_add_func ("/money/digits-and-separators", test_digits_and_separators);
  g_test_add_func ("/money/words", test_words);
  g_test_add_func ("/money/currencies", test_currencies);
  g_test_add_func ("/money/rial-and-toman", test_rial_and_toman);
  g_test_add_func ("/money/refused", test_refused);
  g_test_add_func ("/money/reasons", test_reasons);
  g_test_add_func ("/money/format/full", test_format_full);
  g_test_add_func ("/money/format/short", test_format_short);
  g_test_add_func ("/money/format/plain", test_format_plain);
  g_test_add_func ("/money/round-trip", test_round_trip);
  g_test_add_func ("/money/spelled-out", test_spelled_out);
  g_test_add_func ("/money/table", test_table);
  g_test_add_func ("/money/random", test_random);

  return g_test_run ();
}
