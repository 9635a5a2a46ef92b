#pragma once

#include <glib.h>

G_BEGIN_DECLS

void crm_sqlite_set_error (int code, const char *path, const char *message, GError **error);

G_END_DECLS
