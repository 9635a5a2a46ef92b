#pragma once

#include "crm-transaction.h"

G_BEGIN_DECLS

/* Where a card stands in its column of the board. Internal to the store. */

gboolean crm_board_make_rank (CrmTransaction *transaction, gint64 deal, gint64 stage, gint64 above, gint64 *rank, GError **error);

G_END_DECLS
