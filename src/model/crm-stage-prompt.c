#include "config.h"

#include "crm-stage-prompt.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_stage_prompt_fields[] = {
  CRM_TEXT ("text", N_ ("Text"), CRM_FIELD_REQUIRED),
};

CRM_DEFINE_ITEM (CrmStagePrompt, crm_stage_prompt)

static char *
crm_stage_prompt_dup_title (CrmObject *self)
{
  return g_strdup (crm_object_get_text (self, "text"));
}

static void
crm_stage_prompt_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_stage_prompt_dup_title;
}
