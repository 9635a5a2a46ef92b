#include "crm-identifier.h"

#define FIRST CRM_IDENTIFIER_NATIONAL_ID
#define LAST CRM_IDENTIFIER_POSTAL_CODE

typedef struct
{
  CrmIdentifierKind kind;
  const char       *text;
} Case;

static const Case good[] = {
  { CRM_IDENTIFIER_NATIONAL_ID, "0499370899" },
  { CRM_IDENTIFIER_NATIONAL_ID, "0790419904" },
  { CRM_IDENTIFIER_NATIONAL_ID, "0084575948" },
  { CRM_IDENTIFIER_NATIONAL_ID, "0067749828" },
  { CRM_IDENTIFIER_NATIONAL_ID, "67749828" },
  { CRM_IDENTIFIER_NATIONAL_ID, "499370899" },
  { CRM_IDENTIFIER_NATIONAL_ID, "۰۴۹۹۳۷۰۸۹۹" },
  { CRM_IDENTIFIER_NATIONAL_ID, " 049-937089-9 " },
  { CRM_IDENTIFIER_COMPANY_ID, "10380284790" },
  { CRM_IDENTIFIER_COMPANY_ID, "14007650912" },
  { CRM_IDENTIFIER_SHEBA, "IR820540102680020817909002" },
  { CRM_IDENTIFIER_SHEBA, "IR062960000000100324200001" },
  { CRM_IDENTIFIER_SHEBA, "ir06 2960 0000 0010 0324 2000 01" },
  { CRM_IDENTIFIER_SHEBA, "062960000000100324200001" },
  { CRM_IDENTIFIER_CARD, "6037701689095443" },
  { CRM_IDENTIFIER_CARD, "۶۰۳۷ ۷۰۱۶ ۸۹۰۹ ۵۴۴۳" },
  { CRM_IDENTIFIER_POSTAL_CODE, "11936-12345" },
  { CRM_IDENTIFIER_POSTAL_CODE, "۱۱۹۳۶۱۲۳۴۵" },
};

static const Case bad[] = {
  { CRM_IDENTIFIER_NATIONAL_ID, "0684159415" },
  { CRM_IDENTIFIER_NATIONAL_ID, "1111111111" },
  { CRM_IDENTIFIER_NATIONAL_ID, "1234567" },
  { CRM_IDENTIFIER_NATIONAL_ID, "04993708990" },
  { CRM_IDENTIFIER_NATIONAL_ID, "04993A0899" },
  { CRM_IDENTIFIER_NATIONAL_ID, "" },
  { CRM_IDENTIFIER_NATIONAL_ID, NULL },
  { CRM_IDENTIFIER_COMPANY_ID, "10380284792" },
  { CRM_IDENTIFIER_SHEBA, "IR062960000000100324200002" },
  { CRM_IDENTIFIER_SHEBA, "DE062960000000100324200001" },
  { CRM_IDENTIFIER_SHEBA, "IR06296000000010032420000" },
  { CRM_IDENTIFIER_CARD, "6037701689095444" },
  { CRM_IDENTIFIER_CARD, "0000000000000000" },
  { CRM_IDENTIFIER_POSTAL_CODE, "1193" },
  { CRM_IDENTIFIER_POSTAL_CODE, "1111112345" },
  { CRM_IDENTIFIER_POSTAL_CODE, "0193612345" },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    if (!crm_identifier_is_valid (good[i].kind, good[i].text))
      g_error ("%s was refused", good[i].text);
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (crm_identifier_is_valid (bad[i].kind, bad[i].text))
      g_error ("%s was accepted", bad[i].text);
}

/* One wrong digit is always found, but in postal codes, which have no check digit. */
static void
test_one_wrong_digit (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *text = crm_identifier_normalise (good[i].kind, good[i].text);

      for (char *p = text; *p != '\0' && good[i].kind != CRM_IDENTIFIER_POSTAL_CODE; p++)
        {
          char right = *p;

          if (!g_ascii_isdigit (right))
            continue;
          *p = right == '9' ? '0' : (char) (right + 1);
          if (crm_identifier_is_valid (good[i].kind, text) && good[i].kind != CRM_IDENTIFIER_COMPANY_ID)
            g_error ("%s was accepted", text);
          *p = right;
        }
    }
}

static void
assert_format (CrmIdentifierKind kind, const char *text, const char *expected)
{
  g_autofree char *shown = crm_identifier_format (kind, text);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_format (void)
{
  assert_format (CRM_IDENTIFIER_SHEBA, "IR062960000000100324200001", "\u2066IR06 2960 0000 0010 0324 2000 01\u2069");
  assert_format (CRM_IDENTIFIER_CARD, "6037701689095443", "\u2066"
                                                          "6037 7016 8909 5443\u2069");
  assert_format (CRM_IDENTIFIER_POSTAL_CODE, "1193612345", "\u2066"
                                                           "11936-12345\u2069");
  assert_format (CRM_IDENTIFIER_NATIONAL_ID, "67749828", "\u2066"
                                                         "0067749828\u2069");
  assert_format (CRM_IDENTIFIER_CARD, "old card", "\u2066old card\u2069");
  assert_format (CRM_IDENTIFIER_CARD, NULL, "");
}

static void
test_random (void)
{
  for (int i = 0; i < 20000; i++)
    {
      char text[31] = { 0 };

      for (int j = g_test_rand_int_range (0, 31) - 1; j >= 0; j--)
        text[j] = (char) (g_test_rand_bit () ? g_test_rand_int_range ('0', '9' + 1) : g_test_rand_int_range (1, 256));
      for (int kind = FIRST; kind <= LAST; kind++)
        {
          g_autofree char *shown = crm_identifier_format ((CrmIdentifierKind) kind, text);

          crm_identifier_is_valid ((CrmIdentifierKind) kind, text);
          g_assert_true (g_utf8_validate (shown, -1, NULL));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/identifier/good", test_good);
  g_test_add_func ("/identifier/bad", test_bad);
  g_test_add_func ("/identifier/one-wrong-digit", test_one_wrong_digit);
  g_test_add_func ("/identifier/format", test_format);
  g_test_add_func ("/identifier/random", test_random);

  return g_test_run ();
}
