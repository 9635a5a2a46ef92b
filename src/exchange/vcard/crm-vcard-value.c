/* Decoding a property's value: text, parts, lists, dates, pictures. Done when asked for: most values are never looked at.
 *
 * RFC 2426 (3.0) and RFC 6350 (4.0), and the habits of address books: `\:` is a colon, a birthday in 1604 has no year.
 */

#include "config.h"

#include "crm-vcard-value.h"

#include "crm-vcard-private.h"

#include <string.h>

#define COMPONENTS_MAX 64
#define LIST_MAX 1000
#define APPLE_NO_YEAR 1604

/* The character that the escape at @at stands for; 0 if it is none. */
static char
unescaped (const char *at)
{
  if (at[0] != '\\')
    return 0;
  if (at[1] == 'n' || at[1] == 'N')
    return '\n';

  return at[1] != '\0' && strchr ("\\,;:", at[1]) != NULL ? at[1] : 0;
}

static gsize
unescape_to (char *to, const char *from, const char *end)
{
  char *start = to;

  while (from < end)
    {
      char c = from + 1 < end ? unescaped (from) : 0;

      *to++ = c != 0 ? c : *from;
      from += c != 0 ? 2 : 1;
    }
  *to = '\0';

  return (gsize) (to - start);
}

/* The next @separator that no backslash takes, or the end. */
static const char *
find_separator (const char *at, char separator)
{
  for (; *at != '\0' && *at != separator; at++)
    if (*at == '\\' && at[1] != '\0')
      at++;

  return at;
}

static guint
count_separators (const char *at, char separator, guint limit)
{
  guint n = 0;

  while (n < limit && *(at = find_separator (at, separator)) != '\0')
    {
      n++;
      at++;
    }

  return n;
}

static gboolean
take_digits (const char **at, guint least, guint most, guint *value)
{
  guint n = 0, number = 0;

  for (; n < most && g_ascii_isdigit ((*at)[n]); n++)
    number = number * 10 + (guint) ((*at)[n] - '0');
  if (n < least)
    return FALSE;
  *value = number;
  *at += n;

  return TRUE;
}

/* Two digits, or after a separator one or two. */
static gboolean
take_part (const char **at, guint *value)
{
  gboolean separated = **at != '\0' && strchr ("-/.", **at) != NULL;

  if (!separated)
    return take_digits (at, 2, 2, value);
  ++*at;

  return take_digits (at, 1, 2, value);
}

/* "--05-12", "--0512", "--05", "---12" */
static gboolean
parse_yearless (const char **at, CrmVcardDate *date)
{
  *at += 2;
  if (**at == '-')
    return take_part (at, &date->day);

  return take_digits (at, 2, 2, &date->month) && (take_part (at, &date->day) || TRUE);
}

/* "1990", "1990-05", "1990-05-12", "19900512" */
static gboolean
parse_full (const char **at, CrmVcardDate *date)
{
  if (!take_digits (at, 4, 4, &date->year))
    return FALSE;
  if (take_part (at, &date->month))
    take_part (at, &date->day);

  return TRUE;
}

/* What may follow a date: a time, or the stray semicolon of some address books. */
static gboolean
is_tail (const char *at)
{
  if (*at == 'T' || *at == 't' || (*at == ' ' && g_ascii_isdigit (at[1])))
    return TRUE;

  return at[strspn (at, "; ")] == '\0';
}

static gboolean
is_possible (const CrmVcardDate *date)
{
  if (date->year == 0 && date->month == 0 && date->day == 0)
    return FALSE;
  if (date->month > 12 || date->day > 31)
    return FALSE;
  if (date->month == 0)
    return TRUE;

  /* Without a year, February may have 29 days. */
  return date->day <= g_date_get_days_in_month ((GDateMonth) date->month, (GDateYear) (date->year > 0 ? date->year : 2000));
}

static gboolean
omits_year (const CrmVcardProperty *self, guint year)
{
  const char *omitted = crm_vcard_property_get_param (self, "X-APPLE-OMIT-YEAR");

  return year == APPLE_NO_YEAR || (omitted != NULL && g_ascii_strtoull (omitted, NULL, 10) == year);
}

static gboolean
is_base64 (const CrmVcardProperty *self)
{
  const char *encoding = crm_vcard_property_get_param (self, "ENCODING");

  return encoding != NULL && (g_ascii_strcasecmp (encoding, "b") == 0 || g_ascii_strcasecmp (encoding, "base64") == 0);
}

static gboolean
is_data_uri (const CrmVcardProperty *self)
{
  return g_ascii_strncasecmp (self->raw, "data:", 5) == 0;
}

/* "JPEG" of 2.1 and 3.0 is image/jpeg; a sound says "WAVE", a key "PGP". */
static char *
media_type_of (const CrmVcardProperty *self)
{
  const char      *media = crm_vcard_property_get_param (self, "MEDIATYPE");
  const char      *type = crm_vcard_property_get_param (self, "TYPE");
  const char      *kind = "image";
  g_autofree char *lower = NULL;

  if (media != NULL || type == NULL || *type == '\0')
    return g_strdup (media != NULL ? media : "application/octet-stream");
  if (strchr (type, '/') != NULL)
    return g_ascii_strdown (type, -1);
  if (crm_vcard_property_is (self, "SOUND"))
    kind = "audio";
  else if (crm_vcard_property_is (self, "KEY"))
    kind = "application";
  lower = g_ascii_strdown (type, -1);

  return g_strdup_printf ("%s/%s", kind, strcmp (lower, "jpg") == 0 ? "jpeg" : lower);
}

static GBytes *
decode_base64 (const char *text)
{
  gsize   length = 0;
  guchar *data = g_base64_decode (text, &length);

  if (length > 0)
    return g_bytes_new_take (data, length);
  g_free (data);

  return NULL;
}

/* "data:image/jpeg;base64,..." (RFC 2397). RFC 6350 erratum 3845: the comma may be escaped. */
static GBytes *
decode_data_uri (const char *raw, char **media_type)
{
  const char      *comma = strchr (raw, ',');
  g_autofree char *head = NULL;
  char            *semicolon;
  gboolean         base64;

  if (comma == NULL)
    return NULL;
  head = g_ascii_strdown (raw + 5, comma - raw - 5);
  g_strdelimit (head, "\\", ' ');
  g_strchomp (head);
  base64 = g_str_has_suffix (head, ";base64");
  semicolon = strpbrk (head, "; ");
  if (semicolon != NULL)
    *semicolon = '\0';
  if (media_type != NULL)
    *media_type = g_strdup (*head != '\0' ? head : "text/plain");

  return base64 ? decode_base64 (comma + 1) : g_uri_unescape_bytes (comma + 1, -1, NULL, NULL);
}

/**
 * crm_vcard_property_get_text:
 *
 * Returns: (transfer none): the value as one plain text; lasts as long as the card
 */
const char *
crm_vcard_property_get_text (CrmVcardProperty *self)
{
  if (self->text != NULL)
    return self->text;

  if (memchr (self->raw, '\\', self->raw_length) == NULL)
    self->text = self->raw;
  else
    {
      char *text = crm_vcard_alloc (self->card, self->raw_length + 1);

      unescape_to (text, self->raw, self->raw + self->raw_length);
      self->text = text;
    }

  return self->text;
}

/**
 * crm_vcard_property_get_components:
 * @n_components: (out): how many there are, at least 1
 *
 * The parts of N (family, given, additional, prefixes, suffixes), ADR (box, extended, street, city, region, code, country)
 * or ORG (organisation, units), as the card gives them: there may be fewer or more than the standard says.
 *
 * Returns: (transfer none) (array length=n_components): plain texts; last as long as the card
 */
const char *const *
crm_vcard_property_get_components (CrmVcardProperty *self, guint *n_components)
{
  if (self->components == NULL)
    {
      guint        n = count_separators (self->raw, ';', COMPONENTS_MAX - 1) + 1;
      const char **parts = crm_vcard_alloc (self->card, n * sizeof *parts);
      char        *to = crm_vcard_alloc (self->card, self->raw_length + n);
      const char  *at = self->raw;

      for (guint i = 0; i < n; i++)
        {
          const char *end = i + 1 < n ? find_separator (at, ';') : self->raw + self->raw_length;

          parts[i] = to;
          to += unescape_to (to, at, end) + 1;
          at = end + 1;
        }
      self->components = parts;
      self->n_components = n;
    }
  *n_components = self->n_components;

  return self->components;
}

/**
 * crm_vcard_property_get_list:
 *
 * The items of CATEGORIES or NICKNAME.
 *
 * Returns: (transfer full): plain texts without blanks around them; empty ones are left out
 */
GStrv
crm_vcard_property_get_list (const CrmVcardProperty *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *at = self->raw;

  for (guint i = 0; i < LIST_MAX && at <= self->raw + self->raw_length; i++)
    {
      const char      *end = find_separator (at, ',');
      g_autofree char *item = g_malloc ((gsize) (end - at) + 1);

      unescape_to (item, at, end);
      if (*g_strstrip (item) != '\0')
        g_strv_builder_add (builder, item);
      at = end + 1;
    }

  return g_strv_builder_end (builder);
}

/**
 * crm_vcard_property_get_date:
 * @date: (out caller-allocates): the date in the Gregorian calendar; its unknown parts are 0
 *
 * Reads BDAY, ANNIVERSARY and their like. The year 1604 stands for an unknown one, as Apple's programs write it, also where
 * the parameter that says so has been lost. A time after the date is left out.
 *
 * Returns: %FALSE if the value is no date, such as "about 1960", or of another calendar
 */
gboolean
crm_vcard_property_get_date (CrmVcardProperty *self, CrmVcardDate *date)
{
  const char *at = crm_vcard_property_get_text (self), *calendar = crm_vcard_property_get_param (self, "CALSCALE");
  gboolean    parsed;

  *date = (CrmVcardDate){ 0 };
  if (calendar != NULL && g_ascii_strcasecmp (calendar, "gregorian") != 0)
    return FALSE;

  while (*at == ' ')
    at++;
  parsed = at[0] == '-' && at[1] == '-' ? parse_yearless (&at, date) : parse_full (&at, date);
  parsed = parsed && is_tail (at);
  if (parsed && date->year != 0 && omits_year (self, date->year))
    date->year = 0;

  return parsed && is_possible (date);
}

/**
 * crm_vcard_property_get_binary:
 * @media_type: (out) (optional) (transfer full): such as "image/jpeg"; set where bytes are returned
 *
 * Reads PHOTO, LOGO, SOUND, KEY where the card holds them itself.
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL if there are none or they are elsewhere
 */
GBytes *
crm_vcard_property_get_binary (const CrmVcardProperty *self, char **media_type)
{
  g_autofree char *type = NULL;
  GBytes          *bytes = NULL;

  if (is_data_uri (self))
    bytes = decode_data_uri (self->raw, &type);
  else if (is_base64 (self))
    {
      bytes = decode_base64 (self->raw);
      type = media_type_of (self);
    }
  if (media_type != NULL)
    *media_type = bytes != NULL ? g_steal_pointer (&type) : NULL;

  return bytes;
}

/**
 * crm_vcard_property_get_uri:
 *
 * Where a picture or the like is when the card does not hold it. It is never fetched: to fetch it would tell a stranger
 * who imports their card, and when.
 *
 * Returns: (transfer none) (nullable): the address; %NULL if the value is none
 */
const char *
crm_vcard_property_get_uri (CrmVcardProperty *self)
{
  const char      *text;
  g_autofree char *scheme = NULL;

  if (is_data_uri (self) || is_base64 (self))
    return NULL;
  text = crm_vcard_property_get_text (self);
  scheme = g_uri_parse_scheme (text);

  return scheme != NULL ? text : NULL;
}

/**
 * crm_vcard_escape:
 * @text: plain text
 *
 * Returns: (transfer full): @text as a raw value: backslash, comma, semicolon and line end escaped
 */
char *
crm_vcard_escape (const char *text)
{
  GString *raw = g_string_sized_new (strlen (text) + 8);

  for (; *text != '\0'; text++)
    {
      if (*text == '\n' || (*text == '\r' && text[1] != '\n'))
        g_string_append (raw, "\\n");
      else if (*text == '\r')
        continue;
      else
        {
          if (strchr ("\\,;", *text) != NULL)
            g_string_append_c (raw, '\\');
          g_string_append_c (raw, *text);
        }
    }

  return g_string_free (raw, FALSE);
}

/**
 * crm_vcard_escape_lines:
 * @raw: a raw value, except that it may hold line ends
 *
 * Returns: (transfer full): a raw value
 */
char *
crm_vcard_escape_lines (const char *raw)
{
  GString *single = g_string_sized_new (strlen (raw) + 8);

  for (; *raw != '\0'; raw++)
    if (*raw == '\n' || (*raw == '\r' && raw[1] != '\n'))
      g_string_append (single, "\\n");
    else if (*raw != '\r')
      g_string_append_c (single, *raw);

  return g_string_free (single, FALSE);
}
