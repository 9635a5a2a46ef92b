#pragma once

#include "crm-table-type.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_COLUMN_CHOOSER (crm_column_chooser_get_type ())

/* A popover that says which columns a table has: those of its type, and any field.
 *
 * Signal: "changed" (const char *names): as crm_table_columns_set_names() takes them. */
G_DECLARE_FINAL_TYPE (CrmColumnChooser, crm_column_chooser, CRM, COLUMN_CHOOSER, GtkPopover)

void crm_column_chooser_fill (CrmColumnChooser *self, CrmContext *context, const CrmTableType *type, const char *names);

G_END_DECLS
