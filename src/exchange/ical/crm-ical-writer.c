/* Activities out as entries of a calendar. What is planned is an event or a task, what happened a journal entry. Times are written without a
 * zone ("floating" in RFC 5545), as the activity has them: ten o'clock where it is read. */

#include "config.h"

#include "crm-ical-activity.h"
#include "crm-activity.h"
#include "crm-ical-names.h"

#include <string.h>

#define DAY_SECONDS (24 * 60 * 60)

static void
add (icalcomponent *component, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ":", value, NULL);
  icalproperty    *property = icalproperty_new_from_string (line);

  if (property != NULL && icalproperty_isa (property) != ICAL_XLICERROR_PROPERTY)
    icalcomponent_add_property (component, property);
  else if (property != NULL)
    icalproperty_free (property);
}

static void
add_text (icalcomponent *component, icalproperty *property, const char *text)
{
  if (text == NULL)
    {
      icalproperty_free (property);
      return;
    }
  icalproperty_set_value (property, icalvalue_new_text (text));
  icalcomponent_add_property (component, property);
}

static void
add_moment (icalcomponent *component, const char *name, CrmDate day, int minute)
{
  g_autofree char *dated = g_strconcat (name, ";VALUE=DATE", NULL);
  g_autofree char *value = minute == CRM_WHOLE_DAY ? g_strdup_printf ("%04d%02d%02d", day.year, day.month, day.day)
                                                   : g_strdup_printf ("%04d%02d%02dT%02d%02d00", day.year, day.month, day.day, minute / 60, minute % 60);

  add (component, minute == CRM_WHOLE_DAY ? dated : name, value);
}

static void
add_instant (icalcomponent *component, const char *name, gint64 instant)
{
  g_autoptr (GDateTime) utc = instant != CRM_UNSET ? g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC) : NULL;
  g_autofree char *value = utc != NULL ? g_date_time_format (utc, "%Y%m%dT%H%M%SZ") : NULL;

  if (value != NULL)
    add (component, name, value);
}

static void
add_end (icalcomponent *component, CrmObject *activity, CrmDate day, int minute)
{
  gint64 seconds = crm_object_get_integer (activity, "duration");
  gint64 end;

  if (seconds == CRM_UNSET || seconds <= 0)
    return;
  if (minute == CRM_WHOLE_DAY)
    {
      add_moment (component, "DTEND", crm_date_add_days (day, (int) ((seconds + DAY_SECONDS - 1) / DAY_SECONDS)), CRM_WHOLE_DAY);
      return;
    }
  end = minute + (seconds + 59) / 60;
  add_moment (component, "DTEND", crm_date_add_days (day, (int) (end / CRM_DAY_MINUTES)), (int) (end % CRM_DAY_MINUTES));
}

/* An end of repeats, and the days left out, are of the kind of the beginning: days, or times of that day. */
static void
add_repeat_line (icalcomponent *component, const char *line, int minute)
{
  const char      *colon = strchr (line, ':');
  g_autofree char *name = colon != NULL ? g_strndup (line, strcspn (line, ";:")) : NULL;
  g_autofree char *until = NULL;
  g_autofree char *dated = NULL;
  g_auto (GStrv) days = NULL;

  if (name == NULL)
    return;
  if (g_str_equal (name, "RRULE"))
    {
      g_autoptr (GRegex) last = g_regex_new ("UNTIL=(\\d{8})", 0, 0, NULL);

      until = minute != CRM_WHOLE_DAY ? g_regex_replace (last, colon + 1, -1, 0, "UNTIL=\\1T235959", 0, NULL) : g_strdup (colon + 1);
      add (component, name, until);
      return;
    }
  days = g_strsplit (colon + 1, ",", -1);
  dated = g_strconcat (name, ";VALUE=DATE", NULL);
  for (guint i = 0; days[i] != NULL; i++)
    {
      g_autofree char *time = minute != CRM_WHOLE_DAY ? g_strdup_printf ("%sT%02d%02d00", days[i], minute / 60, minute % 60) : g_strdup (days[i]);

      add (component, minute == CRM_WHOLE_DAY ? dated : name, time);
    }
}

static void
add_repeat (icalcomponent *component, CrmObject *activity, int minute)
{
  const char *repeat = crm_object_get_text (activity, "repeat");
  g_auto (GStrv) lines = g_strsplit (repeat != NULL ? repeat : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    add_repeat_line (component, lines[i], minute);
}

static void
add_alarm (icalcomponent *component, CrmObject *activity, int minute)
{
  gint64           remind = crm_object_get_integer (activity, "remind");
  gint64           before;
  icalcomponent   *alarm;
  g_autofree char *trigger = NULL;

  if (remind == CRM_UNSET)
    return;
  before = minute == CRM_WHOLE_DAY ? remind - CRM_REMIND_WHOLE_DAY : remind;
  alarm = icalcomponent_new (ICAL_VALARM_COMPONENT);
  trigger = g_strdup_printf ("%sPT%ldM", before > 0 ? "-" : "", (long) ABS (before));
  add (alarm, "ACTION", "DISPLAY");
  add_text (alarm, icalproperty_new (ICAL_DESCRIPTION_PROPERTY), crm_object_get_text (activity, "subject") != NULL ? crm_object_get_text (activity, "subject") : "-");
  add (alarm, "TRIGGER", trigger);
  icalcomponent_add_component (component, alarm);
}

/* What another program wrote and we did not understand. */
static void
add_foreign (icalcomponent *component, CrmObject *activity)
{
  GPtrArray *fields = crm_object_get_items (activity, "foreign_fields");

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      CrmObject  *field = g_ptr_array_index (fields, i);
      const char *name = crm_object_get_text (field, "name");
      const char *value = crm_object_get_text (field, "value");
      g_auto (GStrv) lines = g_strsplit (value != NULL ? value : "", "\n", -1);

      if (g_strcmp0 (crm_object_get_text (field, "source"), CRM_ICAL_SOURCE) != 0 || g_strcmp0 (name, "UID") == 0 || name == NULL)
        continue;
      for (guint j = 0; lines[j] != NULL; j++)
        add (component, name, lines[j]);
    }
}

static const char *
find_foreign_uid (CrmObject *activity)
{
  GPtrArray *fields = crm_object_get_items (activity, "foreign_fields");

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      CrmObject *field = g_ptr_array_index (fields, i);

      if (g_strcmp0 (crm_object_get_text (field, "source"), CRM_ICAL_SOURCE) == 0 && g_strcmp0 (crm_object_get_text (field, "name"), "UID") == 0)
        return crm_object_get_text (field, "value");
    }

  return NULL;
}

/* By what its own program knows it: for an exception of a series, that and the day. */
static void
add_identity (icalcomponent *component, CrmRecord *activity)
{
  const char      *foreign = find_foreign_uid (CRM_OBJECT (activity));
  const char      *mark = foreign != NULL ? strrchr (foreign, '#') : NULL;
  gboolean         is_exception = mark != NULL && strlen (mark) == strlen ("#20250320") && strspn (mark + 1, "0123456789") == 8;
  g_autofree char *uid = is_exception ? g_strndup (foreign, (gsize) (mark - foreign)) : g_strdup (foreign != NULL ? foreign : crm_record_get_uid (activity));

  add_text (component, icalproperty_new (ICAL_UID_PROPERTY), uid);
  if (is_exception)
    add (component, "RECURRENCE-ID;VALUE=DATE", mark + 1);
  add_instant (component, "DTSTAMP", crm_record_get_updated_at (activity) != CRM_UNSET ? crm_record_get_updated_at (activity) : crm_record_get_created_at (activity));
}

static void
add_priority (icalcomponent *component, CrmObject *activity)
{
  const char *priority = crm_object_get_text (activity, "priority");

  if (priority != NULL)
    add (component, "PRIORITY", g_str_equal (priority, "high") ? "1" : g_str_equal (priority, "normal") ? "5"
                                                                                                        : "9");
}

static void
add_times (icalcomponent *component, CrmObject *activity, gboolean is_task)
{
  gint64  occurred = crm_object_get_integer (activity, "occurred_at");
  CrmDate day;
  int     minute;

  if (crm_appointment_get_start (activity, &day, &minute))
    {
      add_moment (component, "DTSTART", day, minute);
      if (is_task)
        add_moment (component, "DUE", day, minute);
      else
        add_end (component, activity, day, minute);
      add_repeat (component, activity, minute);
      add_alarm (component, activity, minute);
    }
  else if (!is_task)
    {
      add_instant (component, "DTSTART", occurred);
    }
}

/* COMPLETED belongs to tasks alone. */
static void
add_done (icalcomponent *component, CrmObject *activity, gboolean is_task)
{
  gint64 done = crm_object_get_integer (activity, "done_at");

  if (!is_task || done == CRM_UNSET)
    return;
  add (component, "STATUS", "COMPLETED");
  add_instant (component, "COMPLETED", done);
}

/**
 * crm_ical_write_activity:
 *
 * Returns: (transfer full): a component of a calendar, with its line ends
 */
char *
crm_ical_write_activity (CrmRecord *activity)
{
  CrmObject     *object = CRM_OBJECT (activity);
  const char    *kind = crm_object_get_text (object, "kind");
  gboolean       is_task = crm_activity_kind_is_plan (kind);
  gboolean       is_planned = crm_object_get_text (object, "due") != NULL;
  icalcomponent *component = icalcomponent_new (is_task ? ICAL_VTODO_COMPONENT : is_planned ? ICAL_VEVENT_COMPONENT
                                                                                            : ICAL_VJOURNAL_COMPONENT);
  char          *text;

  add_identity (component, activity);
  add_times (component, object, is_task);
  add_text (component, icalproperty_new (ICAL_SUMMARY_PROPERTY), crm_object_get_text (object, "subject"));
  add_text (component, icalproperty_new (ICAL_DESCRIPTION_PROPERTY), crm_object_get_text (object, "body"));
  add_text (component, icalproperty_new (ICAL_LOCATION_PROPERTY), crm_object_get_text (object, "location"));
  add_priority (component, object);
  add_done (component, object, is_task);
  if (kind != NULL)
    add (component, CRM_ICAL_KIND, kind);
  add_foreign (component, object);

  text = icalcomponent_as_ical_string_r (component);
  icalcomponent_free (component);

  return text;
}
