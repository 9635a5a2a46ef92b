#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* A deal in one line: "Spring order 48M". */

typedef struct
{
  char  *title;       /* (owned) */
  gint64 value;       /* minor units, CRM_UNSET where the line names no amount */
  char   currency[4]; /* ISO 4217 of the value */
} CrmQuickDeal;

gboolean crm_quick_deal_parse (const char *line, const CrmCulture *culture, CrmQuickDeal *out);
void     crm_quick_deal_clear (CrmQuickDeal *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CrmQuickDeal, crm_quick_deal_clear)

G_END_DECLS
