#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_STEPS_VIEW (crm_deal_steps_view_get_type ())

/* What the stage of a deal asks for: the task that it proposes, a checklist to tick, questions to answer; and what was answered before. Ticks
 * are saved at once, answers when they are left. Nothing is asked, nothing is shown. */
G_DECLARE_FINAL_TYPE (CrmDealStepsView, crm_deal_steps_view, CRM, DEAL_STEPS_VIEW, GtkBox)

GtkWidget *crm_deal_steps_view_new (CrmContext *context);
void       crm_deal_steps_view_set_deal (CrmDealStepsView *self, CrmRecord *deal);
void       crm_deal_steps_view_save (CrmDealStepsView *self);

G_END_DECLS
