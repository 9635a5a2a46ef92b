#pragma once

#include "crm-hit.h"

G_BEGIN_DECLS

#define CRM_TYPE_FINDER (crm_finder_get_type ())

/* Finds everything that what is typed may mean. Signal: "found" (): there is more, or other, to show. */
G_DECLARE_FINAL_TYPE (CrmFinder, crm_finder, CRM, FINDER, GObject)

CrmFinder *crm_finder_new (CrmContext *context);

void        crm_finder_offer (CrmFinder *self, CrmHitGroup group, const CrmCommand *command);
void        crm_finder_find (CrmFinder *self, const char *typed);
gboolean    crm_finder_is_searching (CrmFinder *self);
gboolean    crm_finder_is_complete (CrmFinder *self);
const char *crm_finder_get_words (CrmFinder *self);
GPtrArray  *crm_finder_dup_hits (CrmFinder *self);

G_END_DECLS
