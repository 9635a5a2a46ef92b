/* Formats of numbers as ECMA-376 part 1, 18.8.30 and 18.8.31 have them; days as its 18.17.4. */

#include "config.h"

#include "crm-number-format.h"

#include "crm-date.h"

#include <math.h>
#include <string.h>

/* Julian day numbers of day 0. In the calendar of 1900 the 29th of February 1900 has a number, and never was. */
#define EPOCH_1900 2415020
#define EPOCH_1904 2416481
#define LEAP_THAT_NEVER_WAS 60

/* The 31st of December 9999. */
#define LAST_DAY 2958465

#define DAY_SECONDS 86400

/* Those that files refer to without saying them. The others are plain. */
static const struct
{
  guint         first;
  guint         last;
  CrmNumberKind kind;
} built_in[] = {
  { 9, 10, CRM_NUMBER_PERCENT },
  { 14, 17, CRM_NUMBER_DATE },
  { 18, 21, CRM_NUMBER_TIME },
  { 22, 22, CRM_NUMBER_DATE_TIME },
  { 27, 31, CRM_NUMBER_DATE }, /* of East Asia, as those from 50 on */
  { 32, 35, CRM_NUMBER_TIME },
  { 36, 36, CRM_NUMBER_DATE },
  { 45, 45, CRM_NUMBER_TIME },
  { 46, 46, CRM_NUMBER_ELAPSED },
  { 47, 47, CRM_NUMBER_TIME },
  { 50, 58, CRM_NUMBER_DATE },
};

/**
 * crm_number_format_get:
 * @id: of a format that files do not spell out
 */
CrmNumberFormat
crm_number_format_get (guint id)
{
  for (guint i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      if (id >= built_in[i].first && id <= built_in[i].last)
        return (CrmNumberFormat){ .kind = built_in[i].kind };
    }

  return (CrmNumberFormat){ .kind = CRM_NUMBER_PLAIN };
}

/* What stands in brackets: a colour, a condition, a language, or hours that do not begin anew each day. */
static const char *
skip_brackets (const char *p, gboolean *elapsed)
{
  const char *end = strchr (p, ']');
  gsize       length = end != NULL ? (gsize) (end - p - 1) : 0;

  if (end == NULL)
    return p + strlen (p);

  if (length > 0 && strspn (p + 1, "hHmMsS") == length)
    *elapsed = TRUE;

  return end + 1;
}

typedef struct
{
  gboolean elapsed;
  gboolean day; /* a day, a month in letters or a year */
  gboolean month;
  gboolean time;
  gboolean percent;
  gboolean other; /* digits that may be missing, and what stands between digits */
  guint    zeros;
} Seen;

static void
note (Seen *seen, char sign)
{
  switch (g_ascii_tolower (sign))
    {
    case 'y':
    case 'd':
      seen->day = TRUE;
      break;
    case 'm':
      seen->month = TRUE;
      break;
    case 'h':
    case 's':
      seen->time = TRUE;
      break;
    case '%':
      seen->percent = TRUE;
      break;
    case '0':
      seen->zeros++;
      break;
    default:
      seen->other |= strchr ("#?.,/eE@", sign) != NULL;
      break;
    }
}

/* Of the first section, which is that of positive numbers. */
static Seen
look_at (const char *code)
{
  Seen        seen = { FALSE };
  const char *p = code;

  while (*p != '\0' && *p != ';')
    {
      if (*p == '[')
        {
          p = skip_brackets (p, &seen.elapsed);
        }
      else if (*p == '"')
        {
          p++;
          p += strcspn (p, "\"");
          p += *p != '\0';
        }
      else if (strchr ("\\_*", *p) != NULL)
        {
          p += p[1] != '\0' ? 2 : 1;
        }
      else if (g_ascii_strncasecmp (p, "General", 7) == 0)
        {
          seen.other = TRUE;
          p += 7;
        }
      else if (g_ascii_strncasecmp (p, "AM/PM", 5) == 0)
        {
          seen.time = TRUE;
          p += 5;
        }
      else
        {
          note (&seen, *p++);
        }
    }

  return seen;
}

/**
 * crm_number_format_parse:
 * @code: as files spell it: "yyyy\-mm\-dd", "0.00%", "00000"
 */
CrmNumberFormat
crm_number_format_parse (const char *code)
{
  Seen seen = look_at (code);

  if (seen.elapsed)
    return (CrmNumberFormat){ .kind = CRM_NUMBER_ELAPSED };
  if (seen.day && seen.time)
    return (CrmNumberFormat){ .kind = CRM_NUMBER_DATE_TIME };
  if (seen.time)
    return (CrmNumberFormat){ .kind = CRM_NUMBER_TIME };
  if (seen.day || seen.month)
    return (CrmNumberFormat){ .kind = CRM_NUMBER_DATE };
  if (seen.percent)
    return (CrmNumberFormat){ .kind = CRM_NUMBER_PERCENT };
  if (seen.zeros > 1 && !seen.other)
    return (CrmNumberFormat){ .kind = CRM_NUMBER_ZEROS, .digits = MIN (seen.zeros, 20) };

  return (CrmNumberFormat){ .kind = CRM_NUMBER_PLAIN };
}

/**
 * crm_number_append_plain:
 *
 * Appends a number as it was typed: with the fifteen digits that spreadsheets have, and never with an exponent where people write none.
 */
void
crm_number_append_plain (double value, GString *text)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE + 32];

  if (value == floor (value) && fabs (value) < 1e15)
    g_ascii_formatd (digits, sizeof digits, "%.0f", value);
  else
    g_ascii_formatd (digits, sizeof digits, "%.15g", value);
  /* A number of more digits than it can hold: a card or an account. */
  if (strchr (digits, 'e') != NULL && fabs (value) >= 1 && fabs (value) < 1e21)
    g_ascii_formatd (digits, sizeof digits, "%.0f", value);
  else if (strchr (digits, 'e') != NULL && fabs (value) > 1e-9 && fabs (value) < 1)
    {
      g_ascii_formatd (digits, sizeof digits, "%.20f", value);
      while (g_str_has_suffix (digits, "0"))
        digits[strlen (digits) - 1] = '\0';
    }
  g_string_append (text, digits);
}

static gboolean
append_day (gint64 serial, gboolean from_1904, GString *text)
{
  int              jdn = (from_1904 ? EPOCH_1904 : EPOCH_1900) + (int) serial;
  g_autofree char *iso = NULL;

  if (!from_1904 && serial >= LEAP_THAT_NEVER_WAS)
    jdn--;
  iso = crm_date_to_iso (crm_date_from_jdn (jdn));
  g_string_append (text, iso);

  return TRUE;
}

static void
append_time (gint64 seconds, GString *text)
{
  g_string_append_printf (text, "%02" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, seconds / 3600, seconds / 60 % 60);
  if (seconds % 60 != 0)
    g_string_append_printf (text, ":%02" G_GINT64_FORMAT, seconds % 60);
}

/* A day and what part of it is over. */
static void
append_moment (CrmNumberFormat self, double value, gboolean from_1904, GString *text)
{
  gint64   seconds = (gint64) round (value * DAY_SECONDS);
  gint64   day = seconds / DAY_SECONDS;
  gboolean has_day = self.kind != CRM_NUMBER_TIME || day > 0;

  if (self.kind == CRM_NUMBER_ELAPSED)
    {
      append_time (seconds, text);
      return;
    }

  if (has_day)
    append_day (day, from_1904, text);
  if (self.kind == CRM_NUMBER_DATE && seconds % DAY_SECONDS == 0)
    return;
  if (has_day)
    g_string_append_c (text, ' ');
  append_time (seconds % DAY_SECONDS, text);
}

/* 15.000000000000002 is what 0.15 times a hundred is. */
static void
append_percent (double value, GString *text)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (digits, sizeof digits, "%.12g", value * 100);
  g_string_append_printf (text, "%s%%", digits);
}

/**
 * crm_number_format_append:
 * @value: as the file has it
 * @from_1904: whether its days are counted from 1904
 *
 * Appends what was typed, as an importer reads it: "2025-03-21", "2025-03-21 14:30", "14:30", "15%", "00123".
 */
void
crm_number_format_append (CrmNumberFormat self, double value, gboolean from_1904, GString *text)
{
  switch (self.kind)
    {
    case CRM_NUMBER_DATE:
    case CRM_NUMBER_TIME:
    case CRM_NUMBER_DATE_TIME:
    case CRM_NUMBER_ELAPSED:
      if (value >= 0 && value < LAST_DAY + 1)
        append_moment (self, value, from_1904, text);
      else
        crm_number_append_plain (value, text);
      break;
    case CRM_NUMBER_PERCENT:
      append_percent (value, text);
      break;
    case CRM_NUMBER_ZEROS:
      if (value >= 0 && value < 1e15 && value == floor (value))
        g_string_append_printf (text, "%0*" G_GINT64_FORMAT, (int) self.digits, (gint64) value);
      else
        crm_number_append_plain (value, text);
      break;
    case CRM_NUMBER_PLAIN:
    default:
      crm_number_append_plain (value, text);
      break;
    }
}
