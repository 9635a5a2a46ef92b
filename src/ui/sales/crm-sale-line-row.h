#pragma once

#include "crm-context.h"
#include "crm-item.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Behind the words: quantity, price, discount, tax, amount, remove. */
#define CRM_SALE_COLUMNS 6

#define CRM_TYPE_SALE_LINE_ROW (crm_sale_line_row_get_type ())

/* A line of a quote, an order or an invoice, in cells: in one row where there is room, in three where there is not.
 *
 * Signals: "edited" (): the line says something else; "ended" (): Return was pressed in its last cell; "remove" (). */
G_DECLARE_FINAL_TYPE (CrmSaleLineRow, crm_sale_line_row, CRM, SALE_LINE_ROW, AdwBin)

GtkWidget *crm_sale_line_row_new (CrmContext *context, GPtrArray *taxes, GtkSizeGroup *const *columns);
GtkWidget *crm_sale_line_row_new_head (GtkSizeGroup *const *columns);
CrmItem   *crm_sale_line_row_get_line (CrmSaleLineRow *self);
void       crm_sale_line_row_set_line (CrmSaleLineRow *self, CrmItem *line);
void       crm_sale_line_row_set_narrow (CrmSaleLineRow *self, gboolean narrow);
void       crm_sale_line_row_set_fixed (CrmSaleLineRow *self, gboolean fixed);
void       crm_sale_line_row_set_amount (CrmSaleLineRow *self, const char *amount);
void       crm_sale_line_row_focus (CrmSaleLineRow *self, gboolean quantity);
gboolean   crm_sale_line_row_take (CrmSaleLineRow *self);

G_END_DECLS
