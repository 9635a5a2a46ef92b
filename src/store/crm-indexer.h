#pragma once

#include "crm-derived.h"

G_BEGIN_DECLS

/* Keeps what follows from records up to date while a transaction writes them: as it goes, gathered and sorted for a bulk load, or made anew at
 * the end of a change that touches a good part of the file. */

typedef struct _CrmIndexer CrmIndexer;

/* What stood before a record was updated. */
typedef struct _CrmIndexerUpdate CrmIndexerUpdate;

CrmIndexer *crm_indexer_new (CrmConnection *connection, CrmCollator *collator);
void        crm_indexer_free (CrmIndexer *self);
void        crm_indexer_gather (CrmIndexer *self);
void        crm_indexer_expect (CrmIndexer *self, guint n_records, guint n_births);
gboolean    crm_indexer_find_key (CrmIndexer *self, gint64 hash, GArray *ids);

gboolean          crm_indexer_add (CrmIndexer *self, CrmRecord *record, GError **error);
CrmIndexerUpdate *crm_indexer_begin_update (CrmIndexer *self, CrmRecord *before, CrmRecord *after, GError **error);
gboolean          crm_indexer_end_update (CrmIndexer *self, CrmIndexerUpdate *update, GError **error);
gboolean          crm_indexer_add_change (CrmIndexer *self, CrmRecord *record, gint64 at, gint64 change, GError **error);
void              crm_indexer_update_free (CrmIndexerUpdate *self);
gboolean          crm_indexer_finish (CrmIndexer *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmIndexer, crm_indexer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmIndexerUpdate, crm_indexer_update_free)

G_END_DECLS
