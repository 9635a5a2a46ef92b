#pragma once

#include "crm-directory-type.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The columns of the wide list, and what a click on their heads means to a query. */

typedef struct _CrmDirectoryColumns CrmDirectoryColumns;

CrmDirectoryColumns *crm_directory_columns_new (GtkColumnView *view, CrmContext *context, const CrmDirectoryType *type, GCallback sorted, gpointer user_data);
void                 crm_directory_columns_free (CrmDirectoryColumns *self);
char                *crm_directory_columns_dup_sort (CrmDirectoryColumns *self);
void                 crm_directory_columns_set_names (CrmDirectoryColumns *self, const char *names);
char                *crm_directory_columns_dup_names (CrmDirectoryColumns *self);
void                 crm_directory_columns_fit (CrmDirectoryColumns *self, int width);
void                 crm_directory_columns_show_sort (CrmDirectoryColumns *self, const char *sort);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmDirectoryColumns, crm_directory_columns_free)

G_END_DECLS
