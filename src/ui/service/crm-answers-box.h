#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_ANSWERS_BOX (crm_answers_box_get_type ())

/* How a question was answered before: solved cases and kept answers that are like it, each with what was said. Nothing is shown where nothing is like it.
 *
 * Signal: "use" (CrmRecord *answer, const char *text): somebody wants to say that. */
G_DECLARE_FINAL_TYPE (CrmAnswersBox, crm_answers_box, CRM, ANSWERS_BOX, GtkWidget)

GtkWidget *crm_answers_box_new (CrmContext *context, const char *use_label);
void       crm_answers_box_set_person (CrmAnswersBox *self, gint64 person);
void       crm_answers_box_ask (CrmAnswersBox *self, const char *question, gint64 except);

G_END_DECLS
