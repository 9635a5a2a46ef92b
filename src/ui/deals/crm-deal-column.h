#pragma once

#include "crm-criterion.h"
#include "crm-deal-card.h"
#include "crm-deal-totals.h"
#include "crm-record-list.h"

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_COLUMN (crm_deal_column_get_type ())

/* One stage of the board: its name and figures, its cards, and a line to add one.
 *
 * Signals: "open" (CrmRecord *): a card was chosen; "context-menu" (GtkWidget *card, double x, double y): asked for on a card;
 * "drop" (CrmRecord *deal, int64 above): a card was let go, under the one of that id, 0 for the top; "dragging" (gboolean): one of its
 * cards is carried, or is no more; "changed" (): cards came, went or changed places; "chosen" (): one of its cards was chosen. */
G_DECLARE_FINAL_TYPE (CrmDealColumn, crm_deal_column, CRM, DEAL_COLUMN, GtkWidget)

GtkWidget     *crm_deal_column_new (CrmContext *context, CrmDealTotals *totals, CrmRecord *stage);
CrmRecord     *crm_deal_column_get_stage (CrmDealColumn *self);
CrmRecordList *crm_deal_column_get_list (CrmDealColumn *self);
guint          crm_deal_column_get_n_cards (CrmDealColumn *self);
CrmDealCard   *crm_deal_column_find_card (CrmDealColumn *self, guint position);
CrmDealCard   *crm_deal_column_get_current (CrmDealColumn *self);
gboolean       crm_deal_column_focus (CrmDealColumn *self, guint position);
void           crm_deal_column_focus_entry (CrmDealColumn *self);
void           crm_deal_column_unselect (CrmDealColumn *self);
void           crm_deal_column_narrow (CrmDealColumn *self, const char *search, CrmCriterion *criterion);
void           crm_deal_column_refresh (CrmDealColumn *self);
void           crm_deal_column_refresh_concerned (CrmDealColumn *self, CrmChangeSet *set, GHashTable *subjects);
void           crm_deal_column_stop_drag (CrmDealColumn *self);
void           crm_deal_column_quick_add (CrmDealColumn *self, const char *line);

G_END_DECLS
