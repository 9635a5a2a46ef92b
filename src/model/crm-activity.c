#include "config.h"

#include "crm-activity.h"

#include "crm-activity-link.h"
#include "crm-custom-value.h"
#include "crm-date.h"
#include "crm-error.h"
#include "crm-foreign-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const CrmChoice crm_activity_kinds[] = {
  { "note", N_ ("Note") },
  { "call", N_ ("Call") },
  { "email", N_ ("E-mail") },
  { "message", N_ ("Message") },
  { "meeting", N_ ("Meeting") },
  { "visit", N_ ("Visit") },
  { "task", N_ ("Task") },
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

static const CrmChoice activity_priorities[] = {
  { "high", N_ ("High") },
  { "normal", N_ ("Normal") },
  { "low", N_ ("Low") },
  { NULL, NULL },
};

static const CrmField crm_activity_fields[] = {
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_REQUIRED, crm_activity_kinds),
  CRM_TEXT ("subject", N_ ("Subject"), CRM_FIELD_SEARCHED),
  CRM_LONG_TEXT ("body", N_ ("Text"), CRM_FIELD_SEARCHED),
  CRM_ITEMS ("links", N_ ("About"), CRM_FIELD_NONE, crm_activity_link_get_type),
  CRM_INSTANT ("occurred_at", N_ ("When"), CRM_FIELD_NONE),
  CRM_TEXT ("channel", N_ ("Channel"), CRM_FIELD_NONE),
  CRM_CHOICE ("direction", N_ ("Direction"), CRM_FIELD_NONE, crm_activity_directions),
  CRM_CHOICE ("outcome", N_ ("Outcome"), CRM_FIELD_NONE, crm_activity_outcomes),
  CRM_INTEGER ("duration", N_ ("Duration (seconds)"), CRM_FIELD_NONE),
  CRM_DATE ("due", N_ ("Due"), CRM_FIELD_NONE),
  CRM_TEXT ("due_time", N_ ("Due time"), CRM_FIELD_NONE), /* HH:MM, of the place where it is read */
  CRM_INSTANT ("done_at", N_ ("Done"), CRM_FIELD_NONE),
  CRM_CHOICE ("priority", N_ ("Priority"), CRM_FIELD_NONE, activity_priorities),
  CRM_TEXT ("owner", N_ ("Owner"), CRM_FIELD_NONE),
  CRM_BOOLEAN ("pinned", N_ ("Pinned"), CRM_FIELD_NONE),
  CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),
  CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type),
};

CRM_DEFINE_RECORD (CrmActivity, crm_activity)

static gint64
get_due_instant (CrmObject *self)
{
  CrmDate due;

  return crm_date_from_iso (crm_object_get_text (self, "due"), &due) ? crm_date_to_instant (due) : CRM_UNSET;
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

static gboolean
crm_activity_before_save (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);

  if (before == NULL && !context->restoring && crm_object_get_integer (self, "occurred_at") == CRM_UNSET && crm_object_get_text (self, "due") == NULL && g_strcmp0 (crm_object_get_text (self, "kind"), "task") != 0)
    crm_object_set_integer (self, "occurred_at", context->now);

  return TRUE;
}

static gboolean
crm_activity_validate (CrmRecord *record, GError **error)
{
  CrmObject  *self = CRM_OBJECT (record);
  const char *due = crm_object_get_text (self, "due");
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

  return TRUE;
}

static void
crm_activity_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_activity_dup_title;
  klass->get_event = crm_activity_get_event;
  klass->before_save = crm_activity_before_save;
  klass->validate = crm_activity_validate;
}
