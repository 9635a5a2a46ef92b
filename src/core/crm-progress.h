#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How far a long job on a worker is, told where somebody waits for it. */

/**
 * CrmProgressFunc:
 * @done: bytes or records so far
 * @total: all of them, 0 if not known
 * @rows: rows or records so far
 */
typedef void (*CrmProgressFunc) (guint64 done, guint64 total, guint64 rows, gpointer user_data);

typedef struct _CrmProgress CrmProgress;

CrmProgress *crm_progress_new (CrmProgressFunc func, gpointer user_data);
CrmProgress *crm_progress_ref (CrmProgress *self);
void         crm_progress_unref (CrmProgress *self);
void         crm_progress_tell (guint64 done, guint64 total, guint64 rows, gpointer self);
void         crm_progress_stop (CrmProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmProgress, crm_progress_unref)

G_END_DECLS
