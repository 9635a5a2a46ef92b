#pragma once

#include "crm-context.h"
#include "crm-places.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_LEAD_ROW (crm_lead_row_get_type ())

/* Somebody who asked: how promising, who, where from, why, and when they asked last.
 *
 * Signal: "convert" (), by the row's button. */
G_DECLARE_FINAL_TYPE (CrmLeadRow, crm_lead_row, CRM, LEAD_ROW, GtkWidget)

GtkWidget *crm_lead_row_new (CrmContext *context, GtkListItem *item);
CrmRecord *crm_lead_row_get_person (CrmLeadRow *self);
guint      crm_lead_row_get_position (CrmLeadRow *self);
void       crm_lead_row_set_place (CrmLeadRow *self, CrmPlace *place);
void       crm_lead_row_refresh (CrmLeadRow *self);

G_END_DECLS
