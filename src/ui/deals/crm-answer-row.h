#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_ANSWER_ROW (crm_answer_row_get_type ())

/* A question and the text of its answer. Signal: "left" (): the focus went away. */
G_DECLARE_FINAL_TYPE (CrmAnswerRow, crm_answer_row, CRM, ANSWER_ROW, AdwPreferencesRow)

GtkWidget *crm_answer_row_new (const char *question);
void       crm_answer_row_show (CrmAnswerRow *self, const char *answer, const char *asked);
char      *crm_answer_row_dup_answer (CrmAnswerRow *self);

G_END_DECLS
