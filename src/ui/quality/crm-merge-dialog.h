#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_MERGE_DIALOG (crm_merge_dialog_get_type ())

/* Two records that are one: which stays, which value is right where they differ, and how the one will be. Ctrl+Return merges, Esc leaves both
 * as they were. */
G_DECLARE_FINAL_TYPE (CrmMergeDialog, crm_merge_dialog, CRM, MERGE_DIALOG, AdwWindow)

GtkWindow *crm_merge_dialog_new (CrmContext *context, CrmRecord *one, CrmRecord *other);
void       crm_merge_dialog_present (GtkWidget *parent, CrmContext *context, gint64 one, gint64 other);

G_END_DECLS
