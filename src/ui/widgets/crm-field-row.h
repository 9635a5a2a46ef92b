#pragma once

#include "crm-context.h"
#include "crm-field-value.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows that edit one field of a draft, made from the field's declaration alone. A row writes what it understands into the draft at
 * once; whoever owns the draft hears of it by the draft's own "notify" and decides when to save. */

GtkWidget *crm_field_row_new (CrmContext *context, gpointer draft, const CrmField *field);
GPtrArray *crm_field_rows_new (CrmContext *context, gpointer draft);
GtkWidget *crm_field_row_new_action (const char *title, const char *icon_name);
gboolean   crm_field_row_is_editable (const CrmField *field);
gboolean   crm_field_row_is_valid (GtkWidget *row);

G_END_DECLS
