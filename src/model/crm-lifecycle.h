#pragma once

#include "crm-field.h"

G_BEGIN_DECLS

/* Where a customer stands with us, from the first word to the last and back. */
extern const CrmChoice crm_lifecycle_choices[];

G_END_DECLS
