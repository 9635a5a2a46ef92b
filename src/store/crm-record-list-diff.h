#pragma once

#include "crm-query-private.h"
#include "crm-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* How a list goes from one order of ids to another, said in the fewest steps. */

void     crm_record_list_apply_ids (GListModel *model, GArray *ids, GArray *wanted, GHashTable *changed);
gboolean crm_record_list_can_place (const CrmQuery *query, guint n_changed);
gboolean crm_record_list_place (GListModel *model, GArray *ids, const CrmQuery *query, CrmStore *store, GArray *changed);

G_END_DECLS
