#pragma once

#include "crm-context.h"
#include "crm-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_SALE_CELL (crm_sale_cell_get_type ())

/* One field of a line, typed as people type it: a text, a number, an amount.
 *
 * Signals: "taken" (): what was typed is in the line now; "next" (): Return was pressed, and it was understood. */
G_DECLARE_FINAL_TYPE (CrmSaleCell, crm_sale_cell, CRM, SALE_CELL, GtkEntry)

GtkWidget *crm_sale_cell_new (CrmContext *context, const CrmField *field, int width);
void       crm_sale_cell_set_line (CrmSaleCell *self, CrmObject *line);
gboolean   crm_sale_cell_take (CrmSaleCell *self);

G_END_DECLS
