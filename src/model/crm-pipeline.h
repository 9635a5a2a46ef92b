#pragma once

#include "crm-record.h"

G_BEGIN_DECLS

#define CRM_TYPE_PIPELINE (crm_pipeline_get_type ())

/* The way a kind of deal goes, in stages. */
CRM_DECLARE_RECORD (CrmPipeline, crm_pipeline, CRM, PIPELINE)

G_END_DECLS
