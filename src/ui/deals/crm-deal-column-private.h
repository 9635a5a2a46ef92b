#pragma once

#include "crm-deal-column.h"

G_BEGIN_DECLS

/* What the two files of the column share. */

struct _CrmDealColumn
{
  GtkWidget parent_instance;

  GtkWidget         *head;
  GtkLabel          *name;
  GtkLabel          *count;
  GtkLabel          *sum;
  GtkLabel          *weighted;
  GtkScrolledWindow *scroller;
  GtkListView       *view;
  GtkWidget         *end_gap;
  GtkEntry          *entry;

  CrmContext         *context; /* (owned) */
  CrmDealTotals      *totals;  /* (owned) */
  CrmRecord          *stage;   /* (owned) */
  CrmRecordList      *list;    /* (owned) */
  GtkSingleSelection *selection;
  CrmRecord          *adding; /* (owned) (nullable): the deal added last from here */
  GHashTable         *cards;  /* (owned): the CrmDealCards that show a deal now */
  gint64              added;  /* a deal that is to be scrolled to when it comes; 0 for none */
  guint               gap;    /* where the gap is open; GTK_INVALID_LIST_POSITION where nowhere */
};

enum
{
  CRM_DEAL_COLUMN_OPEN,
  CRM_DEAL_COLUMN_CONTEXT_MENU,
  CRM_DEAL_COLUMN_DROP,
  CRM_DEAL_COLUMN_DRAGGING,
  CRM_DEAL_COLUMN_CHANGED,
  CRM_DEAL_COLUMN_CHOSEN,
  CRM_DEAL_COLUMN_N_SIGNALS
};

extern guint crm_deal_column_signals[CRM_DEAL_COLUMN_N_SIGNALS];

void crm_deal_column_init_drop (CrmDealColumn *self);
void crm_deal_column_init_card (CrmDealColumn *self, CrmDealCard *card);

G_END_DECLS
