#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Locked copies of a customer file. Not on the main thread. */

gboolean crm_locked_backup_make (const char *path, GFile *target, const char *passphrase, GError **error);
gboolean crm_locked_backup_restore (const char *locked, const char *target, const char *passphrase, GError **error);

G_END_DECLS
