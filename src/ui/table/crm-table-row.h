#pragma once

#include "crm-places.h"
#include "crm-table-type.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_TABLE_ROW (crm_table_row_get_type ())

/* A record in two lines, where there is no room for columns: the first column, what it is worth, and what else its type says of it. */
G_DECLARE_FINAL_TYPE (CrmTableRow, crm_table_row, CRM, TABLE_ROW, AdwBin)

GtkListItemFactory *crm_table_row_new_factory (CrmContext *context, const CrmTableType *type);
CrmRecord          *crm_table_row_pick (GtkListView *rows, double x, double y);
void                crm_table_row_expose (GtkWidget *row, const char *title, const char *value, const char *about);
void                crm_table_row_refresh_all (GtkListView *rows);

G_END_DECLS
