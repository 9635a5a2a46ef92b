#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_PIPELINE_DIALOG (crm_pipeline_dialog_get_type ())

/* Edits a pipeline with its stages. Nothing is saved before Save or Ctrl+Return, and then all of it as one change. */
G_DECLARE_FINAL_TYPE (CrmPipelineDialog, crm_pipeline_dialog, CRM, PIPELINE_DIALOG, AdwWindow)

void crm_pipeline_dialog_present (GtkWidget *parent, CrmContext *context, CrmRecord *pipeline);

G_END_DECLS
