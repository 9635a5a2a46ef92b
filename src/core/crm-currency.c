/* The currencies a small business is likely to meet. The table is short on purpose: a list of 180 helps nobody to choose.
 *
 * Decimal digits are those of ISO 4217, but for the rial, which has had no smaller coin for decades and is counted whole.
 */

#include "config.h"

#include "crm-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const CrmCurrency currencies[] = {
  { "AED", 2, "AED", NC_ ("currency", "UAE dirham") },
  { "AFN", 2, "؋", NC_ ("currency", "Afghan afghani") },
  { "AMD", 2, "֏", NC_ ("currency", "Armenian dram") },
  { "AUD", 2, "AUD", NC_ ("currency", "Australian dollar") },
  { "AZN", 2, "₼", NC_ ("currency", "Azerbaijani manat") },
  { "BHD", 3, "BHD", NC_ ("currency", "Bahraini dinar") },
  { "BRL", 2, "BRL", NC_ ("currency", "Brazilian real") },
  { "CAD", 2, "CAD", NC_ ("currency", "Canadian dollar") },
  { "CHF", 2, "CHF", NC_ ("currency", "Swiss franc") },
  { "CNY", 2, "CNY", NC_ ("currency", "Chinese yuan") },
  { "CZK", 2, "CZK", NC_ ("currency", "Czech koruna") },
  { "DKK", 2, "DKK", NC_ ("currency", "Danish krone") },
  { "EGP", 2, "EGP", NC_ ("currency", "Egyptian pound") },
  { "EUR", 2, "€", NC_ ("currency", "euro") },
  { "GBP", 2, "£", NC_ ("currency", "British pound") },
  { "GEL", 2, "₾", NC_ ("currency", "Georgian lari") },
  { "HKD", 2, "HKD", NC_ ("currency", "Hong Kong dollar") },
  { "HUF", 2, "HUF", NC_ ("currency", "Hungarian forint") },
  { "IDR", 2, "IDR", NC_ ("currency", "Indonesian rupiah") },
  { "ILS", 2, "₪", NC_ ("currency", "Israeli new shekel") },
  { "INR", 2, "₹", NC_ ("currency", "Indian rupee") },
  { "IQD", 3, "IQD", NC_ ("currency", "Iraqi dinar") },
  { "IRR", 0, "IRR", NC_ ("currency", "Iranian rial") },
  { "JOD", 3, "JOD", NC_ ("currency", "Jordanian dinar") },
  { "JPY", 0, "¥", NC_ ("currency", "Japanese yen") },
  { "KRW", 0, "₩", NC_ ("currency", "South Korean won") },
  { "KWD", 3, "KWD", NC_ ("currency", "Kuwaiti dinar") },
  { "KZT", 2, "₸", NC_ ("currency", "Kazakhstani tenge") },
  { "LBP", 2, "LBP", NC_ ("currency", "Lebanese pound") },
  { "MAD", 2, "MAD", NC_ ("currency", "Moroccan dirham") },
  { "MXN", 2, "MXN", NC_ ("currency", "Mexican peso") },
  { "MYR", 2, "MYR", NC_ ("currency", "Malaysian ringgit") },
  { "NOK", 2, "NOK", NC_ ("currency", "Norwegian krone") },
  { "NZD", 2, "NZD", NC_ ("currency", "New Zealand dollar") },
  { "OMR", 3, "OMR", NC_ ("currency", "Omani rial") },
  { "PKR", 2, "PKR", NC_ ("currency", "Pakistani rupee") },
  { "PLN", 2, "PLN", NC_ ("currency", "Polish złoty") },
  { "QAR", 2, "QAR", NC_ ("currency", "Qatari riyal") },
  { "RON", 2, "RON", NC_ ("currency", "Romanian leu") },
  { "RUB", 2, "₽", NC_ ("currency", "Russian rouble") },
  { "SAR", 2, "SAR", NC_ ("currency", "Saudi riyal") },
  { "SEK", 2, "SEK", NC_ ("currency", "Swedish krona") },
  { "SGD", 2, "SGD", NC_ ("currency", "Singapore dollar") },
  { "SYP", 2, "SYP", NC_ ("currency", "Syrian pound") },
  { "THB", 2, "฿", NC_ ("currency", "Thai baht") },
  { "TMT", 2, "TMT", NC_ ("currency", "Turkmenistani manat") },
  { "TRY", 2, "₺", NC_ ("currency", "Turkish lira") },
  { "UAH", 2, "₴", NC_ ("currency", "Ukrainian hryvnia") },
  { "USD", 2, "$", NC_ ("currency", "US dollar") },
  { "UZS", 2, "UZS", NC_ ("currency", "Uzbekistani som") },
  { "VND", 0, "₫", NC_ ("currency", "Vietnamese dong") },
  { "ZAR", 2, "ZAR", NC_ ("currency", "South African rand") },
};

/**
 * crm_currency_list:
 * @n_currencies: (out) (nullable): how many
 *
 * Returns: (transfer none): the currencies, by their codes
 */
const CrmCurrency *
crm_currency_list (gsize *n_currencies)
{
  if (n_currencies != NULL)
    *n_currencies = G_N_ELEMENTS (currencies);

  return currencies;
}

/**
 * crm_currency_find:
 * @code: (nullable): an ISO 4217 code, in letters of either case
 *
 * Returns: (transfer none) (nullable): the currency, %NULL if it is not known
 */
const CrmCurrency *
crm_currency_find (const char *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (currencies); i++)
    if (g_ascii_strcasecmp (currencies[i].code, code) == 0)
      return &currencies[i];

  return NULL;
}

/**
 * crm_currency_name:
 * @currency: a currency
 *
 * Returns: (transfer none): its name in the language of the interface
 */
const char *
crm_currency_name (const CrmCurrency *currency)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "currency", currency->name);
}

/**
 * crm_currency_unit:
 * @code: an ISO 4217 code
 * @culture: whether rials are shown in tomans
 *
 * The word or sign that stands with an amount, and in the head of a column of amounts.
 *
 * Returns: (transfer none): toman, rial, €, CHF…; @code itself if it is not known
 */
const char *
crm_currency_unit (const char *code, const CrmCulture *culture)
{
  const CrmCurrency *currency = crm_currency_find (code);

  if (currency == NULL)
    return code;
  if (strcmp (currency->code, "IRR") == 0)
    return culture->toman ? _ ("toman") : _ ("rial");

  return currency->symbol;
}
