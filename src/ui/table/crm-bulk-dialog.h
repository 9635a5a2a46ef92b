#pragma once

#include "crm-table-type.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_BULK_DIALOG (crm_bulk_dialog_get_type ())

/* One field of many records: which, what to do with it, and the value. Ctrl+Return applies it as one change, Esc leaves everything as it was. */
G_DECLARE_FINAL_TYPE (CrmBulkDialog, crm_bulk_dialog, CRM, BULK_DIALOG, AdwWindow)

void crm_bulk_dialog_present (GtkWidget *parent, CrmContext *context, const CrmTableType *type, GArray *ids);

G_END_DECLS
