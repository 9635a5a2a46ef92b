#include "config.h"

#include "crm-json-slice.h"

#include "crm-item-json.h"

#include <math.h>
#include <string.h>

/* Deeper than any document of ours; values are read by recursion. */
#define DEPTH_MAX 100

/* Up to here every integer is a double. */
#define EXACT_MAX 9007199254740992.0

static const char *
skip_space (const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
    p++;

  return p;
}

static const char *
skip_escape (const char *p, const char *end)
{
  if (p == end)
    return NULL;
  if (*p != 'u')
    return strchr ("\"\\/bfnrt", *p) != NULL && *p != '\0' ? p + 1 : NULL;

  for (guint i = 1; i <= 4; i++)
    {
      if (end - p <= (gssize) i || !g_ascii_isxdigit (p[i]))
        return NULL;
    }

  return p + 5;
}

static const char *
skip_string (const char *p, const char *end)
{
  for (p++; p < end && *p != '"';)
    {
      if ((guchar) *p < 0x20)
        return NULL;
      p = *p == '\\' ? skip_escape (p + 1, end) : p + 1;
      if (p == NULL)
        return NULL;
    }

  return p < end ? p + 1 : NULL;
}

static const char *
skip_digits (const char *p, const char *end)
{
  const char *start = p;

  while (p < end && g_ascii_isdigit (*p))
    p++;

  return p > start ? p : NULL;
}

static const char *
skip_number (const char *p, const char *end)
{
  if (*p == '-')
    p++;
  if (p < end && *p == '0')
    p++;
  else
    p = skip_digits (p, end);
  if (p != NULL && p < end && *p == '.')
    p = skip_digits (p + 1, end);
  if (p != NULL && p < end && (*p == 'e' || *p == 'E'))
    {
      p++;
      if (p < end && (*p == '+' || *p == '-'))
        p++;
      p = skip_digits (p, end);
    }

  return p;
}

static const char *
skip_word (const char *p, const char *end, const char *word)
{
  gsize length = strlen (word);

  return (gsize) (end - p) >= length && memcmp (p, word, length) == 0 ? p + length : NULL;
}

static const char *skip_value (const char *p, const char *end, guint depth);

static const char *
skip_members (const char *p, const char *end, gboolean named, guint depth)
{
  char close = named ? '}' : ']';

  p = skip_space (p + 1, end);
  if (p < end && *p == close)
    return p + 1;

  while (p != NULL && p < end)
    {
      if (named)
        {
          p = *p == '"' ? skip_string (p, end) : NULL;
          p = p != NULL ? skip_space (p, end) : NULL;
          if (p == NULL || p == end || *p != ':')
            return NULL;
          p++;
        }
      p = skip_value (skip_space (p, end), end, depth + 1);
      p = p != NULL ? skip_space (p, end) : NULL;
      if (p == NULL || p == end)
        return NULL;
      if (*p == close)
        return p + 1;
      if (*p != ',')
        return NULL;
      p = skip_space (p + 1, end);
    }

  return NULL;
}

/* The end of the value that begins at @p; NULL where none does. */
static const char *
skip_value (const char *p, const char *end, guint depth)
{
  if (p >= end || depth > DEPTH_MAX)
    return NULL;

  switch (*p)
    {
    case '{':
    case '[':
      return skip_members (p, end, *p == '{', depth);
    case '"':
      return skip_string (p, end);
    case 't':
      return skip_word (p, end, "true");
    case 'f':
      return skip_word (p, end, "false");
    case 'n':
      return skip_word (p, end, "null");
    default:
      return *p == '-' || g_ascii_isdigit (*p) ? skip_number (p, end) : NULL;
    }
}

/**
 * crm_json_slice_parse:
 * @self: (out): the value
 * @text: one value with white space around it; it stays where it is as long as @self is used
 *
 * Everything else here takes values out of text that this has accepted.
 *
 * Returns: whether @text is JSON, whole, and not nested too deep. Strings may still hold what is no text: see crm_json_slice_dup_text()
 */
gboolean
crm_json_slice_parse (CrmJsonSlice *self, const char *text, gsize length)
{
  const char *start = skip_space (text, text + length);
  const char *end = skip_value (start, text + length, 0);

  *self = (CrmJsonSlice){ NULL, 0 };
  if (end == NULL || skip_space (end, text + length) != text + length)
    return FALSE;

  *self = (CrmJsonSlice){ start, (gsize) (end - start) };
  return TRUE;
}

/**
 * crm_json_slice_of:
 * @json: (nullable): JSON that is known to be right, ended by a NUL
 */
CrmJsonSlice
crm_json_slice_of (const char *json)
{
  return (CrmJsonSlice){ json, json != NULL ? strlen (json) : 0 };
}

CrmJsonKind
crm_json_slice_get_kind (CrmJsonSlice self)
{
  switch (self.text != NULL ? *self.text : '\0')
    {
    case '\0':
      return CRM_JSON_NOTHING;
    case '{':
      return CRM_JSON_OBJECT;
    case '[':
      return CRM_JSON_ARRAY;
    case '"':
      return CRM_JSON_STRING;
    case 't':
    case 'f':
      return CRM_JSON_BOOLEAN;
    case 'n':
      return CRM_JSON_NULL;
    default:
      return CRM_JSON_NUMBER;
    }
}

/**
 * crm_json_slice_dup:
 *
 * Returns: (transfer full) (nullable): the JSON itself
 */
char *
crm_json_slice_dup (CrmJsonSlice self)
{
  return self.text != NULL ? g_strndup (self.text, self.length) : NULL;
}

static gunichar
read_unit (const char *p)
{
  gunichar unit = 0;

  for (guint i = 0; i < 4; i++)
    unit = unit << 4 | (gunichar) g_ascii_xdigit_value (p[i]);

  return unit;
}

/* @p: behind "\u". FALSE for what is no character of text: half a pair, or NUL. */
static gboolean
append_escaped_unit (GString *out, const char **p, const char *end)
{
  gunichar unit = read_unit (*p);

  *p += 4;
  if (unit >= 0xd800 && unit < 0xdc00 && end - *p >= 6 && (*p)[0] == '\\' && (*p)[1] == 'u')
    {
      gunichar low = read_unit (*p + 2);

      if (low < 0xdc00 || low > 0xdfff)
        return FALSE;
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
      *p += 6;
    }
  if (unit == 0 || (unit >= 0xd800 && unit < 0xe000))
    return FALSE;
  g_string_append_unichar (out, unit);

  return TRUE;
}

static gboolean
append_escaped (GString *out, const char **p, const char *end)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  char              letter = *(*p)++;

  if (letter == 'u')
    return append_escaped_unit (out, p, end);
  g_string_append_c (out, to[strchr (from, letter) - from]);

  return TRUE;
}

/**
 * crm_json_slice_dup_text:
 *
 * Returns: (transfer full) (nullable): what the string says, UTF-8; %NULL for another kind, and for what cannot be text here: with a NUL,
 *   with half of a surrogate pair, or not UTF-8
 */
char *
crm_json_slice_dup_text (CrmJsonSlice self)
{
  const char *end;
  g_autoptr (GString) out = NULL;

  if (crm_json_slice_get_kind (self) != CRM_JSON_STRING)
    return NULL;

  end = self.text + self.length - 1;
  out = g_string_sized_new (self.length);
  for (const char *p = self.text + 1; p < end;)
    {
      const char *run = p;

      while (p < end && *p != '\\')
        p++;
      g_string_append_len (out, run, p - run);
      if (p < end)
        {
          p++;
          if (!append_escaped (out, &p, end))
            return NULL;
        }
    }
  if (!g_utf8_validate (out->str, (gssize) out->len, NULL))
    return NULL;

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * crm_json_slice_is_integer:
 * @self: a number
 *
 * Returns: whether it is written as a whole number
 */
gboolean
crm_json_slice_is_integer (CrmJsonSlice self)
{
  gsize sign = *self.text == '-';

  for (gsize i = sign; i < self.length; i++)
    {
      if (!g_ascii_isdigit (self.text[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_json_slice_get_integer:
 *
 * Returns: whether the value is a whole number of 64 bits; "1.0" and "1e3" are whole numbers too
 */
gboolean
crm_json_slice_get_integer (CrmJsonSlice self, gint64 *value)
{
  g_autofree char *copy = NULL;
  double           number;

  if (crm_json_slice_get_kind (self) != CRM_JSON_NUMBER)
    return FALSE;

  copy = crm_json_slice_dup (self);
  if (crm_json_slice_is_integer (self))
    return g_ascii_string_to_signed (copy, 10, G_MININT64, G_MAXINT64, value, NULL) || strcmp (copy, "-0") == 0;

  number = g_ascii_strtod (copy, NULL);
  if (!(fabs (number) <= EXACT_MAX) || floor (number) != number)
    return FALSE;
  *value = (gint64) number;

  return TRUE;
}

gboolean
crm_json_slice_is_true (CrmJsonSlice self)
{
  return self.length == 4 && memcmp (self.text, "true", 4) == 0;
}

/**
 * crm_json_slice_is_text:
 *
 * Returns: whether the value is a string that says @text
 */
gboolean
crm_json_slice_is_text (CrmJsonSlice self, const char *text)
{
  g_autofree char *own = NULL;

  if (crm_json_slice_get_kind (self) != CRM_JSON_STRING)
    return FALSE;
  if (memchr (self.text, '\\', self.length) == NULL)
    return self.length == strlen (text) + 2 && memcmp (self.text + 1, text, self.length - 2) == 0;

  own = crm_json_slice_dup_text (self);

  return own != NULL && strcmp (own, text) == 0;
}

/**
 * crm_json_slice_is_clean:
 *
 * Returns: whether json-glib reads the value as it is: every string in it is text, and every whole number one of 64 bits
 */
gboolean
crm_json_slice_is_clean (CrmJsonSlice self)
{
  CrmJsonKind      kind = crm_json_slice_get_kind (self);
  g_autofree char *text = NULL;
  CrmJsonIter      iter;
  CrmJsonSlice     key, value;
  gint64           number;

  if (kind == CRM_JSON_STRING)
    {
      text = crm_json_slice_dup_text (self);
      return text != NULL;
    }
  if (kind == CRM_JSON_NUMBER)
    return !crm_json_slice_is_integer (self) || crm_json_slice_get_integer (self, &number);
  if (kind != CRM_JSON_OBJECT && kind != CRM_JSON_ARRAY)
    return kind != CRM_JSON_NOTHING;

  crm_json_iter_init (&iter, self);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      if ((key.text != NULL && !crm_json_slice_is_clean (key)) || !crm_json_slice_is_clean (value))
        return FALSE;
    }

  return TRUE;
}

/**
 * crm_json_iter_init:
 * @slice: where it is neither object nor array, there is nothing to go through
 */
void
crm_json_iter_init (CrmJsonIter *self, CrmJsonSlice slice)
{
  CrmJsonKind kind = crm_json_slice_get_kind (slice);

  self->named = kind == CRM_JSON_OBJECT;
  self->at = self->end = NULL;
  if (kind != CRM_JSON_OBJECT && kind != CRM_JSON_ARRAY)
    return;
  self->end = slice.text + slice.length - 1;
  self->at = skip_space (slice.text + 1, self->end);
}

/**
 * crm_json_iter_next:
 * @key: (out): of a member, its name; nothing for an element
 * @value: (out): the value
 *
 * Returns: whether there was another
 */
gboolean
crm_json_iter_next (CrmJsonIter *self, CrmJsonSlice *key, CrmJsonSlice *value)
{
  const char *p = self->at;

  *key = (CrmJsonSlice){ NULL, 0 };
  if (p == self->end)
    return FALSE;

  if (self->named)
    {
      const char *end = skip_string (p, self->end);

      *key = (CrmJsonSlice){ p, (gsize) (end - p) };
      p = skip_space (skip_space (end, self->end) + 1, self->end);
    }
  self->at = skip_value (p, self->end, 0);
  *value = (CrmJsonSlice){ p, (gsize) (self->at - p) };
  self->at = skip_space (self->at, self->end);
  if (self->at < self->end)
    self->at = skip_space (self->at + 1, self->end);

  return TRUE;
}

/**
 * crm_json_slice_find:
 *
 * Returns: the value of the object's member of that name, the last where there are several; nothing where there is none
 */
CrmJsonSlice
crm_json_slice_find (CrmJsonSlice self, const char *name)
{
  CrmJsonSlice found = { NULL, 0 };
  CrmJsonSlice key, value;
  CrmJsonIter  iter;

  if (crm_json_slice_get_kind (self) != CRM_JSON_OBJECT)
    return found;

  crm_json_iter_init (&iter, self);
  while (crm_json_iter_next (&iter, &key, &value))
    {
      if (crm_json_slice_is_text (key, name))
        found = value;
    }

  return found;
}

/**
 * crm_json_begin_member:
 * @out: an object that is being written, from its "{" on
 *
 * Writes the name of the next member; its value is to follow.
 */
void
crm_json_begin_member (GString *out, const char *name)
{
  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  crm_json_append_text (out, name);
  g_string_append_c (out, ':');
}

/**
 * crm_json_begin_element:
 * @out: an array that is being written, from its "[" on
 *
 * Separates the next element, which is to follow, from those before it.
 */
void
crm_json_begin_element (GString *out)
{
  if (out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
}

void
crm_json_append_slice (GString *out, CrmJsonSlice slice)
{
  g_string_append_len (out, slice.text, (gssize) slice.length);
}

/**
 * crm_json_append_pair:
 * @key: a name as somebody else has written it
 *
 * Writes a member as it stood in another object.
 */
void
crm_json_append_pair (GString *out, CrmJsonSlice key, CrmJsonSlice value)
{
  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  crm_json_append_slice (out, key);
  g_string_append_c (out, ':');
  crm_json_append_slice (out, value);
}

/**
 * crm_json_append_member:
 * @value: nothing is written for nothing
 */
void
crm_json_append_member (GString *out, const char *name, CrmJsonSlice value)
{
  if (value.text == NULL)
    return;

  crm_json_begin_member (out, name);
  crm_json_append_slice (out, value);
}

void
crm_json_append_text_member (GString *out, const char *name, const char *text)
{
  if (text == NULL)
    return;

  crm_json_begin_member (out, name);
  crm_json_append_text (out, text);
}

void
crm_json_append_integer_member (GString *out, const char *name, gint64 value)
{
  crm_json_begin_member (out, name);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, value);
}
