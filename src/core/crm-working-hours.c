#include "config.h"

#include "crm-working-hours.h"

#include "crm-holiday.h"
#include "crm-text.h"

#include <string.h>

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)

/* Ten years: more than that nobody waits. */
#define DAYS_MOST 3660

#define CLOSED "closed"

static void
open_days (CrmWorkingHours *self, int first, int n_days, int from, int until)
{
  for (int i = 0; i < n_days; i++)
    {
      int day = (first + i - 1) % 7;

      self->spans[day][0] = (CrmWorkingSpan){ (gint16) from, (gint16) until };
      self->n_spans[day] = 1;
    }
}

/**
 * crm_working_hours_init_default:
 * @country: (nullable): ISO 3166
 *
 * Nine to five: from Saturday to Wednesday and on Thursday until one in Iran, from Monday to Friday elsewhere.
 */
void
crm_working_hours_init_default (CrmWorkingHours *self, const char *country)
{
  *self = (CrmWorkingHours){ .iranian = g_strcmp0 (country, "IR") == 0 };
  if (!self->iranian)
    {
      open_days (self, 1, 5, 9 * 60, 17 * 60);
      return;
    }

  open_days (self, 6, 5, 9 * 60, 17 * 60);
  open_days (self, 4, 1, 9 * 60, 13 * 60);
}

/* The next time of day in @text: "9", "9:30", "21:00". Returns: %FALSE at the end; -1 in @minute for what is no time */
static gboolean
next_time (const char **text, int *minute)
{
  guint hour = 0;
  guint rest = 0;

  while (**text != '\0' && !g_ascii_isdigit (**text))
    (*text)++;
  if (**text == '\0')
    return FALSE;
  for (; g_ascii_isdigit (**text); (*text)++)
    hour = MIN (hour * 10 + (guint) (**text - '0'), 100);
  if ((**text == ':' || **text == '.') && g_ascii_isdigit ((*text)[1]))
    {
      for ((*text)++; g_ascii_isdigit (**text); (*text)++)
        rest = MIN (rest * 10 + (guint) (**text - '0'), 100);
    }
  *minute = hour > 24 || rest > 59 || (hour == 24 && rest > 0) ? -1 : (int) (hour * 60 + rest);

  return TRUE;
}

/**
 * crm_working_hours_read_day:
 * @weekday: 1 for Monday to 7 for Sunday
 * @text: from when until when, up to three times: "9:00-13:00, 16:30-21:00" with digits of any script; "closed", or nothing, for never
 *
 * Returns: %FALSE, with nothing changed, for what cannot be: a time too many, an end before its beginning
 */
gboolean
crm_working_hours_read_day (CrmWorkingHours *self, int weekday, const char *text)
{
  g_autofree char *clean = crm_text_clean (text);
  g_autofree char *ascii = clean != NULL ? crm_text_ascii_digits (clean) : g_strdup (CLOSED);
  const char      *rest = ascii;
  CrmWorkingSpan   spans[CRM_WORKING_SPANS_MAX];
  int              times[2 * CRM_WORKING_SPANS_MAX];
  guint            n_times = 0;
  int              time;

  while (next_time (&rest, &time))
    {
      if (n_times == G_N_ELEMENTS (times) || time < 0 || (n_times > 0 && time <= times[n_times - 1]))
        return FALSE;
      times[n_times++] = time;
    }
  if (n_times % 2 != 0 || (n_times == 0 && strcmp (ascii, CLOSED) != 0))
    return FALSE;

  for (guint i = 0; i < n_times / 2; i++)
    spans[i] = (CrmWorkingSpan){ (gint16) times[2 * i], (gint16) times[2 * i + 1] };
  self->n_spans[weekday - 1] = (guint8) (n_times / 2);
  memcpy (self->spans[weekday - 1], spans, sizeof *spans * (n_times / 2));

  return TRUE;
}

/**
 * crm_working_hours_dup_day:
 *
 * Returns: (transfer full): what crm_working_hours_read_day() reads: "09:00-13:00, 16:30-21:00", or "closed"
 */
char *
crm_working_hours_dup_day (const CrmWorkingHours *self, int weekday)
{
  GString *text = g_string_new (self->n_spans[weekday - 1] == 0 ? CLOSED : NULL);

  for (guint i = 0; i < self->n_spans[weekday - 1]; i++)
    {
      const CrmWorkingSpan *span = &self->spans[weekday - 1][i];

      g_string_append_printf (text, "%s%02d:%02d-%02d:%02d", i > 0 ? ", " : "", span->from / 60, span->from % 60, span->until / 60, span->until % 60);
    }

  return g_string_free (text, FALSE);
}

static guint
list_spans (const CrmWorkingHours *self, CrmDate date, const CrmWorkingSpan **spans)
{
  int day = crm_date_weekday (date) - 1;

  *spans = self->spans[day];

  return self->iranian && crm_holiday_is_iranian (date) ? 0 : self->n_spans[day];
}

static gboolean
is_ever_open (const CrmWorkingHours *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->n_spans); i++)
    {
      if (self->n_spans[i] > 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * crm_working_hours_add:
 * @instant: from when on, microseconds since 1970-01-01T00:00:00Z
 * @minutes: of work, 0 or more
 *
 * Returns: when so much work is done, in microseconds since 1970-01-01T00:00:00Z; of who is never open, as if they always were
 */
gint64
crm_working_hours_add (const CrmWorkingHours *self, gint64 instant, int minutes)
{
  CrmDate date = crm_date_from_instant (instant);
  gint64  left = minutes * MINUTE;
  int     days = is_ever_open (self) ? DAYS_MOST : 0;

  for (int i = 0; i < days && crm_date_is_full (date); i++, date = crm_date_add_days (date, 1))
    {
      const CrmWorkingSpan *spans;
      guint                 n_spans = list_spans (self, date, &spans);

      for (guint j = 0; j < n_spans; j++)
        {
          gint64 from = MAX (crm_date_to_instant_at (date, spans[j].from), instant);
          gint64 until = crm_date_to_instant_at (date, spans[j].until);

          if (until > from && until - from >= left)
            return from + left;
          left -= MAX (until - from, 0);
        }
    }

  return instant + left;
}

/**
 * crm_working_hours_between:
 * @from: microseconds since 1970-01-01T00:00:00Z, like @until
 *
 * Returns: how many minutes of work there are, within ten years; 0 where @until is not later
 */
int
crm_working_hours_between (const CrmWorkingHours *self, gint64 from, gint64 until)
{
  CrmDate date = crm_date_from_instant (from);
  CrmDate last = crm_date_from_instant (until);
  gint64  sum = 0;

  if (!crm_date_is_full (date) || !crm_date_is_full (last))
    return 0;

  for (int i = 0; i < DAYS_MOST && crm_date_compare (date, last) <= 0; i++, date = crm_date_add_days (date, 1))
    {
      const CrmWorkingSpan *spans;
      guint                 n_spans = list_spans (self, date, &spans);

      for (guint j = 0; j < n_spans; j++)
        {
          gint64 begin = MAX (crm_date_to_instant_at (date, spans[j].from), from);
          gint64 end = MIN (crm_date_to_instant_at (date, spans[j].until), until);

          sum += MAX (end - begin, 0);
        }
    }

  return (int) MIN (sum / MINUTE, G_MAXINT);
}
