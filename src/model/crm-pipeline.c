#include "config.h"

#include "crm-pipeline.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_pipeline_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_INTEGER ("position", N_ ("Position"), CRM_FIELD_HIDDEN),
};

CRM_DEFINE_RECORD (CrmPipeline, crm_pipeline)

static void
crm_pipeline_override (CrmRecordClass *klass)
{
}
