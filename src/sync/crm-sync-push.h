#pragma once

#include "crm-remote.h"
#include "crm-sync-pull.h"

G_BEGIN_DECLS

/* What waits here is written as documents and noted as sent, and the remote's answer is noted; the network is between the two. */

typedef struct
{
  gint64 record;
  char  *name; /* (owned): its _id */
  char  *body; /* (owned): JSON */
} CrmPushedDocument;

/* What the remote said of one document. */
typedef struct
{
  const CrmPushedDocument *document; /* (unowned) */
  char                    *revision; /* (owned) (nullable): where it was taken */
  char                    *refusal;  /* (owned) (nullable): where it was not, why, for people */
} CrmPushAnswer;

void crm_pushed_document_free (CrmPushedDocument *self);
void crm_push_answer_free (CrmPushAnswer *self);

GArray  *crm_sync_push_list (CrmConnection *connection, gint64 remote, GError **error);
gboolean crm_sync_push_prepare (CrmTransaction *transaction, gint64 remote, const gint64 *records, guint n_records, gsize bytes_max, GPtrArray *documents, guint *n_done, GError **error);
gboolean crm_sync_push_settle (CrmTransaction *transaction, gint64 remote, GPtrArray *answers, CrmSyncCounts *counts, GError **error);

G_END_DECLS
