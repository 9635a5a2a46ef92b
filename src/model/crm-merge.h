#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

char *crm_merge_items (const char *base, const char *mine, const char *theirs, GType item_type);

G_END_DECLS
