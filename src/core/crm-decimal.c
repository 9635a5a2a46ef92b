#include "config.h"

#include "crm-decimal.h"

#include "crm-error.h"
#include "crm-money-figures.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Figures before the point, in groups of this many. */
#define GROUP 3

/* Minus as keyboards and office programs write it. */
static const char *const minuses[] = { "-", "\342\210\222" /* U+2212 */, "\342\200\221" /* U+2011 */ };

static const char *
skip_minus (const char *text, gboolean *negative)
{
  for (guint i = 0; i < G_N_ELEMENTS (minuses); i++)
    {
      if (g_str_has_prefix (text, minuses[i]))
        {
          *negative = TRUE;
          return text + strlen (minuses[i]);
        }
    }
  *negative = FALSE;

  return *text == '+' ? text + 1 : text;
}

/* Separators to those that crm_money_figures_read() knows. NULL where there is anything else, or too much. */
static char *
read_figures (const char *text)
{
  GString *figures = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && (g_ascii_isdigit ((char) c) || c == '.' || c == ','))
        g_string_append_c (figures, (char) c);
      else if (c == 0x66b)
        g_string_append_c (figures, CRM_MONEY_SURE_POINT);
      else if (c == 0x66c || c == 0xa0 || c == 0x202f || c == ' ' || c == '\'')
        g_string_append_c (figures, CRM_MONEY_SURE_GROUP);
      else
        return g_string_free (figures, TRUE);
    }
  if (figures->len == 0 || figures->len > CRM_MONEY_FIGURES_MAX)
    return g_string_free (figures, TRUE);

  return g_string_free (figures, FALSE);
}

static char *
write_decimal (guint64 mantissa, int decimals, gboolean negative)
{
  g_autofree char *digits = g_strdup_printf ("%0*" G_GUINT64_FORMAT, decimals + 1, mantissa);
  int              whole = (int) strlen (digits) - decimals;

  return g_strdup_printf ("%s%.*s%s%s", negative && mantissa != 0 ? "-" : "", whole, digits, decimals > 0 ? "." : "", digits + whole);
}

/**
 * crm_decimal_parse:
 * @text: as typed: digits of any script, with or without separators
 *
 * Returns: (transfer full) (nullable): the number, "-1234.5"; %CRM_ERROR_INVALID where @text is none
 */
char *
crm_decimal_parse (const char *text, GError **error)
{
  g_autofree char *ascii = crm_text_ascii_digits (text);
  gboolean         negative;
  g_autofree char *figures = read_figures (skip_minus (g_strstrip (ascii), &negative));
  guint64          mantissa;
  int              decimals;

  /* "1.500" may be a thousand and a half or one and a half; where no currency tells, a point is a point. */
  if (figures != NULL && strcspn (figures, ",DG") == strlen (figures) && strchr (figures, '.') == strrchr (figures, '.'))
    {
      char *point = strchr (figures, '.');

      if (point != NULL)
        *point = CRM_MONEY_SURE_POINT;
    }
  if (figures != NULL && crm_money_figures_read (figures, FALSE, &mantissa, &decimals) == CRM_MONEY_FIGURES_GOOD)
    return write_decimal (mantissa, decimals, negative);

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is not a number. Type one like 1250 or 2.5."), text);
  return NULL;
}

/**
 * crm_decimal_format:
 * @decimal: as crm_decimal_parse() returns it; anything else is left as it is
 *
 * Returns: (transfer full): the number as people read it, its thousands in groups
 */
char *
crm_decimal_format (const char *decimal, const CrmCulture *culture)
{
  const char *figures = decimal + (*decimal == '-');
  gsize       whole = strspn (figures, "0123456789");
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *shown = NULL;
  double           value;

  if (!crm_decimal_to_double (decimal, &value))
    return g_strdup (decimal);

  if (*decimal == '-')
    g_string_append (out, "\342\210\222");
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % GROUP == 0)
        g_string_append (out, culture->persian_digits ? "\331\254" : ",");
      g_string_append_c (out, figures[i]);
    }
  if (figures[whole] == '.')
    {
      g_string_append (out, culture->persian_digits ? "\331\253" : ".");
      g_string_append (out, figures + whole + 1);
    }
  shown = crm_culture_digits (culture, out->str);

  return crm_text_isolate_ltr (shown);
}

/**
 * crm_decimal_to_double:
 * @value: (out): about what it is worth, to compare it with others
 *
 * Returns: whether @decimal is a number as crm_decimal_parse() writes them
 */
gboolean
crm_decimal_to_double (const char *decimal, double *value)
{
  const char *figures = decimal + (*decimal == '-');
  gsize       whole = strspn (figures, "0123456789");
  gsize       part = figures[whole] == '.' ? strspn (figures + whole + 1, "0123456789") : 0;

  if (whole == 0 || whole > CRM_MONEY_FIGURES_MAX || (figures[whole] == '.' && part == 0) || figures[whole + (part > 0 ? part + 1 : 0)] != '\0')
    return FALSE;

  *value = g_ascii_strtod (decimal, NULL);
  return TRUE;
}

/* Nine after the point are more than anything is measured with, and leave nine before it. */
#define SCALED_DIGITS_MAX 9

/**
 * crm_decimal_to_scaled:
 * @digits: how many digits after the point the whole number stands for, at most 9
 * @value: (out): @decimal times ten to the power of @digits, exactly
 *
 * Returns: whether @decimal is such a number, fits, and has no more digits after the point than are asked for
 */
gboolean
crm_decimal_to_scaled (const char *decimal, guint digits, gint64 *value)
{
  gboolean    negative = *decimal == '-';
  const char *figures = decimal + negative;
  gsize       whole = strspn (figures, "0123456789");
  const char *part = figures[whole] == '.' ? figures + whole + 1 : "";
  gint64      scaled = 0;
  double      about;

  g_return_val_if_fail (digits <= SCALED_DIGITS_MAX, FALSE);
  if (!crm_decimal_to_double (decimal, &about))
    return FALSE;

  for (gsize i = 0; i < whole + digits; i++)
    {
      char digit = '0';

      if (i < whole)
        digit = figures[i];
      else if (*part != '\0')
        digit = *part++;
      if (__builtin_mul_overflow (scaled, 10, &scaled) || __builtin_add_overflow (scaled, digit - '0', &scaled))
        return FALSE;
    }
  if (strspn (part, "0") != strlen (part))
    return FALSE;

  *value = negative ? -scaled : scaled;
  return TRUE;
}

/**
 * crm_decimal_from_scaled:
 * @value: a number times ten to the power of @digits
 *
 * Returns: (transfer full): the number as crm_decimal_parse() writes them, without zeros at its end
 */
char *
crm_decimal_from_scaled (gint64 value, guint digits)
{
  guint64 mantissa = value < 0 ? -(guint64) value : (guint64) value;

  while (digits > 0 && mantissa % 10 == 0)
    {
      mantissa /= 10;
      digits--;
    }

  return write_decimal (mantissa, (int) digits, value < 0);
}
