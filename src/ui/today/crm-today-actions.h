#pragma once

#include "crm-today-section.h"

G_BEGIN_DECLS

void crm_today_tick_off (CrmContext *context, CrmTodaySection section, CrmRecord *record, const CrmCelebration *celebration);
void crm_today_postpone (CrmContext *context, CrmTodaySection section, CrmRecord *record, CrmDate day, const CrmCelebration *celebration);

G_END_DECLS
