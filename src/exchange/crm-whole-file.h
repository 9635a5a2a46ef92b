#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes all of it into @stream, or fails. */
typedef gboolean (*CrmWholeFileFunc) (GOutputStream *stream, gpointer user_data, GCancellable *cancellable, GError **error);

gboolean crm_whole_file_may_replace (GFile *file, const char *customers, GCancellable *cancellable, GError **error);
gboolean crm_whole_file_write (GFile *file, const char *customers, CrmWholeFileFunc write, gpointer user_data, GCancellable *cancellable, GError **error);
gboolean crm_whole_file_write_bytes (GFile *file, const char *customers, GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
