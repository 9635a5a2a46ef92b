#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_FACTS (crm_deal_facts_get_type ())

/* What is known of a deal, edited in place: each fact is saved when it has been typed and left, and can be undone. */
G_DECLARE_FINAL_TYPE (CrmDealFacts, crm_deal_facts, CRM, DEAL_FACTS, GtkWidget)

GtkWidget *crm_deal_facts_new (CrmContext *context);
void       crm_deal_facts_set_deal (CrmDealFacts *self, CrmRecord *deal);
void       crm_deal_facts_save (CrmDealFacts *self);

G_END_DECLS
