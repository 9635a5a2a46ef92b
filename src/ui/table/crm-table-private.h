#pragma once

#include "crm-places.h"
#include "crm-table-columns.h"
#include "crm-table-groups.h"
#include "crm-table.h"

G_BEGIN_DECLS

struct _CrmTable
{
  GtkWidget parent_instance;

  CrmContext         *context; /* (owned) (nullable) */
  const CrmTableType *type;
  CrmTableApplyFunc   apply;
  gpointer            apply_data;
  CrmRecordList      *records;   /* (owned) (nullable) */
  CrmPlaces          *places;    /* (owned) (nullable) */
  CrmBitsetSelection *selection; /* (owned) (nullable) */
  CrmTableColumns    *columns;   /* (owned) (nullable) */
  CrmTableGroups     *groups;    /* (owned) (nullable) */
  char               *sort;      /* (owned) (nullable) */
  gint64              opened;    /* what was opened last */
  int                 width;
  guint               relayout;
  gboolean            browsing; /* selecting a row opens it */
  gboolean            wide;
  gboolean            filling;  /* more will be set at once */
  gboolean            of_view;  /* it looks as a view says */
  char               *shown;    /* (owned) (nullable): the columns that were chosen; NULL for the usual ones */
  GSettings          *settings; /* (owned) (nullable) */

  /* Template widgets */
  GtkWidget     *box;
  GtkStack      *stack;
  GtkListView   *rows;
  GtkColumnView *grid;
  CrmEmptyPage  *empty;
  CrmChosenBar  *chosen;
};

void crm_table_show_look (CrmTable *self);

G_END_DECLS
