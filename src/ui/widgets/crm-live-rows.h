#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The rows of a list that show something now, and the one that keys are about. */

typedef struct _CrmLiveRows CrmLiveRows;

CrmLiveRows *crm_live_rows_new (GtkListView *view, GtkListItemFactory *factory);
void         crm_live_rows_free (CrmLiveRows *self);
void         crm_live_rows_foreach (CrmLiveRows *self, GFunc func, gpointer user_data);
gboolean     crm_live_rows_focus (CrmLiveRows *self, guint position);
gpointer     crm_live_rows_find_current (CrmLiveRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmLiveRows, crm_live_rows_free)

G_END_DECLS
