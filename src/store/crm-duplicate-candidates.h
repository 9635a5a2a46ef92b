#pragma once

#include "crm-connection.h"
#include "crm-progress.h"
#include "crm-record.h"

G_BEGIN_DECLS

/* Internal to the search for duplicates: which pairs are worth a closer look. */
typedef struct
{
  gint64 one; /* the older */
  gint64 other;
} CrmPair;

GArray *crm_duplicate_candidates_new (CrmConnection *connection, const CrmRecordType *type, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
