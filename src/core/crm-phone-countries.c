/* How the numbers of a country are dialled: calling code (ITU E.164), trunk prefix, and how long national numbers are.
 *
 * Enough to bring numbers that people type to one form; not enough to say whether a number exists. Of countries with one code,
 * the larger comes first.
 */

#include "config.h"

#include "crm-phone-countries.h"

#include <string.h>

static const CrmPhoneCountry countries[] = {
  { "IR", "98", "0", 10, 10 },
  { "AE", "971", "0", 8, 9 },
  { "AF", "93", "0", 9, 9 },
  { "AM", "374", "0", 8, 8 },
  { "AR", "54", "0", 10, 11 },
  { "AT", "43", "0", 6, 13 },
  { "AU", "61", "0", 9, 9 },
  { "AZ", "994", "0", 9, 9 },
  { "BE", "32", "0", 8, 9 },
  { "BG", "359", "0", 8, 9 },
  { "BH", "973", "", 8, 8 },
  { "BR", "55", "0", 10, 11 },
  { "BY", "375", "80", 9, 9 },
  { "CH", "41", "0", 9, 9 },
  { "CN", "86", "0", 10, 11 },
  { "CZ", "420", "", 9, 9 },
  { "DE", "49", "0", 6, 11 },
  { "DK", "45", "", 8, 8 },
  { "EG", "20", "0", 8, 10 },
  { "ES", "34", "", 9, 9 },
  { "FI", "358", "0", 6, 11 },
  { "FR", "33", "0", 9, 9 },
  { "GB", "44", "0", 9, 10 },
  { "GE", "995", "0", 9, 9 },
  { "GR", "30", "", 10, 10 },
  { "HK", "852", "", 8, 8 },
  { "HR", "385", "0", 8, 9 },
  { "HU", "36", "06", 8, 9 },
  { "ID", "62", "0", 8, 12 },
  { "IE", "353", "0", 7, 9 },
  { "IL", "972", "0", 8, 9 },
  { "IN", "91", "0", 10, 10 },
  { "IQ", "964", "0", 8, 10 },
  { "IS", "354", "", 7, 7 },
  { "IT", "39", "", 6, 11 },
  { "JO", "962", "0", 8, 9 },
  { "JP", "81", "0", 9, 10 },
  { "KG", "996", "0", 9, 9 },
  { "KR", "82", "0", 8, 10 },
  { "KW", "965", "", 8, 8 },
  { "LB", "961", "0", 7, 8 },
  { "LU", "352", "", 6, 11 },
  { "MA", "212", "0", 9, 9 },
  { "MX", "52", "", 10, 10 },
  { "MY", "60", "0", 8, 10 },
  { "NL", "31", "0", 9, 9 },
  { "NO", "47", "", 8, 8 },
  { "NZ", "64", "0", 8, 10 },
  { "OM", "968", "", 8, 8 },
  { "PH", "63", "0", 8, 10 },
  { "PK", "92", "0", 9, 10 },
  { "PL", "48", "", 9, 9 },
  { "PT", "351", "", 9, 9 },
  { "QA", "974", "", 8, 8 },
  { "RO", "40", "0", 9, 9 },
  { "RS", "381", "0", 8, 9 },
  { "RU", "7", "8", 10, 10 },
  { "KZ", "7", "8", 10, 10 },
  { "SA", "966", "0", 9, 9 },
  { "SE", "46", "0", 7, 9 },
  { "SG", "65", "", 8, 8 },
  { "SI", "386", "0", 8, 8 },
  { "SK", "421", "0", 9, 9 },
  { "SY", "963", "0", 8, 9 },
  { "TH", "66", "0", 8, 9 },
  { "TJ", "992", "", 9, 9 },
  { "TM", "993", "8", 8, 8 },
  { "TN", "216", "", 8, 8 },
  { "TR", "90", "0", 10, 10 },
  { "UA", "380", "0", 9, 9 },
  { "US", "1", "1", 10, 10 },
  { "CA", "1", "1", 10, 10 },
  { "UZ", "998", "", 9, 9 },
  { "VN", "84", "0", 9, 10 },
  { "YE", "967", "0", 7, 9 },
  { "ZA", "27", "0", 9, 9 },
};

/**
 * crm_phone_country_by_iso:
 * @iso: (nullable): two letters, ISO 3166-1, of either case
 *
 * Returns: (transfer none) (nullable): the country, %NULL if it is not known
 */
const CrmPhoneCountry *
crm_phone_country_by_iso (const char *iso)
{
  for (gsize i = 0; iso != NULL && i < G_N_ELEMENTS (countries); i++)
    if (g_ascii_strcasecmp (countries[i].iso, iso) == 0)
      return &countries[i];

  return NULL;
}

/**
 * crm_phone_country_by_number:
 * @digits: what follows the + of an international number
 *
 * No calling code begins another one, so the first that fits is the one.
 *
 * Returns: (transfer none) (nullable): the country, %NULL if it is not known
 */
const CrmPhoneCountry *
crm_phone_country_by_number (const char *digits)
{
  for (gsize i = 0; i < G_N_ELEMENTS (countries); i++)
    if (*digits == *countries[i].code && g_str_has_prefix (digits, countries[i].code))
      return &countries[i];

  return NULL;
}
