#pragma once

#include "crm-progress.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* The same edit of many records as one change, and so one undo. Who has the values already is left alone; who may not have them, or is not
 * there any more, is told of, and keeps nobody else from having them.
 *
 * Made on one thread, given to crm_store_write_async() with crm_bulk_edit_apply(), and asked what came of it when that has ended. */

typedef struct _CrmBulkEdit CrmBulkEdit;

/**
 * CrmBulkEditFunc:
 * @draft: one of the records, to be changed
 *
 * Does what crm_bulk_edit_set() cannot say. Runs on the writer's thread. %CRM_ERROR_INVALID refuses the one record, any other error all.
 */
typedef gboolean (*CrmBulkEditFunc) (CrmTransaction *transaction, CrmRecord *draft, gpointer user_data, GError **error);

/**
 * CrmBulkTitleFunc:
 * @n_changed: how many records were
 *
 * Returns: (transfer full): what was done, for people. Runs on the writer's thread.
 */
typedef char *(*CrmBulkTitleFunc) (guint n_changed, gpointer user_data);

/* A record that was refused, and why. */
typedef struct
{
  gint64 id;
  char  *reason; /* (owned) */
} CrmBulkRefusal;

CrmBulkEdit *crm_bulk_edit_new (GArray *ids);
CrmBulkEdit *crm_bulk_edit_ref (CrmBulkEdit *self);
void         crm_bulk_edit_unref (CrmBulkEdit *self);

void crm_bulk_edit_set (CrmBulkEdit *self, const CrmField *field, CrmRecord *values);
void crm_bulk_edit_add_item (CrmBulkEdit *self, const CrmField *items, CrmItem *item);
void crm_bulk_edit_remove_item (CrmBulkEdit *self, const CrmField *items, CrmItem *item);
void crm_bulk_edit_do (CrmBulkEdit *self, CrmBulkEditFunc func, gpointer user_data);
void crm_bulk_edit_entitle (CrmBulkEdit *self, CrmBulkTitleFunc func, gpointer user_data, GDestroyNotify destroy);
void crm_bulk_edit_follow (CrmBulkEdit *self, CrmProgress *progress);

gboolean crm_bulk_edit_apply (CrmTransaction *transaction, gpointer self, GCancellable *cancellable, GError **error);

guint       crm_bulk_edit_count_changed (CrmBulkEdit *self);
guint       crm_bulk_edit_count_same (CrmBulkEdit *self);
guint       crm_bulk_edit_count_gone (CrmBulkEdit *self);
GArray     *crm_bulk_edit_get_refusals (CrmBulkEdit *self);
const char *crm_bulk_edit_get_title (CrmBulkEdit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmBulkEdit, crm_bulk_edit_unref)

G_END_DECLS
