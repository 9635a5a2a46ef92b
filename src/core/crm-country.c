#include "config.h"

#include "crm-country.h"

#include <unicode/uloc.h>
#include <unicode/ustring.h>

static void
country_free (gpointer data)
{
  CrmCountry *self = data;

  g_free (self->name);
  g_free (self);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(const CrmCountry *const *) a)->name, (*(const CrmCountry *const *) b)->name);
}

/**
 * crm_country_dup_name:
 * @code: ISO 3166-1, two letters
 * @language: (nullable): that of the program where it is %NULL
 *
 * Returns: (transfer full): what the country is called; @code where nobody knows it
 */
char *
crm_country_dup_name (const char *code, const char *language)
{
  g_autofree char *locale = g_strconcat ("und_", code, NULL);
  UErrorCode       status = U_ZERO_ERROR;
  UChar            wide[128];
  char             name[512];
  int              length = uloc_getDisplayCountry (locale, language != NULL ? language : g_get_language_names ()[0], wide, G_N_ELEMENTS (wide), &status);

  u_strToUTF8 (name, sizeof name, NULL, wide, length, &status);

  return g_strdup (U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING ? name : code);
}

/**
 * crm_country_list:
 * @language: of the interface
 *
 * Returns: (transfer full) (element-type CrmCountry): the countries of ISO 3166, by their names in @language
 */
GPtrArray *
crm_country_list (const char *language)
{
  const char *const *codes = uloc_getISOCountries ();
  GPtrArray         *countries = g_ptr_array_new_with_free_func (country_free);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      CrmCountry *country = g_new (CrmCountry, 1);

      country->code = codes[i];
      country->name = crm_country_dup_name (codes[i], language);
      g_ptr_array_add (countries, country);
    }
  g_ptr_array_sort (countries, compare);

  return countries;
}
