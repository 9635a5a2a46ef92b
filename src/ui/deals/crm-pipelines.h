#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* Pipelines and their stages, in the order people gave them. Both are few, so they are read at once. */

GPtrArray *crm_pipelines_load (CrmStore *store);
GPtrArray *crm_pipelines_load_stages (CrmStore *store, gint64 pipeline);
CrmRecord *crm_pipelines_find_stage (GPtrArray *stages, const char *kind);
guint      crm_pipelines_find_position (GPtrArray *stages, gint64 stage);
gboolean   crm_pipelines_is_over (CrmRecord *stage);

G_END_DECLS
