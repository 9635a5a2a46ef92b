/* Amounts as people type them: in the digits of any script, with any separators, with words for thousands and for the currency.
 *
 * The text is read once from left to right into runs of figures, and words about them. Every multiplier is a power of ten, so an
 * amount is a whole number times ten to a power, and nothing is ever rounded.
 */

#include "config.h"

#include "crm-money.h"

#include "crm-error.h"
#include "crm-money-figures.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEXT_MAX 200
#define RUNS_MAX 4

typedef struct
{
  const char *spellings; /* folded and joined, with | around each */
  const char *code;      /* (nullable): the currency it names */
  int         power;     /* of ten, that it multiplies by */
  gboolean    toman;
} Word;

static const Word words[] = {
  { "|k|هزار|thousand|", NULL, 3, FALSE },
  { "|m|mn|میلیون|ملیون|million|millions|", NULL, 6, FALSE },
  { "|b|bn|میلیارد|billion|billions|", NULL, 9, FALSE },
  { "|t|تریلیون|trillion|trillions|", NULL, 12, FALSE },
  { "|همت|", "IRR", 12, TRUE },
  { "|تومان|تومن|ت|toman|tomans|tuman|irt|", "IRR", 0, TRUE },
  { "|ریال|rial|rials|irr|", "IRR", 0, FALSE },
  { "|دلار|dollar|dollars|us|", "USD", 0, FALSE },
  { "|یورو|euro|euros|", "EUR", 0, FALSE },
  { "|پوند|pound|pounds|", "GBP", 0, FALSE },
  { "|درهم|dirham|dirhams|", "AED", 0, FALSE },
  { "|لیر|lira|", "TRY", 0, FALSE },
  { "|یوان|yuan|", "CNY", 0, FALSE },
  { "|ین|yen|", "JPY", 0, FALSE },
  { "|روبل|rouble|roubles|ruble|rubles|", "RUB", 0, FALSE },
};

typedef struct
{
  char     figures[CRM_MONEY_FIGURES_MAX + 1];
  int      length;
  int      power; /* of ten, from the words after it */
  gboolean multiplied;
} Run;

typedef struct
{
  const char       *text;
  const CrmCulture *culture;
  char              code[4];
  gboolean          named; /* by the text */
  gboolean          toman;

  Run      runs[RUNS_MAX]; /* the parts of 2 million and 500 thousand */
  int      n_runs;
  gboolean open;   /* the last run may go on */
  gboolean joined; /* "and" stands after it */
  gboolean negative;
  int      brackets; /* 1 after (, 2 after ) */
} Parser;

static gboolean
refuse (const Parser *self, GError **error)
{
  g_autofree char *example = crm_money_format (1234500, self->culture->currency, self->culture, CRM_MONEY_STYLE_FULL);
  g_autofree char *valid = g_utf8_make_valid (self->text, (gssize) strnlen (self->text, TEXT_MAX));
  g_autofree char *start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), 40));
  g_autofree char *shown = crm_text_isolate (start);

  /* Translators: 1: what was typed, 2: an amount as an example */
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%1$s” is not an amount. Type one like %2$s."), shown, example);

  return FALSE;
}

static gboolean
refuse_size (GError **error)
{
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The amount is too large to be kept. Type a smaller one."));

  return FALSE;
}

static int
minor_digits (const Parser *self)
{
  const CrmCurrency *currency = crm_currency_find (self->code);

  return (currency != NULL ? currency->digits : 2) + (self->toman ? 1 : 0);
}

static gboolean
refuse_decimals (const Parser *self, GError **error)
{
  const CrmCurrency *currency = crm_currency_find (self->code);
  const char        *name = self->toman ? _ ("toman") : currency != NULL ? crm_currency_name (currency)
                                                                         : self->code;
  int                digits = minor_digits (self);
  g_autofree char   *ascii = g_strdup_printf ("%d", digits);
  g_autofree char   *shown = crm_culture_digits (self->culture, ascii);

  if (digits == 0)
    /* Translators: the name of a currency */
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Amounts in %s have no decimals. Type a whole number."), name);
  else
    /* Translators: 1: the name of a currency, 2: a number */
    g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, g_dngettext (GETTEXT_PACKAGE, "Amounts in %1$s have %2$s decimal at most. Type fewer.", "Amounts in %1$s have %2$s decimals at most. Type fewer.", (gulong) digits), name, shown);

  return FALSE;
}

/* Begins a run where a figure follows what is no figure. FALSE if nothing joins it to the run before. */
static gboolean
open_run (Parser *self)
{
  if (self->open)
    return TRUE;
  if (self->n_runs == RUNS_MAX || (self->n_runs > 0 && !self->joined) || self->brackets == 2)
    return FALSE;
  self->n_runs++;
  self->open = TRUE;
  self->joined = FALSE;

  return TRUE;
}

static gboolean
add_figure (Parser *self, char figure)
{
  Run *run;

  if (!open_run (self))
    return FALSE;
  run = &self->runs[self->n_runs - 1];
  if (run->length == CRM_MONEY_FIGURES_MAX)
    return FALSE;
  run->figures[run->length++] = figure;

  return TRUE;
}

static gboolean
name_currency (Parser *self, const char *code, gboolean toman)
{
  if (self->named)
    return g_ascii_strcasecmp (self->code, code) == 0 && self->toman == toman;
  for (int i = 0; i < 3; i++)
    self->code[i] = g_ascii_toupper (code[i]);
  self->named = TRUE;
  self->toman = toman;

  return TRUE;
}

static gboolean
multiply (Parser *self, int power)
{
  Run *run = &self->runs[MAX (self->n_runs, 1) - 1];

  if (self->n_runs == 0 || self->joined)
    return FALSE;
  run->power += power;
  run->multiplied = TRUE;

  return run->power <= 24;
}

static gboolean
take_joiner (Parser *self)
{
  if (self->n_runs == 0 || self->joined || !self->runs[self->n_runs - 1].multiplied)
    return FALSE;
  self->joined = TRUE;

  return TRUE;
}

static gboolean
take_word (Parser *self, const char *typed)
{
  g_autofree char *folded = crm_text_fold (typed);
  g_autofree char *joined = crm_text_join (folded);
  g_autofree char *barred = g_strconcat ("|", joined, "|", NULL);

  self->open = FALSE;
  if (strcmp (joined, "و") == 0 || strcmp (joined, "and") == 0)
    return take_joiner (self);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (words[i].spellings, barred) != NULL)
      return (words[i].power == 0 || multiply (self, words[i].power)) &&
             (words[i].code == NULL || name_currency (self, words[i].code, words[i].toman));

  return crm_currency_find (joined) != NULL && name_currency (self, joined, FALSE);
}

/* $ is the dollar at hand, ¥ may be yuan. */
static gboolean
shares_sign (const char *code, gunichar sign)
{
  static const char *const dollars[] = { "AUD", "CAD", "HKD", "NZD", "SGD", "USD", NULL };

  return (sign == '$' && g_strv_contains (dollars, code)) || (sign == 0xa5 && strcmp (code, "CNY") == 0);
}

static gboolean
take_sign (Parser *self, gunichar sign)
{
  const CrmCurrency *currencies;
  char               utf8[7] = { 0 };
  gsize              n;

  self->open = FALSE;
  if (shares_sign (self->code, sign))
    return name_currency (self, self->code, FALSE);

  g_unichar_to_utf8 (sign, utf8);
  currencies = crm_currency_list (&n);
  for (gsize i = 0; i < n; i++)
    if (strcmp (currencies[i].symbol, utf8) == 0)
      return name_currency (self, currencies[i].code, FALSE);

  return take_word (self, utf8); /* ﷼ folds to a word */
}

static char
separator (gunichar c)
{
  switch (c)
    {
    case '.':
    case ',':
    case '/':
      return (char) c;
    case 0x066b:
      return CRM_MONEY_SURE_POINT;
    case '\'':
    case 0x066c:
    case 0x060c:
    case 0x2019:
      return CRM_MONEY_SURE_GROUP;
    default:
      return g_unichar_isspace (c) ? CRM_MONEY_SURE_GROUP : '\0';
    }
}

/* A separator belongs to the figures if one follows it; a space or a full stop may also stand elsewhere. */
static gboolean
take_separator (Parser *self, gunichar c, const char *rest)
{
  gboolean space = g_unichar_isspace (c);

  if (g_ascii_isdigit (*rest) && (!space || self->open))
    return add_figure (self, separator (c));
  self->open = FALSE;

  return space || c == '.';
}

static gboolean
take_mark (Parser *self, gunichar c)
{
  switch (c)
    {
    case '-':
    case 0x2212:
      if (self->n_runs > 0 || self->negative)
        return FALSE;
      self->negative = TRUE;
      return TRUE;
    case '+':
      return self->n_runs == 0;
    case '(':
      return self->n_runs == 0 && self->brackets++ == 0;
    case ')':
      self->open = FALSE;
      return self->n_runs > 0 && self->brackets++ == 1;
    default:
      return take_sign (self, c);
    }
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c) || c == 0x200c;
}

static gboolean
is_passed_over (gunichar c)
{
  return (c >= 0x200c && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x061c || c == 0xfeff;
}

static gboolean
read_text (Parser *self, const char *text)
{
  const char *p = text;

  while (*p != '\0')
    {
      gunichar    c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      gboolean    good = TRUE;

      if (g_ascii_isdigit (*p))
        good = add_figure (self, *p);
      else if (is_passed_over (c))
        good = TRUE;
      else if (separator (c) != '\0')
        good = take_separator (self, c, next);
      else if (is_letter (c))
        {
          g_autofree char *word = NULL;

          while (is_letter (g_utf8_get_char (next)))
            next = g_utf8_next_char (next);
          word = g_strndup (p, (gsize) (next - p));
          good = take_word (self, word);
        }
      else
        good = take_mark (self, c);
      if (!good)
        return FALSE;
      p = next;
    }

  return self->n_runs > 0 && !self->joined && self->brackets != 1;
}

/* Adds @mantissa · 10^@power to @sum; FALSE if that is more than fits. */
static gboolean
add_scaled (guint64 *sum, guint64 mantissa, int power)
{
  guint64 value = mantissa;

  for (; value != 0 && power > 0; power--)
    if (!g_uint64_checked_mul (&value, value, 10))
      return FALSE;

  return g_uint64_checked_add (sum, *sum, value);
}

static gboolean
reckon (const Parser *self, gint64 *minor, GError **error)
{
  guint64  sum = 0;
  gboolean negative = self->negative || self->brackets == 2;
  guint64  most = (guint64) G_MAXINT64 + (negative ? 1 : 0);

  for (int i = 0; i < self->n_runs; i++)
    {
      const Run      *run = &self->runs[i];
      guint64         mantissa;
      int             decimals, power;
      CrmMoneyFigures result = crm_money_figures_read (run->figures, run->multiplied || minor_digits (self) >= 3, &mantissa, &decimals);

      if (result == CRM_MONEY_FIGURES_UNCLEAR)
        return refuse (self, error);
      power = run->power + minor_digits (self) - decimals;
      if (result == CRM_MONEY_FIGURES_GOOD && power < 0)
        return refuse_decimals (self, error);
      if (result == CRM_MONEY_FIGURES_TOO_LARGE || !add_scaled (&sum, mantissa, power) || sum > most)
        return refuse_size (error);
    }
  *minor = negative ? (gint64) (0 - sum) : (gint64) sum;

  return TRUE;
}

/**
 * crm_money_parse:
 * @text: (nullable): what was typed
 * @currency: (nullable): ISO 4217, of an amount that names none; %NULL for that of @culture
 * @culture: whether bare rials are tomans, and how errors are written
 * @minor: (out): the amount in the smallest unit of its currency; 0 on error
 * @out_currency: (out) (nullable): room for the code of its currency: the one @text names, else @currency
 * @error: %CRM_ERROR_INVALID
 *
 * Reads what crm_money_format() writes, ۲٬۵۰۰ تومان, €1,200, 1.234,56, 2.5M, (500) and 2 million and 500 thousand. Amounts that
 * do not fit and decimals that the currency has not are refused, never rounded.
 *
 * Returns: whether @text is an amount
 */
gboolean
crm_money_parse (const char *text, const char *currency, const CrmCulture *culture, gint64 *minor, char out_currency[4], GError **error)
{
  g_autofree char *ascii = NULL;
  Parser           self = { .text = text != NULL ? text : "", .culture = culture };

  g_strlcpy (self.code, currency != NULL && *currency != '\0' ? currency : culture->currency, sizeof self.code);
  self.toman = culture->toman && strcmp (self.code, "IRR") == 0;
  *minor = 0;
  if (out_currency != NULL)
    memcpy (out_currency, self.code, sizeof self.code);
  if (strnlen (self.text, TEXT_MAX) == TEXT_MAX)
    return refuse (&self, error);

  ascii = crm_text_ascii_digits (self.text);
  if (!read_text (&self, ascii))
    return refuse (&self, error);
  if (!reckon (&self, minor, error))
    return FALSE;
  if (out_currency != NULL)
    memcpy (out_currency, self.code, sizeof self.code);

  return TRUE;
}
