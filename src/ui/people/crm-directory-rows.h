#pragma once

#include "crm-directory-type.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The rows of the narrow list; crm-table-columns.h has those of the wide one. */

GtkListItemFactory *crm_directory_rows_new_factory (CrmContext *context, const CrmDirectoryType *type);
void                crm_directory_rows_refresh (GtkListView *rows);
CrmRecord          *crm_directory_rows_pick (GtkListView *rows, double x, double y);

G_END_DECLS
