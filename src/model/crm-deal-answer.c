#include "config.h"

#include "crm-deal-answer.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_deal_answer_fields[] = {
  CRM_TEXT ("prompt", N_ ("Asked"), CRM_FIELD_REQUIRED),
  CRM_LONG_TEXT ("answer", N_ ("Answer"), CRM_FIELD_SEARCHED), /* of a question */
  CRM_DATE ("done_on", N_ ("Done on"), CRM_FIELD_NONE),        /* of a line of a checklist */
};

CRM_DEFINE_ITEM (CrmDealAnswer, crm_deal_answer)

static char *
crm_deal_answer_dup_title (CrmObject *self)
{
  return g_strdup (crm_object_get_text (self, "prompt"));
}

static void
crm_deal_answer_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_deal_answer_dup_title;
}
