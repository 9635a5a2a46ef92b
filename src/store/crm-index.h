#pragma once

#include "crm-derived.h"

G_BEGIN_DECLS

/* Writes what follows from a record into the derived tables: the difference between before and after, and no more. And what is found there by a key. */

gint64   crm_index_find_key (CrmConnection *connection, const char *key, const CrmRecordType *type);
gboolean crm_index_apply (const CrmDeriver *deriver, CrmRecord *record, const CrmDerived *before, const CrmDerived *after, GError **error);
gboolean crm_index_add_event (CrmConnection *connection, gint64 target, gint64 at, gint64 source, const char *kind, gboolean pinned, GError **error);
gboolean crm_index_write_words (CrmConnection *connection, const CrmRecordType *type, gint64 position, const char *words, gboolean remove, GError **error);
gboolean crm_index_words_moved (gint64 id, gint64 from, gint64 to, gpointer user_data, GError **error);

G_END_DECLS
