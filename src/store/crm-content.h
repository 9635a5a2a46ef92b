#pragma once

#include "crm-connection.h"

G_BEGIN_DECLS

/* The bytes that fields of kind file refer to by their hash. */

char    *crm_content_add (CrmConnection *connection, GBytes *bytes, const char *mime, GError **error);
gboolean crm_content_has (CrmConnection *connection, const char *hash);
GBytes  *crm_content_load (CrmConnection *connection, const char *hash, char **mime, GError **error);

G_END_DECLS
