/* An RRULE between its text and its parts. What comes from other programs is checked here to the last number, because a rule that libical
 * would look for a century long without a day must not reach it. */

#include "config.h"

#include "crm-recurrence-private.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAYS 7

/* Numbers in one list, BYMONTHDAY for one. */
#define LIST_MAX 62

static const char *const units[] = { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
static const char *const weekdays[] = { "", "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static gboolean
fail (GError **error, const char *text)
{
  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%.80s” is no way to repeat that is understood."), text);

  return FALSE;
}

static gboolean
read_number (const char *text, int least, int most, int *value)
{
  gint64 number;

  if (!g_ascii_string_to_signed (*text == '+' ? text + 1 : text, 10, least, most, &number, NULL))
    return FALSE;
  *value = (int) number;

  return TRUE;
}

/**
 * crm_repeat_read_day:
 * @text: YYYYMMDD, with or without a time after it
 * @jdn: (out): its Julian day number
 *
 * Returns: whether there is such a day
 */
gboolean
crm_repeat_read_day (const char *text, int *jdn)
{
  int digits[8];

  for (int i = 0; i < 8; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      digits[i] = text[i] - '0';
    }
  if (text[8] != '\0' && text[8] != 'T')
    return FALSE;

  *jdn = crm_date_to_jdn ((CrmDate){ (gint16) (digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]), (guint8) (digits[4] * 10 + digits[5]), (guint8) (digits[6] * 10 + digits[7]) });

  return *jdn != 0;
}

static int
find_weekday (const char *text)
{
  for (int i = 1; i <= DAYS; i++)
    {
      if (strcmp (weekdays[i], text) == 0)
        return i;
    }

  return 0;
}

/* A list of numbers other than 0 between -@most and @most. */
static gboolean
read_list (const char *text, int least, int most, char **out)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", LIST_MAX + 1);

  if (parts[0] == NULL || g_strv_length (parts) > LIST_MAX)
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      int number;

      if (!read_number (parts[i], least, most, &number) || number == 0)
        return FALSE;
    }
  g_free (*out);
  *out = g_strdup (text);

  return TRUE;
}

static gboolean
read_weekdays (CrmRepeatRule *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", LIST_MAX + 1);

  if (parts[0] == NULL || g_strv_length (parts) > LIST_MAX)
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize       length = strlen (parts[i]);
      int         weekday = length >= 2 ? find_weekday (parts[i] + length - 2) : 0;
      int         nth;
      const char *name = weekdays[weekday];

      if (weekday == 0)
        return FALSE;
      parts[i][length - strlen (name)] = '\0';
      if (*parts[i] != '\0' && (!read_number (parts[i], -53, 53, &nth) || nth == 0))
        return FALSE;
      self->is_nth |= *parts[i] != '\0';
      self->weekdays |= 1u << weekday;
    }
  g_free (self->days);
  self->days = g_strdup (text);

  return TRUE;
}

static gboolean
read_unit (CrmRepeatRule *self, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (strcmp (units[i], text) == 0)
        {
          self->unit = (CrmRepeatUnit) i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
read_calendar (CrmRepeatRule *self, const char *text)
{
  self->calendar = strcmp (text, "PERSIAN") == 0 ? CRM_CALENDAR_JALALI : CRM_CALENDAR_GREGORIAN;

  return self->calendar == CRM_CALENDAR_JALALI || strcmp (text, "GREGORIAN") == 0;
}

static gboolean
read_skip (CrmRepeatRule *self, const char *text)
{
  self->skip = strcmp (text, "BACKWARD") == 0 ? 'B' : strcmp (text, "FORWARD") == 0 ? 'F'
                                                                                    : 0;

  return self->skip != 0 || strcmp (text, "OMIT") == 0;
}

/* One time of day says nothing that the day itself does not; several are several times a day. */
static gboolean
is_one_number (const char *text)
{
  int number;

  return read_number (text, 0, 60, &number);
}

static gboolean
read_part (CrmRepeatRule *self, const char *name, const char *value)
{
  if (strcmp (name, "FREQ") == 0)
    return read_unit (self, value);
  if (strcmp (name, "INTERVAL") == 0)
    return read_number (value, 1, CRM_RECURRENCE_COUNT_MAX, &self->every);
  if (strcmp (name, "COUNT") == 0)
    return read_number (value, 1, CRM_RECURRENCE_COUNT_MAX, &self->count);
  if (strcmp (name, "UNTIL") == 0)
    return crm_repeat_read_day (value, &self->until);
  if (strcmp (name, "WKST") == 0)
    return (self->week_start = find_weekday (value)) != 0;
  if (strcmp (name, "BYDAY") == 0)
    return read_weekdays (self, value);
  if (strcmp (name, "BYMONTHDAY") == 0)
    return read_list (value, -31, 31, &self->month_days);
  if (strcmp (name, "BYMONTH") == 0)
    return read_list (value, 1, 12, &self->months);
  if (strcmp (name, "BYYEARDAY") == 0)
    return read_list (value, -366, 366, &self->year_days);
  if (strcmp (name, "BYWEEKNO") == 0)
    return read_list (value, -53, 53, &self->weeks);
  if (strcmp (name, "BYSETPOS") == 0)
    return read_list (value, -366, 366, &self->places);
  if (strcmp (name, "RSCALE") == 0)
    return read_calendar (self, value);
  if (strcmp (name, "SKIP") == 0)
    return read_skip (self, value);
  if (strcmp (name, "BYHOUR") == 0 || strcmp (name, "BYMINUTE") == 0 || strcmp (name, "BYSECOND") == 0)
    return is_one_number (value);

  return g_str_has_prefix (name, "X-");
}

/* What would be looked for day by day until the end of time: the 31st of a short month, every day of a list of days of the month. */
static gboolean
is_sane (const CrmRepeatRule *self)
{
  gboolean every_day = self->unit == CRM_REPEAT_DAY || self->unit == CRM_REPEAT_WEEK;

  if (every_day && (self->month_days != NULL || self->year_days != NULL || self->weeks != NULL || self->places != NULL || self->is_nth))
    return FALSE;
  if (every_day && self->months != NULL && self->every > 1)
    return FALSE;

  return self->places == NULL || self->days != NULL || self->month_days != NULL || self->year_days != NULL;
}

/**
 * crm_repeat_rule_parse:
 * @text: the value of an RRULE, in capitals
 *
 * Returns: whether it is a rule that can be followed; @self is to be cleared in either case
 */
gboolean
crm_repeat_rule_parse (CrmRepeatRule *self, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ";", 32);
  gboolean has_unit = FALSE;

  memset (self, 0, sizeof *self);
  self->every = 1;
  self->week_start = 1;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      if (*parts[i] == '\0')
        continue;
      if (value == NULL)
        return fail (error, text);
      *value = '\0';
      has_unit |= strcmp (parts[i], "FREQ") == 0;
      if (!read_part (self, parts[i], value + 1))
        return fail (error, text);
    }

  return (has_unit && is_sane (self)) || fail (error, text);
}

static void
append (GString *out, const char *name, const char *value)
{
  if (value != NULL)
    g_string_append_printf (out, ";%s=%s", name, value);
}

static void
append_until (GString *out, int until)
{
  CrmDate day = crm_date_from_jdn (until);

  if (until != 0)
    g_string_append_printf (out, ";UNTIL=%04d%02d%02d", day.year, day.month, day.day);
}

/**
 * crm_repeat_rule_to_text:
 *
 * Returns: (transfer full): the rule as RFC 5545 writes it, always in the same order
 */
char *
crm_repeat_rule_to_text (const CrmRepeatRule *self)
{
  GString *out = g_string_new (NULL);

  if (self->calendar == CRM_CALENDAR_JALALI || self->skip != 0)
    g_string_append_printf (out, "RSCALE=%s;", self->calendar == CRM_CALENDAR_JALALI ? "PERSIAN" : "GREGORIAN");
  g_string_append_printf (out, "FREQ=%s", units[self->unit]);
  if (self->every > 1)
    g_string_append_printf (out, ";INTERVAL=%d", self->every);
  append (out, "BYMONTH", self->months);
  append (out, "BYWEEKNO", self->weeks);
  append (out, "BYYEARDAY", self->year_days);
  append (out, "BYMONTHDAY", self->month_days);
  append (out, "BYDAY", self->days);
  append (out, "BYSETPOS", self->places);
  if (self->week_start != 1)
    append (out, "WKST", weekdays[self->week_start]);
  if (self->skip != 0)
    append (out, "SKIP", self->skip == 'B' ? "BACKWARD" : "FORWARD");
  append_until (out, self->until);
  if (self->count != 0)
    g_string_append_printf (out, ";COUNT=%d", self->count);

  return g_string_free (out, FALSE);
}

/* Puts the days of the week in place of those it has, where it has any. */
gboolean
crm_repeat_rule_set_weekdays (CrmRepeatRule *self, guint chosen)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 1; i <= DAYS; i++)
    {
      if ((chosen & (1u << i)) != 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", weekdays[i]);
    }
  g_free (self->days);
  self->days = text->len > 0 ? g_strdup (text->str) : NULL;
  self->weekdays = chosen;
  self->is_nth = FALSE;

  return self->days != NULL;
}

void
crm_repeat_rule_clear (CrmRepeatRule *self)
{
  g_clear_pointer (&self->days, g_free);
  g_clear_pointer (&self->month_days, g_free);
  g_clear_pointer (&self->months, g_free);
  g_clear_pointer (&self->year_days, g_free);
  g_clear_pointer (&self->weeks, g_free);
  g_clear_pointer (&self->places, g_free);
}
