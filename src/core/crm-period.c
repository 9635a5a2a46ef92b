/* Periods by their words, in English and Persian at once. Months and years are those of the calendar that is shown; a year from 1200 to 1500
 * is Jalali whatever is shown. What is no such words is a day, and read as days are. */

#include "config.h"

#include "crm-period.h"

#include "crm-date-parse.h"
#include "crm-date-words.h"
#include "crm-error.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TOKENS_MAX 5

/* Words that make "30 days" a run of days up to now or from now on; with the others ("ago", "in") it is one day. */
static const char *const run_words[] = {
  "last",
  "past",
  "previous",
  "next",
  "coming",
  "گذشته",
  "آینده",
};

typedef struct
{
  gboolean directed;
  int      direction;
  gboolean run;
  int      count; /* 0 where none is said */
  char     unit;  /* d w m y, or 0 */
} Words;

/* This year and last year are one word each in Persian. */
static const struct
{
  const char *word;
  int         direction;
} years[] = {
  { "امسال", 0 },
  { "پارسال", -1 },
};

static gboolean
take_year_word (Words *self, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autofree char *folded = crm_text_fold (years[i].word);

      if (self->unit != 0 || self->directed || strcmp (folded, word) != 0)
        continue;
      self->unit = 'y';
      self->directed = TRUE;
      self->direction = years[i].direction;
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_run_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (run_words); i++)
    {
      g_autofree char *folded = crm_text_fold (run_words[i]);

      if (strcmp (folded, word) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
take_word (Words *self, const char *word)
{
  CrmDateWord meaning = crm_date_word_look_up (word);
  guint64     number;

  if (g_ascii_string_to_unsigned (word, 10, 1, 9999, &number, NULL) && self->count == 0)
    self->count = (int) number;
  else if (meaning.kind == CRM_DATE_WORD_COUNT && self->count == 0)
    self->count = meaning.value;
  else if (meaning.kind == CRM_DATE_WORD_UNIT && self->unit == 0)
    self->unit = (char) meaning.value;
  else if (meaning.kind == CRM_DATE_WORD_DIRECTION && !self->directed)
    {
      self->directed = TRUE;
      self->direction = meaning.value;
      self->run = is_run_word (word);
    }
  else
    return meaning.kind == CRM_DATE_WORD_NOISE || take_year_word (self, word);

  return TRUE;
}

static gboolean
read_words (const char *folded, Words *words)
{
  g_auto (GStrv) tokens = g_strsplit (folded, " ", TOKENS_MAX + 1);

  if (g_strv_length (tokens) > TOKENS_MAX)
    return FALSE;
  for (guint i = 0; tokens[i] != NULL; i++)
    {
      if (!take_word (words, tokens[i]))
        return FALSE;
    }

  return TRUE;
}

static CrmDate
year_end (CrmDate first, CrmCalendar calendar)
{
  return crm_date_add_days (crm_date_add_years (first, calendar, 1), -1);
}

/* The unit @offset units away from the one that today is in. */
static void
take_unit (char unit, int offset, const CrmCulture *culture, CrmDate today, CrmPeriod *out)
{
  switch (unit)
    {
    case 'w':
      out->first = crm_date_add_days (crm_date_week_start (today, culture->week_start), offset * 7);
      out->last = crm_date_add_days (out->first, 6);
      break;
    case 'm':
      out->first = crm_date_add_months (crm_date_month_start (today, culture->calendar), culture->calendar, offset);
      out->last = crm_date_month_end (out->first, culture->calendar);
      break;
    case 'y':
      out->first = crm_date_add_years (crm_date_year_start (today, culture->calendar), culture->calendar, offset);
      out->last = year_end (out->first, culture->calendar);
      break;
    case 'd':
    default:
      out->first = out->last = crm_date_add_days (today, offset);
      break;
    }
}

static CrmDate
shift (CrmDate date, char unit, int count, CrmCalendar calendar)
{
  if (unit == 'm')
    return crm_date_add_months (date, calendar, count);
  if (unit == 'y')
    return crm_date_add_years (date, calendar, count);

  return crm_date_add_days (date, unit == 'w' ? count * 7 : count);
}

/* So many units up to today, or from today on; today is one of the days. */
static void
take_run (const Words *words, const CrmCulture *culture, CrmDate today, CrmPeriod *out)
{
  CrmDate far = shift (today, words->unit, words->direction * words->count, culture->calendar);

  if (words->direction < 0)
    *out = (CrmPeriod){ crm_date_add_days (far, 1), today };
  else
    *out = (CrmPeriod){ today, crm_date_add_days (far, -1) };
}

static gboolean
take_year (int year, CrmPeriod *out)
{
  CrmCalendar calendar = year >= 1200 && year <= 1500 ? CRM_CALENDAR_JALALI : CRM_CALENDAR_GREGORIAN;

  if (calendar == CRM_CALENDAR_GREGORIAN && (year < 1900 || year > 2100))
    return FALSE;
  if (!crm_date_from_calendar (calendar, year, 1, 1, &out->first))
    return FALSE;
  out->last = year_end (out->first, calendar);

  return TRUE;
}

/* "2026-03-01..2026-03-31": from the beginning of the one to the end of the other. */
static gboolean
parse_range (const char *text, const char *dots, const CrmCulture *culture, CrmDate today, CrmPeriod *out, GError **error)
{
  g_autofree char *first = g_strndup (text, (gsize) (dots - text));
  CrmPeriod        until;

  if (!crm_period_parse (first, culture, today, out, error) || !crm_period_parse (dots + strlen (".."), culture, today, &until, error))
    return FALSE;
  if (crm_date_compare (out->first, until.last) > 0)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” ends before it begins."), text);
      return FALSE;
    }

  out->last = until.last;
  return TRUE;
}

/**
 * crm_period_parse:
 * @text: "this month", "last 30 days", "1403", "هفتهٔ گذشته", a day as crm_date_parse() reads it, or two of these with ".." between them
 * @today: the day from which words are counted
 *
 * Returns: whether @text is a period; %CRM_ERROR_INVALID otherwise
 */
gboolean
crm_period_parse (const char *text, const CrmCulture *culture, CrmDate today, CrmPeriod *out, GError **error)
{
  g_autofree char *folded = crm_text_fold (text);
  Words            words = { 0 };
  const char      *dots = strstr (text, "..");

  if (dots != NULL && strstr (dots + strlen (".."), "..") == NULL)
    return parse_range (text, dots, culture, today, out, error);
  if (read_words (folded, &words))
    {
      if (words.unit == 0 && !words.directed && words.count > 0 && take_year (words.count, out))
        return TRUE;
      if (words.unit != 0 && words.directed && words.count == 0)
        {
          take_unit (words.unit, words.direction, culture, today, out);
          return TRUE;
        }
      if (words.unit != 0 && words.run && words.count > 0)
        {
          take_run (&words, culture, today, out);
          return TRUE;
        }
    }
  if (!crm_date_parse (text, culture, today, &out->first, error))
    return FALSE;

  out->last = out->first;
  return TRUE;
}
