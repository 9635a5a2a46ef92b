#pragma once

#include "crm-context.h"
#include "crm-import-map.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a column of a file can be, as a list to choose from; one for all rows of a dialog. */

#define CRM_TYPE_IMPORT_TARGETS (crm_import_targets_get_type ())
G_DECLARE_FINAL_TYPE (CrmImportTargets, crm_import_targets, CRM, IMPORT_TARGETS, GObject)

CrmImportTargets *crm_import_targets_new (CrmStore *store);

#define CRM_TYPE_IMPORT_COLUMN_ROW (crm_import_column_row_get_type ())
G_DECLARE_FINAL_TYPE (CrmImportColumnRow, crm_import_column_row, CRM, IMPORT_COLUMN_ROW, AdwActionRow)

/* A column this sure needs no second look. */
#define CRM_IMPORT_SURE 80

GtkWidget *crm_import_column_row_new (CrmContext *context, CrmImportTargets *targets, CrmImportMap *map, guint column, GPtrArray *rows);

G_END_DECLS
