#include "config.h"

#include "crm-stage-change.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_stage_change_fields[] = {
  CRM_REFERENCE ("deal", N_ ("Deal"), CRM_FIELD_REQUIRED, "deal"),
  CRM_REFERENCE ("from_stage", N_ ("From"), CRM_FIELD_UNLINKED, "stage"),
  CRM_REFERENCE ("to_stage", N_ ("To"), CRM_FIELD_REQUIRED | CRM_FIELD_UNLINKED, "stage"),
  CRM_INSTANT ("at", N_ ("At"), CRM_FIELD_REQUIRED),
};

CRM_DEFINE_RECORD (CrmStageChange, crm_stage_change)

static gboolean
crm_stage_change_get_event (CrmRecord *self, gint64 *at, const char **kind)
{
  *at = crm_object_get_integer (CRM_OBJECT (self), "at");
  *kind = "stage";

  return *at != CRM_UNSET;
}

static void
crm_stage_change_override (CrmRecordClass *klass)
{
  klass->get_event = crm_stage_change_get_event;
}
