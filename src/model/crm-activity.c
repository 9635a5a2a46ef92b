#include "config.h"

#include "crm-activity.h"

#include "crm-activity-link.h"
#include "crm-appointment.h"
#include "crm-attachment.h"
#include "crm-custom-value.h"
#include "crm-date.h"
#include "crm-error.h"
#include "crm-foreign-field.h"
#include "crm-service-case.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

const CrmChoice crm_activity_kinds[] = {
  { "note", N_ ("Note") },
  { "call", N_ ("Call") },
  { "email", N_ ("E-mail") },
  { "message", N_ ("Message") },
  { "meeting", N_ ("Meeting") },
  { "visit", N_ ("Visit") },
  { "task", N_ ("Task") },
  { "promise", N_ ("Promise") }, /* of ours to somebody: kept when it is done */
  { NULL, NULL },
};

const CrmChoice crm_activity_directions[] = {
  { "out", N_ ("From us") },
  { "in", N_ ("To us") },
  { NULL, NULL },
};

const CrmChoice crm_activity_outcomes[] = {
  { "answered", N_ ("Answered") },
  { "no_answer", N_ ("No answer") },
  { "busy", N_ ("Busy") },
  { "voicemail", N_ ("Left a message") },
  { "wrong_number", N_ ("Wrong number") },
  { NULL, NULL },
};

/* From the customer's side. */
const CrmChoice crm_activity_ratings[] = {
  { "5", N_ ("Very well") },
  { "4", N_ ("Well") },
  { "3", N_ ("So-so") },
  { "2", N_ ("Badly") },
  { "1", N_ ("Very badly") },
  { NULL, NULL },
};

static const CrmChoice activity_priorities[] = {
  { "high", N_ ("High") },
  { "normal", N_ ("Normal") },
  { "low", N_ ("Low") },
  { NULL, NULL },
};

static const CrmField crm_activity_fields[] = {
  /* What is planned comes first: that is what is filled in by hand most. */
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_REQUIRED, crm_activity_kinds),
  CRM_TEXT ("subject", N_ ("Subject"), CRM_FIELD_SEARCHED),
  CRM_ITEMS ("links", N_ ("About"), CRM_FIELD_NONE, crm_activity_link_get_type),
  CRM_DATE ("due", N_ ("Due"), CRM_FIELD_NONE),
  CRM_TEXT ("due_time", N_ ("Due time"), CRM_FIELD_NONE), /* HH:MM, of the place where it is read */
  CRM_INTEGER ("duration", N_ ("Duration (seconds)"), CRM_FIELD_SECONDS),
  CRM_TEXT ("location", N_ ("Place"), CRM_FIELD_SEARCHED),
  CRM_LONG_TEXT ("repeat", N_ ("Repeats"), CRM_FIELD_REPEAT),                 /* lines RRULE, EXDATE and RDATE of RFC 5545 */
  CRM_INTEGER ("remind", N_ ("Reminder (minutes before)"), CRM_FIELD_REMIND), /* of a whole day: before 09:00 of it */
  CRM_CHOICE ("priority", N_ ("Priority"), CRM_FIELD_NONE, activity_priorities),
  CRM_REFERENCE ("owner", N_ ("Owner"), CRM_FIELD_UNLINKED, "user"),
  CRM_LONG_TEXT ("body", N_ ("Text"), CRM_FIELD_SEARCHED),
  CRM_INSTANT ("occurred_at", N_ ("When"), CRM_FIELD_NONE),
  CRM_TEXT ("channel", N_ ("Channel"), CRM_FIELD_NONE),
  CRM_CHOICE ("direction", N_ ("Direction"), CRM_FIELD_NONE, crm_activity_directions),
  CRM_CHOICE ("outcome", N_ ("Outcome"), CRM_FIELD_NONE, crm_activity_outcomes),
  CRM_CHOICE ("rating", N_ ("How it went for them"), CRM_FIELD_NONE, crm_activity_ratings),
  CRM_ITEMS ("attachments", N_ ("Files"), CRM_FIELD_NONE, crm_attachment_get_type),
  CRM_INSTANT ("done_at", N_ ("Done"), CRM_FIELD_NONE),
  CRM_BOOLEAN ("pinned", N_ ("Pinned"), CRM_FIELD_NONE),
  CRM_TEXT ("occasion", N_ ("Occasion"), CRM_FIELD_HIDDEN),   /* the day of somebody's that it is about: crm_celebration_dup_occasion() */
  CRM_TEXT ("thread", N_ ("Conversation"), CRM_FIELD_HIDDEN), /* of an e-mail: the Message-ID of the one that began it */
  CRM_FILE ("original", N_ ("As it came"), CRM_FIELD_HIDDEN), /* the whole of an e-mail */
  CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),
  CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type),
};

CRM_DEFINE_RECORD (CrmActivity, crm_activity)

static gint64
get_due_instant (CrmObject *self)
{
  CrmDate day;
  int     minute;

  return crm_appointment_get_start (self, &day, &minute) ? crm_appointment_to_instant (day, minute) : CRM_UNSET;
}

/* Where it stands on a timeline: when it happened, else when it is due, else when it was written down. */
static gboolean
crm_activity_get_event (CrmRecord *record, gint64 *at, const char **kind)
{
  CrmObject *self = CRM_OBJECT (record);

  *kind = crm_object_get_text (self, "kind");
  *at = crm_object_get_integer (self, "occurred_at");
  if (*at == CRM_UNSET)
    *at = crm_object_get_integer (self, "done_at");
  if (*at == CRM_UNSET && crm_object_get_text (self, "due") != NULL)
    *at = get_due_instant (self);
  if (*at == CRM_UNSET)
    *at = crm_record_get_created_at (record);

  return *kind != NULL;
}

static char *
crm_activity_dup_title (CrmObject *self)
{
  const char *subject = crm_object_get_text (self, "subject");
  const char *body = crm_object_get_text (self, "body");

  if (subject != NULL)
    return g_strdup (subject);

  return body != NULL ? g_strndup (body, strcspn (body, "\n")) : g_strdup ("");
}

/* One time of a repeating activity is done: that time is kept as it was done, and the next one is open. It is the first that has not passed
 * yet, so that who comes back after a week does not find a week's watering of flowers. */
static gboolean
keep_done (CrmObject *self, CrmRecordContext *context, GError **error)
{
  gint64  done_at = crm_object_get_integer (self, "done_at");
  CrmDate day, today = crm_date_from_instant (context->now);
  int     minute;
  g_autoptr (CrmRecord) done = NULL;

  if (!crm_appointment_get_start (self, &day, &minute))
    return TRUE;
  done = crm_appointment_take_out (self, day);
  if (!crm_appointment_advance (self, crm_date_add_days (today, -1)))
    {
      crm_object_set_text (self, "repeat", NULL);
      return TRUE;
    }
  crm_object_set_integer (self, "done_at", CRM_UNSET);
  crm_object_set_integer (CRM_OBJECT (done), "done_at", done_at);

  return context->save (context, done, error);
}

/* "9:30" and "۹:۳۰:۰۰" are 09:30; what is no time stays, to be refused by name. */
static void
crm_activity_prepare (CrmObject *self)
{
  const char      *typed = crm_object_get_text (self, "due_time");
  g_autofree char *ascii = typed != NULL ? crm_text_ascii_digits (typed) : NULL;
  int              hour, minute, second, n = 0, end = 0;
  g_autofree char *time = NULL;

  if (ascii == NULL || crm_appointment_parse_time (typed) != CRM_WHOLE_DAY)
    return;
  if (sscanf (ascii, "%2d:%2d%n:%2d%n", &hour, &minute, &n, &second, &end) < 2 || ascii[MAX (n, end)] != '\0' || hour < 0 || minute < 0)
    return;

  time = g_strdup_printf ("%02d:%02d", hour, minute);
  if (crm_appointment_parse_time (time) != CRM_WHOLE_DAY)
    crm_object_set_text (self, "due_time", time);
}

static gboolean
crm_activity_before_save (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);
  gboolean   is_done = crm_object_get_integer (self, "done_at") != CRM_UNSET;

  if (context->restoring)
    return TRUE;
  if (before == NULL && crm_object_get_integer (self, "occurred_at") == CRM_UNSET && crm_object_get_text (self, "due") == NULL && !crm_activity_kind_is_plan (crm_object_get_text (self, "kind")))
    crm_object_set_integer (self, "occurred_at", context->now);
  if (before != NULL && is_done && crm_object_get_text (self, "repeat") != NULL && crm_object_get_integer (CRM_OBJECT (before), "done_at") == CRM_UNSET)
    return keep_done (self, context, error);

  return before != NULL || crm_service_case_follow (record, context, error);
}

static gboolean
validate_repeat (CrmObject *self, GError **error)
{
  g_autoptr (CrmRecurrence) recurrence = NULL;
  CrmRepeatPlan plan;
  CrmDate       day;
  int           minute;

  if (crm_object_get_text (self, "repeat") == NULL)
    return TRUE;
  if (!crm_appointment_get_start (self, &day, &minute))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("What repeats needs a day to begin on. Set when it is due."));
      return FALSE;
    }
  recurrence = crm_appointment_get_recurrence (self, error);
  if (recurrence == NULL)
    return FALSE;
  if (crm_recurrence_get_plan (recurrence, &plan) && crm_date_is_full (plan.until) && crm_date_compare (plan.until, day) < 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("It would end before it begins. Let it repeat until a later day."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
validate_numbers (CrmObject *self, GError **error)
{
  gint64 remind = crm_object_get_integer (self, "remind");
  gint64 duration = crm_object_get_integer (self, "duration");

  if (remind != CRM_UNSET && (remind < 0 || remind > CRM_REMIND_MAX))
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A reminder can come up to four weeks before."));
  else if (duration != CRM_UNSET && (duration < 0 || duration > CRM_DURATION_MAX))
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Something can last up to a year, and not less than nothing."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
crm_activity_validate (CrmRecord *record, GError **error)
{
  CrmObject  *self = CRM_OBJECT (record);
  const char *due = crm_object_get_text (self, "due");
  const char *time = crm_object_get_text (self, "due_time");
  CrmDate     date;

  if (crm_object_get_text (self, "kind") == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("An activity needs a kind, such as note or call."));
      return FALSE;
    }
  if (due != NULL && (!crm_date_from_iso (due, &date) || !crm_date_is_full (date)))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no day of the calendar."), due);
      return FALSE;
    }
  if (time != NULL && crm_appointment_parse_time (time) == CRM_WHOLE_DAY)
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no time of the day, such as 14:30."), time);
      return FALSE;
    }

  return validate_numbers (self, error) && validate_repeat (self, error);
}

static void
crm_activity_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_activity_dup_title;
  CRM_OBJECT_CLASS (klass)->prepare = crm_activity_prepare;
  klass->get_event = crm_activity_get_event;
  klass->before_save = crm_activity_before_save;
  klass->validate = crm_activity_validate;
}

/**
 * crm_activity_kind_is_contact:
 * @kind: (nullable): of an activity
 *
 * Returns: whether two sides have spoken; a note, a task or a promise is ours alone
 */
gboolean
crm_activity_kind_is_contact (const char *kind)
{
  static const char *const contacts[] = { "call", "email", "message", "meeting", "visit", NULL };

  return kind != NULL && g_strv_contains (contacts, kind);
}

/**
 * crm_activity_kind_is_plan:
 * @kind: (nullable): of an activity
 *
 * Returns: whether it is something to be done by a day and then ticked off, rather than something that takes place
 */
gboolean
crm_activity_kind_is_plan (const char *kind)
{
  return g_strcmp0 (kind, "task") == 0 || g_strcmp0 (kind, "promise") == 0;
}
