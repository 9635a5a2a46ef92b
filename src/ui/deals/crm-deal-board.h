#pragma once

#include "crm-command.h"
#include "crm-criterion.h"
#include "crm-deal-column.h"
#include "crm-deal-totals.h"

G_BEGIN_DECLS

#define CRM_TYPE_DEAL_BOARD (crm_deal_board_get_type ())

/* The stages of one pipeline side by side, or one at a time where there is little room.
 *
 * Property: context (construct only). Signal: "open" (CrmRecord *).
 * Actions, on the card that has the focus: deal.open, deal.win, deal.lose, deal.delete, deal.menu, deal.move ("up", "down", "left" or
 * "right", as seen), deal.move-to (int64, a stage), deal.focus (as deal.move), deal.go-to-stage (int32, from 0). */
G_DECLARE_FINAL_TYPE (CrmDealBoard, crm_deal_board, CRM, DEAL_BOARD, GtkWidget)

GtkWidget     *crm_deal_board_new (CrmContext *context);
void           crm_deal_board_set_pipeline (CrmDealBoard *self, CrmRecord *pipeline, GPtrArray *stages);
void           crm_deal_board_set_search (CrmDealBoard *self, const char *text);
void           crm_deal_board_set_criterion (CrmDealBoard *self, CrmCriterion *criterion);
CrmDealTotals *crm_deal_board_get_totals (CrmDealBoard *self);
guint          crm_deal_board_get_n_columns (CrmDealBoard *self);
CrmDealColumn *crm_deal_board_get_column (CrmDealBoard *self, guint index);
CrmRecord     *crm_deal_board_get_current (CrmDealBoard *self);
void           crm_deal_board_focus (CrmDealBoard *self);
void           crm_deal_board_go_to (CrmDealBoard *self, gint64 deal);

const CrmCommand *crm_deal_board_get_commands (guint *n_commands);
const CrmCommand *crm_deal_board_get_keys (guint *n_commands);

G_END_DECLS
