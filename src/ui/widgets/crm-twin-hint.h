#pragma once

#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_TWIN_HINT (crm_twin_hint_get_type ())

/* Says, while a new record is typed, who in the file has the same number, address or name; nothing for types that cannot be there twice.
 *
 * Signal: "open" (CrmRecord *), when the user wants that one instead. */
G_DECLARE_FINAL_TYPE (CrmTwinHint, crm_twin_hint, CRM, TWIN_HINT, AdwBin)

void crm_twin_hint_watch (CrmTwinHint *self, CrmContext *context, CrmRecord *draft);

G_END_DECLS
