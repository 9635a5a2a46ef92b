#pragma once

#include "crm-criterion.h"
#include "crm-deal-board.h"
#include "crm-narrow-bin.h"

G_BEGIN_DECLS

/* What the files of the board share. */

struct _CrmDealBoard
{
  GtkWidget parent_instance;

  CrmNarrowBin      *bin;
  GtkWidget         *switcher;
  GtkDropDown       *stage_choice;
  GtkScrolledWindow *scroller;
  GtkBox            *box;
  GtkRevealer       *zones;
  GtkWidget         *won_zone;
  GtkWidget         *lost_zone;

  CrmContext    *context;   /* (owned) */
  CrmDealTotals *totals;    /* (owned) */
  CrmRecord     *pipeline;  /* (owned) (nullable) */
  GPtrArray     *stages;    /* (owned) (element-type CrmRecord) */
  GPtrArray     *columns;   /* (element-type CrmDealColumn): children of the box */
  GtkWidget     *menu;      /* (owned) (nullable): a child */
  CrmStore      *store;     /* (owned) (nullable) */
  char          *search;    /* (owned) (nullable) */
  CrmCriterion  *criterion; /* (owned) (nullable) */
  guint          shown;     /* which stage, where one is shown at a time */

  /* Where the focus goes when the change that was asked for has arrived. */
  gint64         moved;   /* the deal that was moved last, until another card is gone to; 0 for none */
  gint64         awaited; /* a deal that moves; 0 for none */
  CrmDealColumn *vacated; /* (nullable): the column a deal leaves; its next card takes the focus */
  guint          vacancy;
  gboolean       eager;   /* whichever card is there first takes it */
  gboolean       filling; /* the switcher is being filled */

  double at_first; /* where the board is scrolled to while nobody has scrolled it, from right to left */
};

void crm_deal_board_install_actions (GtkWidgetClass *klass);
void crm_deal_board_install_keys (CrmDealBoard *self);
void crm_deal_board_show_stage (CrmDealBoard *self, guint index);
void crm_deal_board_drop (CrmDealBoard *self, CrmDealColumn *column, CrmRecord *deal, gint64 above);
void crm_deal_board_finish_with (CrmDealBoard *self, CrmRecord *deal, const char *kind);
void crm_deal_board_popup_menu (CrmDealBoard *self, GtkWidget *card, double x, double y);

CrmDealCard *crm_deal_board_find_current (CrmDealBoard *self, CrmDealColumn **column);
void         crm_deal_board_init_drop (CrmDealBoard *self);

G_END_DECLS
