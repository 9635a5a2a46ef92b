#pragma once

#include "crm-pipeline.h"

G_BEGIN_DECLS

/* Pipelines to begin with. A business takes one and makes it its own. */

guint       crm_pipeline_template_count (void);
const char *crm_pipeline_template_get_id (guint index);
const char *crm_pipeline_template_get_name (guint index);
const char *crm_pipeline_template_get_about (guint index);
GPtrArray  *crm_pipeline_template_make (const char *id);

G_END_DECLS
