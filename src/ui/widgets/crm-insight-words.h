#pragma once

#include "crm-companions.h"
#include "crm-context.h"
#include "crm-silence.h"

G_BEGIN_DECLS

/* What is said of one customer, in whole sentences. Each returns (transfer full) text. */

char *crm_insight_words_bought (CrmContext *context, const CrmCustomerStat *customer, gint32 today);
char *crm_insight_words_silence (CrmContext *context, const CrmSilence *silence);
char *crm_insight_words_first (CrmContext *context, const CrmCustomerStat *customer, gint32 today);
char *crm_insight_words_offer (CrmContext *context, const CrmCompanion *offer);
char *crm_insight_dup_pair_filter (CrmContext *context, const CrmCompanion *pair);

G_END_DECLS
