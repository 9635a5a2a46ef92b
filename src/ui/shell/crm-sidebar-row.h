#pragma once

#include "crm-pages.h"

G_BEGIN_DECLS

#define CRM_TYPE_SIDEBAR_ROW (crm_sidebar_row_get_type ())

/* A page in the sidebar, with the number that stands beside its name. */
G_DECLARE_FINAL_TYPE (CrmSidebarRow, crm_sidebar_row, CRM, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *crm_sidebar_row_new (CrmContext *context, const CrmPageEntry *entry);
GtkWidget *crm_sidebar_row_new_view (CrmContext *context, CrmRecord *view);

const CrmPageEntry *crm_sidebar_row_get_entry (CrmSidebarRow *self);
CrmRecord          *crm_sidebar_row_get_view (CrmSidebarRow *self);

const char *crm_sidebar_row_get_count (CrmSidebarRow *self);

G_END_DECLS
