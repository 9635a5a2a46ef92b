#pragma once

#include "crm-connection.h"

G_BEGIN_DECLS

/* Rows of new records, written by a thread beside the one that makes them. SQLite's connection belongs to one thread at a time: whatever else is
 * asked of it waits until the rows handed over before are written, so nobody needs to know. */

void     crm_connection_begin_behind (CrmConnection *self);
gboolean crm_connection_end_behind (CrmConnection *self, GError **error);
gboolean crm_connection_is_behind (CrmConnection *self);

void     crm_connection_put_int (CrmConnection *self, int position, gint64 value);
void     crm_connection_put_text (CrmConnection *self, int position, const char *text);
void     crm_connection_put_blob (CrmConnection *self, int position, gconstpointer data, gsize size);
gboolean crm_connection_end_row (CrmConnection *self, const char *sql, GError **error);

G_END_DECLS
