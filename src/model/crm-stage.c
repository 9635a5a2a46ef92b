#include "config.h"

#include "crm-stage.h"

#include "crm-error.h"
#include "crm-stage-prompt.h"

#include <glib/gi18n-lib.h>

const CrmChoice crm_stage_kinds[] = {
  { "open", NC_ ("stage kind", "Open"), "stage kind" },
  { "won", NC_ ("stage kind", "Won"), "stage kind" },
  { "lost", NC_ ("stage kind", "Lost"), "stage kind" },
  { "hold", NC_ ("stage kind", "On hold"), "stage kind" },
  { NULL, NULL },
};

static const CrmField crm_stage_fields[] = {
  CRM_REFERENCE ("pipeline", N_ ("Pipeline"), CRM_FIELD_REQUIRED | CRM_FIELD_UNLINKED, "pipeline"),
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_CHOICE ("kind", N_ ("Kind"), CRM_FIELD_REQUIRED, crm_stage_kinds),
  CRM_INTEGER ("probability", N_ ("Probability (%)"), CRM_FIELD_NONE),
  CRM_INTEGER ("expected_days", N_ ("Expected days"), CRM_FIELD_NONE),
  CRM_ITEMS ("checklist", N_ ("To do before it moves on"), CRM_FIELD_NONE, crm_stage_prompt_get_type),
  CRM_ITEMS ("questions", N_ ("Questions to ask"), CRM_FIELD_NONE, crm_stage_prompt_get_type),
  CRM_TEXT ("next_task", N_ ("Task to propose"), CRM_FIELD_NONE),
  CRM_INTEGER ("next_task_days", N_ ("Due after days"), CRM_FIELD_NONE),
  CRM_INTEGER ("position", N_ ("Position"), CRM_FIELD_HIDDEN),
};

CRM_DEFINE_RECORD (CrmStage, crm_stage)

static gboolean
are_days (gint64 days)
{
  return days == CRM_UNSET || (days >= 0 && days <= CRM_STAGE_MAX_DAYS);
}

static gboolean
crm_stage_validate (CrmRecord *self, GError **error)
{
  gint64 probability = crm_object_get_integer (CRM_OBJECT (self), "probability");

  if (probability != CRM_UNSET && (probability < 0 || probability > 100))
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A probability is a number from 0 to 100."));
      return FALSE;
    }
  if (are_days (crm_object_get_integer (CRM_OBJECT (self), "expected_days")) && are_days (crm_object_get_integer (CRM_OBJECT (self), "next_task_days")))
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("The days of a stage are a number from 0 to %d."), CRM_STAGE_MAX_DAYS);
  return FALSE;
}

static void
crm_stage_override (CrmRecordClass *klass)
{
  klass->validate = crm_stage_validate;
}
