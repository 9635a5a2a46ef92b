#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* Whether a file is sound: SQLite's own integrity, references, the journal against the records, the indexes and the
 * search against what they are made from, files against their hashes. */

GPtrArray *crm_verify (const char *path, GError **error);
GPtrArray *crm_verify_repair (const char *path, char **snapshot, GError **error);

G_END_DECLS
