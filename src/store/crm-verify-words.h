#pragma once

#include "crm-connection.h"

G_BEGIN_DECLS

/* The search against the text. */

gboolean crm_verify_words_begin (CrmConnection *connection, const char *table, GError **error);
gboolean crm_verify_words_add (CrmConnection *connection, const char *table, gint64 rowid, const char *words, GError **error);
gboolean crm_verify_words_end (CrmConnection *connection, const char *table, gboolean *same, GError **error);

G_END_DECLS
