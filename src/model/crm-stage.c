#include "config.h"

#include "crm-stage.h"

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
  CRM_INTEGER ("position", N_ ("Position"), CRM_FIELD_HIDDEN),
};

CRM_DEFINE_RECORD (CrmStage, crm_stage)

static void
crm_stage_override (CrmRecordClass *klass)
{
}
