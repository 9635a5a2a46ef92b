#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_SALE_LINES (crm_sale_lines_get_type ())

/* The lines of a quote, an order or an invoice, edited in place, and what they come to. Each edit is saved when its cell is left, and can be
 * undone; what cannot be so is told at once and not saved. */
G_DECLARE_FINAL_TYPE (CrmSaleLines, crm_sale_lines, CRM, SALE_LINES, GtkWidget)

GtkWidget *crm_sale_lines_new (CrmContext *context);
void       crm_sale_lines_set_record (CrmSaleLines *self, CrmRecord *record);
void       crm_sale_lines_set_narrow (CrmSaleLines *self, gboolean narrow);
gboolean   crm_sale_lines_save (CrmSaleLines *self);
void       crm_sale_lines_add (CrmSaleLines *self);
void       crm_sale_lines_pick_product (CrmSaleLines *self);

G_END_DECLS
