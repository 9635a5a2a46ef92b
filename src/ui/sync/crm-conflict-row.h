#pragma once

#include "crm-context.h"
#include "crm-record.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_CONFLICT_ROW (crm_conflict_row_get_type ())

/* Two values of one field, by whom and when, and three answers. */
G_DECLARE_FINAL_TYPE (CrmConflictRow, crm_conflict_row, CRM, CONFLICT_ROW, AdwPreferencesRow)

GtkWidget *crm_conflict_row_new (CrmContext *context, CrmRecord *conflict);
CrmRecord *crm_conflict_row_get_conflict (CrmConflictRow *self);

G_END_DECLS
