#pragma once

#include "crm-command.h"
#include "crm-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_PAGE (crm_deal_page_get_type ())

/* One deal: where it stands, what is known of it, what has been done about it. Property: context (construct only). */
G_DECLARE_FINAL_TYPE (CrmDealPage, crm_deal_page, CRM, DEAL_PAGE, GtkWidget)

GtkWidget *crm_deal_page_new (CrmContext *context);
CrmRecord *crm_deal_page_get_deal (CrmDealPage *self);
void       crm_deal_page_set_deal (CrmDealPage *self, CrmRecord *deal);
void       crm_deal_page_take_focus (CrmDealPage *self);
void       crm_deal_page_set_stages (CrmDealPage *self, GPtrArray *stages);

const CrmCommand *crm_deal_page_get_commands (guint *n_commands);

G_END_DECLS
