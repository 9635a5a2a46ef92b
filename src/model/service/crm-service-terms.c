#include "config.h"

#include "crm-service-terms.h"

#include "crm-decimal.h"

#include <string.h>

/* Two hours, a working day, three of them. */
#define HIGH 120
#define NORMAL 480
#define LOW 1440

/* A year of working days, in hours. */
#define HOURS_MOST 3000

static const char *const day_settings[] = { "hours_monday", "hours_tuesday", "hours_wednesday", "hours_thursday", "hours_friday", "hours_saturday", "hours_sunday" };

/**
 * crm_service_terms_get_day_setting:
 * @weekday: 1 for Monday to 7 for Sunday
 *
 * Returns: the setting that says when the business is open on that day, as crm_working_hours_read_day() reads it
 */
const char *
crm_service_terms_get_day_setting (int weekday)
{
  return day_settings[weekday - 1];
}

/**
 * crm_service_terms_get_answer_setting:
 * @priority: (nullable): of a case
 *
 * Returns: the setting that says within how many working hours such a case is to be answered
 */
const char *
crm_service_terms_get_answer_setting (const char *priority)
{
  if (g_strcmp0 (priority, "high") == 0)
    return "answer_high";

  return g_strcmp0 (priority, "low") == 0 ? "answer_low" : "answer_normal";
}

/**
 * crm_service_terms_read_hours:
 * @text: a number of hours, such as "1.5", with digits of any script
 *
 * Returns: whether it is one, above zero and below a year of work
 */
gboolean
crm_service_terms_read_hours (const char *text, int *minutes)
{
  g_autofree char *decimal = crm_decimal_parse (text, NULL);
  double           hours;

  if (decimal == NULL || !crm_decimal_to_double (decimal, &hours) || hours <= 0 || hours > HOURS_MOST)
    return FALSE;

  *minutes = MAX ((int) (hours * 60 + 0.5), 1);
  return TRUE;
}

static void
read_minutes (const char *priority, int otherwise, int *minutes, CrmSettingFunc get, gpointer source)
{
  g_autofree char *text = get (source, crm_service_terms_get_answer_setting (priority));

  if (text == NULL || !crm_service_terms_read_hours (text, minutes))
    *minutes = otherwise;
}

/**
 * crm_service_terms_read:
 * @self: (out): what the business has set; of what it has not, or what nobody understands, the habits of its country
 */
void
crm_service_terms_read (CrmServiceTerms *self, CrmSettingFunc get, gpointer source)
{
  g_autofree char *country = get (source, "country");
  g_autofree char *currency = get (source, "currency");

  crm_working_hours_init_default (&self->hours, country == NULL && g_strcmp0 (currency, "IRR") == 0 ? "IR" : country);
  for (int day = 1; day <= 7; day++)
    {
      g_autofree char *text = get (source, day_settings[day - 1]);

      if (text != NULL)
        crm_working_hours_read_day (&self->hours, day, text);
    }
  read_minutes ("high", HIGH, &self->high, get, source);
  read_minutes ("normal", NORMAL, &self->normal, get, source);
  read_minutes ("low", LOW, &self->low, get, source);
}

/**
 * crm_service_terms_get_minutes:
 * @priority: (nullable): of a case
 *
 * Returns: within how many minutes of work it is to be answered
 */
int
crm_service_terms_get_minutes (const CrmServiceTerms *self, const char *priority)
{
  if (g_strcmp0 (priority, "high") == 0)
    return self->high;

  return g_strcmp0 (priority, "low") == 0 ? self->low : self->normal;
}

static char *
dup_setting (gpointer source, const char *name)
{
  CrmRecordContext *context = source;
  g_autofree char  *key = g_strconcat ("setting:", name, NULL);
  gint64            id = context->find (context, "setting", key);
  g_autoptr (CrmRecord) setting = id != 0 ? context->load (context, id) : NULL;

  return setting != NULL ? g_strdup (crm_object_get_text (CRM_OBJECT (setting), "value")) : NULL;
}

/**
 * crm_service_terms_find_due:
 * @priority: (nullable): of a case
 * @opened: instant
 *
 * Returns: the instant its answer is due
 */
gint64
crm_service_terms_find_due (CrmRecordContext *context, const char *priority, gint64 opened)
{
  CrmServiceTerms terms;

  crm_service_terms_read (&terms, dup_setting, context);

  return crm_working_hours_add (&terms.hours, opened, crm_service_terms_get_minutes (&terms, priority));
}
