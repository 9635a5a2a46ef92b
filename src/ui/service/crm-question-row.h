#pragma once

#include "crm-context.h"
#include "crm-questions.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_QUESTION_ROW (crm_question_row_get_type ())

/* One question that is asked often: how often, how it is answered, and below its cases. A writes an answer, I notes an idea. */
G_DECLARE_FINAL_TYPE (CrmQuestionRow, crm_question_row, CRM, QUESTION_ROW, AdwExpanderRow)

GtkWidget *crm_question_row_new (CrmContext *context, const CrmQuestion *question);

G_END_DECLS
