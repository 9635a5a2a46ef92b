#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_QUESTIONS_VIEW (crm_questions_view_get_type ())

/* What customers ask again and again, each question with its cases; of each an answer is made, or an idea, with one key. */
G_DECLARE_FINAL_TYPE (CrmQuestionsView, crm_questions_view, CRM, QUESTIONS_VIEW, GtkWidget)

GtkWidget *crm_questions_view_new (CrmContext *context);

G_END_DECLS
