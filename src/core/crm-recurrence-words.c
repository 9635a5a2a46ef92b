/* How something repeats, as a sentence of a person: every two weeks on Saturday and Monday, until 5 Farvardin 1405. */

#include "config.h"

#include "crm-recurrence-words.h"

#include "crm-date-format.h"

#include <glib/gi18n-lib.h>

#define DAYS 7

static char *
write_number (int number, const CrmCulture *culture)
{
  g_autofree char *ascii = g_strdup_printf ("%d", number);

  return crm_culture_digits (culture, ascii);
}

static const char *
get_single (const CrmRepeatPlan *plan, gboolean foreign)
{
  switch (plan->unit)
    {
    case CRM_REPEAT_DAY:
      return _ ("Every day");
    case CRM_REPEAT_WEEK:
      return _ ("Every week");
    case CRM_REPEAT_MONTH:
      return !foreign ? _ ("Every month") : plan->calendar == CRM_CALENDAR_JALALI ? _ ("Every Jalali month")
                                                                                  : _ ("Every Gregorian month");
    case CRM_REPEAT_YEAR:
    default:
      return !foreign ? _ ("Every year") : plan->calendar == CRM_CALENDAR_JALALI ? _ ("Every Jalali year")
                                                                                 : _ ("Every Gregorian year");
    }
}

static const char *
get_several (const CrmRepeatPlan *plan, gboolean foreign)
{
  gulong n = (gulong) plan->every;

  switch (plan->unit)
    {
    case CRM_REPEAT_DAY:
      return g_dngettext (GETTEXT_PACKAGE, "Every %s day", "Every %s days", n);
    case CRM_REPEAT_WEEK:
      return g_dngettext (GETTEXT_PACKAGE, "Every %s week", "Every %s weeks", n);
    case CRM_REPEAT_MONTH:
      return !foreign ? g_dngettext (GETTEXT_PACKAGE, "Every %s month", "Every %s months", n) : plan->calendar == CRM_CALENDAR_JALALI ? g_dngettext (GETTEXT_PACKAGE, "Every %s Jalali month", "Every %s Jalali months", n)
                                                                                                                                      : g_dngettext (GETTEXT_PACKAGE, "Every %s Gregorian month", "Every %s Gregorian months", n);
    case CRM_REPEAT_YEAR:
    default:
      return !foreign ? g_dngettext (GETTEXT_PACKAGE, "Every %s year", "Every %s years", n) : plan->calendar == CRM_CALENDAR_JALALI ? g_dngettext (GETTEXT_PACKAGE, "Every %s Jalali year", "Every %s Jalali years", n)
                                                                                                                                    : g_dngettext (GETTEXT_PACKAGE, "Every %s Gregorian year", "Every %s Gregorian years", n);
    }
}

/* The calendar is named where it is not the one that is read. */
static char *
describe_unit (const CrmRepeatPlan *plan, const CrmCulture *culture)
{
  gboolean         foreign = plan->calendar != culture->calendar;
  g_autofree char *number = write_number (plan->every, culture);

  if (plan->every <= 1)
    return g_strdup (get_single (plan, foreign));

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (get_several (plan, foreign), number);
#pragma GCC diagnostic pop
}

/* In the order of the reader's week. */
static char *
describe_weekdays (guint weekdays, const CrmCulture *culture)
{
  g_autofree char *list = NULL;
  g_autofree char *last = NULL;

  for (int i = 0; i < DAYS; i++)
    {
      int weekday = (culture->week_start - 1 + i) % DAYS + 1;

      if ((weekdays & (1u << weekday)) == 0)
        continue;
      if (last != NULL && list != NULL)
        {
          /* Translators: days of the week in a list, but the last two: "Saturday, Monday" */
          char *longer = g_strdup_printf (_ ("%1$s, %2$s"), list, last);

          g_free (list);
          list = longer;
        }
      else if (last != NULL)
        {
          list = g_strdup (last);
        }
      g_free (last);
      last = g_strdup (crm_calendar_weekday_name (weekday));
    }

  /* Translators: the last two days of the week in a list: "Saturday and Monday" */
  return list != NULL ? g_strdup_printf (_ ("%1$s and %2$s"), list, last) : g_steal_pointer (&last);
}

static char *
describe_end (const CrmRepeatPlan *plan, const char *how, const CrmCulture *culture)
{
  if (plan->count > 0)
    {
      g_autofree char *number = write_number (plan->count, culture);

      /* Translators: 1: how it repeats, such as "Every week", 2: a number of times */
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s, %2$s time", "%1$s, %2$s times", (gulong) plan->count), how, number);
    }
  if (crm_date_is_full (plan->until))
    {
      g_autofree char *day = crm_date_format (plan->until, culture, CRM_DATE_STYLE_MEDIUM);

      /* Translators: 1: how it repeats, such as "Every week", 2: a day */
      return g_strdup_printf (_ ("%1$s, until %2$s"), how, day);
    }

  return g_strdup (how);
}

/**
 * crm_repeat_plan_describe:
 *
 * Returns: (transfer full): @plan in words: "Every 2 weeks on Saturday and Monday, 10 times"
 */
char *
crm_repeat_plan_describe (const CrmRepeatPlan *plan, const CrmCulture *culture)
{
  CrmRepeatPlan    read = *plan;
  g_autofree char *unit = NULL;
  g_autofree char *weekdays = NULL;
  g_autofree char *how = NULL;

  if (plan->unit == CRM_REPEAT_DAY || plan->unit == CRM_REPEAT_WEEK)
    read.calendar = culture->calendar;
  unit = describe_unit (&read, culture);
  if (plan->unit == CRM_REPEAT_WEEK && plan->weekdays != 0)
    {
      weekdays = describe_weekdays (plan->weekdays, culture);
      /* Translators: 1: "Every week" or "Every 2 weeks", 2: "Saturday and Monday" */
      how = g_strdup_printf (_ ("%1$s on %2$s"), unit, weekdays);
    }

  return describe_end (plan, how != NULL ? how : unit, culture);
}

/**
 * crm_recurrence_describe:
 *
 * Returns: (transfer full): the rule in words; one that another program made and nobody chooses here is only called that
 */
char *
crm_recurrence_describe (const CrmRecurrence *self, const CrmCulture *culture)
{
  CrmRepeatPlan plan;

  if (crm_recurrence_get_plan (self, &plan))
    return crm_repeat_plan_describe (&plan, culture);

  return g_strdup (_ ("By a rule of its own"));
}
