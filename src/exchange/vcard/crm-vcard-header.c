/* Cuts the head of a card's line in place, and irons out what versions write differently.
 *
 * `TEL;CELL;PREF:` of 2.1 reads as `TEL;TYPE=CELL,PREF:`. ENCODING=QUOTED-PRINTABLE and CHARSET are taken note of and left
 * out, for the value is decoded; both names of base64 become "b". Values may be in quotes and use the escapes of RFC 6868.
 */

#include "config.h"

#include "crm-vcard-header.h"

#include "crm-vcard-legacy.h"
#include "crm-vcard-private.h"

#include <string.h>

#define HEAD_MAX 4096 /* bytes to look for an encoding in; asked for at every soft line break */

static const char *const value_words[] = { "INLINE", "URL", "CID", "CONTENT-ID" };

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

static gboolean
is_word (const char *text, gsize length, const char *word)
{
  return strlen (word) == length && g_ascii_strncasecmp (text, word, length) == 0;
}

static guint
intern_param (CrmVcardHeader *self, const char *name)
{
  for (guint i = 0; i < self->n_params; i++)
    if (g_ascii_strcasecmp (self->params[i], name) == 0)
      return i;
  if (self->n_params == CRM_VCARD_PARAMS_MAX)
    return G_MAXUINT;
  self->params[self->n_params] = name;

  return self->n_params++;
}

static CrmVcardEncoding
encoding_of (const char *value, gboolean *known)
{
  gsize    length = strlen (value);
  gboolean plain = is_word (value, length, "8BIT") || is_word (value, length, "7BIT");
  gboolean quoted = is_word (value, length, "QUOTED-PRINTABLE");
  gboolean base64 = is_word (value, length, "BASE64") || is_word (value, length, "B");

  *known = plain || quoted || base64;

  return quoted ? CRM_VCARD_ENCODING_QUOTED_PRINTABLE : base64 ? CRM_VCARD_ENCODING_BASE64
                                                               : CRM_VCARD_ENCODING_NONE;
}

/* Whether ENCODING=@value stays with the property; the first one counts. */
static gboolean
take_encoding (CrmVcardHeader *self, const char **value)
{
  gboolean         known;
  CrmVcardEncoding encoding = encoding_of (*value, &known);

  if (!known)
    return TRUE;
  if (self->encoding == CRM_VCARD_ENCODING_NONE)
    self->encoding = encoding;
  *value = "b";

  return encoding == CRM_VCARD_ENCODING_BASE64 && self->encoding == encoding;
}

static void
add_value (CrmVcardHeader *self, const char *name, const char *value)
{
  guint param;

  if (self->overflown)
    return;
  if (g_ascii_strcasecmp (name, "CHARSET") == 0)
    {
      self->charset = value;
      return;
    }
  if (g_ascii_strcasecmp (name, "ENCODING") == 0 && !take_encoding (self, &value))
    return;
  if (g_ascii_strcasecmp (name, "VALUE") == 0 && g_ascii_strcasecmp (value, "URL") == 0)
    value = "uri";

  param = intern_param (self, name);
  self->overflown = param == G_MAXUINT || self->n_values == CRM_VCARD_VALUES_MAX;
  if (self->overflown)
    return;
  self->values[self->n_values].param = param;
  self->values[self->n_values++].value = value;
}

/* TYPE="work,voice" means two types: the example in RFC 6350 itself has made it common. */
static void
add_values (CrmVcardHeader *self, const char *name, char *value)
{
  char *comma;

  while (g_ascii_strcasecmp (name, "TYPE") == 0 && (comma = strchr (value, ',')) != NULL)
    {
      *comma = '\0';
      add_value (self, name, value);
      value = comma + 1;
    }
  add_value (self, name, value);
}

static void
add_bare (CrmVcardHeader *self, char *word)
{
  gboolean is_encoding;

  if (*word == '\0')
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (value_words); i++)
    if (g_ascii_strcasecmp (word, value_words[i]) == 0)
      {
        add_value (self, "VALUE", word);
        return;
      }
  encoding_of (word, &is_encoding);
  add_values (self, is_encoding && strlen (word) > 1 ? "ENCODING" : "TYPE", word);
}

/* RFC 6868: ^n is a line end, ^' a quotation mark, ^^ a circumflex. */
static void
decode_circumflex (char *value)
{
  char *to = strchr (value, '^');

  if (to == NULL)
    return;
  for (const char *from = to; *from != '\0'; from++)
    {
      const char *known = from[0] == '^' && from[1] != '\0' ? strchr ("nN'^", from[1]) : NULL;

      if (known == NULL)
        *to++ = *from;
      else
        {
          *to++ = g_ascii_tolower (*known) == 'n' ? '\n' : *known == '\'' ? '"'
                                                                          : '^';
          from++;
        }
    }
  *to = '\0';
}

/* Ends the value at @at in place; its stop is what came after it: , ; : or 0 */
static char *
cut_value (char *at, char *stop, char **value)
{
  char *closing = *at == '"' ? strchr (at + 1, '"') : NULL;

  *value = closing != NULL ? at + 1 : at;
  if (closing != NULL)
    {
      *closing = '\0';
      at = closing + 1;
    }
  at += strcspn (at, ",;:");
  *stop = *at;
  if (*at != '\0')
    *at++ = '\0';
  decode_circumflex (*value);

  return at;
}

/* Reads a parameter that begins at @at, after its semicolon. */
static char *
parse_param (CrmVcardHeader *self, char *at, char *stop)
{
  char *name = at, *value;

  while (is_name_char (*at))
    at++;
  if (*at != '=')
    {
      at = cut_value (name, stop, &value);
      add_bare (self, value);
      return at;
    }

  *at++ = '\0';
  do
    {
      at = cut_value (at, stop, &value);
      if (*name != '\0')
        add_values (self, name, value);
    }
  while (*stop == ',');

  return at;
}

/**
 * crm_vcard_header_parse:
 * @self: (out caller-allocates): the head; points into @line
 * @line: a whole line, unfolded, with room for a terminator; it is cut in place
 *
 * Returns: (nullable): where its value begins; %NULL, with @line unchanged, if it is no property
 */
char *
crm_vcard_header_parse (CrmVcardHeader *self, char *line, gsize length)
{
  char *at = line, stop;

  line[length] = '\0';
  self->group = NULL;
  self->name = line;
  self->encoding = CRM_VCARD_ENCODING_NONE;
  self->charset = NULL;
  self->overflown = FALSE;
  self->n_params = 0;
  self->n_values = 0;

  while (is_name_char (*at))
    at++;
  if (*at == '.' && at > line)
    {
      self->group = line;
      self->name = ++at;
      while (is_name_char (*at))
        at++;
    }
  if (at == self->name || (*at != ':' && *at != ';') || memchr (at, ':', length - (gsize) (at - line)) == NULL)
    return NULL;

  if (self->group != NULL)
    line[self->name - line - 1] = '\0';
  stop = *at;
  *at++ = '\0';
  while (stop == ';' || stop == ',')
    at = parse_param (self, at, &stop);
  self->endless = stop == '\0';

  return at;
}

static const char *
valid_value (CrmVcardProperty *property, const char *value, const char *fallback)
{
  g_autofree char *decoded = NULL;

  if (fallback == NULL)
    return value;
  decoded = crm_vcard_decode_charset (value, strlen (value), NULL, *fallback != '\0' ? fallback : NULL);

  return decoded != NULL ? crm_vcard_copy_text (property->card, decoded, strlen (decoded)) : value;
}

/**
 * crm_vcard_header_store:
 * @property: takes group, name and parameters
 * @fallback: (nullable): the encoding of what is not UTF-8, "" to guess it; %NULL if all is
 *
 * Puts the head into a property.
 */
void
crm_vcard_header_store (const CrmVcardHeader *self, CrmVcardProperty *property, const char *fallback)
{
  CrmVcardParam *params;
  const char   **values;

  property->group = self->group;
  property->name = self->name;
  if (self->n_params == 0)
    return;

  params = crm_vcard_alloc (property->card, self->n_params * sizeof *params);
  values = crm_vcard_alloc (property->card, self->n_values * sizeof *values);
  for (guint i = 0; i < self->n_params; i++)
    {
      params[i] = (CrmVcardParam){ self->params[i], values, 0 };
      for (guint j = 0; j < self->n_values; j++)
        if (self->values[j].param == i)
          values[params[i].n_values++] = valid_value (property, self->values[j].value, fallback);
      values += params[i].n_values;
    }
  property->params = params;
  property->n_params = self->n_params;
}

/* Where the parameter at @at ends; NULL if it is cut inside quotes. */
static const char *
param_end (const char *at, const char *end)
{
  for (; at < end && *at != ';' && *at != ':'; at++)
    if (*at == '"')
      {
        at = memchr (at + 1, '"', (gsize) (end - at - 1));
        if (at == NULL)
          return NULL;
      }

  return at;
}

/**
 * crm_vcard_header_is_quoted_printable:
 * @line: the beginning of a line, not yet unfolded
 *
 * Returns: whether its value is quoted-printable, so that a "=" at the end of the line breaks it
 */
gboolean
crm_vcard_header_is_quoted_printable (const char *line, gsize length)
{
  const char *at = line, *end = line + MIN (length, HEAD_MAX);

  while (at < end && (is_name_char (*at) || *at == '.'))
    at++;
  while (at != NULL && at < end && *at == ';')
    {
      const char *next = param_end (at + 1, end);

      if (next != NULL && next < end &&
          (is_word (at + 1, (gsize) (next - at - 1), "QUOTED-PRINTABLE") ||
           is_word (at + 1, (gsize) (next - at - 1), "ENCODING=QUOTED-PRINTABLE")))
        return TRUE;
      at = next;
    }

  return FALSE;
}
