#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* Businesses to look around in: "shop" (Persian), "freelance" (English); and "empty", which is a pipeline and nothing else. */

gboolean crm_sample_exists (const char *name);
gboolean crm_sample_install (CrmStore *store, const char *name, GError **error);
GBytes  *crm_sample_load (const char *name, GError **error);

G_END_DECLS
