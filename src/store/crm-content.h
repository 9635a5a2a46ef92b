#pragma once

#include "crm-connection.h"
#include "crm-record.h"

G_BEGIN_DECLS

/* The bytes that fields of kind file refer to by their hash. */

typedef void (*CrmContentFunc) (const char *hash, gpointer user_data);

gboolean      crm_content_is_hash (const char *text);
char         *crm_content_add (CrmConnection *connection, GBytes *bytes, const char *mime, GError **error);
gboolean      crm_content_add_stream (CrmConnection *connection, const char *hash, const char *mime, GInputStream *bytes, gint64 size, GCancellable *cancellable, GError **error);
gboolean      crm_content_has (CrmConnection *connection, const char *hash);
GBytes       *crm_content_load (CrmConnection *connection, const char *hash, char **mime, GError **error);
GInputStream *crm_content_open (CrmConnection *connection, const char *hash, char **mime, gint64 *size, GError **error);

void     crm_content_foreach (CrmObject *object, CrmContentFunc func, gpointer user_data);
gboolean crm_content_await (CrmConnection *connection, CrmRecord *record, GError **error);
gboolean crm_content_is_awaited (CrmConnection *connection, const char *hash);
GArray  *crm_content_end_waiting (CrmConnection *connection, const char *hash, GError **error);

G_END_DECLS
