#pragma once

#include "crm-derived.h"

G_BEGIN_DECLS

/* Records whose indexes change because another record does: people are found under their company's name, and what is done with them
 * stands on its timeline. Collected before the other is written, updated after. */

GPtrArray *crm_dependents_collect (const CrmDeriver *deriver, CrmRecord *before, CrmRecord *after, GError **error);
gboolean   crm_dependents_update (const CrmDeriver *deriver, GPtrArray *dependents, GError **error);

G_END_DECLS
