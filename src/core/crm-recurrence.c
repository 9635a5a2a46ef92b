/* Repeats: the days of a rule. libical counts them, in the Gregorian calendar and, with ICU behind it, in the Jalali one; against our own
 * calendar it is tested year by year. Nothing is counted beyond what is asked for, so a rule without an end costs what its range costs. */

#include "config.h"

#include "crm-recurrence-private.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

int
crm_recurrence_compare_days (gconstpointer a, gconstpointer b)
{
  int x = *(const int *) a;
  int y = *(const int *) b;

  return (x > y) - (x < y);
}

gboolean
crm_recurrence_contains (GArray *days, int day)
{
  return g_array_binary_search (days, &day, crm_recurrence_compare_days, NULL);
}

static gboolean
read_days (GArray *days, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", CRM_RECURRENCE_EXCEPTIONS_MAX + 1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      int day;

      if (days->len >= CRM_RECURRENCE_EXCEPTIONS_MAX || !crm_repeat_read_day (parts[i], &day))
        return FALSE;
      g_array_append_val (days, day);
    }
  g_array_sort (days, crm_recurrence_compare_days);

  return TRUE;
}

static gboolean
read_rule (CrmRecurrence *self, const char *text, GError **error)
{
  if (self->has_rule)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("It repeats in two ways at once, of which only one can be followed."));
      return FALSE;
    }
  self->has_rule = TRUE;

  return crm_repeat_rule_parse (&self->rule, text, error);
}

static gboolean
read_line (CrmRecurrence *self, const char *line, GError **error)
{
  g_autofree char *upper = g_ascii_strup (line, -1);
  const char      *value = strchr (upper, ':');

  g_strstrip (upper);
  if (g_str_has_prefix (upper, "FREQ=") || g_str_has_prefix (upper, "RSCALE="))
    return read_rule (self, upper, error);
  if (g_str_has_prefix (upper, "RRULE") && value != NULL)
    return read_rule (self, value + 1, error);
  if (value != NULL && ((g_str_has_prefix (upper, "EXDATE") && read_days (self->excluded, value + 1)) || (g_str_has_prefix (upper, "RDATE") && read_days (self->added, value + 1))))
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%.80s” is no way to repeat that is understood."), line);
  return FALSE;
}

/* The rule as libical has it. Its text stays ours: the structure holds none of it but the name of the calendar. */
static gboolean
make_type (const CrmRecurrence *self, struct icalrecurrencetype *type)
{
  g_autofree char *text = crm_repeat_rule_to_text (&self->rule);

  *type = icalrecurrencetype_from_string (text);
  if (type->freq != ICAL_NO_RECURRENCE)
    return TRUE;
  free (type->rscale);

  return FALSE;
}

static CrmRecurrence *
recurrence_new (void)
{
  CrmRecurrence *self = g_new0 (CrmRecurrence, 1);

  self->excluded = g_array_new (FALSE, FALSE, sizeof (int));
  self->added = g_array_new (FALSE, FALSE, sizeof (int));

  return self;
}

/* libical without ICU counts in the Gregorian calendar alone, without saying so. */
static gboolean
check_support (const CrmRecurrence *self, GError **error)
{
  struct icalrecurrencetype type;

  if (self->has_rule && (self->rule.calendar == CRM_CALENDAR_JALALI || self->rule.skip != 0) && !icalrecurrencetype_rscale_is_supported ())
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_FAILED, _ ("The calendar library of this computer cannot count Jalali months and years."));
      return FALSE;
    }
  if (self->has_rule && !make_type (self, &type))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%.80s” is no way to repeat that is understood."), self->text);
      return FALSE;
    }
  if (self->has_rule)
    free (type.rscale);

  return TRUE;
}

/**
 * crm_recurrence_new:
 * @text: (nullable): lines RRULE, EXDATE and RDATE of RFC 5545, or the value of an RRULE alone
 *
 * Reads a rule. Anything shorter than a day, two rules, and calendars other than the Gregorian and the Jalali one are refused.
 *
 * Returns: (transfer full) (nullable): the rule, or %NULL with %CRM_ERROR_INVALID
 */
CrmRecurrence *
crm_recurrence_new (const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit_set (text != NULL ? text : "", "\r\n", -1);
  g_autoptr (CrmRecurrence) self = recurrence_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0' && !read_line (self, lines[i], error))
        return NULL;
    }
  if (!self->has_rule && self->added->len == 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("It does not say how it repeats."));
      return NULL;
    }
  if (self->has_rule)
    self->text = crm_repeat_rule_to_text (&self->rule);

  return check_support (self, error) ? g_steal_pointer (&self) : NULL;
}

void
crm_recurrence_free (CrmRecurrence *self)
{
  crm_repeat_rule_clear (&self->rule);
  g_free (self->text);
  g_array_unref (self->excluded);
  g_array_unref (self->added);
  g_free (self);
}

/**
 * crm_recurrence_new_from_plan:
 * @start: the day of the first time
 *
 * Returns: (transfer full): the rule that people chose
 */
CrmRecurrence *
crm_recurrence_new_from_plan (const CrmRepeatPlan *plan, CrmDate start)
{
  CrmRecurrence *self = recurrence_new ();
  gboolean       in_calendar = plan->unit == CRM_REPEAT_MONTH || plan->unit == CRM_REPEAT_YEAR;

  self->has_rule = TRUE;
  self->rule.unit = plan->unit;
  self->rule.every = CLAMP (plan->every, 1, CRM_RECURRENCE_COUNT_MAX);
  self->rule.count = CLAMP (plan->count, 0, CRM_RECURRENCE_COUNT_MAX);
  self->rule.until = crm_date_to_jdn (plan->until);
  self->rule.week_start = 1;
  self->rule.calendar = in_calendar ? plan->calendar : CRM_CALENDAR_GREGORIAN;
  if (plan->unit == CRM_REPEAT_WEEK)
    crm_repeat_rule_set_weekdays (&self->rule, plan->weekdays);
  self->text = crm_repeat_rule_to_text (&self->rule);
  crm_recurrence_pin (self, start);
  if (self->rule.month_days != NULL)
    {
      /* The 31st, and 30 Esfand, fall on the last day of a month that has none. */
      self->rule.skip = 'B';
      g_free (self->text);
      self->text = crm_repeat_rule_to_text (&self->rule);
    }

  return self;
}

static void
append_days (GString *out, const char *name, GArray *days)
{
  for (guint i = 0; i < days->len; i++)
    {
      CrmDate day = crm_date_from_jdn (g_array_index (days, int, i));

      if (i > 0)
        g_string_append_c (out, ',');
      else
        g_string_append_printf (out, "%s%s;VALUE=DATE:", out->len > 0 ? "\n" : "", name);
      g_string_append_printf (out, "%04d%02d%02d", day.year, day.month, day.day);
    }
}

/**
 * crm_recurrence_to_text:
 *
 * Returns: (transfer full): its lines, each parted from the next by a line feed, as crm_recurrence_new() reads them
 */
char *
crm_recurrence_to_text (const CrmRecurrence *self)
{
  GString *out = g_string_new (NULL);

  if (self->has_rule)
    g_string_append_printf (out, "RRULE:%s", self->text);
  append_days (out, "EXDATE", self->excluded);
  append_days (out, "RDATE", self->added);

  return g_string_free (out, FALSE);
}

/**
 * crm_recurrence_get_rule:
 *
 * Returns: (nullable): the value of its RRULE
 */
const char *
crm_recurrence_get_rule (const CrmRecurrence *self)
{
  return self->text;
}

static gboolean
is_single (const char *list)
{
  return list == NULL || (strchr (list, ',') == NULL && *list != '-');
}

/**
 * crm_recurrence_get_plan:
 * @plan: (out): what a person could have chosen
 *
 * Returns: whether the rule is no more than that
 */
gboolean
crm_recurrence_get_plan (const CrmRecurrence *self, CrmRepeatPlan *plan)
{
  const CrmRepeatRule *rule = &self->rule;

  *plan = (CrmRepeatPlan){ rule->unit, rule->every, rule->weekdays, rule->calendar, rule->count, crm_date_from_jdn (rule->until) };
  if (!self->has_rule || self->added->len > 0 || rule->is_nth || rule->year_days != NULL || rule->weeks != NULL || rule->places != NULL || rule->skip == 'F')
    return FALSE;
  if (rule->weekdays != 0 && rule->unit != CRM_REPEAT_WEEK)
    return FALSE;

  return is_single (rule->month_days) && is_single (rule->months) && (rule->months == NULL || (rule->unit == CRM_REPEAT_YEAR && rule->month_days != NULL));
}

static struct icaltimetype
to_icaltime (int jdn)
{
  CrmDate             date = crm_date_from_jdn (jdn);
  struct icaltimetype time = icaltime_null_time ();

  time.year = date.year;
  time.month = date.month;
  time.day = date.day;
  time.is_date = 1;

  return time;
}

static int
from_icaltime (struct icaltimetype time)
{
  return crm_calendar_to_jdn (CRM_CALENDAR_GREGORIAN, time.year, time.month, time.day);
}

/* Whether libical may leap over years at once. It may not where it counts, and where Jalali months or years are left out between two times it leaps
 * to the wrong one (seen in 3.0.16). */
static gboolean
may_leap (const CrmRepeatRule *rule)
{
  return rule->count == 0 && (rule->calendar == CRM_CALENDAR_GREGORIAN || rule->every == 1);
}

/* Gives @func the days of the rule from @from on, where it begins at @start, until it has had enough. It may be given earlier ones. */
void
crm_recurrence_walk (const CrmRecurrence *self, int start, int from, CrmDayFunc func, gpointer user_data)
{
  struct icalrecurrencetype type;
  icalrecur_iterator       *iterator;
  int                       left = CRM_RECURRENCE_DAYS_MAX;

  if (!self->has_rule || !make_type (self, &type))
    return;

  iterator = icalrecur_iterator_new (type, to_icaltime (start));
  if (iterator != NULL && from > start && may_leap (&self->rule) && !icalrecur_iterator_set_start (iterator, to_icaltime (from)))
    left = 0;
  while (iterator != NULL && left-- > 0)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);

      if (icaltime_is_null_time (next) || !func (from_icaltime (next), user_data))
        break;
    }
  if (iterator != NULL)
    icalrecur_iterator_free (iterator);
  free (type.rscale);
}

typedef struct
{
  const CrmRecurrence *self;
  int                  from;
  int                  to;
  GArray              *days; /* (element-type int) */
} Collection;

static gboolean
collect (int day, gpointer user_data)
{
  Collection *collection = user_data;

  if (day > collection->to)
    return FALSE;
  if (day >= collection->from && !crm_recurrence_contains (collection->self->excluded, day))
    g_array_append_val (collection->days, day);

  return TRUE;
}

/* The days from @from to @to, sorted, each once. */
static GArray *
list_days (const CrmRecurrence *self, int start, int from, int to)
{
  GArray    *days = g_array_new (FALSE, FALSE, sizeof (int));
  Collection collection = { self, MAX (from, start), to, days };
  guint      kept = 0;

  crm_recurrence_walk (self, start, collection.from, collect, &collection);
  for (guint i = 0; i < self->added->len; i++)
    collect (g_array_index (self->added, int, i), &collection);
  if (start >= from && start <= to)
    g_array_append_val (days, start);
  g_array_sort (days, crm_recurrence_compare_days);
  for (guint i = 0; i < days->len; i++)
    {
      if (i == 0 || g_array_index (days, int, i) != g_array_index (days, int, i - 1))
        g_array_index (days, int, kept++) = g_array_index (days, int, i);
    }
  g_array_set_size (days, kept);

  return days;
}

/**
 * crm_recurrence_expand:
 * @start: the day of the first time, which is always one of its days
 * @from: the first day that is wanted
 * @to: the last
 * @days: (element-type CrmDate): where they are appended, in their order
 */
void
crm_recurrence_expand (const CrmRecurrence *self, CrmDate start, CrmDate from, CrmDate to, GArray *days)
{
  g_autoptr (GArray) found = NULL;

  if (!crm_date_is_full (start) || !crm_date_is_full (from) || !crm_date_is_full (to))
    return;

  found = list_days (self, crm_date_to_jdn (start), crm_date_to_jdn (from), crm_date_to_jdn (to));
  for (guint i = 0; i < found->len; i++)
    {
      CrmDate day = crm_date_from_jdn (g_array_index (found, int, i));

      g_array_append_val (days, day);
    }
}

typedef struct
{
  const CrmRecurrence *self;
  int                  after;
  int                  next; /* 0 for none */
} Search;

static gboolean
find_later (int day, gpointer user_data)
{
  Search *search = user_data;

  if (day <= search->after || crm_recurrence_contains (search->self->excluded, day))
    return TRUE;
  search->next = day;

  return FALSE;
}

/**
 * crm_recurrence_find_next:
 * @start: the day of the first time
 *
 * Returns: the first of its days later than @after, none where there is none any more
 */
CrmDate
crm_recurrence_find_next (const CrmRecurrence *self, CrmDate start, CrmDate after)
{
  Search search = { self, crm_date_to_jdn (after), 0 };

  if (!crm_date_is_full (start) || !crm_date_is_full (after))
    return CRM_DATE_NONE;
  if (crm_date_compare (start, after) > 0)
    return start;

  crm_recurrence_walk (self, crm_date_to_jdn (start), search.after + 1, find_later, &search);
  for (guint i = 0; i < self->added->len; i++)
    {
      int day = g_array_index (self->added, int, i);

      if (day > search.after && !crm_recurrence_contains (self->excluded, day) && (search.next == 0 || day < search.next))
        search.next = day;
    }

  return search.next != 0 ? crm_date_from_jdn (search.next) : CRM_DATE_NONE;
}

/**
 * crm_recurrence_falls_on:
 *
 * Returns: whether @day is one of its days
 */
gboolean
crm_recurrence_falls_on (const CrmRecurrence *self, CrmDate start, CrmDate day)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (CrmDate));

  crm_recurrence_expand (self, start, day, day, days);

  return days->len > 0;
}
