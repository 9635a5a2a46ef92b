#pragma once

#include "crm-field-set.h"
#include "crm-import-log.h"
#include "crm-journal.h"
#include "crm-query.h"
#include "crm-transaction.h"

G_BEGIN_DECLS

#define CRM_TYPE_STORE (crm_store_get_type ())

G_DECLARE_FINAL_TYPE (CrmStore, crm_store, CRM, STORE, GObject)

/**
 * CrmWriteFunc:
 * @transaction: the change being made; nothing of it stays when %FALSE is returned
 *
 * Runs on the writer's thread.
 */
typedef gboolean (*CrmWriteFunc) (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error);

typedef enum
{
  CRM_STORE_OPEN_NONE = 0,
  CRM_STORE_OPEN_READ_ONLY = 1 << 0, /* do not even try to write */
} CrmStoreOpenFlags;

/* A change that was begun and not waited for yet. */
typedef struct _CrmStoreWriting CrmStoreWriting;

CrmStore   *crm_store_create (const char *path, GError **error);
CrmStore   *crm_store_open (const char *path, CrmStoreOpenFlags flags, GError **error);
void        crm_store_close (CrmStore *self);
const char *crm_store_get_path (CrmStore *self);
void        crm_store_watch (CrmStore *self);
void        crm_store_set_author (CrmStore *self, const char *name);
const char *crm_store_get_author (CrmStore *self);
void        crm_store_look_for_changes (CrmStore *self);
gboolean    crm_store_is_read_only (CrmStore *self);

CrmRecord   *crm_store_get (CrmStore *self, gint64 id, GError **error);
gint64       crm_store_find_uid (CrmStore *self, const char *uid);
gint64       crm_store_find_key (CrmStore *self, const char *key, const char *type_name);
gboolean     crm_store_query (CrmStore *self, const CrmQuery *query, guint limit, GArray *ids, GError **error);
GBytes      *crm_store_load_content (CrmStore *self, const char *hash, char **mime, GError **error);
char        *crm_store_get_setting (CrmStore *self, const char *name);
char        *crm_store_dup_setting (gpointer self, const char *name);
CrmFieldSet *crm_store_get_fields (CrmStore *self, const CrmRecordType *type);
char        *crm_store_dup_removed_field_label (CrmStore *self, const CrmRecordType *type, const char *name);
char        *crm_store_dup_creator (CrmStore *self, gint64 record);
GPtrArray   *crm_store_load_history (CrmStore *self, gint64 record, int limit, GError **error);
GPtrArray   *crm_store_load_change_rows (CrmStore *self, gint64 change, gint64 record, GError **error);

GArray *crm_store_list_remotes (CrmStore *self);

CrmJournalChange *crm_store_load_change (CrmStore *self, gint64 change, GError **error);
GPtrArray        *crm_store_load_imports (CrmStore *self, guint limit, GError **error);
CrmImportLogged  *crm_store_find_import (CrmStore *self, gint64 change, GError **error);

CrmStoreWriting *crm_store_begin_write (CrmStore *self, const char *title, const char *kind, CrmTransactionFlags flags, CrmWriteFunc func, gpointer user_data, GCancellable *cancellable, GError **error);
gboolean         crm_store_end_write (CrmStore *self, CrmStoreWriting *writing, GError **error);

gboolean crm_store_write (CrmStore *self, const char *title, const char *kind, CrmTransactionFlags flags, CrmWriteFunc func, gpointer user_data, GCancellable *cancellable, GError **error);
void     crm_store_write_async (CrmStore *self, const char *title, const char *kind, CrmTransactionFlags flags, CrmWriteFunc func, gpointer user_data, GDestroyNotify destroy, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer callback_data);
gboolean crm_store_write_finish (CrmStore *self, GAsyncResult *result, GError **error);

gboolean crm_store_save (CrmStore *self, const char *title, CrmRecord *record, GError **error);
void     crm_store_save_async (CrmStore *self, const char *title, GPtrArray *records, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_store_delete (CrmStore *self, const char *title, const gint64 *ids, guint n_ids, GError **error);
void     crm_store_delete_async (CrmStore *self, const char *title, const gint64 *ids, guint n_ids, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

char    *crm_store_dup_undo_title (CrmStore *self);
char    *crm_store_dup_redo_title (CrmStore *self);
gboolean crm_store_undo (CrmStore *self, char **title, GError **error);
gboolean crm_store_redo (CrmStore *self, char **title, GError **error);
void     crm_store_undo_async (CrmStore *self, gboolean redo, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_store_undo_change (CrmStore *self, gint64 change, gboolean rest, guint *n_kept, char **title, GError **error);
void     crm_store_undo_change_async (CrmStore *self, gint64 change, gboolean rest, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_store_undo_finish (CrmStore *self, GAsyncResult *result, char **title, GError **error);

G_END_DECLS
