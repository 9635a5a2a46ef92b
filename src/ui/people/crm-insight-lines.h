#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_INSIGHT_LINES (crm_insight_lines_get_type ())

/* What their buying says of somebody, in sentences: what is so, what it is taken from, what to do; each opens the records it counted. Hidden where
 * there is nothing to say. */
G_DECLARE_FINAL_TYPE (CrmInsightLines, crm_insight_lines, CRM, INSIGHT_LINES, GtkWidget)

GtkWidget *crm_insight_lines_new (CrmContext *context);
void       crm_insight_lines_set_record (CrmInsightLines *self, CrmRecord *record);

G_END_DECLS
