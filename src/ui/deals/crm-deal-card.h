#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_CARD (crm_deal_card_get_type ())

/* One deal on the board: what, who, how much, how long it has waited, what comes next. */
G_DECLARE_FINAL_TYPE (CrmDealCard, crm_deal_card, CRM, DEAL_CARD, GtkWidget)

GtkWidget  *crm_deal_card_new (CrmContext *context, GtkListItem *item);
CrmRecord  *crm_deal_card_get_deal (CrmDealCard *self);
guint       crm_deal_card_get_position (CrmDealCard *self);
void        crm_deal_card_bind (CrmDealCard *self, CrmRecord *stage);
void        crm_deal_card_unbind (CrmDealCard *self);
void        crm_deal_card_refresh (CrmDealCard *self);
void        crm_deal_card_update_position (CrmDealCard *self);
gboolean    crm_deal_card_concerns (CrmDealCard *self, CrmChangeSet *set, GHashTable *subjects);
void        crm_deal_card_set_gap (CrmDealCard *self, gboolean gap);
GtkWidget  *crm_deal_card_get_body (CrmDealCard *self);
const char *crm_deal_card_get_label (CrmDealCard *self);

G_END_DECLS
