#pragma once

#include "crm-context.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean crm_dropped_mail_take (CrmContext *context, gint64 about, GFile *file);

G_END_DECLS
