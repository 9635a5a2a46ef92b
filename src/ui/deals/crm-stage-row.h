#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_STAGE_ROW (crm_stage_row_get_type ())

/* One stage in the editor of a pipeline: its name, and what it is made of when it is unfolded.
 *
 * Signals: "move" (int by): toward the first or the last; "remove" (). */
G_DECLARE_FINAL_TYPE (CrmStageRow, crm_stage_row, CRM, STAGE_ROW, AdwExpanderRow)

GtkWidget *crm_stage_row_new (CrmContext *context, CrmRecord *draft);
CrmRecord *crm_stage_row_get_draft (CrmStageRow *self);
gboolean   crm_stage_row_is_valid (CrmStageRow *self);
void       crm_stage_row_show_error (CrmStageRow *self);

G_END_DECLS
