#pragma once

#include "crm-context.h"
#include "crm-places.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_ROW (crm_deal_row_get_type ())

/* A deal in two lines: its title and value, its people and stage. */
G_DECLARE_FINAL_TYPE (CrmDealRow, crm_deal_row, CRM, DEAL_ROW, AdwBin)

GtkListItemFactory *crm_deal_row_new_factory (CrmContext *context);
CrmRecord          *crm_deal_row_pick (GtkListView *rows, double x, double y);
void                crm_deal_row_set_place (CrmDealRow *self, CrmPlace *place);

G_END_DECLS
