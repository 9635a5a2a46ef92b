#pragma once

#include "crm-connection.h"

G_BEGIN_DECLS

/* Which files a remote has, by the hash of their bytes; what is to go there, and what is to come from there. */

gboolean   crm_remote_content_note (CrmConnection *connection, gint64 remote, const char *hash, const char *trouble, GError **error);
gboolean   crm_remote_content_forget (CrmConnection *connection, gint64 remote, const char *hash, GError **error);
gboolean   crm_remote_content_forget_all (CrmConnection *connection, gint64 remote, GError **error);
GPtrArray *crm_remote_content_list_unsent (CrmConnection *connection, gint64 remote, guint limit, GError **error);
GPtrArray *crm_remote_content_list_to_come (CrmConnection *connection, gint64 remote, guint limit, GError **error);

G_END_DECLS
