/* Reads a card: BEGIN:VCARD, properties, END:VCARD.
 *
 * The text is copied into the card once; lines are unfolded, cut and decoded in place there, and the properties point into
 * it. Only what grows, such as a value in another encoding, is copied again. A line that is no property continues the one
 * before it: the rest of a picture that was not folded, or a note with bare line ends. Pure but for the problems it notes.
 */

#include "config.h"

#include "crm-vcard-parser.h"

#include "crm-charset.h"
#include "crm-error.h"
#include "crm-vcard-header.h"
#include "crm-vcard-legacy.h"
#include "crm-vcard-private.h"
#include "crm-vcard-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  CrmVcard    *card;
  char        *at; /* the next line, in the card's copy of the text */
  char        *end;
  char         newline;  /* '\r' where a file has no other */
  guint64      line;     /* of @at */
  guint64      here;     /* of the property being read */
  gboolean     legacy;   /* version 2.1 */
  gboolean     valid;    /* the whole text is UTF-8 */
  const char  *fallback; /* (nullable) */
  CrmProblems *problems; /* (nullable) */

  CrmVcardProperty *last; /* (nullable): what the next line may go on with ... */
  char             *tail; /* (nullable): ... at its end, if it can */
  gboolean          last_is_base64;
} Parser;

static void
note (Parser *p, const char *message)
{
  if (p->problems != NULL)
    crm_problems_add (p->problems, p->here, message);
}

/* Takes the next line of the text. @length leaves its line end out. */
static char *
take_line (Parser *p, gsize *length)
{
  char *line = p->at;
  char *stop = memchr (line, p->newline, (gsize) (p->end - line));

  p->at = stop != NULL ? stop + 1 : p->end;
  stop = stop != NULL ? stop : p->end;
  while (stop > line && stop[-1] == '\r')
    stop--;
  *length = (gsize) (stop - line);
  p->line++;

  return line;
}

static gboolean
is_end (const Parser *p)
{
  return crm_vcard_is_marker (p->at, (gsize) (p->end - p->at), "END:");
}

static void
append_next (Parser *p, char *line, gsize *length)
{
  gsize more;
  char *next = take_line (p, &more);

  memmove (line + *length, next, more);
  *length += more;
}

/* Takes a line with those folded under it, and those that quoted-printable broke off with a "=". */
static char *
take_unfolded (Parser *p, gsize *length)
{
  char *line;

  p->here = p->line;
  line = take_line (p, length);
  while (p->at < p->end)
    {
      if (*length > 0 && line[*length - 1] == '=' && crm_vcard_header_is_quoted_printable (line, *length) && !is_end (p))
        {
          --*length;
          append_next (p, line, length);
        }
      else if (*p->at == ' ' || *p->at == '\t')
        {
          p->at++;
          append_next (p, line, length);
        }
      else
        break;
    }

  return line;
}

static gsize
drop_bytes (char *text, gsize length, const char *unwanted)
{
  gsize to = 0;

  for (gsize i = 0; i < length; i++)
    if (text[i] != '\0' && strchr (unwanted, text[i]) == NULL)
      text[to++] = text[i];
  text[to] = '\0';

  return to;
}

static void
set_value (CrmVcardProperty *property, const char *value, gsize length)
{
  property->raw = value;
  property->raw_length = length;
}

/* Puts a changed copy of the value in its place. */
static void
replace_value (Parser *p, CrmVcardProperty *property, char *owned)
{
  gsize length;

  if (owned == NULL)
    return;

  length = strlen (owned);
  set_value (property, crm_vcard_copy_text (p->card, owned, length), length);
  p->tail = NULL;
  g_free (owned);
}

static gboolean
is_ascii (const char *text, gsize length)
{
  return crm_charset_ascii_length ((const guint8 *) text, length) == length;
}

static void
decode_value (Parser *p, CrmVcardProperty *property, const CrmVcardHeader *header, char *value, gsize length)
{
  p->tail = value + length;
  p->last_is_base64 = header->encoding == CRM_VCARD_ENCODING_BASE64;
  if (p->last_is_base64)
    {
      length = drop_bytes (value, length, " \t");
      p->tail = value + length;
    }
  else if (header->encoding == CRM_VCARD_ENCODING_QUOTED_PRINTABLE)
    {
      length = crm_vcard_decode_quoted_printable (value, length);
      value[length] = '\0';
      p->tail = NULL;
    }
  set_value (property, value, length);

  if ((!p->valid || p->tail == NULL) && !is_ascii (value, length))
    replace_value (p, property, crm_vcard_decode_charset (value, length, header->charset, p->fallback));
  if (p->legacy && !p->last_is_base64)
    replace_value (p, property, crm_vcard_escape_legacy (property->name, property->raw));
  else if (header->encoding == CRM_VCARD_ENCODING_QUOTED_PRINTABLE && strpbrk (property->raw, "\r\n") != NULL)
    replace_value (p, property, crm_vcard_escape_lines (property->raw));
}

/* A line that is no property of its own. */
static void
continue_value (Parser *p, const char *line, gsize length)
{
  if (p->tail == NULL || p->last == NULL)
    {
      note (p, _ ("This line of the card makes no sense and was left out."));
      return;
    }

  if (!p->last_is_base64)
    {
      note (p, _ ("This line of the card was taken as the rest of the one above."));
      *p->tail++ = ' ';
    }
  if (!p->valid && !g_utf8_validate_len (line, length, NULL))
    {
      note (p, _ ("This line of the card makes no sense and was left out."));
      length = 0;
    }
  memmove (p->tail, line, length);
  if (p->last_is_base64)
    length = drop_bytes (p->tail, length, " \t");
  p->tail += length;
  *p->tail = '\0';
  p->last->raw_length = (gsize) (p->tail - p->last->raw);
}

static void
read_version (Parser *p, const char *value)
{
  while (*value == ' ')
    value++;
  if (g_str_has_prefix (value, "2.1"))
    p->card->version = CRM_VCARD_2_1;
  else if (g_str_has_prefix (value, "4"))
    p->card->version = CRM_VCARD_4_0;
  else
    p->card->version = CRM_VCARD_3_0;
  p->legacy = p->card->version == CRM_VCARD_2_1;
}

static gboolean
names_marker (const char *name, const char *marker)
{
  gsize length = strlen (name);

  return length == strlen (marker) - 1 && g_ascii_strncasecmp (name, marker, length) == 0;
}

static void
parse_line (Parser *p, char *line, gsize length)
{
  CrmVcardHeader    header;
  CrmVcardProperty *property;
  char             *value;

  if (memchr (line, '\r', length) != NULL)
    length = drop_bytes (line, length, "\r\n");
  value = crm_vcard_header_parse (&header, line, length);
  if (value == NULL)
    {
      continue_value (p, line, length);
      return;
    }
  if (g_ascii_strcasecmp (header.name, "VERSION") == 0)
    return;
  if (names_marker (header.name, "BEGIN:") || names_marker (header.name, "END:"))
    {
      note (p, _ ("This line of the card makes no sense and was left out."));
      p->last = NULL;
      return;
    }

  property = crm_vcard_append (p->card);
  property->line = p->here;
  crm_vcard_header_store (&header, property, p->valid ? NULL : (p->fallback != NULL ? p->fallback : ""));
  if (header.overflown)
    note (p, _ ("This line of the card has too many parameters; some were left out."));
  decode_value (p, property, &header, value, length - (gsize) (value - line));
  if (header.endless)
    p->tail = NULL;
  p->last = property;
}

/* AGENT in version 2.1 holds a whole card, from BEGIN to END: it becomes the value, as in 3.0. */
static void
take_nested (Parser *p)
{
  g_autoptr (GString) nested = g_string_new ("BEGIN:VCARD");
  guint depth = 1;

  while (depth > 0 && p->at < p->end)
    {
      gsize length;
      char *line = take_line (p, &length);

      if (crm_vcard_is_marker (line, length, "BEGIN:"))
        depth++;
      else if (crm_vcard_is_marker (line, length, "END:"))
        depth--;
      g_string_append_c (nested, '\n');
      g_string_append_len (nested, line, (gssize) length);
    }
  if (!p->valid)
    replace_value (p, p->last, crm_vcard_decode_charset (nested->str, nested->len, NULL, p->fallback));
  replace_value (p, p->last, crm_vcard_escape (p->last->raw_length > 0 ? p->last->raw : nested->str));
  p->last = NULL;
}

static gboolean
is_agent (const CrmVcardProperty *property)
{
  return property != NULL && property->raw_length == 0 && crm_vcard_property_is (property, "AGENT");
}

static gboolean
parse_lines (Parser *p, GError **error)
{
  while (p->at < p->end)
    {
      gsize length;
      char *line = take_unfolded (p, &length);

      if (length == 0)
        p->tail = NULL;
      else if (crm_vcard_is_marker (line, length, "END:"))
        return TRUE;
      else if (is_agent (p->last) && crm_vcard_is_marker (line, length, "BEGIN:"))
        take_nested (p);
      else
        parse_line (p, line, length);

      if (p->card->n_properties > CRM_VCARD_PROPERTIES_MAX)
        {
          g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID,
                       _ ("The card on line %lu has more than %u lines and was skipped."), (gulong) p->card->line, CRM_VCARD_PROPERTIES_MAX);
          return FALSE;
        }
    }
  p->here = p->line;
  note (p, _ ("The card has no END:VCARD; it was taken to end here."));

  return TRUE;
}

/* The version says how to read all other lines, and need not come first. */
static void
find_version (Parser *p)
{
  const char *at = p->at;

  while (at != NULL && at < p->end)
    {
      if ((*at == 'V' || *at == 'v') && p->end - at > 8 && g_ascii_strncasecmp (at, "VERSION:", 8) == 0)
        {
          read_version (p, at + 8);
          return;
        }
      at = memchr (at, p->newline, (gsize) (p->end - at));
      at = at != NULL ? at + 1 : NULL;
    }
}

static gboolean
validate (const char *text, gsize length)
{
  gsize ascii = crm_charset_ascii_length ((const guint8 *) text, length);

  return ascii == length || g_utf8_validate_len (text + ascii, length - ascii, NULL);
}

/**
 * crm_vcard_is_marker:
 * @marker: "BEGIN:" or "END:"
 *
 * Returns: whether the line at @line begins or ends a card
 */
gboolean
crm_vcard_is_marker (const char *line, gsize length, const char *marker)
{
  gsize n = strlen (marker);

  if (length < n + 5 || g_ascii_tolower (*line) != g_ascii_tolower (*marker) || g_ascii_strncasecmp (line, marker, n) != 0)
    return FALSE;
  while (n < length && line[n] == ' ')
    n++;
  if (length < n + 5 || g_ascii_strncasecmp (line + n, "VCARD", 5) != 0)
    return FALSE;
  n += 5;

  return n == length || g_ascii_isspace (line[n]);
}

/**
 * crm_vcard_parse:
 * @text: a card, from its BEGIN:VCARD on
 * @line: the line of the file it begins on, from 1
 * @fallback: (nullable): the encoding of values that are not UTF-8 and name none
 * @problems: (nullable): takes what was odd and was read all the same
 *
 * Returns: (transfer full): the card; %NULL with %CRM_ERROR_INVALID if it says nothing or is beyond all measure
 */
CrmVcard *
crm_vcard_parse (const char *text, gsize length, guint64 line, const char *fallback, CrmProblems *problems, GError **error)
{
  g_autoptr (CrmVcard) card = NULL;
  Parser p = { .newline = '\n', .line = line, .fallback = fallback, .problems = problems };
  gsize  first;

  if (memchr (text, '\n', length) == NULL)
    p.newline = '\r';
  /* Short lines of some 20 bytes with a parameter or two: most cards fit their first block. */
  card = crm_vcard_new_sized (CRM_VCARD_3_0, length + 1 + MIN (length, 100000) * 8, (guint) MIN (length / 16, 1000) + 8);
  card->line = line;
  p.card = card;
  p.at = crm_vcard_copy_text (card, text, length);
  p.end = p.at + (memchr (text, '\0', length) != NULL ? drop_bytes (p.at, length, "") : length);
  p.valid = validate (text, length);

  take_line (&p, &first);
  find_version (&p);
  if (!parse_lines (&p, error))
    return NULL;
  if (card->n_properties == 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The card on line %lu is empty and was skipped."), (gulong) line);
      return NULL;
    }

  return g_steal_pointer (&card);
}
