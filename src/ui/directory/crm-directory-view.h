#pragma once

#include "crm-directory-detail.h"
#include "crm-directory-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DIRECTORY_VIEW (crm_directory_view_get_type ())

/* A list of records, and beside it, or before it on a narrow window, the one that is open.
 *
 * Properties: context, type (a CrmDirectoryType; construct only). */
G_DECLARE_FINAL_TYPE (CrmDirectoryView, crm_directory_view, CRM, DIRECTORY_VIEW, AdwBin)

GtkWidget *crm_directory_view_new (CrmContext *context, const CrmDirectoryType *type);

void       crm_directory_view_open (CrmDirectoryView *self, CrmRecord *record);
void       crm_directory_view_take_focus (CrmDirectoryView *self);
CrmRecord *crm_directory_view_get_open (CrmDirectoryView *self);
gboolean   crm_directory_view_close (CrmDirectoryView *self);
void       crm_directory_view_show_view (CrmDirectoryView *self, CrmRecord *view);
void       crm_directory_view_focus_search (CrmDirectoryView *self);
void       crm_directory_view_create (CrmDirectoryView *self, CrmRecord *draft);

CrmDirectoryList   *crm_directory_view_get_list (CrmDirectoryView *self);
CrmDirectoryDetail *crm_directory_view_get_detail (CrmDirectoryView *self);
const CrmCommand   *crm_directory_view_get_commands (CrmDirectoryView *self, GtkWidget **target, guint *n_commands);

G_END_DECLS
