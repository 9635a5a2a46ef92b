#pragma once

#include "crm-query.h"
#include "crm-store.h"

G_BEGIN_DECLS

#define CRM_TYPE_RECORD_LIST (crm_record_list_get_type ())

/* A GListModel of CrmRecord over a query: lists, columns of a board, timelines, pickers. It holds the ids in their order and loads the
 * records a page at a time as they are asked for; it follows the file by itself. Main thread only. */
G_DECLARE_FINAL_TYPE (CrmRecordList, crm_record_list, CRM, RECORD_LIST, GObject)

/* Records are loaded so many at a time. */
#define CRM_RECORD_LIST_PAGE 64

CrmRecordList        *crm_record_list_new (CrmStore *store, const CrmQuery *query);
CrmStore             *crm_record_list_get_store (CrmRecordList *self);
const CrmQuery       *crm_record_list_get_query (CrmRecordList *self);
void                  crm_record_list_set_query (CrmRecordList *self, const CrmQuery *query);
void                  crm_record_list_set_asleep (CrmRecordList *self, gboolean asleep);
gboolean              crm_record_list_is_loading (CrmRecordList *self);
gint64                crm_record_list_get_id (CrmRecordList *self, guint position);
const CrmRecordGroup *crm_record_list_get_group (CrmRecordList *self, guint position);
gboolean              crm_record_list_find (CrmRecordList *self, gint64 id, guint *position);
guint                 crm_record_list_count_loaded (CrmRecordList *self);

G_END_DECLS
