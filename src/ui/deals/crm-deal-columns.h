#pragma once

#include "crm-table.h"

G_BEGIN_DECLS

/* The table of deals: its columns and words. */

extern const CrmTableType crm_deal_columns;

G_END_DECLS
