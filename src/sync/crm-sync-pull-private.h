#pragma once

#include "crm-document.h"
#include "crm-pulled-document.h"
#include "crm-sync-pull.h"

G_BEGIN_DECLS

/* What the files that take documents in share. */

typedef struct
{
  CrmTransaction *transaction;
  CrmConnection  *connection;
  gint64          remote;
  gint64          round;
  gboolean        reconciling; /* the server may have gone back to what it was */
  gint64          least;       /* the changes that are made here have higher numbers than any that was seen */
  gint64          now;
  CrmResolver     resolver; /* its keys: "type:uid" and uid of what was found or made so far → id */
  CrmSyncCounts  *counts;
  char           *device;  /* (owned): this file's */
  char           *author;  /* (owned) (nullable): who uses it */
  char           *told;    /* (owned) (nullable): the edit whose change is being made */
  GArray         *made;    /* (owned) (element-type CrmDocumentRow): of new records, to be written together: between them nothing is asked of the file */
  gboolean        foreign; /* whether there are documents that are no records here */
} CrmSyncPull;

/* One known record and what came of it. */
typedef struct
{
  CrmRecord               *known; /* (owned) */
  const CrmPulledDocument *document;
  const CrmEdit           *edit; /* of the document */
  CrmDocumentRow          *row;
  gint64                   newest; /* change of the record here */
  gboolean                 heard;  /* the remote was spoken with about it before */
  gboolean                 waits;  /* something was done here that the remote does not know */
  CrmJsonSlice             base;   /* fields both began from; nothing where that is not known */
} CrmSyncMeeting;

gboolean crm_sync_pull_init (CrmSyncPull *self, CrmTransaction *transaction, gint64 remote, gboolean reconciling, CrmSyncCounts *counts, GError **error);
void     crm_sync_pull_clear (CrmSyncPull *self);
gboolean crm_sync_pull_tell (CrmSyncPull *self, const CrmEdit *edit, GError **error);
gboolean crm_sync_pull_tell_merge (CrmSyncPull *self, GError **error);
void     crm_sync_pull_set_known (CrmDocumentRow *row, const CrmPulledDocument *document, gint64 round);
void     crm_sync_pull_set_settled (CrmSyncPull *self, CrmDocumentRow *row);
gboolean crm_sync_pull_save_row (CrmSyncPull *self, const CrmDocumentRow *row, GError **error);
gboolean crm_sync_pull_save_made (CrmSyncPull *self, GError **error);
gboolean crm_sync_pull_is_refusal (const GError *error);
gboolean crm_sync_pull_take_known (CrmSyncPull *self, const CrmPulledDocument *document, gint64 id, const CrmEdit *edit, GError **error);
gboolean crm_sync_pull_note_revival (CrmSyncPull *self, const CrmSyncMeeting *meeting, gboolean deleted_here, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CrmSyncPull, crm_sync_pull_clear)

G_END_DECLS
