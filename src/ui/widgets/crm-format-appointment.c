/* Values of appointments as people read them: how something repeats, when one is reminded, how long it lasts. */

#include "config.h"

#include "crm-format.h"

#include "crm-recurrence-words.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

#define HOUR 60
#define DAY (24 * HOUR)
#define WEEK (7 * DAY)

/**
 * crm_format_repeat:
 * @repeat: (nullable): lines of RFC 5545
 *
 * Returns: (transfer full): in words
 */
char *
crm_format_repeat (CrmContext *context, const char *repeat)
{
  g_autoptr (CrmRecurrence) recurrence = repeat != NULL ? crm_recurrence_new (repeat, NULL) : NULL;

  if (recurrence == NULL)
    return repeat != NULL ? crm_text_isolate_ltr (repeat) : g_strdup ("");

  return crm_recurrence_describe (recurrence, crm_context_get_culture (context));
}

static char *
format_before (CrmContext *context, const char *words, gint64 n)
{
  g_autofree char *number = crm_format_count (context, n);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (words, number);
#pragma GCC diagnostic pop
}

/**
 * crm_format_remind:
 * @minutes: before something begins; for what takes the whole day, before 09:00 of it
 *
 * Returns: (transfer full): in words
 */
char *
crm_format_remind (CrmContext *context, gint64 minutes)
{
  if (minutes == CRM_UNSET)
    return g_strdup ("");
  if (minutes == 0)
    return g_strdup (_ ("When it begins"));
  if (minutes % WEEK == 0)
    return format_before (context, g_dngettext (GETTEXT_PACKAGE, "%s week before", "%s weeks before", (gulong) (minutes / WEEK)), minutes / WEEK);
  if (minutes % DAY == 0)
    return format_before (context, g_dngettext (GETTEXT_PACKAGE, "%s day before", "%s days before", (gulong) (minutes / DAY)), minutes / DAY);
  if (minutes % HOUR == 0)
    return format_before (context, g_dngettext (GETTEXT_PACKAGE, "%s hour before", "%s hours before", (gulong) (minutes / HOUR)), minutes / HOUR);

  return format_before (context, g_dngettext (GETTEXT_PACKAGE, "%s minute before", "%s minutes before", (gulong) minutes), minutes);
}

/**
 * crm_format_seconds:
 *
 * Returns: (transfer full): a length as hours and minutes, 1:30, with seconds where there are some
 */
char *
crm_format_seconds (CrmContext *context, gint64 seconds)
{
  g_autofree char *ascii = NULL;
  g_autofree char *shown = NULL;

  if (seconds == CRM_UNSET || seconds < 0)
    return g_strdup ("");
  ascii = seconds % 60 == 0 ? g_strdup_printf ("%ld:%02ld", (long) (seconds / 3600), (long) (seconds / 60 % 60))
                            : g_strdup_printf ("%ld:%02ld:%02ld", (long) (seconds / 3600), (long) (seconds / 60 % 60), (long) (seconds % 60));
  shown = crm_culture_digits (crm_context_get_culture (context), ascii);

  return crm_text_isolate_ltr (shown);
}
