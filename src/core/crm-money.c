/* Amounts as a person reads them, in figures and in words. Only whole numbers are reckoned with. */

#include "config.h"

#include "crm-money.h"

#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#define MINUS "−"
#define RIALS_IN_TOMAN 10

/* An amount taken apart: @whole units and @part hundredths, or whatever the unit has @digits of. */
typedef struct
{
  gboolean negative;
  guint64  whole;
  guint64  part;
  int      digits;
} Amount;

static guint64
power_of_ten (int exponent)
{
  guint64 power = 1;

  while (exponent-- > 0)
    power *= 10;

  return power;
}

static gboolean
in_tomans (const char *code, const CrmCulture *culture)
{
  return culture->toman && g_ascii_strcasecmp (code, "IRR") == 0;
}

/* Decimal digits of a currency; one that is not known has two, as most have. */
static int
digits_of (const char *code)
{
  const CrmCurrency *currency = crm_currency_find (code);

  return currency != NULL ? currency->digits : 2;
}

static Amount
take_apart (gint64 minor, int digits)
{
  guint64 size = minor < 0 ? -(guint64) minor : (guint64) minor;
  guint64 unit = power_of_ten (digits);

  return (Amount){ minor < 0, size / unit, size % unit, digits };
}

/* @whole in groups of three and @part after it, without a sign, in the figures of @culture. */
static char *
figures (const CrmCulture *culture, Amount amount)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *whole = g_strdup_printf ("%" G_GUINT64_FORMAT, amount.whole);
  gsize            length = strlen (whole);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (out, culture->persian_digits ? "٬" : ",");
      g_string_append_c (out, whole[i]);
    }
  if (amount.digits > 0)
    g_string_append_printf (out, "%s%0*" G_GUINT64_FORMAT, culture->persian_digits ? "٫" : ".", amount.digits, amount.part);

  return crm_culture_digits (culture, out->str);
}

static char *
format_plain (Amount amount)
{
  const char *sign = amount.negative ? "-" : "";

  if (amount.digits == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, sign, amount.whole);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign, amount.whole, amount.digits, amount.part);
}

/* The sign stays at the left of the figures though Persian words follow: a nested isolate does not decide a direction. */
static char *
with_sign (const char *text, gboolean negative)
{
  g_autofree char *signed_text = negative ? g_strconcat (MINUS, text, NULL) : NULL;

  return negative ? crm_text_isolate_ltr (signed_text) : g_strdup (text);
}

/* Whether @unit is a sign that stands close to the figures. What is not in the table may be anything at all. */
static gboolean
is_sign (const char *unit)
{
  return !g_ascii_isalnum (*unit) && g_utf8_validate (unit, -1, NULL) && g_utf8_strlen (unit, -1) == 1;
}

static char *
format_full (Amount amount, const char *code, const CrmCulture *culture)
{
  const char      *unit = crm_currency_unit (code, culture);
  g_autofree char *number = figures (culture, amount);
  g_autofree char *signed_text = NULL;
  g_autofree char *text = NULL;

  if (is_sign (unit))
    {
      /* Translators: an amount with the sign of its currency. 1: 1,200.00, 2: € */
      text = g_strdup_printf (C_ ("amount", "%2$s%1$s"), number, unit);
      signed_text = with_sign (text, amount.negative);

      return crm_text_isolate (signed_text);
    }

  signed_text = with_sign (number, amount.negative);
  /* Translators: an amount with its unit. 1: 2,500,000, 2: toman */
  text = g_strdup_printf (C_ ("amount", "%1$s %2$s"), signed_text, unit);

  return crm_text_isolate (text);
}

static char *
format_figures (Amount amount, const CrmCulture *culture)
{
  g_autofree char *number = figures (culture, amount);
  g_autofree char *text = with_sign (number, amount.negative);

  return crm_text_isolate (text);
}

static const char *
short_pattern (int thousands)
{
  switch (thousands)
    {
    case 1:
      /* Translators: thousands, as short as may be */
      return C_ ("short amount", "%s k");
    case 2:
      /* Translators: millions */
      return C_ ("short amount", "%s M");
    case 3:
      /* Translators: thousands of millions */
      return C_ ("short amount", "%s B");
    case 4:
      /* Translators: millions of millions */
      return C_ ("short amount", "%s T");
    default:
      return "%s";
    }
}

/* @size over @unit to the nearest tenth below ten, and to the nearest whole from there on. */
static Amount
rounded (guint64 size, guint64 unit)
{
  guint64 tenths = size / unit * 10 + (size % unit * 10 + unit / 2) / unit;

  if (tenths < 100)
    return (Amount){ FALSE, tenths / 10, tenths % 10, tenths % 10 != 0 ? 1 : 0 };

  return (Amount){ FALSE, size / unit + (size % unit >= unit - unit / 2 ? 1 : 0), 0, 0 };
}

static char *
format_short (Amount amount, const CrmCulture *culture)
{
  guint64 size = amount.whole;
  Amount  shown = { FALSE, size, 0, 0 };
  int     thousands = 0;
  g_auto (GStrv) parts = NULL;
  g_autofree char *number = NULL;
  g_autofree char *signed_text = NULL;
  g_autofree char *text = NULL;

  if (amount.digits > 0 && amount.part >= power_of_ten (amount.digits) / 2)
    shown.whole++;
  for (guint64 unit = 1000; shown.whole >= 1000 && thousands < 4; unit *= 1000, thousands++)
    shown = rounded (size, unit);

  number = figures (culture, shown);
  signed_text = with_sign (number, amount.negative && (shown.whole > 0 || shown.part > 0));
  parts = g_strsplit (short_pattern (thousands), "%s", 2);
  text = g_strjoinv (signed_text, parts);

  return crm_text_isolate (text);
}

/**
 * crm_money_format:
 * @minor: an amount in the smallest unit of @currency
 * @currency: (nullable): ISO 4217, %NULL for that of @culture
 * @culture: digits, and whether rials are shown in tomans
 * @style: how; %CRM_MONEY_STYLE_PLAIN does not look at @culture
 *
 * All but plain text is isolated (UAX 9), so that it may stand in a sentence of either direction.
 *
 * Returns: (transfer full): the text
 */
char *
crm_money_format (gint64 minor, const char *currency, const CrmCulture *culture, CrmMoneyStyle style)
{
  const char *code = currency != NULL && *currency != '\0' ? currency : culture->currency;
  int         digits = digits_of (code);
  Amount      amount;

  if (style == CRM_MONEY_STYLE_PLAIN)
    return format_plain (take_apart (minor, digits));

  amount = take_apart (minor, digits + (in_tomans (code, culture) ? 1 : 0));
  if (style == CRM_MONEY_STYLE_SHORT)
    return format_short (amount, culture);
  if (amount.part == 0 && digits == 0)
    amount.digits = 0;

  return style == CRM_MONEY_STYLE_FIGURES ? format_figures (amount, culture) : format_full (amount, code, culture);
}

static char *
spell_out (guint64 number, const char *language)
{
  UErrorCode     status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_SPELLOUT, NULL, 0, language, NULL, &status);
  UChar          wide[512];
  char           text[2048];
  int            length;

  length = unum_formatInt64 (format, (gint64) MIN (number, (guint64) G_MAXINT64), wide, G_N_ELEMENTS (wide), NULL, &status);
  u_strToUTF8 (text, sizeof text, NULL, wide, length, &status);
  unum_close (format);

  /* Figures are better than nothing where ICU was built without its spelling rules. */
  return U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING ? g_strdup (text) : g_strdup_printf ("%" G_GUINT64_FORMAT, number);
}

/* The name of the unit as it follows a number, in @language and not in that of the interface. */
static char *
unit_in (const char *code, gboolean toman, guint64 count, const char *language)
{
  gboolean     persian = strcmp (language, "fa") == 0;
  UErrorCode   status = U_ZERO_ERROR;
  UBool        is_choice;
  UChar        wide_code[4];
  char         text[256];
  const UChar *name;
  int          length;

  if (toman)
    return g_strdup (persian ? "تومان" : "tomans");
  if (g_ascii_strcasecmp (code, "IRR") == 0)
    return g_strdup (persian ? "ریال" : "rials");

  u_uastrncpy (wide_code, code, 3);
  wide_code[3] = 0;
  name = ucurr_getPluralName (wide_code, language, &is_choice, count == 1 ? "one" : "other", &length, &status);
  u_strToUTF8 (text, sizeof text, NULL, name, length, &status);

  return U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING ? g_strdup (text) : g_strdup (code);
}

/**
 * crm_money_words:
 * @minor: an amount in the smallest unit of @currency
 * @currency: (nullable): ISO 4217, %NULL for that of @culture
 * @culture: whether rials are told in tomans, and the digits of a fraction
 * @language: (nullable): "fa" for Persian; otherwise English
 *
 * The amount as it is written out on an invoice or a cheque. A fraction is a fraction: "five and 50/100 euros". Rials that
 * make no whole toman are told in rials.
 *
 * Returns: (transfer full): the words
 */
char *
crm_money_words (gint64 minor, const char *currency, const CrmCulture *culture, const char *language)
{
  const char      *code = currency != NULL && *currency != '\0' ? currency : culture->currency;
  gboolean         toman = in_tomans (code, culture) && minor % RIALS_IN_TOMAN == 0;
  Amount           amount = take_apart (minor, digits_of (code) + (toman ? 1 : 0));
  gboolean         persian = language != NULL && g_str_has_prefix (language, "fa");
  const char      *spoken = persian ? "fa" : "en";
  const char      *minus = persian ? "منفی " : "minus ";
  g_autofree char *words = spell_out (amount.whole, spoken);
  g_autofree char *unit = unit_in (code, toman, amount.part == 0 ? amount.whole : 0, spoken);
  g_autofree char *ascii = NULL;
  g_autofree char *fraction = NULL;

  if (amount.part == 0)
    return g_strconcat (amount.negative ? minus : "", words, " ", unit, NULL);

  ascii = g_strdup_printf ("%0*" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, amount.digits, amount.part, power_of_ten (amount.digits));
  fraction = crm_culture_digits (culture, ascii);

  return g_strconcat (amount.negative ? minus : "", words, persian ? " و " : " and ", fraction, " ", unit, NULL);
}
