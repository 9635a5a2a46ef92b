/* Telephone numbers in one form, so that 0912…, +98 912… and ۰۰۹۸۹۱۲… are found, matched and dialled alike.
 *
 * A number is only given its country where that is certain. What cannot be known, such as eight digits without an area code or
 * the short number of a service, stays the digits that were typed.
 */

#include "config.h"

#include "crm-phone.h"

#include "crm-phone-countries.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEXT_MAX 200
#define DIGITS_MIN 3
#define DIGITS_MAX 15 /* E.164 */
#define PREFIX_MAX 5  /* 00, 011, 810 and a trunk prefix */
#define EXTENSION_MAX 7
#define EXTENSION_MARK ";ext="

typedef struct
{
  char    *digits;    /* (owned) (nullable): ASCII */
  char    *extension; /* (owned) (nullable): ASCII */
  gboolean plus;
} Typed;

static void
typed_clear (Typed *self)
{
  g_clear_pointer (&self->digits, g_free);
  g_clear_pointer (&self->extension, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Typed, typed_clear)

static gboolean
is_extension_word (const char *start, gsize length)
{
  static const char *const known[] = { "داخلی", "داخل", "ext", "extn", "extension", "x", "durchwahl", NULL };
  g_autofree char         *word = g_strndup (start, length);
  g_autofree char         *folded = crm_text_fold (word);

  return g_strv_contains (known, folded);
}

static const char *
skip_letters (const char *p)
{
  while (g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

/* The digits from @start to the end of the text; NULL if anything else than separators is among them, or too many. */
static char *
read_extension (const char *start)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = start; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if (strchr (" .:=-)", *p) == NULL)
        return NULL;
    }
  if (digits->len == 0 || digits->len > EXTENSION_MAX)
    return NULL;

  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* Takes the extension off the end of @text: داخلی 12, ext. 12, x12, #12, ;ext=12. Only after some figures. */
static char *
cut_extension (char *text)
{
  char *p = text;

  while (*p != '\0' && !g_ascii_isdigit (*p))
    p++;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean    letter = g_unichar_isalpha (g_utf8_get_char (p));
      const char *end = letter ? skip_letters (p) : p + 1;
      char       *extension;

      if (!letter && *p != '#')
        continue;
      extension = *p == '#' || is_extension_word (p, (gsize) (end - p)) ? read_extension (end) : NULL;
      if (extension != NULL)
        {
          *p = '\0';
          return extension;
        }
      p = (char *) g_utf8_prev_char (end);
    }

  return NULL;
}

static void
remove_trunk_in_brackets (char *text)
{
  char *zero = strchr (text, '+') != NULL ? strstr (text, "(0)") : NULL;

  if (zero != NULL)
    memset (zero, ' ', strlen ("(0)"));
}

/* Whether @text may be a number at all: words about it are let be, more words than figures are not. */
static gboolean
collect_digits (Typed *self, const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gsize letters = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if (*p == '+' && digits->len == 0)
        self->plus = TRUE;
      else if (*p == '@')
        return FALSE;
      else if (g_unichar_isalpha (g_utf8_get_char (p)))
        letters++;
    }
  if (digits->len < DIGITS_MIN || digits->len > DIGITS_MAX + PREFIX_MAX || letters > digits->len)
    return FALSE;
  self->digits = g_string_free (g_steal_pointer (&digits), FALSE);

  return TRUE;
}

static gboolean
typed_read (Typed *self, const char *text)
{
  g_autofree char *ascii = NULL;

  if (text == NULL || strnlen (text, TEXT_MAX) == TEXT_MAX)
    return FALSE;
  ascii = crm_text_ascii_digits (text);
  self->extension = cut_extension (ascii);
  remove_trunk_in_brackets (ascii);

  return collect_digits (self, ascii);
}

/* The prefix that leads out of @country, with digits enough after it. */
static gsize
exit_prefix_length (const char *digits, const CrmPhoneCountry *country)
{
  gsize length = strlen (digits);

  if (g_str_has_prefix (digits, "00") && digits[2] != '0' && length >= 9)
    return 2;
  if (country != NULL && strcmp (country->code, "1") == 0 && g_str_has_prefix (digits, "011") && length >= 11)
    return 3;
  if (country != NULL && strcmp (country->code, "7") == 0 && g_str_has_prefix (digits, "810") && length >= 12)
    return 3;

  return 0;
}

/* Whether @national can be a number of @country. Where a 0 is dialled before numbers none of them begins with one. */
static gboolean
fits (const CrmPhoneCountry *country, const char *national)
{
  gsize length = strlen (national);

  return length >= country->shortest && length <= country->longest && (*country->trunk == '\0' || *national != '0');
}

/* @digits follow a +. A trunk 0 that was typed after the country's code is left out. */
static char *
normalise_international (const char *digits)
{
  const CrmPhoneCountry *country = crm_phone_country_by_number (digits);
  const char            *national;
  gsize                  length = strlen (digits);

  if (country != NULL && strcmp (country->trunk, "0") == 0)
    {
      national = digits + strlen (country->code);
      if (*national == '0' && fits (country, national + 1))
        return g_strconcat ("+", country->code, national + 1, NULL);
    }
  if (length < 7 || length > DIGITS_MAX)
    return length <= DIGITS_MAX ? g_strdup (digits) : NULL;

  return g_strconcat ("+", digits, NULL);
}

/* The part of @digits that follows the code of @country, or NULL if it is not certain that they are of @country. */
static const char *
find_national (const char *digits, const CrmPhoneCountry *country)
{
  gsize trunk = strlen (country->trunk);
  gsize code = strlen (country->code);

  if (trunk > 0 && g_str_has_prefix (digits, country->trunk) && fits (country, digits + trunk))
    return digits + trunk;
  if (strlen (digits) > country->longest && g_str_has_prefix (digits, country->code) && fits (country, digits + code))
    return digits + code;
  if ((trunk == 0 || country->shortest == country->longest) && fits (country, digits))
    return digits;

  return NULL;
}

static char *
normalise_digits (const Typed *typed, const CrmPhoneCountry *country)
{
  gsize       exit = typed->plus ? 0 : exit_prefix_length (typed->digits, country);
  const char *national;

  if (typed->plus || exit > 0)
    return normalise_international (typed->digits + exit);

  national = country != NULL ? find_national (typed->digits, country) : NULL;
  if (national != NULL)
    return g_strconcat ("+", country->code, national, NULL);

  return strlen (typed->digits) <= DIGITS_MAX ? g_strdup (typed->digits) : NULL;
}

/**
 * crm_phone_normalise:
 * @text: (nullable): what was typed or read, in the digits of any script
 * @default_country: (nullable): ISO 3166-1, where numbers without a country are dialled
 *
 * Returns: (transfer full) (nullable): +COUNTRYNUMBER where the country is certain, else the digits, and `;ext=` with the
 * extension if there is one; %NULL if @text is no telephone number
 */
char *
crm_phone_normalise (const char *text, const char *default_country)
{
  g_auto (Typed) typed = { NULL };
  g_autofree char *number = NULL;

  if (!typed_read (&typed, text))
    return NULL;
  number = normalise_digits (&typed, crm_phone_country_by_iso (default_country));
  if (number == NULL || typed.extension == NULL)
    return g_steal_pointer (&number);

  return g_strconcat (number, EXTENSION_MARK, typed.extension, NULL);
}

/**
 * crm_phone_key:
 * @normalised: (nullable): a number, normalised or as a person types it into a search
 *
 * What two ways to write a number have in common: no country, no trunk prefix, no extension.
 *
 * Returns: (transfer full) (nullable): the digits, %NULL if there are none
 */
char *
crm_phone_key (const char *normalised)
{
  g_autofree char *ascii = crm_text_ascii_digits (normalised);
  g_autoptr (GString) digits = g_string_new (NULL);
  const CrmPhoneCountry *country = NULL;
  const char            *key;
  gboolean               plus = FALSE;

  /* An extension is no part of it. */
  g_free (cut_extension (ascii));
  for (const char *p = ascii; *p != '\0'; p++)
    {
      plus |= *p == '+' && digits->len == 0;
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
    }
  key = digits->str;
  if (!plus && g_str_has_prefix (key, "00"))
    {
      key += 2;
      plus = TRUE;
    }
  if (plus)
    country = crm_phone_country_by_number (key);
  if (country != NULL)
    key += strlen (country->code);
  key += strspn (key, "0");

  return *key != '\0' ? g_strdup (key) : NULL;
}

/**
 * crm_phone_country:
 * @phone: a number, normalised
 *
 * Returns: (transfer none) (nullable): ISO 3166-1, of the country it says; %NULL where it says none that is known
 */
const char *
crm_phone_country (const char *phone)
{
  const CrmPhoneCountry *country = *phone == '+' ? crm_phone_country_by_number (phone + 1) : NULL;

  return country != NULL ? country->iso : NULL;
}

/* A number that its own country could not make anything of would have been a local one, and those are shorter. */
#define LOCAL_LONGEST 8

/**
 * crm_phone_is_plausible:
 * @text: (nullable): a number, normalised or as it was typed
 * @default_country: (nullable): ISO 3166-1, where numbers without a country are dialled
 *
 * Whether a call could get through. Only a warning should hang on it: numbering plans change.
 *
 * Returns: whether @text is a number of a length that there is where it belongs
 */
gboolean
crm_phone_is_plausible (const char *text, const char *default_country)
{
  g_autofree char       *number = crm_phone_normalise (text, default_country);
  char                  *mark = number != NULL ? strstr (number, EXTENSION_MARK) : NULL;
  const CrmPhoneCountry *country;

  if (number == NULL)
    return FALSE;
  if (mark != NULL)
    *mark = '\0';
  if (*number != '+')
    return strchr (text, '+') == NULL && (default_country == NULL || strlen (number) <= LOCAL_LONGEST);

  country = crm_phone_country_by_number (number + 1);
  return country == NULL || fits (country, number + 1 + strlen (country->code));
}

/* Adds @digits in groups of the sizes in @sizes, the last of which goes on to the end. */
static void
append_groups (GString *out, const char *digits, const char *sizes)
{
  gsize length = strlen (digits);

  for (gsize at = 0; at < length; sizes++)
    {
      gsize size = sizes[1] == '\0' ? length - at : MIN ((gsize) (*sizes - '0'), length - at);

      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append_len (out, digits + at, (gssize) size);
      at += size;
    }
}

/* How a national number of no known plan is parted: in threes, the last group of two to four. */
static const char *
common_groups (gsize length)
{
  static const char *const by_length[] = { "9", "9", "9", "9", "9", "32", "33", "34", "44", "333", "334", "3332", "3333", "3334", "33332", "33333" };

  return by_length[MIN (length, G_N_ELEMENTS (by_length) - 1)];
}

static void
append_national (GString *out, const CrmPhoneCountry *country, const char *digits, gboolean at_home)
{
  gboolean         iran = strcmp (country->iso, "IR") == 0 && strlen (digits) == 10;
  const char      *trunk = at_home ? country->trunk : "";
  g_autofree char *dialled = g_strconcat (trunk, digits, NULL);

  if (!iran)
    append_groups (out, dialled, common_groups (strlen (dialled)));
  else if (digits[0] == '9')
    append_groups (out, dialled, at_home ? "434" : "334");
  else
    append_groups (out, dialled, at_home ? "344" : "244");
}

/* @number is + and digits, or digits. Numbers of the user's own country are shown as they are dialled there. */
static char *
group (const char *number, const CrmCulture *culture)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const CrmPhoneCountry *home = crm_phone_country_by_iso (strcmp (culture->currency, "IRR") == 0 ? "IR" : NULL);
  const CrmPhoneCountry *country = *number == '+' ? crm_phone_country_by_number (number + 1) : NULL;

  if (*number != '+')
    {
      append_groups (out, number, strlen (number) == 8 ? "44" : common_groups (strlen (number)));
    }
  else if (country == NULL)
    {
      g_string_append (out, number);
    }
  else
    {
      if (country != home)
        g_string_append_printf (out, "+%s", country->code);
      append_national (out, country, number + 1 + strlen (country->code), country == home);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_number (const char *text)
{
  const char *digits = *text == '+' ? text + 1 : text;

  return *digits != '\0' && strspn (digits, "0123456789") == strlen (digits);
}

static char *
add_extension (const char *number, const char *extension)
{
  g_autofree char *text = NULL;

  /* Translators: 1: a telephone number, 2: the number of an extension */
  text = g_strdup_printf (C_ ("phone", "%1$s ext. %2$s"), number, extension);

  return crm_text_isolate (text);
}

/**
 * crm_phone_format:
 * @phone: (nullable): a number, normalised or as it was typed
 * @culture: digits, and by its currency the country that needs no +
 *
 * A normalised number is shown in groups; anything else as it is.
 *
 * Returns: (transfer full): the number, isolated left to right
 */
char *
crm_phone_format (const char *phone, const CrmCulture *culture)
{
  g_autofree char *number = g_strdup (phone != NULL ? phone : "");
  char            *mark = strstr (number, EXTENSION_MARK);
  g_autofree char *grouped = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *isolated = NULL;
  g_autofree char *extension = NULL;

  if (mark != NULL)
    {
      extension = crm_culture_digits (culture, mark + strlen (EXTENSION_MARK));
      *mark = '\0';
    }
  grouped = is_number (number) ? group (number, culture) : g_strdup (number);
  shown = crm_culture_digits (culture, grouped);
  isolated = crm_text_isolate_ltr (shown);

  return extension != NULL ? add_extension (isolated, extension) : g_steal_pointer (&isolated);
}
