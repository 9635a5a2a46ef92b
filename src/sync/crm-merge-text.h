#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *crm_merge_text (const char *base, const char *mine, const char *theirs);

G_END_DECLS
