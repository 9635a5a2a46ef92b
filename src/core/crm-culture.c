/* The habits of a language, before the user has chosen any. */

#include "config.h"

#include "crm-culture.h"

#include "crm-money.h"
#include "crm-text.h"

#include <locale.h>
#include <string.h>

#define MONDAY 1
#define SATURDAY 6

static gboolean
speaks (const char *locale, const char *language)
{
  gsize length = strlen (language);

  return g_ascii_strncasecmp (locale, language, length) == 0 && !g_ascii_isalnum (locale[length]);
}

/* The currency of the user's country, as the C library knows it. */
static void
set_local_currency (CrmCulture *self)
{
  const char *code = localeconv ()->int_curr_symbol;

  g_strlcpy (self->currency, "EUR", sizeof self->currency);
  if (g_ascii_isupper (code[0]) && g_ascii_isupper (code[1]) && g_ascii_isupper (code[2]))
    g_strlcpy (self->currency, code, sizeof self->currency);
}

/**
 * crm_culture_init_default:
 * @self: (out): a culture
 * @language: (nullable): the language of the interface, as "fa" or "en_US.UTF-8"
 *
 * Persian gets the Jalali calendar, Persian digits, weeks from Saturday and tomans; others the Gregorian calendar, ASCII
 * digits, weeks from Monday and the currency of the process's locale, else the euro.
 */
void
crm_culture_init_default (CrmCulture *self, const char *language)
{
  const char *locale = language != NULL ? language : "";

  memset (self, 0, sizeof *self);
  self->day_first = !speaks (locale, "en_US") && !speaks (locale, "en-US");
  self->week_start = MONDAY;
  if (!speaks (locale, "fa"))
    {
      set_local_currency (self);
      return;
    }

  self->calendar = CRM_CALENDAR_JALALI;
  self->persian_digits = TRUE;
  self->week_start = SATURDAY;
  self->toman = TRUE;
  g_strlcpy (self->currency, "IRR", sizeof self->currency);
}

/**
 * crm_culture_set_currency:
 * @code: (nullable): ISO 4217, in capitals; what is none that is known leaves the culture as it is
 *
 * Takes the currency that somebody has chosen, on this computer or in the customer file.
 */
void
crm_culture_set_currency (CrmCulture *self, const char *code)
{
  const CrmCurrency *currency = crm_currency_find (code);

  if (currency != NULL && strcmp (currency->code, code) == 0)
    g_strlcpy (self->currency, currency->code, sizeof self->currency);
}

/**
 * crm_culture_digits:
 * @self: a culture
 * @ascii_text: (nullable): UTF-8 text with digits from 0 to 9
 *
 * Returns: (transfer full): @ascii_text in the digits of the user
 */
char *
crm_culture_digits (const CrmCulture *self, const char *ascii_text)
{
  return self->persian_digits ? crm_text_persian_digits (ascii_text) : g_strdup (ascii_text != NULL ? ascii_text : "");
}

/**
 * crm_culture_count:
 *
 * Returns: (transfer full): the number, in groups of three, in the user's digits, isolated
 */
char *
crm_culture_count (const CrmCulture *self, gint64 count)
{
  guint64          size = count < 0 ? -(guint64) count : (guint64) count;
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, size);
  g_autofree char *shown = NULL;
  g_autoptr (GString) grouped = g_string_new (count < 0 ? "\342\210\222" : NULL); /* U+2212 */
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (grouped, self->persian_digits ? "٬" : ",");
      g_string_append_c (grouped, digits[i]);
    }
  shown = crm_culture_digits (self, grouped->str);

  return crm_text_isolate_ltr (shown);
}
