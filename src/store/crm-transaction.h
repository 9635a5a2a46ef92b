#pragma once

#include "crm-change-set.h"
#include "crm-collator.h"
#include "crm-connection.h"
#include "crm-field-set.h"
#include "crm-record.h"

G_BEGIN_DECLS

/* The one door for writes. What is saved here is journalled, indexed and put on timelines in the same SQLite transaction, so that
 * it is there whole or not at all, and can be undone. Only the writer's thread has one. */

typedef struct _CrmTransaction CrmTransaction;

typedef enum
{
  CRM_TRANSACTION_NONE = 0,
  CRM_TRANSACTION_BULK = 1 << 0,    /* many new records: indexes are written at the end, in order */
  CRM_TRANSACTION_REPLAY = 1 << 1,  /* an undo or redo: the records' own rules are not asked again */
  CRM_TRANSACTION_DRY_RUN = 1 << 2, /* everything happens and then nothing has */
  CRM_TRANSACTION_SYNC = 1 << 3,    /* what was done elsewhere: values are checked, and nothing follows from them anew */
} CrmTransactionFlags;

CrmTransaction *crm_transaction_begin (CrmConnection *connection, CrmCollator *collator, CrmTransactionFlags flags, GError **error);
void            crm_transaction_describe (CrmTransaction *self, const char *title, const char *kind, const char *author, const char *device);
const char     *crm_transaction_get_author (CrmTransaction *self);
void            crm_transaction_set_title (CrmTransaction *self, const char *title);
gboolean        crm_transaction_save (CrmTransaction *self, CrmRecord *record, GError **error);
gboolean        crm_transaction_delete (CrmTransaction *self, gint64 id, GError **error);
gboolean        crm_transaction_revive (CrmTransaction *self, gint64 id, GError **error);
void            crm_transaction_expect (CrmTransaction *self, guint n_records, guint n_births);
CrmRecord      *crm_transaction_load (CrmTransaction *self, gint64 id, GError **error);
GArray         *crm_transaction_find (CrmTransaction *self, const char *key, guint code);
gint64          crm_transaction_find_uid (CrmTransaction *self, const CrmRecordType *type, const char *uid);
CrmFieldSet    *crm_transaction_get_fields (CrmTransaction *self, const CrmRecordType *type);
gint64          crm_transaction_find_exactly (CrmTransaction *self, const CrmRecordType *type, const char *uid);
gint64          crm_transaction_reserve (CrmTransaction *self, const CrmRecordType *type, const char *uid, GError **error);
CrmRecord      *crm_transaction_set_created_at (CrmTransaction *self, gint64 id, gint64 created_at, GError **error);
gint64          crm_transaction_get_now (CrmTransaction *self);
void            crm_transaction_set_now (CrmTransaction *self, gint64 now);
void            crm_transaction_set_merged (CrmTransaction *self, gint64 merged, gint64 into);
void            crm_transaction_set_restoring (CrmTransaction *self, gboolean restoring);
gboolean        crm_transaction_complete (CrmTransaction *self, CrmRecord *draft, GError **error);
gint64          crm_transaction_get_change (CrmTransaction *self, GError **error);
gboolean        crm_transaction_begin_change (CrmTransaction *self, gint64 least, GError **error);
CrmConnection  *crm_transaction_get_connection (CrmTransaction *self);
CrmChangeSet   *crm_transaction_commit (CrmTransaction *self, GError **error);
void            crm_transaction_tell (CrmTransaction *self, gint64 id);
void            crm_transaction_free (CrmTransaction *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmTransaction, crm_transaction_free)

G_END_DECLS
