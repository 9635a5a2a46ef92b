/* Check digits of Iranian identifiers. What is checked is the number, in the digits of any script and however it was parted. */

#include "config.h"

#include "crm-identifier.h"

#include "crm-text.h"

#include <string.h>
#include <unicode/uchar.h>

#define TEXT_MAX 100
#define SHEBA_LENGTH 26

static const guint8 lengths[] = {
  [CRM_IDENTIFIER_NATIONAL_ID] = 10,
  [CRM_IDENTIFIER_COMPANY_ID] = 11,
  [CRM_IDENTIFIER_SHEBA] = SHEBA_LENGTH,
  [CRM_IDENTIFIER_CARD] = 16,
  [CRM_IDENTIFIER_POSTAL_CODE] = 10,
};

/* Appends the ASCII letters and digits of @text, leaving out what parts them. FALSE if there is something else. */
static gboolean
compact (GString *out, const char *text)
{
  g_autofree char *ascii = crm_text_ascii_digits (text);

  for (const char *p = ascii; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isalnum ((char) c))
        g_string_append_c (out, g_ascii_toupper ((char) c));
      else if (!g_unichar_isspace (c) && !u_hasBinaryProperty ((UChar32) c, UCHAR_DASH) && c != '/' && c != '.' &&
               !u_hasBinaryProperty ((UChar32) c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_identifier_normalise:
 * @kind: what @text is
 * @text: (nullable): what was typed
 *
 * Zeros that a national ID of 8 or 9 digits has lost to a spreadsheet are put back, and IR before 24 digits of a SHEBA.
 *
 * Returns: (transfer full) (nullable): the digits alone, of a SHEBA with IR before them; %NULL if @text has anything else, or
 * is not as long as it must be
 */
char *
crm_identifier_normalise (CrmIdentifierKind kind, const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gsize from = kind == CRM_IDENTIFIER_SHEBA ? 2 : 0;

  if (text == NULL || strnlen (text, TEXT_MAX) == TEXT_MAX || !compact (out, text) || out->len == 0)
    return NULL;

  if (kind == CRM_IDENTIFIER_NATIONAL_ID && (out->len == 8 || out->len == 9))
    g_string_prepend (out, out->len == 8 ? "00" : "0");
  if (kind == CRM_IDENTIFIER_SHEBA && out->len == SHEBA_LENGTH - 2)
    g_string_prepend (out, "IR");

  if (out->len != lengths[kind] || strspn (out->str + from, "0123456789") != out->len - from)
    return NULL;
  if (kind == CRM_IDENTIFIER_SHEBA && !g_str_has_prefix (out->str, "IR"))
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static int
digit (const char *text, int i)
{
  return text[i] - '0';
}

static gboolean
check_national_id (const char *id)
{
  int sum = 0;

  if (strspn (id, (const char[]){ id[0], '\0' }) == 10)
    return FALSE;
  for (int i = 0; i < 9; i++)
    sum += digit (id, i) * (10 - i);

  return digit (id, 9) == (sum % 11 < 2 ? sum % 11 : 11 - sum % 11);
}

static gboolean
check_company_id (const char *id)
{
  static const guint8 weights[] = { 29, 27, 23, 19, 17 };
  int                 offset = digit (id, 9) + 2;
  int                 sum = 0;

  for (int i = 0; i < 10; i++)
    sum += (digit (id, i) + offset) * weights[i % 5];

  return digit (id, 10) == sum % 11 % 10;
}

/* ISO 13616: the country and the check digits count last, letters as 10 to 35, and the whole leaves 1 after division by 97. */
static gboolean
check_sheba (const char *sheba)
{
  int rest = 0;

  for (int i = 4; i < SHEBA_LENGTH; i++)
    rest = (rest * 10 + digit (sheba, i)) % 97;
  rest = (rest * 10000 + 1827) % 97; /* I R */
  rest = (rest * 100 + digit (sheba, 2) * 10 + digit (sheba, 3)) % 97;

  return rest == 1;
}

/* Luhn, ISO/IEC 7812-1. */
static gboolean
check_card (const char *card)
{
  int sum = 0;

  for (int i = 0; i < 16; i++)
    {
      int value = digit (card, i) * (i % 2 == 0 ? 2 : 1);

      sum += value > 9 ? value - 9 : value;
    }

  return sum % 10 == 0 && strspn (card, "0") < 16;
}

/* No 0 or 2 among the first five digits, no 5 in the fifth place, not four equal digits at the start. Of the second half nothing
 * can be said: rules for it are about, and real codes break them. */
static gboolean
check_postal_code (const char *code)
{
  return strcspn (code, "02") >= 5 && code[4] != '5' && strspn (code, (const char[]){ code[0], '\0' }) < 4;
}

/**
 * crm_identifier_is_valid:
 * @kind: what @text is
 * @text: (nullable): what was typed
 *
 * Returns: whether @text has the length, the characters and the check digits of its kind
 */
gboolean
crm_identifier_is_valid (CrmIdentifierKind kind, const char *text)
{
  g_autofree char *id = crm_identifier_normalise (kind, text);

  if (id == NULL)
    return FALSE;

  switch (kind)
    {
    case CRM_IDENTIFIER_NATIONAL_ID:
      return check_national_id (id);
    case CRM_IDENTIFIER_COMPANY_ID:
      return check_company_id (id);
    case CRM_IDENTIFIER_SHEBA:
      return check_sheba (id);
    case CRM_IDENTIFIER_CARD:
      return check_card (id);
    case CRM_IDENTIFIER_POSTAL_CODE:
      return check_postal_code (id);
    default:
      return FALSE;
    }
}

/**
 * crm_identifier_format:
 * @kind: what @text is
 * @text: (nullable): an identifier
 *
 * SHEBAs and cards are shown in fours, postal codes in fives.
 *
 * Returns: (transfer full): the identifier as it is shown, isolated left to right; @text as it is if it is of another shape
 */
char *
crm_identifier_format (CrmIdentifierKind kind, const char *text)
{
  g_autofree char *id = crm_identifier_normalise (kind, text);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean postal = kind == CRM_IDENTIFIER_POSTAL_CODE;
  gsize    group = postal ? 5 : kind == CRM_IDENTIFIER_SHEBA || kind == CRM_IDENTIFIER_CARD ? 4
                                                                                            : G_MAXSIZE;

  if (id == NULL)
    return crm_text_isolate_ltr (text);

  for (gsize i = 0; id[i] != '\0'; i++)
    {
      if (i > 0 && i % group == 0)
        g_string_append_c (out, postal ? '-' : ' ');
      g_string_append_c (out, id[i]);
    }

  return crm_text_isolate_ltr (out->str);
}
