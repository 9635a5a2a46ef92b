#include "config.h"

#include "crm-hours-group.h"

#include "crm-date-format.h"
#include "crm-decimal.h"
#include "crm-service-terms.h"
#include "crm-setting-row.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *priority;
  const char *title;
} answers[] = {
  { "high", N_ ("Answer what is urgent within (hours)") },
  { "normal", N_ ("Answer others within (hours)") },
  { "low", N_ ("Answer what can wait within (hours)") },
};

static char *
read_day (const char *typed)
{
  CrmWorkingHours hours;
  gboolean        closed = typed == NULL || crm_text_is_same_name (typed, _ ("closed"));

  crm_working_hours_init_default (&hours, NULL);

  return crm_working_hours_read_day (&hours, 1, closed ? NULL : typed) ? crm_working_hours_dup_day (&hours, 1) : NULL;
}

static char *
read_hours (const char *typed)
{
  int minutes;

  return typed != NULL && crm_service_terms_read_hours (typed, &minutes) ? crm_decimal_parse (typed, NULL) : NULL;
}

static char *
dup_day (CrmContext *context, const CrmServiceTerms *terms, int weekday)
{
  g_autofree char *text = crm_working_hours_dup_day (&terms->hours, weekday);

  return terms->hours.n_spans[weekday - 1] == 0 ? g_strdup (_ ("closed")) : crm_culture_digits (crm_context_get_culture (context), text);
}

static void
add_days (AdwPreferencesGroup *group, CrmContext *context, const CrmServiceTerms *terms)
{
  int first = crm_context_get_culture (context)->week_start;

  for (int i = 0; i < 7; i++)
    {
      int              weekday = (first + i - 1) % 7 + 1;
      g_autofree char *text = dup_day (context, terms, weekday);
      GtkWidget       *row = crm_setting_row_new (context, crm_service_terms_get_day_setting (weekday), crm_calendar_weekday_name (weekday), text);

      crm_setting_row_set_read (row, read_day);
      adw_preferences_group_add (group, row);
    }
}

static void
add_answers (AdwPreferencesGroup *group, CrmContext *context, const CrmServiceTerms *terms)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      gint64           minutes = crm_service_terms_get_minutes (terms, answers[i].priority);
      g_autofree char *hours = crm_decimal_from_scaled (minutes * 100 / 60, 2);
      g_autofree char *text = crm_decimal_format (hours, crm_context_get_culture (context));
      GtkWidget       *row = crm_setting_row_new (context, crm_service_terms_get_answer_setting (answers[i].priority), _ (answers[i].title), text);

      crm_setting_row_set_read (row, read_hours);
      adw_preferences_group_add (group, row);
    }
}

/**
 * crm_hours_group_new:
 * @context: with an open file
 */
GtkWidget *
crm_hours_group_new (CrmContext *context)
{
  GtkWidget      *group = adw_preferences_group_new ();
  CrmServiceTerms terms;

  crm_service_terms_read (&terms, crm_store_dup_setting, crm_context_get_store (context));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Opening Hours"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ ("Such as 9:00-13:00, 16:30-21:00, or “closed”. When an answer is due is counted in these hours."));
  add_days (ADW_PREFERENCES_GROUP (group), context, &terms);
  add_answers (ADW_PREFERENCES_GROUP (group), context, &terms);

  return group;
}
