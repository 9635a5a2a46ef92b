#pragma once

#include "crm-sale.h"

G_BEGIN_DECLS

#define CRM_TYPE_QUOTE (crm_quote_get_type ())

extern const CrmChoice crm_quote_statuses[];

/* What was offered to somebody, at which price, and until when. */
CRM_DECLARE_RECORD (CrmQuote, crm_quote, CRM, QUOTE)

G_END_DECLS
