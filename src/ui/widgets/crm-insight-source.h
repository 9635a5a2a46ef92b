#pragma once

#include "crm-context.h"
#include "crm-insight.h"

G_BEGIN_DECLS

#define CRM_TYPE_INSIGHT_SOURCE (crm_insight_source_get_type ())

/* What is said of buying, read again on a worker when something was bought and somebody looks. Signal: "changed" (). */
G_DECLARE_FINAL_TYPE (CrmInsightSource, crm_insight_source, CRM, INSIGHT_SOURCE, GObject)

CrmInsightSource *crm_insight_source_get (CrmContext *context);
CrmInsight       *crm_insight_source_peek (CrmInsightSource *self);

G_END_DECLS
