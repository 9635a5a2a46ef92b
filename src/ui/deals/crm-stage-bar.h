#pragma once

#include "crm-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_STAGE_BAR (crm_stage_bar_get_type ())

/* The stages of a deal's pipeline in a row, the one it is in marked. Signal: "chosen" (CrmRecord *stage), which is not marked before the
 * deal is there. */
G_DECLARE_FINAL_TYPE (CrmStageBar, crm_stage_bar, CRM, STAGE_BAR, GtkWidget)

GtkWidget *crm_stage_bar_new (void);
void       crm_stage_bar_set_stages (CrmStageBar *self, GPtrArray *stages);
void       crm_stage_bar_set_stage (CrmStageBar *self, gint64 stage);

G_END_DECLS
