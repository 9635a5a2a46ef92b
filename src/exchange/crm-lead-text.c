/* Line by line. A line that says what it is ("Company: Atlas", «نام: مریم احمدی») is that. Addresses and numbers are found wherever they stand. A line with the
 * legal form of a company is one. The first short line that is left, without digits, is a name; all that is left then is kept as it stands, for
 * somebody to read: nothing of what was pasted is lost. */

#include "config.h"

#include "crm-lead-text.h"

#include "crm-contact-point.h"
#include "crm-email.h"
#include "crm-phone.h"
#include "crm-text.h"

#include <string.h>

/* A name that is longer than this is text. */
#define MAX_NAME 120

#define MAX_POINTS 10
#define NAME_WORDS 4

typedef enum
{
  NO_LABEL,
  NAME,
  COMPANY,
  PHONE,
  EMAIL,
} Label;

static const struct
{
  const char *word; /* folded */
  Label       label;
} labels[] = {
  { "name", NAME },
  { "full name", NAME },
  { "contact", NAME },
  { "from", NAME },
  { "نام", NAME },
  { "نام و نام خانوادگی", NAME },
  { "company", COMPANY },
  { "organisation", COMPANY },
  { "organization", COMPANY },
  { "firm", COMPANY },
  { "شرکت", COMPANY },
  { "فروشگاه", COMPANY },
  { "phone", PHONE },
  { "tel", PHONE },
  { "mobile", PHONE },
  { "cell", PHONE },
  { "whatsapp", PHONE },
  { "تلفن", PHONE },
  { "موبایل", PHONE },
  { "همراه", PHONE },
  { "email", EMAIL },
  { "e-mail", EMAIL },
  { "mail", EMAIL },
  { "ایمیل", EMAIL },
};

static const char *const legal_forms[] = { "gmbh", "ltd", "limited", "inc", "llc", "ag", "bv", "sarl", "co", "corp", "plc", "kg", "oy", "ab", "شرکت", "فروشگاه", "بازرگانی", "موسسه", NULL };

/* A greeting is nobody's name. */
static const char *const greetings[] = { "hi", "hello", "dear", "hey", "thanks", "thank", "regards", "best", "kind", "سلام", "درود", "ممنون", "با", "وقت", NULL };

static char *
fold_label (const char *text)
{
  g_autofree char *folded = crm_text_fold (text);

  return g_strdup (g_strstrip (folded));
}

/* @rest: (out): what follows the colon */
static Label
find_label (const char *line, const char **rest)
{
  const char      *colon = strchr (line, ':');
  g_autofree char *before = colon != NULL ? g_strndup (line, (gsize) (colon - line)) : NULL;
  g_autofree char *folded = before != NULL ? fold_label (before) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *word = fold_label (labels[i].word);

      if (strcmp (word, folded) == 0)
        {
          *rest = colon + 1;
          return labels[i].label;
        }
    }

  return NO_LABEL;
}

/* Returns: FALSE where there are enough already */
static gboolean
add_point (CrmLeadText *self, const char *kind, const char *value, const char *country)
{
  GPtrArray *points = crm_object_get_items (CRM_OBJECT (self->person), "contact_points");

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      if (g_strcmp0 (crm_object_get_text (g_ptr_array_index (points, i), "value"), value) == 0)
        return TRUE;
    }
  if (points != NULL && points->len >= MAX_POINTS)
    return FALSE;

  crm_object_add_item (CRM_OBJECT (self->person), "contact_points", crm_contact_point_new (kind, NULL, value, country));
  return TRUE;
}

static gboolean
is_address_end (guchar c)
{
  return g_ascii_isspace ((char) c) || c > 127 || strchr ("<>(),;:\"'[]", c) != NULL;
}

/* Takes the addresses out of @line. */
static void
take_emails (CrmLeadText *self, GString *line, const char *country)
{
  gsize from = 0;
  char *at;

  while (from < line->len && (at = strchr (line->str + from, '@')) != NULL)
    {
      const char      *begin = at;
      const char      *end = at + 1;
      g_autofree char *address = NULL;

      while (begin > line->str && !is_address_end ((guchar) begin[-1]))
        begin--;
      while (*end != '\0' && !is_address_end ((guchar) *end))
        end++;
      while (end > at + 1 && end[-1] == '.')
        end--;
      address = g_strndup (begin, (gsize) (end - begin));
      from = (gsize) (begin - line->str);
      if (!crm_email_is_plausible (address) || !add_point (self, "email", address, country))
        {
          from = (gsize) (at - line->str) + 1;
          continue;
        }
      g_string_erase (line, (gssize) from, (gssize) strlen (address));
    }
}

static gboolean
is_in_number (gunichar c)
{
  return g_unichar_isdigit (c) || c == ' ' || c == '-' || c == '/' || c == '(' || c == ')' || c == '.' || c == 0x200c || c == 0xa0;
}

static gboolean
begins_number (gunichar c)
{
  return g_unichar_isdigit (c) || c == '+' || c == '(';
}

/* Takes the telephone numbers out of @line. */
static void
take_phones (CrmLeadText *self, GString *line, const char *country)
{
  const char *p = line->str;

  while (*p != '\0')
    {
      const char      *end = g_utf8_next_char (p);
      guint            digits = g_unichar_isdigit (g_utf8_get_char (p)) ? 1 : 0;
      g_autofree char *number = NULL;
      gsize            begin = (gsize) (p - line->str);

      if (!begins_number (g_utf8_get_char (p)))
        {
          p = end;
          continue;
        }
      for (; *end != '\0' && is_in_number (g_utf8_get_char (end)); end = g_utf8_next_char (end))
        digits += g_unichar_isdigit (g_utf8_get_char (end));
      number = g_strndup (p, (gsize) (end - p));
      g_strstrip (number);
      if (digits >= (*number == '+' || g_unichar_digit_value (g_utf8_get_char (number)) == 0 ? 8 : 9) && digits <= 15 && crm_phone_is_plausible (number, country) &&
          add_point (self, "phone", number, country))
        {
          gsize length = (gsize) (end - p);

          g_string_erase (line, (gssize) begin, (gssize) length);
          p = line->str + begin;
        }
      else
        {
          p = end;
        }
    }
}

static gboolean
has_word (const char *folded, const char *const *words, gboolean first_only)
{
  g_auto (GStrv) parts = g_strsplit_set (folded, " .,!", -1);

  for (guint i = 0; parts[i] != NULL && (!first_only || i == 0); i++)
    {
      for (guint j = 0; *parts[i] != '\0' && words[j] != NULL; j++)
        {
          g_autofree char *word = crm_text_fold (words[j]);

          if (strcmp (word, parts[i]) == 0)
            return TRUE;
        }
    }

  return FALSE;
}

static gboolean
looks_like_company (const char *line)
{
  g_autofree char *folded = crm_text_fold (line);

  return g_utf8_strlen (line, -1) <= 60 && has_word (folded, legal_forms, FALSE);
}

static gboolean
looks_like_name (const char *line)
{
  g_autofree char *folded = crm_text_fold (line);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  if (g_strv_length (words) > NAME_WORDS || g_utf8_strlen (line, -1) > 60 || has_word (folded, greetings, TRUE))
    return FALSE;
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c) || (g_unichar_ispunct (c) && g_utf8_strchr (".-'’", -1, c) == NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_name (CrmLeadText *self)
{
  return crm_object_get_text (CRM_OBJECT (self->person), "given_name") != NULL;
}

/* What stood between and around a number and an address says nothing. */
static gboolean
says_something (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalnum (g_utf8_get_char (p)))
        return TRUE;
    }

  return FALSE;
}

static void
take_line (CrmLeadText *self, const char *text, const char *country, GString *note)
{
  const char      *rest = text;
  Label            label = find_label (text, &rest);
  g_autofree char *value = crm_text_clean (rest);
  g_autoptr (GString) line = g_string_new (value);
  g_autofree char *left = NULL;

  if (value != NULL && label == NAME && !has_name (self) && g_utf8_strlen (value, -1) <= MAX_NAME)
    {
      crm_lead_text_put_name (self->person, value);
      return;
    }
  if (value != NULL && label == COMPANY && self->company == NULL && g_utf8_strlen (value, -1) <= MAX_NAME)
    {
      self->company = g_strdup (value);
      return;
    }

  take_emails (self, line, country);
  take_phones (self, line, country);
  left = crm_text_clean (line->str);
  if (left == NULL || !says_something (left) || ((label == PHONE || label == EMAIL) && line->len != strlen (value)))
    return;
  if (self->company == NULL && looks_like_company (left))
    self->company = g_steal_pointer (&left);
  else if (!has_name (self) && looks_like_name (left))
    crm_lead_text_put_name (self->person, left);
  else
    g_string_append_printf (note, "%s%s", note->len > 0 ? "\n" : "", text);
}

/**
 * crm_lead_text_put_name:
 * @person: a draft
 * @name: (nullable): clean, as crm_text_clean() has it
 *
 * Names @person; of several words the last is the family's, unless a comma says which is: “Lovelace, Ada”.
 */
void
crm_lead_text_put_name (CrmRecord *person, const char *name)
{
  const char      *comma = name != NULL ? strchr (name, ',') : NULL;
  const char      *space = name != NULL ? strrchr (name, ' ') : NULL;
  g_autofree char *given = space != NULL ? g_strndup (name, (gsize) (space - name)) : g_strdup (name);

  if (comma != NULL && comma > name && comma[1] == ' ' && comma[2] != '\0' && strchr (comma + 1, ',') == NULL)
    {
      g_autofree char *family = g_strndup (name, (gsize) (comma - name));

      crm_object_set_text (CRM_OBJECT (person), "given_name", comma + 2);
      crm_object_set_text (CRM_OBJECT (person), "family_name", family);
      return;
    }

  crm_object_set_text (CRM_OBJECT (person), "given_name", given != NULL ? g_strstrip (given) : NULL);
  crm_object_set_text (CRM_OBJECT (person), "family_name", space != NULL ? space + 1 : NULL);
}

/* So much of @text as is read, cut between two characters. */
static char *
dup_beginning (const char *text, gboolean *cut)
{
  gsize length = strnlen (text, CRM_LEAD_TEXT_MOST + 1);

  *cut = length > CRM_LEAD_TEXT_MOST;
  if (*cut)
    {
      length = CRM_LEAD_TEXT_MOST;
      while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
        length--;
    }

  return g_utf8_make_valid (text, (gssize) length);
}

/**
 * crm_lead_text_parse:
 * @self: (out caller-allocates): what was found
 * @text: as pasted, any bytes up to a NUL; no more than the first %CRM_LEAD_TEXT_MOST are read
 * @country: (nullable): where numbers without one are dialled, ISO 3166
 */
void
crm_lead_text_parse (CrmLeadText *self, const char *text, const char *country)
{
  gboolean         cut;
  g_autofree char *whole = dup_beginning (text, &cut);
  g_auto (GStrv) lines = g_strsplit_set (whole, "\r\n", -1);
  g_autoptr (GString) note = g_string_new (NULL);

  *self = (CrmLeadText){ .person = crm_record_new ("person"), .cut = cut };
  crm_object_set_text (CRM_OBJECT (self->person), "lifecycle", "lead");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = crm_text_clean (lines[i]);

      if (line != NULL)
        take_line (self, line, country, note);
    }
  if (note->len > 0)
    self->note = g_strdup (note->str);
}

void
crm_lead_text_clear (CrmLeadText *self)
{
  g_clear_object (&self->person);
  g_clear_pointer (&self->company, g_free);
  g_clear_pointer (&self->note, g_free);
}
