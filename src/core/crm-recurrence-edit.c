/* What changes in a rule while it is followed: days are left out, the next time becomes the first, one rule learns of the exceptions of another. */

#include "config.h"

#include "crm-recurrence-private.h"

/* From this day of a month on, some month is too short for it. */
#define LAST_DAY_OF_ALL 28

static void
insert (GArray *days, int day)
{
  if (crm_recurrence_contains (days, day) || days->len >= CRM_RECURRENCE_EXCEPTIONS_MAX)
    return;
  g_array_append_val (days, day);
  g_array_sort (days, crm_recurrence_compare_days);
}

/**
 * crm_recurrence_exclude:
 *
 * Leaves a day out.
 */
void
crm_recurrence_exclude (CrmRecurrence *self, CrmDate day)
{
  insert (self->excluded, crm_date_to_jdn (day));
}

gboolean
crm_recurrence_is_excluded (const CrmRecurrence *self, CrmDate day)
{
  return crm_recurrence_contains (self->excluded, crm_date_to_jdn (day));
}

/**
 * crm_recurrence_take_exceptions:
 * @since: exceptions before this day do not matter any more
 *
 * Leaves out the days that @from leaves out, too.
 */
void
crm_recurrence_take_exceptions (CrmRecurrence *self, const CrmRecurrence *from, CrmDate since)
{
  for (guint i = 0; i < from->excluded->len; i++)
    {
      int day = g_array_index (from->excluded, int, i);

      if (day >= crm_date_to_jdn (since))
        insert (self->excluded, day);
    }
}

/**
 * crm_recurrence_end_before:
 *
 * Takes away every time from @day on.
 */
void
crm_recurrence_end_before (CrmRecurrence *self, CrmDate day)
{
  int   last = crm_date_to_jdn (day) - 1;
  guint n_added = 0;

  while (n_added < self->added->len && g_array_index (self->added, int, n_added) <= last)
    n_added++;
  g_array_set_size (self->added, n_added);
  if (!self->has_rule)
    return;
  self->rule.count = 0;
  self->rule.until = self->rule.until != 0 ? MIN (self->rule.until, last) : last;
  g_free (self->text);
  self->text = crm_repeat_rule_to_text (&self->rule);
}

/**
 * crm_recurrence_pin:
 * @start: the day of the first time
 *
 * Says in the rule which day of a month or year is meant, where that follows from @start alone and some month is too short for it: then it does
 * not change when a later time becomes the first.
 */
void
crm_recurrence_pin (CrmRecurrence *self, CrmDate start)
{
  CrmRepeatRule *rule = &self->rule;
  int            year, month, day;

  if (!self->has_rule || (rule->unit != CRM_REPEAT_MONTH && rule->unit != CRM_REPEAT_YEAR) || !crm_date_to_calendar (start, rule->calendar, &year, &month, &day))
    return;
  if (day <= LAST_DAY_OF_ALL || rule->days != NULL || rule->month_days != NULL || rule->year_days != NULL || rule->weeks != NULL)
    return;

  rule->month_days = g_strdup_printf ("%d", day);
  if (rule->unit == CRM_REPEAT_YEAR && rule->months == NULL)
    rule->months = g_strdup_printf ("%d", month);
  g_free (self->text);
  self->text = crm_repeat_rule_to_text (rule);
}

static void
forget_before (GArray *days, int day)
{
  guint n = 0;

  while (n < days->len && g_array_index (days, int, n) < day)
    n++;
  g_array_remove_range (days, 0, n);
}

typedef struct
{
  int before;
  int n;
} Tally;

static gboolean
count_earlier (int day, gpointer user_data)
{
  Tally *tally = user_data;

  if (day >= tally->before)
    return FALSE;
  tally->n++;

  return TRUE;
}

/**
 * crm_recurrence_advance:
 * @start: the day of the first time so far
 * @next: one of its later days, which is the first from now on
 *
 * Says what is left of it: a number of times gets smaller, and days before @next are forgotten.
 */
void
crm_recurrence_advance (CrmRecurrence *self, CrmDate start, CrmDate next)
{
  int   day = crm_date_to_jdn (next);
  Tally tally = { day, 0 };

  if (self->has_rule && self->rule.count > 0)
    {
      crm_recurrence_walk (self, crm_date_to_jdn (start), 0, count_earlier, &tally);
      self->rule.count = MAX (1, self->rule.count - tally.n);
      g_free (self->text);
      self->text = crm_repeat_rule_to_text (&self->rule);
    }
  forget_before (self->excluded, day);
  forget_before (self->added, day + 1);
}

/**
 * crm_recurrence_shift:
 * @days: by how many days what is said in another time zone falls earlier or later here: -1, 0 or 1
 *
 * Says the days of a weekly rule as they fall here.
 *
 * Returns: %FALSE where that cannot be said of such a rule, which is left as it is
 */
gboolean
crm_recurrence_shift (CrmRecurrence *self, int days)
{
  guint shifted = 0;

  if (days == 0 || !self->has_rule || (self->rule.days == NULL && self->rule.month_days == NULL && self->rule.year_days == NULL))
    return TRUE;
  if (self->rule.unit != CRM_REPEAT_WEEK)
    return FALSE;

  for (int i = 0; i < 7; i++)
    {
      if ((self->rule.weekdays & (1u << (i + 1))) != 0)
        shifted |= 1u << ((i + days + 7) % 7 + 1);
    }
  crm_repeat_rule_set_weekdays (&self->rule, shifted);
  g_free (self->text);
  self->text = crm_repeat_rule_to_text (&self->rule);

  return TRUE;
}
