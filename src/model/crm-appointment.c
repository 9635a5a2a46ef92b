/* Repeating activities are one record: `due` is the next time that is open, and `repeat` says the rest. One time that is done, moved or left
 * out is taken out of it: it becomes a record of its own, or an exception of the rule. */

#include "config.h"

#include "crm-appointment.h"

#include "crm-clock.h"
#include "crm-error.h"

#include <glib/gi18n-lib.h>

/**
 * crm_appointment_parse_time:
 * @text: (nullable): HH:MM
 *
 * Returns: the minute of the day, %CRM_WHOLE_DAY where @text is no time
 */
int
crm_appointment_parse_time (const char *text)
{
  if (text == NULL || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) || text[2] != ':' || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]) || text[5] != '\0')
    return CRM_WHOLE_DAY;
  if (text[3] > '5' || (text[0] - '0') * 10 + text[1] - '0' > 23)
    return CRM_WHOLE_DAY;

  return ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
}

/**
 * crm_appointment_get_start:
 * @day: (out): the day it is due
 * @minute: (out): of that day, or %CRM_WHOLE_DAY
 *
 * Returns: whether the activity is due on a day
 */
gboolean
crm_appointment_get_start (CrmObject *self, CrmDate *day, int *minute)
{
  *minute = crm_appointment_parse_time (crm_object_get_text (self, "due_time"));

  return crm_date_from_iso (crm_object_get_text (self, "due"), day) && crm_date_is_full (*day);
}

/**
 * crm_appointment_set_start:
 * @minute: of the day, or %CRM_WHOLE_DAY
 */
void
crm_appointment_set_start (CrmObject *self, CrmDate day, int minute)
{
  g_autofree char *iso = crm_date_to_iso (day);
  g_autofree char *time = minute != CRM_WHOLE_DAY ? g_strdup_printf ("%02d:%02d", minute / 60, minute % 60) : NULL;

  crm_object_set_text (self, "due", iso);
  crm_object_set_text (self, "due_time", time);
}

/**
 * crm_appointment_to_instant:
 * @minute: of the day, also outside of it; %CRM_WHOLE_DAY is its beginning
 *
 * Returns: microseconds since 1970-01-01T00:00:00Z, in the time zone of this computer; 0 where there is no such day
 */
gint64
crm_appointment_to_instant (CrmDate day, int minute)
{
  return crm_date_to_instant_at (day, minute >= 0 && minute < CRM_DAY_MINUTES ? minute : 0);
}

/**
 * crm_appointment_get_reminder:
 * @before: minutes before the beginning or, for a whole day, before 09:00 of it
 *
 * Returns: the instant, in microseconds since 1970-01-01T00:00:00Z
 */
gint64
crm_appointment_get_reminder (CrmDate day, int minute, gint64 before)
{
  gint64 start = crm_appointment_to_instant (day, minute == CRM_WHOLE_DAY ? CRM_REMIND_WHOLE_DAY : minute);

  return start - CLAMP (before, 0, CRM_REMIND_MAX) * 60 * G_USEC_PER_SEC;
}

/**
 * crm_appointment_get_recurrence:
 *
 * Returns: (transfer full) (nullable): how it repeats; %NULL where it does not, or, with @error set, where nobody understands how
 */
CrmRecurrence *
crm_appointment_get_recurrence (CrmObject *self, GError **error)
{
  const char *text = crm_object_get_text (self, "repeat");

  return text != NULL ? crm_recurrence_new (text, error) : NULL;
}

static void
set_recurrence (CrmObject *self, const CrmRecurrence *recurrence)
{
  g_autofree char *text = crm_recurrence_to_text (recurrence);

  crm_object_set_text (self, "repeat", text);
}

/**
 * crm_appointment_advance:
 * @after: the next time is later than this day
 *
 * Makes the next time the one that is open.
 *
 * Returns: %FALSE where there is none any more; then nothing is changed
 */
gboolean
crm_appointment_advance (CrmObject *self, CrmDate after)
{
  g_autoptr (CrmRecurrence) recurrence = crm_appointment_get_recurrence (self, NULL);
  CrmDate day, next;
  int     minute;

  if (recurrence == NULL || !crm_appointment_get_start (self, &day, &minute))
    return FALSE;

  next = crm_recurrence_find_next (recurrence, day, crm_date_compare (after, day) > 0 ? after : day);
  if (!crm_date_is_full (next))
    return FALSE;
  crm_recurrence_advance (recurrence, day, next);
  crm_appointment_set_start (self, next, minute);
  set_recurrence (self, recurrence);

  return TRUE;
}

/**
 * crm_appointment_remove_day:
 * @day: one of the days it falls on
 *
 * Leaves out one time of a repeating activity.
 *
 * Returns: %FALSE where that was the last; then nothing is changed
 */
gboolean
crm_appointment_remove_day (CrmObject *self, CrmDate day)
{
  g_autoptr (CrmRecurrence) recurrence = crm_appointment_get_recurrence (self, NULL);
  CrmDate first;
  int     minute;

  if (recurrence == NULL || !crm_appointment_get_start (self, &first, &minute))
    return FALSE;
  if (crm_date_compare (day, first) == 0)
    return crm_appointment_advance (self, day);

  crm_recurrence_exclude (recurrence, day);
  set_recurrence (self, recurrence);

  return TRUE;
}

/* What another program called the series it does not call the one. */
static gboolean
is_copied (const CrmField *field)
{
  return !g_str_equal (field->name, "repeat") && !g_str_equal (field->name, "foreign_fields") && (field->flags & CRM_FIELD_DERIVED) == 0;
}

/**
 * crm_appointment_take_out:
 * @self: a repeating activity, or a draft of one
 * @day: one of the days it falls on
 *
 * Returns: (transfer full): a new activity of that day alone, like @self in everything else; @self is not changed
 */
CrmRecord *
crm_appointment_take_out (CrmObject *self, CrmDate day)
{
  CrmRecord       *one = crm_record_new ("activity");
  g_autofree char *iso = crm_date_to_iso (day);
  guint            n_fields;
  const CrmField  *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (self), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (is_copied (&fields[i]) && crm_object_is_set (self, i))
        crm_object_copy_field (CRM_OBJECT (one), self, i);
    }
  crm_object_set_text (CRM_OBJECT (one), "due", iso);

  return one;
}

/**
 * crm_appointment_draft_one:
 * @record: an appointment
 * @day: one of the days it falls on
 *
 * Drafts with which one time of @record can be changed by itself: the first is that time, the second, where others are left, the series
 * without it. What does not repeat is its own one draft, and the last time of a series is one that does not repeat any more.
 *
 * Returns: (transfer full) (element-type CrmRecord): what is to be saved as one change
 */
GPtrArray *
crm_appointment_draft_one (CrmRecord *record, CrmDate day)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CrmRecord) series = crm_record_edit (record);
  g_autofree char *iso = crm_date_to_iso (day);

  if (crm_object_get_text (CRM_OBJECT (record), "repeat") != NULL)
    {
      if (crm_appointment_remove_day (CRM_OBJECT (series), day))
        {
          g_ptr_array_add (drafts, crm_appointment_take_out (CRM_OBJECT (record), day));
          g_ptr_array_add (drafts, g_steal_pointer (&series));
          return drafts;
        }
      crm_object_set_text (CRM_OBJECT (series), "due", iso);
      crm_object_set_text (CRM_OBJECT (series), "repeat", NULL);
    }
  g_ptr_array_add (drafts, g_steal_pointer (&series));

  return drafts;
}
