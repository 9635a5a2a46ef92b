#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* A run of days as it is typed: this month, last 30 days, 1403, or one day. */

typedef struct
{
  CrmDate first;
  CrmDate last; /* the same where it is one day */
} CrmPeriod;

gboolean crm_period_parse (const char       *text,
                           const CrmCulture *culture,
                           CrmDate           today,
                           CrmPeriod        *out,
                           GError          **error);

G_END_DECLS
