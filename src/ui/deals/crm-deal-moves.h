#pragma once

#include "crm-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is done with a deal from the board and from its page alike. Each is one change, told in a toast with Undo. */

/* Called when a move is in the file; not when it was called off or refused. */
typedef void (*CrmDealMovedFunc) (gint64 deal, gpointer user_data);

void crm_deal_move (GtkWidget *parent, CrmContext *context, CrmRecord *deal, CrmRecord *stage, gint64 above, CrmDealMovedFunc moved, GObject *listener);
void crm_deal_delete (CrmContext *context, CrmRecord *deal);

G_END_DECLS
