#pragma once

#include "crm-table-groups.h"
#include "crm-table-type.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The columns of the wide list, and what a click on their heads means to a query. */

typedef struct _CrmTableColumns CrmTableColumns;

CrmTableColumns *crm_table_columns_new (GtkColumnView *view, CrmContext *context, const CrmTableType *type, CrmTableGroups *groups, GCallback sorted, gpointer user_data);
void             crm_table_columns_free (CrmTableColumns *self);
char            *crm_table_columns_dup_sort (CrmTableColumns *self);
void             crm_table_columns_set_names (CrmTableColumns *self, const char *names);
char            *crm_table_columns_dup_names (CrmTableColumns *self);
void             crm_table_columns_fit (CrmTableColumns *self, int width);
void             crm_table_columns_show_sort (CrmTableColumns *self, const char *sort);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmTableColumns, crm_table_columns_free)

G_END_DECLS
