/* Entries of a calendar in. Times become those of this computer, since an activity's time is that of the place where it is read; what has no
 * field of ours is kept as it was written, to be written again. */

#include "config.h"

#include "crm-ical-activity.h"

#include "crm-error.h"
#include "crm-foreign-field.h"
#include "crm-ical-names.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_SECONDS (24 * 60 * 60)

/* Properties of one entry that are kept, in all and each in letters. */
#define FOREIGN_MAX 100
#define FOREIGN_LENGTH_MAX 65536

typedef struct
{
  CrmDate  day;
  int      minute; /* or CRM_WHOLE_DAY */
  int      second; /* of that minute */
  CrmDate  there;  /* the day as it was written, in its own time zone */
  gboolean is_set;
} Moment;

typedef struct
{
  CrmIcalReader *reader;
  CrmIcalSaid   *said;
  CrmObject     *activity;
  icalcomponent *component;
  Moment         start;
  GHashTable    *foreign; /* (owned): name with its parameters → GString */
  GPtrArray     *names;   /* (owned) (element-type utf8): of them, in their order; the table's */
} Reading;

static void
add_problem (Reading *self, char *sentence)
{
  g_ptr_array_add (self->said->problems, sentence);
}

static gboolean
set_local (Moment *moment, gint64 seconds)
{
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (seconds);

  if (here == NULL)
    return FALSE;
  moment->day = (CrmDate){ (gint16) g_date_time_get_year (here), (guint8) g_date_time_get_month (here), (guint8) g_date_time_get_day_of_month (here) };
  moment->minute = g_date_time_get_hour (here) * 60 + g_date_time_get_minute (here);
  moment->second = g_date_time_get_second (here);

  return TRUE;
}

/* A time as it is here. One of an unknown zone stays as it is written. */
static gboolean
read_moment (Reading *self, icalproperty *property, struct icaltimetype time, Moment *moment)
{
  icalparameter *zone = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  const char    *tzid = zone != NULL ? icalparameter_get_tzid (zone) : NULL;
  gint64         seconds = CRM_ICAL_NO_INSTANT;

  moment->there = (CrmDate){ (gint16) time.year, (guint8) time.month, (guint8) time.day };
  moment->day = moment->there;
  moment->minute = time.is_date ? CRM_WHOLE_DAY : time.hour * 60 + time.minute;
  moment->is_set = !icaltime_is_null_time (time) && time.year >= 1 && time.year <= 9999 && crm_date_is_full (moment->day) && moment->minute < CRM_DAY_MINUTES;
  if (!moment->is_set || time.is_date)
    return moment->is_set;

  if (icaltime_is_utc (time))
    {
      g_autoptr (GDateTime) utc = g_date_time_new_utc (time.year, time.month, time.day, time.hour, time.minute, MIN (time.second, 59));

      seconds = utc != NULL ? g_date_time_to_unix (utc) : seconds;
    }
  else if (tzid != NULL)
    {
      seconds = crm_ical_reader_to_unix (self->reader, tzid, time);
      if (seconds == CRM_ICAL_NO_INSTANT)
        add_problem (self, g_strdup_printf (_ ("The time zone “%.80s” is not known, so its times were taken as times here."), tzid));
    }

  return seconds == CRM_ICAL_NO_INSTANT || set_local (moment, seconds);
}

static gint64
to_instant (const Moment *moment)
{
  return crm_appointment_to_instant (moment->day, moment->minute) + moment->second * G_USEC_PER_SEC;
}

/* The first property of that kind, if it is a day or a time. */
static gboolean
find_moment (Reading *self, icalproperty_kind kind, Moment *moment)
{
  icalproperty *property = icalcomponent_get_first_property (self->component, kind);
  icalvalue    *value = property != NULL ? icalproperty_get_value (property) : NULL;

  *moment = (Moment){ .minute = CRM_WHOLE_DAY };
  if (value == NULL)
    return FALSE;
  if (icalvalue_isa (value) == ICAL_DATE_VALUE)
    return read_moment (self, property, icalvalue_get_date (value), moment);
  if (icalvalue_isa (value) == ICAL_DATETIME_VALUE)
    return read_moment (self, property, icalvalue_get_datetime (value), moment);

  return FALSE;
}

static char *
dup_text (Reading *self, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (self->component, kind);
  icalvalue    *value = property != NULL ? icalproperty_get_value (property) : NULL;
  const char   *text = value != NULL && icalvalue_isa (value) == ICAL_TEXT_VALUE ? icalvalue_get_text (value) : NULL;

  return text != NULL ? crm_text_clean (text) : NULL;
}

static void
take_text (Reading *self, icalproperty_kind kind, const char *field)
{
  g_autofree char *text = dup_text (self, kind);

  if (text != NULL && g_str_equal (field, "subject"))
    g_strdelimit (text, "\n", ' ');
  if (text != NULL)
    crm_object_set_text (self->activity, field, text);
}

static gint64
count_seconds (const Moment *from, const Moment *to)
{
  if (from->minute == CRM_WHOLE_DAY || to->minute == CRM_WHOLE_DAY)
    return (gint64) crm_date_days_between (from->day, to->day) * DAY_SECONDS;

  return (crm_appointment_to_instant (to->day, to->minute) - crm_appointment_to_instant (from->day, from->minute)) / G_USEC_PER_SEC;
}

/* One whole day is what a day without a duration is. */
static void
take_duration (Reading *self)
{
  icalproperty *property = icalcomponent_get_first_property (self->component, ICAL_DURATION_PROPERTY);
  Moment        end;
  gint64        seconds = 0;

  if (find_moment (self, ICAL_DTEND_PROPERTY, &end))
    seconds = count_seconds (&self->start, &end);
  else if (property != NULL && icalproperty_get_value (property) != NULL)
    seconds = icaldurationtype_as_int (icalproperty_get_duration (property));
  if (seconds < 0 || seconds > CRM_DURATION_MAX)
    add_problem (self, g_strdup (_ ("It ends before it begins, or more than a year later; its end was left out.")));
  else if (seconds > 0 && (self->start.minute != CRM_WHOLE_DAY || seconds > DAY_SECONDS))
    crm_object_set_integer (self->activity, "duration", seconds);
}

static void
append_exception (GString *text, const char *name, CrmDate day)
{
  g_string_append_printf (text, "\n%s:%04d%02d%02d", name, day.year, day.month, day.day);
}

static void
append_exceptions (Reading *self, GString *text)
{
  icalproperty *property;
  Moment        moment;

  for (property = icalcomponent_get_first_property (self->component, ICAL_EXDATE_PROPERTY); property != NULL; property = icalcomponent_get_next_property (self->component, ICAL_EXDATE_PROPERTY))
    {
      if (icalproperty_get_value (property) != NULL && read_moment (self, property, icalproperty_get_exdate (property), &moment))
        append_exception (text, "EXDATE", moment.day);
    }
  for (property = icalcomponent_get_first_property (self->component, ICAL_RDATE_PROPERTY); property != NULL; property = icalcomponent_get_next_property (self->component, ICAL_RDATE_PROPERTY))
    {
      struct icaldatetimeperiodtype period = icalproperty_get_value (property) != NULL ? icalproperty_get_rdate (property) : (struct icaldatetimeperiodtype){ 0 };

      if (read_moment (self, property, icaltime_is_null_time (period.time) ? period.period.start : period.time, &moment))
        append_exception (text, "RDATE", moment.day);
    }
}

/* UNTIL in universal time is an instant: whether the last day counts depends on the time of day here. */
static char *
localise_until (Reading *self, const char *rule)
{
  const char         *until = strstr (rule, "UNTIL=");
  const char         *stop = until != NULL ? until + strcspn (until, ";") : NULL;
  g_autofree char    *value = until != NULL ? g_strndup (until + strlen ("UNTIL="), (gsize) (stop - until) - strlen ("UNTIL=")) : NULL;
  struct icaltimetype time = value != NULL ? icaltime_from_string (value) : icaltime_null_time ();
  g_autoptr (GDateTime) utc = NULL;
  Moment  last = { .minute = CRM_WHOLE_DAY };
  CrmDate day;

  if (value == NULL || !g_str_has_suffix (value, "Z") || time.is_date)
    return g_strdup (rule);
  utc = g_date_time_new_utc (time.year, time.month, time.day, time.hour, time.minute, MIN (time.second, 59));
  if (utc == NULL || !set_local (&last, g_date_time_to_unix (utc)))
    return g_strdup (rule);

  day = self->start.minute != CRM_WHOLE_DAY && last.minute < self->start.minute ? crm_date_add_days (last.day, -1) : last.day;

  return g_strdup_printf ("%.*sUNTIL=%04d%02d%02d%s", (int) (until - rule), rule, day.year, day.month, day.day, stop);
}

static void
keep (Reading *self, const char *name, const char *value)
{
  GString *kept = g_hash_table_lookup (self->foreign, name);

  if (kept == NULL && self->names->len >= FOREIGN_MAX)
    return;
  if (kept == NULL)
    {
      kept = g_string_new (NULL);
      g_ptr_array_add (self->names, g_strdup (name));
      g_hash_table_insert (self->foreign, g_strdup (name), kept);
    }
  if (kept->len + strlen (value) < FOREIGN_LENGTH_MAX)
    g_string_append_printf (kept, "%s%s", kept->len > 0 ? "\n" : "", value);
}

/* What is not understood is kept as it is written, and happens once. */
static void
refuse_rule (Reading *self, const char *rule, const GError *reason)
{
  add_problem (self, g_strdup_printf (_ ("It stands here once, because how it repeats cannot be followed. %s"), reason->message));
  keep (self, "RRULE", rule);
}

static void
take_repeat (Reading *self)
{
  icalproperty    *property = icalcomponent_get_first_property (self->component, ICAL_RRULE_PROPERTY);
  g_autofree char *rule = property != NULL ? icalproperty_get_value_as_string_r (property) : NULL;
  g_autofree char *local = rule != NULL ? localise_until (self, rule) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *lines = NULL;
  g_autoptr (CrmRecurrence) recurrence = NULL;
  g_autoptr (GError) error = NULL;

  if (local != NULL)
    g_string_append_printf (text, "RRULE:%s", local);
  append_exceptions (self, text);
  if (local == NULL && strstr (text->str, "RDATE") == NULL)
    return;

  recurrence = crm_recurrence_new (text->str, &error);
  if (recurrence == NULL)
    {
      refuse_rule (self, rule != NULL ? rule : "", error);
      return;
    }
  if (!crm_recurrence_shift (recurrence, crm_date_days_between (self->start.there, self->start.day)))
    add_problem (self, g_strdup (_ ("It repeats by the days of another time zone, which here are a day earlier or later.")));
  crm_recurrence_pin (recurrence, self->start.day);
  lines = crm_recurrence_to_text (recurrence);
  crm_object_set_text (self->activity, "repeat", lines);
}

/* The first time may be one that is left out. */
static void
begin_at_first (Reading *self)
{
  g_autoptr (CrmRecurrence) recurrence = crm_appointment_get_recurrence (self->activity, NULL);

  if (recurrence != NULL && crm_recurrence_is_excluded (recurrence, self->start.day))
    crm_appointment_advance (self->activity, self->start.day);
}

static void
take_start (Reading *self)
{
  gboolean is_task = icalcomponent_isa (self->component) == ICAL_VTODO_COMPONENT;
  Moment   due;

  find_moment (self, ICAL_DTSTART_PROPERTY, &self->start);
  if (is_task && find_moment (self, ICAL_DUE_PROPERTY, &due))
    self->start = due;
  if (!self->start.is_set)
    return;

  crm_appointment_set_start (self->activity, self->start.day, self->start.minute);
  if (!is_task)
    take_duration (self);
  take_repeat (self);
  begin_at_first (self);
}

static void
take_priority (Reading *self)
{
  icalproperty *property = icalcomponent_get_first_property (self->component, ICAL_PRIORITY_PROPERTY);
  int           priority = property != NULL && icalproperty_get_value (property) != NULL ? icalproperty_get_priority (property) : 0;

  if (priority >= 1 && priority <= 9)
    crm_object_set_text (self->activity, "priority", priority < 5 ? "high" : priority == 5 ? "normal"
                                                                                           : "low");
}

static void
take_status (Reading *self)
{
  icalproperty *status = icalcomponent_get_first_property (self->component, ICAL_STATUS_PROPERTY);
  int           value = status != NULL && icalproperty_get_value (status) != NULL ? (int) icalproperty_get_status (status) : (int) ICAL_STATUS_NONE;
  Moment        done;

  self->said->is_cancelled = value == ICAL_STATUS_CANCELLED;
  if (find_moment (self, ICAL_COMPLETED_PROPERTY, &done))
    crm_object_set_integer (self->activity, "done_at", to_instant (&done));
  else if (value == ICAL_STATUS_COMPLETED)
    crm_object_set_integer (self->activity, "done_at", self->start.is_set ? crm_appointment_to_instant (self->start.day, self->start.minute) : 0);
}

/* The first alarm before the beginning. */
static void
take_alarm (Reading *self)
{
  icalcomponent *alarm = icalcomponent_get_first_component (self->component, ICAL_VALARM_COMPONENT);
  icalproperty  *trigger = alarm != NULL ? icalcomponent_get_first_property (alarm, ICAL_TRIGGER_PROPERTY) : NULL;
  gint64         minutes;

  if (trigger == NULL || icalproperty_get_value (trigger) == NULL || !self->start.is_set)
    return;
  if (!icaltime_is_null_time (icalproperty_get_trigger (trigger).time))
    return;

  minutes = -(gint64) icaldurationtype_as_int (icalproperty_get_trigger (trigger).duration) / 60;
  if (self->start.minute == CRM_WHOLE_DAY)
    minutes += CRM_REMIND_WHOLE_DAY;
  if (minutes >= 0 && minutes <= CRM_REMIND_MAX)
    crm_object_set_integer (self->activity, "remind", minutes);
}

static void
take_kind (Reading *self)
{
  icalcomponent_kind kind = icalcomponent_isa (self->component);
  const CrmChoice   *choice;
  const char        *guess = kind == ICAL_VTODO_COMPONENT ? "task" : kind == ICAL_VJOURNAL_COMPONENT ? "note"
                                                                                                     : "meeting";
  g_autofree char   *said = NULL;

  for (icalproperty *property = icalcomponent_get_first_property (self->component, ICAL_X_PROPERTY); property != NULL; property = icalcomponent_get_next_property (self->component, ICAL_X_PROPERTY))
    {
      if (g_strcmp0 (icalproperty_get_x_name (property), CRM_ICAL_KIND) == 0 && said == NULL)
        said = icalproperty_get_value_as_string_r (property);
    }
  for (choice = crm_activity_kinds; said != NULL && choice->value != NULL; choice++)
    {
      if (g_str_equal (choice->value, said))
        guess = choice->value;
    }
  self->said->has_kind = said != NULL && g_str_equal (said, guess);
  crm_object_set_text (self->activity, "kind", guess);
}

static void
take_email (Reading *self, const char *line)
{
  const char *at = strchr (line, ':');

  /* Behind the parameters, which may hold colons of their own. */
  for (const char *next = at; next != NULL; next = strchr (next + 1, ':'))
    {
      if (g_ascii_strncasecmp (next + 1, "mailto:", strlen ("mailto:")) == 0)
        at = next;
    }
  if (at != NULL && g_ascii_strncasecmp (at + 1, "mailto:", strlen ("mailto:")) == 0 && self->said->emails->len < FOREIGN_MAX)
    g_ptr_array_add (self->said->emails, g_strdup (at + 1 + strlen ("mailto:")));
}

/* Where the value begins: at the first colon outside of quotes. */
static char *
find_value (char *line)
{
  gboolean quoted = FALSE;

  for (char *p = line; *p != '\0'; p++)
    {
      quoted ^= *p == '"';
      if (*p == ':' && !quoted)
        return p;
    }

  return NULL;
}

static void
keep_property (Reading *self, icalproperty *property)
{
  g_autofree char *folded = icalproperty_as_ical_string_r (property);
  g_auto (GStrv) pieces = g_strsplit (folded != NULL ? folded : "", "\r\n ", -1);
  g_autofree char *line = g_strjoinv ("", pieces);
  char            *value;

  g_strchomp (line);
  value = find_value (line);
  if (value == NULL)
    return;
  if (g_str_has_prefix (line, "ATTENDEE") || g_str_has_prefix (line, "ORGANIZER"))
    take_email (self, line);
  *value = '\0';
  keep (self, line, value + 1);
}

static void
take_others (Reading *self)
{
  for (icalproperty *property = icalcomponent_get_first_property (self->component, ICAL_ANY_PROPERTY); property != NULL; property = icalcomponent_get_next_property (self->component, ICAL_ANY_PROPERTY))
    {
      g_autofree char *name = icalproperty_get_property_name_r (property);

      if (icalproperty_isa (property) == ICAL_XLICERROR_PROPERTY)
        add_problem (self, g_strdup (_ ("A line of it is not as it should be, and was left out.")));
      else if (name != NULL && !crm_ical_is_ours (name))
        keep_property (self, property);
    }
}

static void
put_foreign (Reading *self, const char *name, const char *value)
{
  g_autofree char *clean = crm_text_clean (value);
  CrmItem         *item;

  if (clean == NULL)
    return;
  item = g_object_new (CRM_TYPE_FOREIGN_FIELD, NULL);
  crm_object_set_text (CRM_OBJECT (item), "source", CRM_ICAL_SOURCE);
  crm_object_set_text (CRM_OBJECT (item), "name", name);
  crm_object_set_text (CRM_OBJECT (item), "value", clean);
  crm_object_add_item (self->activity, "foreign_fields", item);
}

/**
 * crm_ical_dup_foreign_uid:
 *
 * Returns: (transfer full) (nullable): what the entry is known again by: its UID, and for an exception the day it stands for
 */
char *
crm_ical_dup_foreign_uid (const CrmIcalSaid *self)
{
  if (self->uid == NULL || !crm_date_is_full (self->instead))
    return g_strdup (self->uid);

  return g_strdup_printf ("%s#%04d%02d%02d", self->uid, self->instead.year, self->instead.month, self->instead.day);
}

static void
take_identity (Reading *self)
{
  icalproperty    *uid = icalcomponent_get_first_property (self->component, ICAL_UID_PROPERTY);
  g_autofree char *text = uid != NULL ? icalproperty_get_value_as_string_r (uid) : NULL;
  g_autofree char *known = NULL;
  Moment           instead;

  self->said->uid = text != NULL ? crm_text_clean (text) : NULL;
  if (find_moment (self, ICAL_RECURRENCEID_PROPERTY, &instead))
    self->said->instead = instead.day;
  known = crm_ical_dup_foreign_uid (self->said);
  if (known != NULL)
    put_foreign (self, "UID", known);
}

static gboolean
check (Reading *self, GError **error)
{
  gboolean is_event = icalcomponent_isa (self->component) == ICAL_VEVENT_COMPONENT;

  if (is_event && !self->start.is_set)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This event does not say when it begins, or on a day that does not exist."));
      return FALSE;
    }

  return TRUE;
}

/* A journal entry is something that happened. */
static void
move_to_past (Reading *self)
{
  if (icalcomponent_isa (self->component) != ICAL_VJOURNAL_COMPONENT || !self->start.is_set)
    return;

  crm_object_set_integer (self->activity, "occurred_at", to_instant (&self->start));
  crm_object_set_text (self->activity, "due", NULL);
  crm_object_set_text (self->activity, "due_time", NULL);
  crm_object_set_text (self->activity, "repeat", NULL);
}

/**
 * crm_ical_read_activity:
 * @reader: which knows the file's time zones
 *
 * Returns: (transfer full) (nullable): what the entry says; %NULL with %CRM_ERROR_INVALID where it is no activity
 */
CrmIcalSaid *
crm_ical_read_activity (CrmIcalReader *reader, CrmIcalItem *item, GError **error)
{
  g_autoptr (CrmIcalSaid) said = g_new0 (CrmIcalSaid, 1);
  g_autoptr (GHashTable) foreign = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Reading self = { reader, said, NULL, item->component, { .minute = CRM_WHOLE_DAY }, foreign, names };

  said->activity = crm_record_new ("activity");
  said->emails = g_ptr_array_new_with_free_func (g_free);
  said->problems = g_ptr_array_new_with_free_func (g_free);
  self.activity = CRM_OBJECT (said->activity);

  take_kind (&self);
  take_text (&self, ICAL_SUMMARY_PROPERTY, "subject");
  take_text (&self, ICAL_DESCRIPTION_PROPERTY, "body");
  take_text (&self, ICAL_LOCATION_PROPERTY, "location");
  take_start (&self);
  take_priority (&self);
  take_status (&self);
  take_alarm (&self);
  take_identity (&self);
  take_others (&self);
  move_to_past (&self);
  for (guint i = 0; i < names->len; i++)
    {
      GString *value = g_hash_table_lookup (foreign, g_ptr_array_index (names, i));

      put_foreign (&self, g_ptr_array_index (names, i), value->str);
      g_string_free (value, TRUE);
    }

  return check (&self, error) ? g_steal_pointer (&said) : NULL;
}

void
crm_ical_said_free (CrmIcalSaid *self)
{
  g_clear_object (&self->activity);
  g_clear_pointer (&self->emails, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self->uid);
  g_free (self);
}

/**
 * crm_ical_get_end:
 *
 * Returns: when an activity is over, microseconds since 1970-01-01T00:00:00Z; %CRM_UNSET where it has no day
 */
gint64
crm_ical_get_end (CrmRecord *activity)
{
  gint64  seconds = crm_object_get_integer (CRM_OBJECT (activity), "duration");
  CrmDate day;
  int     minute;

  if (!crm_appointment_get_start (CRM_OBJECT (activity), &day, &minute))
    return CRM_UNSET;
  if (seconds == CRM_UNSET)
    seconds = minute == CRM_WHOLE_DAY ? DAY_SECONDS : 0;

  return crm_appointment_to_instant (day, minute) + seconds * G_USEC_PER_SEC;
}
