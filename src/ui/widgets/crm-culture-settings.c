#include "config.h"

#include "crm-culture-settings.h"

#include <locale.h>
#include <string.h>

/* ISO 8601: weeks of the Jalali calendar begin on it. */
#define SATURDAY 6

/* What the user chose for this computer, else what the business chose for its file. */
static char *
dup_choice (GSettings *settings, CrmStore *store, const char *key, const char *setting)
{
  g_autofree char *chosen = g_settings_get_string (settings, key);

  if (*chosen == '\0' && store != NULL)
    return crm_store_get_setting (store, setting);

  return g_steal_pointer (&chosen);
}

static gboolean
is_code (const char *text, gsize length)
{
  if (text == NULL || strlen (text) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isupper (text[i]))
        return FALSE;
    }

  return TRUE;
}

static void
read_calendar (GSettings *settings, CrmCulture *culture)
{
  int calendar = g_settings_get_enum (settings, "calendar");
  int week_start = g_settings_get_enum (settings, "week-start");
  int digits = g_settings_get_enum (settings, "digits");

  if (calendar != 0)
    culture->calendar = calendar == 2 ? CRM_CALENDAR_JALALI : CRM_CALENDAR_GREGORIAN;
  if (week_start != 0)
    culture->week_start = week_start;
  else if (culture->calendar == CRM_CALENDAR_JALALI)
    culture->week_start = SATURDAY;
  if (digits != 0)
    culture->persian_digits = digits == 2;
}

static void
read_currency (GSettings *settings, CrmStore *store, CrmCulture *culture)
{
  g_autofree char *currency = dup_choice (settings, store, "currency", "currency");

  crm_culture_set_currency (culture, currency);
  culture->toman = g_settings_get_boolean (settings, "toman");
}

/* "fa_IR.UTF-8" → "IR". */
static const char *
find_territory (const char *locale)
{
  const char *mark = locale != NULL ? strchr (locale, '_') : NULL;

  return mark != NULL && g_ascii_isupper (mark[1]) && g_ascii_isupper (mark[2]) ? mark + 1 : NULL;
}

static void
read_country (GSettings *settings, CrmStore *store, const char *language, char country[CRM_COUNTRY_SIZE])
{
  g_autofree char *chosen = dup_choice (settings, store, "default-country", "country");
  const char      *territory = find_territory (setlocale (LC_CTYPE, NULL));

  country[0] = '\0';
  if (is_code (chosen, 2))
    g_strlcpy (country, chosen, CRM_COUNTRY_SIZE);
  else if (g_str_has_prefix (language, "fa"))
    g_strlcpy (country, "IR", CRM_COUNTRY_SIZE);
  else if (territory != NULL)
    g_strlcpy (country, territory, CRM_COUNTRY_SIZE);
}

/**
 * crm_culture_settings_read:
 * @store: (nullable): the open file, in which the business may have chosen what the user has not
 * @language: of the interface, as "fa" or "en_US"
 * @culture: (out): how values are written
 * @country: (out): ISO 3166, of telephone numbers written without one; "" where nobody can say
 */
void
crm_culture_settings_read (GSettings *settings, CrmStore *store, const char *language, CrmCulture *culture, char country[CRM_COUNTRY_SIZE])
{
  crm_culture_init_default (culture, language);
  read_calendar (settings, culture);
  read_currency (settings, store, culture);
  read_country (settings, store, language, country);
}
