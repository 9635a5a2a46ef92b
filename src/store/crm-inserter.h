#pragma once

#include "crm-connection.h"

G_BEGIN_DECLS

/* Rows of one table, written many with a statement. To begin and to end a statement costs SQLite as much as a row of two numbers: a bulk load
 * of millions of them takes half the time. Not for a search table, which writes out what it has gathered for each such statement. Texts and
 * blobs are the caller's until crm_inserter_finish(). */

typedef struct _CrmInserter CrmInserter;

CrmInserter *crm_inserter_new (CrmConnection *connection, const char *insert, const char *row);
void         crm_inserter_free (CrmInserter *self);
void         crm_inserter_put_int (CrmInserter *self, guint column, gint64 value);
void         crm_inserter_put_text (CrmInserter *self, guint column, const char *text);
void         crm_inserter_put_blob (CrmInserter *self, guint column, gconstpointer data, gsize size);
gboolean     crm_inserter_next (CrmInserter *self, GError **error);
gboolean     crm_inserter_finish (CrmInserter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmInserter, crm_inserter_free)

G_END_DECLS
