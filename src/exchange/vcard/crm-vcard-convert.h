#pragma once

#include "crm-vcard.h"

G_BEGIN_DECLS

CrmVcard *crm_vcard_convert (const CrmVcard *card,
                             CrmVcardVersion version);

G_END_DECLS
