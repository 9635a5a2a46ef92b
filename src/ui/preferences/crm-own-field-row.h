#pragma once

#include "crm-record.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_OWN_FIELD_ROW (crm_own_field_row_get_type ())

/* A field that the business made, in the list of those of its records. Alt+arrows or a drag move it, Delete removes it.
 *
 * Signals: "move" (int by), "drop" (CrmOwnFieldRow *): that row was dropped on this one; "remove" (). */
G_DECLARE_FINAL_TYPE (CrmOwnFieldRow, crm_own_field_row, CRM, OWN_FIELD_ROW, AdwActionRow)

GtkWidget *crm_own_field_row_new (CrmRecord *field);
CrmRecord *crm_own_field_row_get_field (CrmOwnFieldRow *self);

G_END_DECLS
