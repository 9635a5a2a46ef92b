#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_STAGE_PROMPT (crm_stage_prompt_get_type ())

/* A line of a stage's checklist, or a question to ask while a deal is in it. */
CRM_DECLARE_ITEM (CrmStagePrompt, crm_stage_prompt, CRM, STAGE_PROMPT)

G_END_DECLS
