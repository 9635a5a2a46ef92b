#pragma once

#include "crm-context.h"
#include "crm-sync-status.h"

G_BEGIN_DECLS

/* How a file and its servers stand to each other, in words. */

typedef struct
{
  const char *icon_name;
  char       *text;  /* (owned) */
  gboolean    needs; /* somebody has to do something */
} CrmSyncWords;

void  crm_sync_words_init (CrmSyncWords *self, CrmContext *context, GPtrArray *statuses, guint n_conflicts, gint64 n_new);
void  crm_sync_words_clear (CrmSyncWords *self);
char *crm_sync_words_dup_place (const CrmSyncStatus *status);
char *crm_sync_words_dup_by (CrmContext *context, const char *author, gint64 at);
char *crm_sync_words_dup_status (CrmContext *context, const CrmSyncStatus *status);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CrmSyncWords, crm_sync_words_clear)

G_END_DECLS
