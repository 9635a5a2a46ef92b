#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* What a board shows of a stage besides its cards, and how a card is moved. */

typedef struct
{
  gint64 stage;
  char   currency[4]; /* ISO 4217, empty where deals have none */
  guint  count;       /* living deals of the stage in that currency */
  gint64 sum;         /* minor units */
  gint64 weighted;    /* minor units, each value times its probability (its own, else the stage's) */
} CrmStageTotal;

GArray  *crm_board_load_totals (CrmStore *store, gint64 pipeline, GError **error);
void     crm_board_load_totals_async (CrmStore *store, gint64 pipeline, CrmCriterion *criterion, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GArray  *crm_board_load_totals_finish (CrmStore *store, GAsyncResult *result, GError **error);
gint64   crm_board_find_next_activity (CrmStore *store, gint64 deal);
gboolean crm_board_has_task (CrmStore *store, gint64 deal, const char *subject, gint64 since);
void     crm_board_move_async (CrmStore *store, gint64 deal, gint64 stage, gint64 above, const char *lost_reason, const char *lost_note, GAsyncReadyCallback callback, gpointer user_data);
gboolean crm_board_move (CrmStore *store, gint64 deal, gint64 stage, gint64 above, const char *lost_reason, const char *lost_note, GError **error);

G_END_DECLS
