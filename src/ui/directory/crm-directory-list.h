#pragma once

#include "crm-directory-type.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_DIRECTORY_LIST (crm_directory_list_get_type ())

/* The list of a directory: search, filters, order, and the rows, as a table where there is room for one.
 *
 * Properties: context, type (a CrmDirectoryType; construct only); sort: as crm-sort.h has it.
 * Signal: "open" (CrmRecord *). Actions: list.sort, list.clear, and those of CrmChosenBar. */
G_DECLARE_FINAL_TYPE (CrmDirectoryList, crm_directory_list, CRM, DIRECTORY_LIST, GtkWidget)

GtkWidget *crm_directory_list_new (CrmContext *context, const CrmDirectoryType *type);

void crm_directory_list_search (CrmDirectoryList *self, const char *text);
void crm_directory_list_show_view (CrmDirectoryList *self, CrmRecord *view);
void crm_directory_list_focus_search (CrmDirectoryList *self);
void crm_directory_list_set_browsing (CrmDirectoryList *self, gboolean browsing);
void crm_directory_list_forget_opened (CrmDirectoryList *self);
void crm_directory_list_focus (CrmDirectoryList *self);

GListModel        *crm_directory_list_get_records (CrmDirectoryList *self);
GtkSelectionModel *crm_directory_list_get_selection (CrmDirectoryList *self);

G_END_DECLS
