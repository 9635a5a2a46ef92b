#include "config.h"

#include "crm-service-case.h"

#include "crm-activity.h"
#include "crm-custom-value.h"
#include "crm-error.h"
#include "crm-foreign-field.h"
#include "crm-service-terms.h"
#include "crm-tagging.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A subject that is made of the question is cut there, in characters. */
#define SUBJECT_LENGTH 80

const CrmChoice crm_service_case_statuses[] = {
  { "new", NC_ ("case", "Not answered yet"), "case" },
  { "open", NC_ ("case", "Being worked on"), "case" },
  { "waiting", NC_ ("case", "Waiting for the customer"), "case" },
  { "solved", NC_ ("case", "Solved"), "case" },
  { NULL, NULL },
};

const CrmChoice crm_service_case_channels[] = {
  { "visit", NC_ ("channel", "In person"), "channel" },
  { "call", NC_ ("channel", "By phone"), "channel" },
  { "message", NC_ ("channel", "By message"), "channel" },
  { "email", NC_ ("channel", "By e-mail"), "channel" },
  { "web", NC_ ("channel", "On the web"), "channel" },
  { NULL, NULL },
};

const CrmChoice crm_service_case_priorities[] = {
  { "high", N_ ("High") },
  { "normal", N_ ("Normal") },
  { "low", N_ ("Low") },
  { NULL, NULL },
};

static const CrmField crm_service_case_fields[] = {
  CRM_TEXT ("subject", N_ ("Subject"), CRM_FIELD_SEARCHED | CRM_FIELD_REQUIRED),
  CRM_REFERENCE ("person", N_ ("Person"), CRM_FIELD_SEARCHED, "person"),
  CRM_REFERENCE ("company", N_ ("Company"), CRM_FIELD_SEARCHED, "company"),
  CRM_LONG_TEXT ("question", N_ ("What was asked"), CRM_FIELD_SEARCHED),
  CRM_CHOICE ("channel", N_ ("How it came"), CRM_FIELD_NONE, crm_service_case_channels),
  CRM_TEXT ("topic", N_ ("Topic"), CRM_FIELD_SEARCHED),
  CRM_REFERENCE ("product", N_ ("Product"), CRM_FIELD_SEARCHED, "product"),
  CRM_CHOICE ("status", N_ ("Status"), CRM_FIELD_NONE, crm_service_case_statuses),
  CRM_CHOICE ("priority", N_ ("Priority"), CRM_FIELD_NONE, crm_service_case_priorities), /* unset: normal */
  CRM_INSTANT ("due_at", N_ ("Answer due"), CRM_FIELD_NONE),
  CRM_REFERENCE ("owner", N_ ("Owner"), CRM_FIELD_UNLINKED, "user"),
  CRM_LONG_TEXT ("resolution", N_ ("How it was solved"), CRM_FIELD_SEARCHED),
  CRM_REFERENCE ("article", N_ ("Answered with"), CRM_FIELD_NONE, "article"),
  CRM_INSTANT ("opened_at", N_ ("Came in"), CRM_FIELD_NONE),
  CRM_INSTANT ("answered_at", N_ ("First answered"), CRM_FIELD_NONE),
  CRM_INSTANT ("solved_at", N_ ("Solved at"), CRM_FIELD_NONE),
  CRM_ITEMS ("tags", N_ ("Tags"), CRM_FIELD_NONE, crm_tagging_get_type),
  CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),
  CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type),
};

CRM_DEFINE_RECORD (CrmServiceCase, crm_service_case)

static gboolean
has_status (CrmObject *self, const char *status)
{
  return g_strcmp0 (crm_object_get_text (self, "status"), status) == 0;
}

static gboolean
is_set (CrmObject *self, const char *field)
{
  return crm_object_get_integer (self, field) != CRM_UNSET;
}

gboolean
crm_service_case_is_solved (CrmRecord *self)
{
  return has_status (CRM_OBJECT (self), "solved");
}

/**
 * crm_service_case_is_late:
 * @now: instant
 *
 * Returns: whether it should have been solved by now, and it is our turn
 */
gboolean
crm_service_case_is_late (CrmRecord *self, gint64 now)
{
  CrmObject *object = CRM_OBJECT (self);

  return !crm_service_case_is_solved (self) && !has_status (object, "waiting") && is_set (object, "due_at") && crm_object_get_integer (object, "due_at") < now;
}

/**
 * crm_service_case_get_activity_kind:
 *
 * Returns: the kind of activity that an answer is, when it goes the way the question came
 */
const char *
crm_service_case_get_activity_kind (CrmRecord *self)
{
  const char *channel = crm_object_get_text (CRM_OBJECT (self), "channel");

  if (channel == NULL || strcmp (channel, "web") == 0)
    return "email";

  return channel;
}

/* Who only wrote down what was asked need not think of a title. */
static void
crm_service_case_prepare (CrmObject *self)
{
  const char      *question = crm_object_get_text (self, "question");
  g_autofree char *line = question != NULL ? g_strndup (question, strcspn (question, "\n")) : NULL;
  g_autofree char *subject = NULL;

  if (line == NULL || crm_object_get_text (self, "subject") != NULL)
    return;

  subject = g_utf8_strlen (line, -1) > SUBJECT_LENGTH ? g_utf8_substring (line, 0, SUBJECT_LENGTH) : g_strdup (line);
  g_strstrip (subject);
  crm_object_set_text (self, "subject", *subject != '\0' ? subject : NULL);
}

/* When the answer is due follows from when it was asked and how urgent it is, until somebody says another time. */
static void
settle_due (CrmObject *self, CrmObject *before, CrmRecordContext *context)
{
  gboolean said = before != NULL ? crm_object_get_integer (self, "due_at") != crm_object_get_integer (before, "due_at") : is_set (self, "due_at");
  gboolean anew = before == NULL || g_strcmp0 (crm_object_get_text (self, "priority"), crm_object_get_text (before, "priority")) != 0;

  if (!said && anew)
    crm_object_set_integer (self, "due_at", crm_service_terms_find_due (context, crm_object_get_text (self, "priority"), crm_object_get_integer (self, "opened_at")));
}

static void
settle_times (CrmObject *self, CrmRecordContext *context)
{
  gboolean solved = has_status (self, "solved");

  if (!is_set (self, "opened_at"))
    crm_object_set_integer (self, "opened_at", context->now);
  if (!has_status (self, "new") && !is_set (self, "answered_at"))
    crm_object_set_integer (self, "answered_at", solved && is_set (self, "solved_at") ? crm_object_get_integer (self, "solved_at") : context->now);
  if (solved && !is_set (self, "solved_at"))
    crm_object_set_integer (self, "solved_at", context->now);
  if (!solved)
    crm_object_set_integer (self, "solved_at", CRM_UNSET);
}

static gboolean
crm_service_case_before_save (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);

  if (context->restoring)
    return TRUE;
  if (crm_object_get_text (self, "status") == NULL)
    crm_object_set_text (self, "status", "new");
  settle_times (self, context);
  settle_due (self, before != NULL ? CRM_OBJECT (before) : NULL, context);

  return TRUE;
}

static gboolean
crm_service_case_validate (CrmRecord *record, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);
  gint64     opened = crm_object_get_integer (self, "opened_at");
  gint64     solved = crm_object_get_integer (self, "solved_at");

  if (crm_object_get_text (self, "subject") == NULL)
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A case needs a subject: what it is about, in a few words."));
  else if (opened != CRM_UNSET && solved != CRM_UNSET && solved < opened)
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A case cannot be solved before it was asked."));
  else
    return TRUE;

  return FALSE;
}

static gboolean
crm_service_case_get_event (CrmRecord *self, gint64 *at, const char **kind)
{
  *kind = "case";
  *at = crm_object_get_integer (CRM_OBJECT (self), "opened_at");
  if (*at == CRM_UNSET)
    *at = crm_record_get_created_at (self);

  return TRUE;
}

/* What is said about a case is said to who asked. */
static void
crm_service_case_collect_parents (CrmRecord *self, GArray *ids)
{
  crm_record_collect_references (self, (const char *const[]){ "person", "company", NULL }, ids);
}

static void
crm_service_case_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->prepare = crm_service_case_prepare;
  klass->before_save = crm_service_case_before_save;
  klass->validate = crm_service_case_validate;
  klass->get_event = crm_service_case_get_event;
  klass->collect_parents = crm_service_case_collect_parents;
}

/* Returns: the status that @incoming words make of @status; %NULL where nothing changes */
static const char *
follow_words (const char *status, gboolean incoming)
{
  if (incoming)
    return strcmp (status, "waiting") == 0 || strcmp (status, "solved") == 0 ? "open" : NULL;

  return strcmp (status, "new") == 0 ? "open" : NULL;
}

/**
 * crm_service_case_follow:
 * @activity: that is new, about cases perhaps
 *
 * What was said to the customer makes a case one that is being worked on; what they say again opens it again.
 */
gboolean
crm_service_case_follow (CrmRecord *activity, CrmRecordContext *context, GError **error)
{
  CrmObject *said = CRM_OBJECT (activity);
  GPtrArray *links = crm_object_get_items (said, "links");
  gboolean   incoming = g_strcmp0 (crm_object_get_text (said, "direction"), "in") == 0;

  if (!crm_activity_kind_is_contact (crm_object_get_text (said, "kind")) || crm_object_get_integer (said, "occurred_at") == CRM_UNSET)
    return TRUE;

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      gint64 id = crm_object_get_integer (links->pdata[i], "target");
      g_autoptr (CrmRecord) known = id != CRM_UNSET ? context->load (context, id) : NULL;
      g_autoptr (CrmRecord) draft = known != NULL && CRM_IS_SERVICE_CASE (known) ? crm_record_edit (known) : NULL;
      const char *status = draft != NULL ? crm_object_get_text (CRM_OBJECT (draft), "status") : NULL;

      status = status != NULL ? follow_words (status, incoming) : NULL;
      if (status == NULL)
        continue;
      crm_object_set_text (CRM_OBJECT (draft), "status", status);
      if (!context->save (context, draft, error))
        return FALSE;
    }

  return TRUE;
}
