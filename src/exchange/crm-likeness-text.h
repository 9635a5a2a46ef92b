#pragma once

#include "crm-culture.h"
#include "crm-likeness.h"
#include "crm-resolver.h"

G_BEGIN_DECLS

char *crm_likeness_reason_to_text (const CrmLikenessReason *reason, const CrmResolver *resolver, const CrmCulture *culture);
char *crm_likeness_to_text (const CrmLikeness *likeness, const CrmResolver *resolver, const CrmCulture *culture);

G_END_DECLS
