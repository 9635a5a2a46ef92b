/* Dates as people type them and as other programs write them.
 *
 * The text is cut into numbers and words; the words say which kind of date it is, and the size of the numbers which of them is
 * the year. A year from 1200 to 1500 is Jalali and one from 1900 to 2100 Gregorian, whatever calendar is shown.
 */

#include "config.h"

#include "crm-date-parse.h"

#include "crm-date-format.h"
#include "crm-date-numbers.h"
#include "crm-date-words.h"
#include "crm-error.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEXT_MAX 200
#define TOKENS_MAX 12
#define WORDS_JOINED_MAX 3
#define DIGITS_MAX 8

typedef struct
{
  const CrmCulture *culture;
  CrmDate           today;
  const char       *text;

  char          *tokens[TOKENS_MAX]; /* (owned) */
  int            n_tokens;
  CrmDateNumbers numbers;
  int            weekday; /* 1 to 7, or 0 */
  char           unit;    /* d w m y, or 0 */
  gboolean       shifted;
  int            shift; /* days */
  gboolean       directed;
  int            direction;
} Parser;

static void
parser_clear (Parser *self)
{
  for (int i = 0; i < self->n_tokens; i++)
    g_free (self->tokens[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parser, parser_clear)

static gboolean
refuse (const Parser *self, GError **error)
{
  g_autofree char *example = crm_date_format (self->today, self->culture, CRM_DATE_STYLE_SHORT);
  g_autofree char *valid = g_utf8_make_valid (self->text, (gssize) strnlen (self->text, TEXT_MAX));
  g_autofree char *start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), 40));
  g_autofree char *shown = crm_text_isolate (start);

  /* Translators: 1: what was typed, 2: today's date as an example */
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%1$s” is not a date. Type one like %2$s, a word like “tomorrow”, or +3 for three days from now."), shown, example);

  return FALSE;
}

/* Cuts a time of day off the end: 2025-03-21T10:00:00Z, 21/3/2025 10:00 PM. FALSE if what holds the colon is no time. */
static gboolean
cut_time (char *text)
{
  char *colon = strchr (text, ':');
  char *start = colon;

  if (colon == NULL)
    return TRUE;
  while (start > text && g_ascii_isdigit (start[-1]))
    start--;
  if (colon - start < 1 || colon - start > 2 || strspn (start, "0123456789:.,+-ZzTtAaPpMmUuCcGg ") != strlen (start))
    return FALSE;
  if (start == text || strchr ("Tt ,", start[-1]) == NULL)
    return FALSE;
  start[-1] = '\0';

  return TRUE;
}

/* Cuts folded text at its spaces, and between a digit and a letter. FALSE if there is too much of it. */
static gboolean
tokenise (Parser *self, const char *folded)
{
  const char *p = folded;

  while (*p != '\0')
    {
      gboolean digit = g_ascii_isdigit (*p);
      gsize    length = 1;

      while (p[length] != '\0' && p[length] != ' ' && g_ascii_isdigit (p[length]) == digit)
        length++;
      if (self->n_tokens == TOKENS_MAX)
        return FALSE;
      self->tokens[self->n_tokens++] = g_strndup (p, length);
      p += length;
      p += *p == ' ' ? 1 : 0;
    }

  return self->n_tokens > 0;
}

static gboolean
add_number (Parser *self, int value, gsize digits)
{
  if (self->numbers.n_numbers == CRM_DATE_NUMBERS_MAX || digits > DIGITS_MAX)
    return FALSE;
  self->numbers.number[self->numbers.n_numbers++] = (CrmDateNumber){ value, (int) digits };

  return TRUE;
}

static gboolean
add_month (Parser *self, CrmDateWord word)
{
  if (self->numbers.month != 0)
    return FALSE;
  self->numbers.month = word.value;
  self->numbers.month_calendar = word.kind == CRM_DATE_WORD_JALALI ? CRM_CALENDAR_JALALI : CRM_CALENDAR_GREGORIAN;

  return TRUE;
}

static gboolean
add_word (Parser *self, CrmDateWord word)
{
  switch (word.kind)
    {
    case CRM_DATE_WORD_NOISE:
      return TRUE;
    case CRM_DATE_WORD_SHIFT:
      self->shifted = TRUE;
      self->shift = word.value;
      return TRUE;
    case CRM_DATE_WORD_COUNT:
      return add_number (self, word.value, 1);
    case CRM_DATE_WORD_DIRECTION:
      self->directed = TRUE;
      self->direction = word.value;
      return TRUE;
    case CRM_DATE_WORD_UNIT:
      self->unit = (char) word.value;
      return TRUE;
    case CRM_DATE_WORD_WEEKDAY:
      self->weekday = word.value;
      return TRUE;
    case CRM_DATE_WORD_GREGORIAN:
    case CRM_DATE_WORD_JALALI:
      return add_month (self, word);
    case CRM_DATE_WORD_UNKNOWN:
    default:
      return FALSE;
    }
}

/* Takes the longest known phrase at token @at, «پنج شنبه» before «پنج». Returns how many tokens it has, 0 for none. */
static int
take_phrase (Parser *self, int at)
{
  int most = MIN (WORDS_JOINED_MAX, self->n_tokens - at);

  for (int n = most; n > 0; n--)
    {
      g_autoptr (GString) joined = g_string_new (NULL);
      CrmDateWord word;

      for (int i = at; i < at + n; i++)
        g_string_append (joined, self->tokens[i]);
      word = crm_date_word_look_up (joined->str);
      if (word.kind != CRM_DATE_WORD_UNKNOWN)
        return add_word (self, word) ? n : 0;
    }

  return 0;
}

/* The rest of 20250321T100000Z. */
static gboolean
is_compact_time (const Parser *self, int at)
{
  if (at == 0 || strcmp (self->tokens[at], "t") != 0)
    return FALSE;
  for (int i = at + 1; i < self->n_tokens; i++)
    if (!g_ascii_isdigit (self->tokens[i][0]) && strcmp (self->tokens[i], "z") != 0)
      return FALSE;

  return TRUE;
}

static gboolean
understand_tokens (Parser *self)
{
  int at = 0;

  while (at < self->n_tokens && !is_compact_time (self, at))
    {
      const char *token = self->tokens[at];
      gboolean    number = g_ascii_isdigit (*token);
      int         used = number ? add_number (self, (int) g_ascii_strtoll (token, NULL, 10), strlen (token)) : take_phrase (self, at);

      if (used == 0)
        return FALSE;
      at += used;
    }

  return TRUE;
}

static gboolean
finish (const Parser *self, CrmDate date, CrmDate *out, GError **error)
{
  *out = date;

  return crm_date_is_full (date) || refuse (self, error);
}

static gboolean
read_steps (const Parser *self, int steps, CrmDate *out, GError **error)
{
  CrmCalendar calendar = self->culture->calendar;

  switch (self->unit)
    {
    case 'w':
      return finish (self, crm_date_add_days (self->today, 7 * CLAMP (steps, -1000000, 1000000)), out, error);
    case 'm':
      return finish (self, crm_date_add_months (self->today, calendar, steps), out, error);
    case 'y':
      return finish (self, crm_date_add_years (self->today, calendar, steps), out, error);
    default:
      return finish (self, crm_date_add_days (self->today, steps), out, error);
    }
}

/* The next such day after today; with "this" today itself counts, with "last" the one before today. */
static gboolean
read_weekday (const Parser *self, CrmDate *out, GError **error)
{
  int ahead = (self->weekday - crm_date_weekday (self->today) + 7) % 7;

  if (self->directed && self->direction < 0)
    ahead -= 7;
  else if (ahead == 0 && !(self->directed && self->direction == 0))
    ahead = 7;

  return finish (self, crm_date_add_days (self->today, ahead), out, error);
}

/* +3, -2, +2 weeks: a sign before a single number. */
static gboolean
read_signed (Parser *self, int sign, CrmDate *out, GError **error)
{
  if (self->numbers.n_numbers != 1 || self->numbers.month != 0 || self->weekday != 0 || self->shifted || self->directed)
    return refuse (self, error);

  return read_steps (self, sign * self->numbers.number[0].value, out, error);
}

static gboolean
read_absolute (Parser *self, CrmDate *out, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (self->directed || self->shifted)
    return refuse (self, error);
  if (crm_date_numbers_resolve (&self->numbers, self->culture, self->today, out, &reason))
    return TRUE;
  if (reason == NULL)
    return refuse (self, error);
  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

static gboolean
read_date (Parser *self, CrmDate *out, GError **error)
{
  int n = self->numbers.n_numbers;

  if (self->numbers.month != 0)
    return read_absolute (self, out, error);
  if (self->shifted && n == 0 && self->unit == 0 && self->weekday == 0 && !self->directed)
    return finish (self, crm_date_add_days (self->today, self->shift), out, error);
  if (self->weekday != 0 && n == 0 && !self->shifted)
    return read_weekday (self, out, error);
  if (self->unit != 0 && n <= 1 && self->weekday == 0 && !self->shifted && (n == 1 || self->directed))
    return read_steps (self, (n == 1 ? self->numbers.number[0].value : 1) * (self->directed ? self->direction : 1), out, error);

  return read_absolute (self, out, error);
}

/* The sign that @text begins with, 1 or -1, or 0. */
static int
leading_sign (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  if (*text == '+')
    return 1;

  return *text == '-' || g_str_has_prefix (text, "−") ? -1 : 0;
}

/**
 * crm_date_parse:
 * @text: (nullable): what was typed, in the digits of any script
 * @culture: the calendar of bare numbers, the order of day and month, and how errors are written
 * @today: what "tomorrow", a missing year and a missing century are counted from
 * @out: (out): the date, full
 * @error: %CRM_ERROR_INVALID: a sentence that names the month where its days are the matter
 *
 * Reads 1404/1/5, ۵ فروردین, 12 Jun 2024, 3/21/2025, 2025-03-21T10:00:00Z (the day as it is written there), words such as
 * tomorrow, پس‌فردا, next Saturday, in 3 days, ۲ هفته پیش, and +3 or +2w.
 *
 * Returns: whether @text is a date; if not, @out is none
 */
gboolean
crm_date_parse (const char *text, const CrmCulture *culture, CrmDate today, CrmDate *out, GError **error)
{
  g_auto (Parser) self = { .culture = culture, .today = today, .text = text != NULL ? text : "" };
  g_autofree char *ascii = NULL;
  g_autofree char *folded = NULL;
  int              sign;
  gboolean         good;

  *out = CRM_DATE_NONE;
  if (strnlen (self.text, TEXT_MAX) == TEXT_MAX)
    return refuse (&self, error);

  ascii = crm_text_ascii_digits (self.text);
  sign = leading_sign (ascii);
  if (!cut_time (ascii))
    return refuse (&self, error);
  folded = crm_text_fold (ascii);
  if (!tokenise (&self, folded) || !understand_tokens (&self))
    return refuse (&self, error);

  good = sign != 0 ? read_signed (&self, sign, out, error) : read_date (&self, out, error);
  if (!good)
    *out = CRM_DATE_NONE;

  return good;
}
