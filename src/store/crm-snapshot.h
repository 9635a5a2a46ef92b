#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

char    *crm_snapshot_make (const char *path, const char *target, GError **error);
char    *crm_snapshot_copy (const char *path, GError **error);
gboolean crm_snapshot_restore (const char *snapshot, const char *target, GError **error);

G_END_DECLS
