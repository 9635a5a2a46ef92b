#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* Whether a file is sound: SQLite's own integrity, references, the journal against the records, the indexes against what they are made from. */

GPtrArray *crm_verify (const char *path, GError **error);

G_END_DECLS
