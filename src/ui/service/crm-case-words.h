#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

/* How a case and a feedback stand, in words. */

char *crm_case_words_dup_state (CrmContext *context, CrmObject *record);
char *crm_case_words_dup_due (CrmContext *context, CrmObject *record);
char *crm_case_words_dup_sentence (CrmContext *context, CrmRecord *record);
char *crm_feedback_words_dup_score (CrmContext *context, CrmObject *feedback);

G_END_DECLS
