#pragma once

#include "crm-directory-type.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DIRECTORY_BAR (crm_directory_bar_get_type ())

/* What stands above a directory: its search, filters, saved views, columns and count.
 *
 * Signals: "changed" (): crm_directory_bar_apply() says something else; "activate" (): Return was pressed on the search;
 * "columns" (const char *names): show these, NULL for the usual ones; "open-view" (CrmRecord *); "take-view" (CrmRecord *draft): put in
 * what the bar does not know; "asks-columns" (): crm_directory_bar_offer_columns() is wanted. */
G_DECLARE_FINAL_TYPE (CrmDirectoryBar, crm_directory_bar, CRM, DIRECTORY_BAR, AdwBin)

void            crm_directory_bar_set_context (CrmDirectoryBar *self, CrmContext *context, const CrmDirectoryType *type);
gboolean        crm_directory_bar_is_set (CrmDirectoryBar *self);
void            crm_directory_bar_apply (CrmDirectoryBar *self, CrmQuery *query);
void            crm_directory_bar_clear (CrmDirectoryBar *self);
void            crm_directory_bar_show_view (CrmDirectoryBar *self, CrmRecord *view);
void            crm_directory_bar_show_count (CrmDirectoryBar *self, const char *count);
void            crm_directory_bar_set_table (CrmDirectoryBar *self, gboolean table, gboolean count_fits);
void            crm_directory_bar_offer_columns (CrmDirectoryBar *self, const char *names);
GtkSearchEntry *crm_directory_bar_get_search (CrmDirectoryBar *self);
GMenu          *crm_directory_bar_get_groups (CrmDirectoryBar *self);

G_END_DECLS
