#pragma once

#include "crm-chosen-bar.h"
#include "crm-column-chooser.h"
#include "crm-empty-page.h"
#include "crm-grouped.h"
#include "crm-table-type.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_TABLE (crm_table_get_type ())

/* The records of a query, as a table where there is room for one and as rows where there is not; choosing several of them, and what can be done
 * with those.
 *
 * Signals: "open" (CrmRecord *); "changed" (): its count, its sort, or whether it is empty or a table.
 * Actions: those of CrmChosenBar, on the widget that crm_table_set_up() is told. */
G_DECLARE_FINAL_TYPE (CrmTable, crm_table, CRM, TABLE, GtkWidget)

/* Narrows the query to what is searched and filtered. */
typedef void (*CrmTableApplyFunc) (CrmQuery *query, gpointer user_data);

void crm_table_set_up (CrmTable *self, CrmContext *context, const CrmTableType *type, GtkWidget *owner, CrmTableApplyFunc apply, gpointer user_data);
void crm_table_close (CrmTable *self);

void        crm_table_refresh (CrmTable *self);
void        crm_table_refresh_rows (CrmTable *self);
void        crm_table_set_sort (CrmTable *self, const char *sort);
const char *crm_table_get_sort (CrmTable *self);
void        crm_table_set_group (CrmTable *self, const char *name);
const char *crm_table_get_group (CrmTable *self);
void        crm_table_fill_group_menu (CrmTable *self, GMenu *menu, const char *action);
void        crm_table_show_columns (CrmTable *self, const char *names);
char       *crm_table_dup_columns (CrmTable *self);
void        crm_table_show_view (CrmTable *self, CrmRecord *view);
void        crm_table_take_view (CrmTable *self, CrmRecord *draft);

guint    crm_table_get_count (CrmTable *self);
gboolean crm_table_is_empty (CrmTable *self);
gboolean crm_table_is_wide (CrmTable *self);
int      crm_table_get_width (CrmTable *self);

void crm_table_open_first (CrmTable *self);
void crm_table_set_browsing (CrmTable *self, gboolean browsing);
void crm_table_forget_opened (CrmTable *self);
void crm_table_focus (CrmTable *self);

CrmEmptyPage       *crm_table_get_empty_page (CrmTable *self);
CrmRecordList      *crm_table_get_records (CrmTable *self);
CrmBitsetSelection *crm_table_get_selection (CrmTable *self);

G_END_DECLS
