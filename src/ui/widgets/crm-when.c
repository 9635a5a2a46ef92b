/* Days with a time: what a composer and a row for an instant read. A pure function of its arguments; the day itself is read by the
 * heart, which knows both calendars and the words for days in both languages. */

#include "config.h"

#include "crm-when.h"

#include "crm-date-parse.h"
#include "crm-error.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many words of a sentence may say when: «call Ali the day after tomorrow 10». */
#define TAIL_WORDS 5

/* What may stand before a time, in both languages at once. */
static const char *const time_words[] = { "at", "ساعت", "در", "-", NULL };

static char **
split_words (const char *text)
{
  g_autofree char *ascii = crm_text_ascii_digits (text);
  g_autofree char *clean = crm_text_clean (ascii);
  g_auto (GStrv) raw = g_strsplit_set (clean != NULL ? clean : "", " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; raw[i] != NULL; i++)
    {
      if (*raw[i] != '\0')
        g_strv_builder_add (words, raw[i]);
    }

  return g_strv_builder_end (words);
}

static gboolean
read_digits (const char **p, int *value)
{
  const char *start = *p;

  for (*value = 0; g_ascii_isdigit (**p) && *p - start < 2; (*p)++)
    *value = *value * 10 + (**p - '0');

  return *p > start;
}

static gboolean
apply_half (const char *suffix, int *hour)
{
  gboolean evening = g_ascii_strcasecmp (suffix, "pm") == 0 || g_str_equal (suffix, "ب.ظ");
  gboolean morning = g_ascii_strcasecmp (suffix, "am") == 0 || g_str_equal (suffix, "ق.ظ");

  if ((!evening && !morning) || *hour < 1 || *hour > 12)
    return FALSE;

  *hour = *hour % 12 + (evening ? 12 : 0);
  return TRUE;
}

/* "14:30", "10am", and, where a bare hour is meant, "10". */
static gboolean
read_time (const char *word, gboolean *bare, int *minute)
{
  int hour;
  int rest = 0;

  *bare = TRUE;
  if (!read_digits (&word, &hour))
    return FALSE;
  if (*word == ':')
    {
      const char *start = ++word;

      *bare = FALSE;
      if (!read_digits (&word, &rest) || word - start != 2)
        return FALSE;
    }
  if (*word != '\0')
    {
      *bare = FALSE;
      if (!apply_half (word, &hour))
        return FALSE;
    }
  *minute = hour * 60 + rest;

  return hour < 24 && rest < 60;
}

static gboolean
looks_like_time (const char *word)
{
  gsize n_digits = strspn (word, "0123456789");

  return n_digits >= 1 && n_digits <= 2 && word[n_digits] == ':';
}

static char *
join_words (char **words, guint from, guint end)
{
  GString *out = g_string_new (NULL);

  for (guint i = from; i < end; i++)
    g_string_append_printf (out, "%s%s", i > from ? " " : "", words[i]);

  return g_string_free (out, FALSE);
}

/* The comma that crm_instant_format() writes between day and time. */
static void
strip_comma (char *text)
{
  static const char *const commas[] = { ",", "،" };

  for (guint i = 0; i < G_N_ELEMENTS (commas); i++)
    {
      if (g_str_has_suffix (text, commas[i]))
        text[strlen (text) - strlen (commas[i])] = '\0';
    }
}

static gboolean
parse_day (char **words, guint from, guint end, const CrmCulture *culture, CrmDate today, CrmDate *date)
{
  g_autofree char *text = NULL;

  if (end > from && g_strv_contains (time_words, words[end - 1]))
    end--;
  if (end == from)
    {
      *date = today;
      return TRUE;
    }

  text = join_words (words, from, end);
  strip_comma (text);

  return crm_date_parse (text, culture, today, date, NULL);
}

/* A time with its colon is one for certain; a bare number is the hour only where the words do not make a day without it. */
static gboolean
parse_words (char **words, guint from, guint end, const CrmCulture *culture, CrmDate today, CrmWhen *out)
{
  g_autofree char *whole = join_words (words, from, end);
  gboolean         bare = FALSE;
  int              minute = CRM_WHEN_NO_TIME;
  gboolean         timed = end > from && read_time (words[end - 1], &bare, &minute);

  /* What is written as a time and is none is a slip, not a day with something after it. */
  if (!timed && end > from && looks_like_time (words[end - 1]))
    return FALSE;

  out->minute = minute;
  if (timed && !bare && parse_day (words, from, end - 1, culture, today, &out->date))
    return TRUE;

  out->minute = CRM_WHEN_NO_TIME;
  if (crm_date_parse (whole, culture, today, &out->date, NULL))
    return TRUE;
  if (!timed || !bare || end - 1 == from)
    return FALSE;

  out->minute = minute;
  return parse_day (words, from, end - 1, culture, today, &out->date);
}

/* What is wrong with the day, where it is the day. */
static void
explain (char **words, guint n_words, const CrmCulture *culture, CrmDate today, const char *text, GError **error)
{
  gboolean         timed = n_words > 1 && looks_like_time (words[n_words - 1]);
  g_autofree char *day = join_words (words, 0, timed ? n_words - 1 : n_words);
  CrmDate          date;

  if (n_words > 0 && (timed || !looks_like_time (words[n_words - 1])) && !crm_date_parse (day, culture, today, &date, error))
    return;

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no day or time."), text != NULL ? text : "");
}

/**
 * crm_when_parse:
 * @text: (nullable): what was typed
 * @today: what "tomorrow" is counted from, and the day of a time that names none
 * @out: (out): the day and the time
 * @error: %CRM_ERROR_INVALID
 *
 * Returns: whether @text is a day, a time, or both
 */
gboolean
crm_when_parse (const char *text, const CrmCulture *culture, CrmDate today, CrmWhen *out, GError **error)
{
  g_auto (GStrv) words = split_words (text);
  guint n_words = g_strv_length (words);

  if (n_words > 0 && parse_words (words, 0, n_words, culture, today, out))
    return TRUE;

  *out = (CrmWhen){ CRM_DATE_NONE, CRM_WHEN_NO_TIME };
  explain (words, n_words, culture, today, text, error);
  return FALSE;
}

/**
 * crm_when_cut_tail:
 * @text: a sentence, "call Ali tomorrow 10"
 * @rest: (out) (transfer full): the sentence without the words that say when, "call Ali"
 * @out: (out): when
 *
 * Returns: whether @text ends in a day or a time, with something before it
 */
gboolean
crm_when_cut_tail (const char *text, const CrmCulture *culture, CrmDate today, char **rest, CrmWhen *out)
{
  g_auto (GStrv) words = split_words (text);
  g_auto (GStrv) typed = g_strsplit (text, " ", -1);
  guint n_words = g_strv_length (words);

  *rest = NULL;
  /* Words are counted from the end in both, so that what is kept is as it was typed. */
  if (g_strv_length (typed) != n_words)
    return FALSE;

  for (guint n = MIN (TAIL_WORDS, n_words > 0 ? n_words - 1 : 0); n > 0; n--)
    {
      g_autofree char *tail = join_words (words, n_words - n, n_words);

      /* A number alone is part of the sentence: "send 2". */
      if (strspn (tail, "0123456789") == strlen (tail))
        continue;
      if (parse_words (words, n_words - n, n_words, culture, today, out))
        {
          *rest = join_words (typed, 0, n_words - n);
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * crm_when_to_instant:
 * @now: an instant whose time of day stands for one that was not said
 *
 * Returns: the instant in the time zone of this computer, microseconds since 1970-01-01T00:00:00Z
 */
gint64
crm_when_to_instant (CrmWhen when, gint64 now)
{
  g_autoptr (GDateTime) clock = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  int minute = when.minute != CRM_WHEN_NO_TIME ? when.minute : g_date_time_get_hour (clock) * 60 + g_date_time_get_minute (clock);
  g_autoptr (GDateTime) instant = g_date_time_new_local (when.date.year, when.date.month, when.date.day, minute / 60, minute % 60, 0);

  return instant != NULL ? g_date_time_to_unix (instant) * G_USEC_PER_SEC : now;
}

/**
 * crm_when_to_time_text:
 *
 * Returns: (transfer full) (nullable): the time as HH:MM, %NULL where none was said
 */
char *
crm_when_to_time_text (CrmWhen when)
{
  return when.minute != CRM_WHEN_NO_TIME ? g_strdup_printf ("%02d:%02d", when.minute / 60, when.minute % 60) : NULL;
}
