/* Cells as other programs and people write them: numbers in any digits, days of both calendars, birthdays whose year nobody told,
 * instants with a time after the day, notes that are HTML. */

#include "config.h"

#include "crm-import-values.h"

#include "crm-clock.h"
#include "crm-date-parse.h"
#include "crm-error.h"
#include "crm-text.h"
#include "crm-uid.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Apple's programs write this year where none is known. */
#define NO_YEAR 1604

static gboolean
is_plain_arabic (gunichar c)
{
  return (c >= 0x621 && c <= 0x64a) || (c >= 0x660 && c <= 0x66c) || (c >= 0x671 && c <= 0x6d3) || (c >= 0x6f0 && c <= 0x6fc) ||
         c == 0x60c || c == 0x61b || c == 0x61f;
}

/* Letters that cleaning surely leaves alone: composed, visible, without marks to put in order. */
static gboolean
is_plain (gunichar c)
{
  return is_plain_arabic (c) || (c >= 0xc0 && c <= 0x17f) || (c >= 0xab && c <= 0xbb && c != 0xad);
}

static gboolean
is_clean (const char *cell)
{
  const guchar *p = (const guchar *) cell;

  if (*p == ' ' || *p == '\0')
    return FALSE;
  while (*p != '\0')
    {
      if (*p >= 0x20 && *p < 0x7f)
        {
          p++;
          continue;
        }
      /* A half-space stands between letters; every other letter met here takes two bytes. */
      if (p[0] == 0xe2 && p[1] == 0x80 && p[2] == 0x8c && p > (const guchar *) cell && p[3] > 0x20)
        p += 3;
      else if (*p >= 0xc2 && *p < 0xe0 && is_plain ((gunichar) (*p & 0x1f) << 6 | (p[1] & 0x3f)))
        p += 2;
      else
        return FALSE;
    }

  return p[-1] != ' ';
}

/**
 * crm_import_clean:
 * @cell: UTF-8
 * @fresh: (out): what the caller frees, %NULL where @cell was clean already
 *
 * The same as crm_text_clean(), which most cells need not be copied for.
 *
 * Returns: (transfer none) (nullable): the clean text; %NULL where nothing is left
 */
const char *
crm_import_clean (const char *cell, char **fresh)
{
  *fresh = NULL;
  if (is_clean (cell))
    return cell;

  *fresh = crm_text_clean (cell);

  return *fresh;
}

/**
 * crm_import_is_own_uid:
 *
 * Returns: whether @uid is of the kind that we give records: a UUID of version 7, or 8 where there is
 * one of each name. Others are other programs' names for them.
 */
gboolean
crm_import_is_own_uid (const char *uid)
{
  return crm_uid_is_valid (uid) && (uid[14] == '7' || uid[14] == '8');
}

/**
 * crm_import_read_integer:
 *
 * Reads 75, ۷۵, 75%, 1,250.
 */
gboolean
crm_import_read_integer (const char *cell, gint64 *value)
{
  g_autofree char *ascii = crm_text_ascii_digits (cell);
  g_autoptr (GString) digits = g_string_new (NULL);

  g_strstrip (ascii);
  for (const char *p = ascii; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p) || (*p == '-' && p == ascii))
        g_string_append_c (digits, *p);
      else if (strchr (", %", *p) == NULL)
        return FALSE;
    }

  return g_ascii_string_to_signed (digits->str, 10, G_MININT64 + 1, G_MAXINT64, value, NULL);
}

/**
 * crm_import_read_boolean:
 *
 * Reads yes and no as programs write them, in English and Persian.
 */
gboolean
crm_import_read_boolean (const char *cell, gboolean *value)
{
  static const char *const yes[] = { "1", "true", "yes", "y", "on", "x", "done", "completed", "بله", "بلی", "اری", "انجام شد", "انجام شده" };
  static const char *const no[] = { "0", "false", "no", "n", "off", "to do", "not done", "open", "خیر", "نه", "انجام نشده" };
  g_autofree char         *folded = crm_text_fold (cell);

  *value = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      g_autofree char *word = crm_text_fold (yes[i]);

      *value |= strcmp (folded, word) == 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (no) && !*value; i++)
    {
      g_autofree char *word = crm_text_fold (no[i]);

      if (strcmp (folded, word) == 0)
        return TRUE;
    }

  return *value;
}

/**
 * crm_import_is_no_date:
 *
 * Returns: whether @cell is how a program writes that there is no date: 0/0/00, 0000-00-00, -
 */
gboolean
crm_import_is_no_date (const char *cell)
{
  return cell[strspn (cell, "0/-.: ")] == '\0';
}

/**
 * crm_import_read_day:
 * @culture: order of day and month, and the calendar of bare numbers
 * @day: (out): a full date
 * @error: a sentence for the list of rejected rows
 */
gboolean
crm_import_read_day (const char *cell, const CrmCulture *culture, CrmDate today, CrmDate *day, GError **error)
{
  if (crm_date_from_iso (cell, day) && crm_date_is_full (*day) && day->year > 1500)
    return TRUE;

  return crm_date_parse (cell, culture, today, day, error);
}

/* Numbers in @ascii, and how many digits the longest has. */
static guint
count_numbers (const char *ascii, guint *longest)
{
  guint n = 0;

  *longest = 0;
  while (*(ascii += strcspn (ascii, "0123456789")) != '\0')
    {
      guint length = (guint) strspn (ascii, "0123456789");

      *longest = MAX (*longest, length);
      ascii += length;
      n++;
    }

  return n;
}

static gboolean
read_dashed (const char *text, CrmDate *day)
{
  guint month, number;
  char  rest;

  if (sscanf (text, "--%2u-%2u%c", &month, &number, &rest) != 2 && sscanf (text, "--%2u%2u%c", &month, &number, &rest) != 2)
    return FALSE;
  if (month < 1 || month > 12 || number < 1 || number > (guint) crm_calendar_days_in_month (CRM_CALENDAR_GREGORIAN, 2000, (int) month))
    return FALSE;
  *day = (CrmDate){ 0, (guint8) month, (guint8) number };

  return TRUE;
}

/**
 * crm_import_read_birthday:
 * @day: (out): a date whose year may be 0
 *
 * The same as crm_import_read_day(); reads --03-21, 21 March and ۲۱ فروردین as days without a year, and 1604 as none.
 */
gboolean
crm_import_read_birthday (const char *cell, const CrmCulture *culture, CrmDate today, CrmDate *day, GError **error)
{
  g_autofree char *ascii = crm_text_ascii_digits (cell);
  guint            longest;
  guint            n;

  g_strstrip (ascii);
  if (read_dashed (ascii, day))
    return TRUE;
  n = count_numbers (ascii, &longest);
  if (!crm_import_read_day (ascii, culture, today, day, error))
    return FALSE;
  if (day->year == NO_YEAR || (n < 3 && longest < 3))
    day->year = 0;

  return TRUE;
}

static GDateTime *
read_iso_instant (const char *ascii)
{
  g_autofree char *iso = NULL;
  gsize            length = strlen (ascii);
  g_autofree char *whole = NULL;

  if (length < 16 || ascii[4] != '-' || ascii[7] != '-' || (ascii[10] != ' ' && ascii[10] != 'T'))
    return NULL;
  iso = g_strdup (ascii);
  iso[10] = 'T';
  /* GLib wants the seconds. */
  if (iso[13] == ':' && (length == 16 || iso[16] != ':'))
    whole = g_strdup_printf ("%.16s:00%s", iso, iso + 16);

  return g_date_time_new_from_iso8601 (whole != NULL ? whole : iso, crm_clock_get_zone ());
}

/**
 * crm_import_read_instant:
 * @instant: (out): microseconds UTC; a day alone begins in the time zone of this computer
 */
gboolean
crm_import_read_instant (const char *cell, const CrmCulture *culture, CrmDate today, gint64 *instant, GError **error)
{
  g_autofree char *ascii = NULL;
  g_autoptr (GDateTime) when = NULL;
  g_autofree char *time = NULL;
  CrmDate          day;

  if (strlen (cell) == strlen ("2025-01-31") && crm_date_from_iso (cell, &day) && crm_date_is_full (day) && day.year > 1500)
    {
      *instant = crm_date_to_instant (day);
      return TRUE;
    }

  ascii = crm_text_ascii_digits (cell);
  when = read_iso_instant (g_strstrip (ascii));
  if (when != NULL && g_date_time_get_year (when) > 1500)
    {
      *instant = g_date_time_to_unix (when) * G_USEC_PER_SEC + g_date_time_get_microsecond (when);
      return TRUE;
    }
  if (!crm_import_read_day (cell, culture, today, &day, error))
    return FALSE;

  *instant = crm_date_to_instant (day);
  time = crm_import_read_time (ascii);
  if (time != NULL)
    *instant += (g_ascii_strtoll (time, NULL, 10) * 60 + g_ascii_strtoll (time + 3, NULL, 10)) * 60 * G_USEC_PER_SEC;

  return TRUE;
}

/**
 * crm_import_read_time:
 *
 * Returns: (transfer full) (nullable): the time of day in @cell as HH:MM; %NULL where it has none
 */
char *
crm_import_read_time (const char *cell)
{
  g_autofree char *ascii = crm_text_ascii_digits (cell);
  const char      *colon = strchr (ascii, ':');
  const char      *start = colon;
  guint            hour, minute;

  if (colon == NULL)
    return NULL;
  while (start > ascii && colon - start < 2 && g_ascii_isdigit (start[-1]))
    start--;
  if (sscanf (start, "%2u:%2u", &hour, &minute) != 2)
    return NULL;
  if (hour < 12 && (strcasestr (colon, "pm") != NULL || strstr (colon, "ب.ظ") != NULL))
    hour += 12;
  else if (hour == 12 && strcasestr (colon, "am") != NULL)
    hour = 0;

  return hour < 24 && minute < 60 ? g_strdup_printf ("%02u:%02u", hour, minute) : NULL;
}
