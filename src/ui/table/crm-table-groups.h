#pragma once

#include "crm-record-list.h"
#include "crm-table-type.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* By what the records of a table stand together, and the heads of these groups on rows that are CrmGrouped. */

typedef struct _CrmTableGroups CrmTableGroups;

CrmTableGroups *crm_table_groups_new (CrmContext *context, const CrmTableType *type);
void            crm_table_groups_free (CrmTableGroups *self);
void            crm_table_groups_set_name (CrmTableGroups *self, const char *name);
const char     *crm_table_groups_get_name (CrmTableGroups *self);
void            crm_table_groups_apply (CrmTableGroups *self, CrmQuery *query);
void            crm_table_groups_set_records (CrmTableGroups *self, CrmRecordList *records);
void            crm_table_groups_follow (CrmTableGroups *self, GtkListItemFactory *factory);
void            crm_table_groups_fill_menu (CrmTableGroups *self, GMenu *menu, const char *action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmTableGroups, crm_table_groups_free)

G_END_DECLS
