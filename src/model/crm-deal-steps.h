#pragma once

#include "crm-culture.h"
#include "crm-deal-answer.h"
#include "crm-deal.h"
#include "crm-stage-prompt.h"
#include "crm-stage.h"

G_BEGIN_DECLS

/* What a stage asks of a deal that is in it, and what the deal has of that: a checklist, questions, and the task that comes next.
 *
 * A deal keeps what was ticked and answered as items whose id is made of the stage's uid and the id of its line: so two devices that tick one line
 * tick it once, and a stage that is edited later takes nothing from the deal. */

CrmDealAnswer *crm_deal_find_answer (CrmRecord *deal, const char *set, CrmRecord *stage, CrmItem *prompt);
gboolean       crm_deal_has_ticked (CrmRecord *deal, CrmRecord *stage, CrmItem *prompt);
void           crm_deal_tick (CrmRecord *draft, CrmRecord *stage, CrmItem *prompt, gboolean ticked, CrmDate today);
void           crm_deal_answer (CrmRecord *draft, CrmRecord *stage, CrmItem *prompt, const char *answer);
GPtrArray     *crm_deal_list_other_answers (CrmRecord *deal, CrmRecord *stage);
guint          crm_deal_count_unticked (CrmRecord *deal, CrmRecord *stage, guint *n_lines);
char          *crm_deal_dup_unticked (CrmRecord *deal, CrmRecord *stage, const CrmCulture *culture);
CrmRecord     *crm_stage_make_task (CrmRecord *stage, CrmRecord *deal, CrmDate today);

G_END_DECLS
