#pragma once

#include "crm-culture.h"
#include "crm-store.h"
#include "crm-sync-service.h"

G_BEGIN_DECLS

#define CRM_TYPE_CONTEXT (crm_context_get_type ())

/* What every page and widget of one window is given: the file, how values are written, and the way to change records and to tell
 * the user. Pages have it as the construct-only property "context".
 *
 * Signals: "culture-changed" (); "fields-changed" (): the business made, named or removed one; "store-changed" (): another file, or none;
 * "team-changed" (): somebody came, went, or is called otherwise; "open" (CrmRecord *): show this record;
 * "toast" (const char *text, const char *undo_title): undo_title is NULL where the toast has no Undo button. */
G_DECLARE_FINAL_TYPE (CrmContext, crm_context, CRM, CONTEXT, GObject)

CrmContext *crm_context_new (void);

CrmStore         *crm_context_get_store (CrmContext *self);
CrmSyncService   *crm_context_get_sync (CrmContext *self);
CrmFieldSet      *crm_context_get_fields (CrmContext *self, const CrmRecordType *type);
void              crm_context_set_store (CrmContext *self, CrmStore *store);
gint64            crm_context_get_me (CrmContext *self);
void              crm_context_take_on (CrmContext *self, CrmRecord *draft);
const CrmCulture *crm_context_get_culture (CrmContext *self);
const char       *crm_context_get_language (CrmContext *self);
const char       *crm_context_default_currency (CrmContext *self);
const char       *crm_context_default_country (CrmContext *self);
CrmDate           crm_context_get_today (CrmContext *self);

void     crm_context_commit (CrmContext *self, const char *title, GPtrArray *records, GAsyncReadyCallback callback, gpointer user_data);
void     crm_context_commit_quietly (CrmContext *self, const char *title, GPtrArray *records, GAsyncReadyCallback callback, gpointer user_data);
void     crm_context_commit_record (CrmContext *self, const char *title, CrmRecord *record, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_context_commit_finish (CrmContext *self, GAsyncResult *result, GError **error);
void     crm_context_delete (CrmContext *self, const char *title, const gint64 *ids, guint n_ids);
void     crm_context_delete_record (CrmContext *self, CrmRecord *record);

void crm_context_toast (CrmContext *self, const char *text);
void crm_context_toast_done (CrmContext *self, const char *text, const char *title);
void crm_context_toast_undo (CrmContext *self, const char *title);
void crm_context_report (CrmContext *self, GError *error);
void crm_context_open (CrmContext *self, CrmRecord *record);

G_END_DECLS
