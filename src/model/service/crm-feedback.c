#include "config.h"

#include "crm-feedback.h"

#include "crm-custom-value.h"
#include "crm-date.h"
#include "crm-error.h"
#include "crm-foreign-field.h"
#include "crm-tagging.h"
#include "crm-vote.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const CrmChoice crm_feedback_kinds[] = {
  { "satisfaction", N_ ("Satisfaction (1 to 5)") },
  { "recommendation", N_ ("Would recommend us (0 to 10)") },
  { "review", N_ ("Review") },
  { "complaint", N_ ("Complaint") },
  { "idea", N_ ("Idea") },
  { NULL, NULL },
};

static const CrmChoice feedback_statuses[] = {
  { "new", NC_ ("feedback", "New"), "feedback" },
  { "doing", NC_ ("feedback", "Being done"), "feedback" },
  { "done", NC_ ("feedback", "Done"), "feedback" },
  { "declined", NC_ ("feedback", "Not to be done"), "feedback" },
  { NULL, NULL },
};

static const CrmChoice feedback_permissions[] = {
  { "yes", NC_ ("publish", "With their name"), "publish" },
  { "anonymous", NC_ ("publish", "Without their name"), "publish" },
  { "no", NC_ ("publish", "No"), "publish" },
  { NULL, NULL },
};

static const CrmField crm_feedback_fields[] = {
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_REQUIRED, crm_feedback_kinds),
  CRM_INTEGER ("score", N_ ("Score"), CRM_FIELD_NONE),
  CRM_REFERENCE ("person", N_ ("Person"), CRM_FIELD_SEARCHED, "person"),
  CRM_REFERENCE ("company", N_ ("Company"), CRM_FIELD_SEARCHED, "company"),
  CRM_LONG_TEXT ("text", N_ ("What they say"), CRM_FIELD_SEARCHED),
  CRM_DATE ("date", N_ ("Date"), CRM_FIELD_NONE),
  CRM_REFERENCE ("service_case", N_ ("About the case"), CRM_FIELD_NONE, "service_case"),
  CRM_REFERENCE ("product", N_ ("Product"), CRM_FIELD_SEARCHED, "product"),
  CRM_CHOICE ("status", N_ ("Status"), CRM_FIELD_NONE, feedback_statuses),
  CRM_LONG_TEXT ("answer", N_ ("What we say"), CRM_FIELD_SEARCHED),
  CRM_ITEMS ("votes", N_ ("Wanted by"), CRM_FIELD_NONE, crm_vote_get_type),
  CRM_CHOICE ("publish", N_ ("May be published"), CRM_FIELD_NONE, feedback_permissions), /* unset: nobody asked */
  CRM_REFERENCE ("owner", N_ ("Owner"), CRM_FIELD_UNLINKED, "user"),
  CRM_ITEMS ("tags", N_ ("Tags"), CRM_FIELD_NONE, crm_tagging_get_type),
  CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),
  CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type),
};

CRM_DEFINE_RECORD (CrmFeedback, crm_feedback)

/**
 * crm_feedback_get_range:
 * @kind: (nullable): of a feedback
 *
 * Returns: whether it has a score, and between which numbers
 */
gboolean
crm_feedback_get_range (const char *kind, int *least, int *most)
{
  gboolean wide = g_strcmp0 (kind, "recommendation") == 0;

  *least = wide ? 0 : 1;
  *most = wide ? 10 : 5;

  return wide || g_strcmp0 (kind, "satisfaction") == 0 || g_strcmp0 (kind, "review") == 0;
}

/**
 * crm_feedback_is_followed:
 * @kind: (nullable): of a feedback
 *
 * Returns: whether something comes of it, or is refused: a complaint, an idea
 */
gboolean
crm_feedback_is_followed (const char *kind)
{
  return g_strcmp0 (kind, "complaint") == 0 || g_strcmp0 (kind, "idea") == 0;
}

static const char *
get_kind (CrmObject *self)
{
  return crm_object_get_text (self, "kind");
}

/* What they said, else which kind of thing it is and their score. */
static char *
crm_feedback_dup_title (CrmObject *self)
{
  const char *text = crm_object_get_text (self, "text");
  const char *label = _ ("Feedback");

  if (text != NULL)
    return g_strndup (text, strcspn (text, "\n"));
  for (const CrmChoice *choice = crm_feedback_kinds; choice->value != NULL; choice++)
    {
      if (g_strcmp0 (choice->value, get_kind (self)) == 0)
        label = _ (choice->label);
    }

  return g_strdup (label);
}

static CrmFieldUse
crm_feedback_get_use (CrmObject *self, const CrmField *field)
{
  const char *kind = get_kind (self);
  int         least, most;

  if (kind == NULL)
    return CRM_FIELD_USE_OPEN;
  if (strcmp (field->name, "score") == 0)
    return crm_feedback_get_range (kind, &least, &most) ? CRM_FIELD_USE_OPEN : CRM_FIELD_USE_NONE;
  if (strcmp (field->name, "votes") == 0)
    return strcmp (kind, "idea") == 0 ? CRM_FIELD_USE_OPEN : CRM_FIELD_USE_NONE;
  if (strcmp (field->name, "status") == 0)
    return crm_feedback_is_followed (kind) ? CRM_FIELD_USE_OPEN : CRM_FIELD_USE_NONE;

  return CRM_FIELD_USE_OPEN;
}

static gboolean
crm_feedback_before_save (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  CrmObject       *self = CRM_OBJECT (record);
  g_autofree char *today = crm_date_to_iso (crm_date_from_instant (context->now));

  if (context->restoring)
    return TRUE;
  if (crm_object_get_text (self, "date") == NULL)
    crm_object_set_text (self, "date", today);
  if (crm_feedback_is_followed (get_kind (self)) && crm_object_get_text (self, "status") == NULL)
    crm_object_set_text (self, "status", "new");

  return TRUE;
}

static gboolean
validate_score (CrmObject *self, GError **error)
{
  gint64 score = crm_object_get_integer (self, "score");
  int    least, most;

  if (!crm_feedback_get_range (get_kind (self), &least, &most))
    return TRUE;
  if (score == CRM_UNSET && strcmp (get_kind (self), "review") == 0)
    return TRUE;
  if (score != CRM_UNSET && score >= least && score <= most)
    return TRUE;

  if (least == 0)
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("How gladly somebody would recommend us is a number from 0 to 10."));
  else
    g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("How satisfied somebody is, is a number from 1 to 5."));

  return FALSE;
}

static gboolean
crm_feedback_validate (CrmRecord *record, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);
  CrmDate    date;

  if (get_kind (self) == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("Feedback needs a kind, such as a complaint or an idea."));
      return FALSE;
    }
  if (crm_object_get_text (self, "date") != NULL && (!crm_date_from_iso (crm_object_get_text (self, "date"), &date) || !crm_date_is_full (date)))
    {
      g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("“%s” is no day of the calendar."), crm_object_get_text (self, "date"));
      return FALSE;
    }

  return validate_score (self, error);
}

static gboolean
crm_feedback_get_event (CrmRecord *self, gint64 *at, const char **kind)
{
  *kind = "feedback";
  *at = crm_record_place_on_day (self);

  return TRUE;
}

static void
crm_feedback_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_feedback_dup_title;
  CRM_OBJECT_CLASS (klass)->get_use = crm_feedback_get_use;
  klass->before_save = crm_feedback_before_save;
  klass->validate = crm_feedback_validate;
  klass->get_event = crm_feedback_get_event;
}
