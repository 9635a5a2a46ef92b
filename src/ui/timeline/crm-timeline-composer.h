#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_TIMELINE_COMPOSER (crm_timeline_composer_get_type ())

/* A line that writes the next event of a record: what kind, what was said, and, where it matters, when and how it went. */
G_DECLARE_FINAL_TYPE (CrmTimelineComposer, crm_timeline_composer, CRM, TIMELINE_COMPOSER, AdwBin)

void     crm_timeline_composer_set_context (CrmTimelineComposer *self, CrmContext *context);
void     crm_timeline_composer_set_target (CrmTimelineComposer *self, CrmRecord *target);
void     crm_timeline_composer_begin (CrmTimelineComposer *self, const char *kind, const char *words);
void     crm_timeline_composer_add_file (CrmTimelineComposer *self, GFile *file);
gboolean crm_timeline_composer_is_empty (CrmTimelineComposer *self);

G_END_DECLS
